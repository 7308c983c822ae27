//! What was agreed upon, and how strictly it is checked: what the rules of history say of it.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::de::DeValue;

use crate::address::{Address, Kind};
use crate::changes::{Change, ChangeKind, Changes, Edit, Significance};
use crate::finding::Level;
use crate::lang::{Lang, dates};
use crate::model::{LevelSetting, Presence, Role, Stakeholder, Waiver};
use crate::rule::{Rule, Versions};
use crate::tr;

/// A change of levels, thresholds, roles or waivers.
#[derive(Debug)]
pub struct Shift {
    /// Where it is.
    pub address: Address,
    /// Whether it makes the control more lenient.
    pub lenient: bool,
    /// What changed.
    pub message: String,
}

/// How a commitment is called.
pub fn commitment(lang: Lang, address: &Address) -> String {
    match (address.kind, keys(address).as_slice()) {
        (Kind::Project, [_, "method"]) => {
            lang.pick("la variante de la méthode", "the method's variant").to_owned()
        }
        (Kind::Project, [_, "end"]) => {
            lang.pick("la fin de l'étape 1", "the end of step 1").to_owned()
        }
        (Kind::Milestone, [_, "kind" | "cancelled"]) => lang
            .pick("la tenue du comité de lancement", "the holding of the launch committee")
            .to_owned(),
        (Kind::Milestone, _) => lang
            .pick("la date du comité de lancement", "the date of the launch committee")
            .to_owned(),
        (Kind::Scope, [key, rest @ ..]) => {
            let key = rest.first().unwrap_or(key);
            tr!(lang, "le périmètre (`{key}`)", "the scope (`{key}`)")
        }
        _ => format!("`{address}`"),
    }
}

fn keys(address: &Address) -> Vec<&str> {
    address.path.iter().map(String::as_str).collect()
}

/// A commitment that changed.
#[derive(Debug, Clone)]
pub struct Commitment<'v> {
    /// Where it is.
    pub address: Address,
    /// The entity that it belongs to.
    pub change: &'v Change<'v>,
    /// Its value before and now; none where the entity as a whole left.
    pub edit: Option<&'v Edit<'v>>,
}

impl Commitment<'_> {
    /// Its value in the base, where it is short: a date as people write it, a word as the file has
    /// it.
    pub fn before(&self, lang: Lang) -> Option<String> {
        match self.edit?.before? {
            DeValue::Datetime(at) => {
                let text = at.to_string();
                Some(text.parse().map_or(text, |day| dates::date(lang, day)))
            }
            DeValue::String(text) => Some(text.to_string()),
            _ => None,
        }
    }
}

/// The commitments that changed, those included that could not be taken.
pub fn commitments<'v>(changes: &'v Changes<'v>) -> Vec<Commitment<'v>> {
    let mut found = Vec::new();
    for change in &changes.changes {
        let weighs = |edit: &&Edit<'_>| edit.significance == Significance::Commitment;
        let edits: Vec<_> = change.edits.iter().filter(weighs).collect();
        // A facility that leaves the scope is one change, whatever was said of it.
        if edits.is_empty() && change.significance == Significance::Commitment {
            found.push(Commitment { address: change.address.clone(), change, edit: None });
        }
        for edit in edits {
            found.push(Commitment { address: edit.address.clone(), change, edit: Some(edit) });
        }
    }
    found
}

/// Whether a decision explains what changed at an address; see [`deciding`].
pub fn is_decided(versions: &Versions<'_>, address: &Address) -> bool {
    deciding(versions, address).next().is_some()
}

/// The decisions, by their ids, that the base does not have, or recorded just before by whoever made
/// the change, and that concern an address, or one above or below it.
pub fn deciding<'v>(
    versions: &'v Versions<'_>,
    address: &Address,
) -> impl Iterator<Item = &'v str> + use<'v> {
    let at = address.clone();
    let explains = move |id: &&str| is_new(versions, id) || is_recent(versions, id, &at);
    concerning(versions, address).filter(explains)
}

/// The decisions, by their ids, that the base has, that concern an address, or one above or below
/// it, and that no other one supersedes.
pub fn standing<'v>(
    versions: &'v Versions<'_>,
    address: &Address,
) -> impl Iterator<Item = &'v str> + use<'v> {
    let all = &versions.cx.project.decisions;
    let superseded = |id: &str| {
        let mut by = all.values().filter_map(|decision| decision.supersedes.as_ref());
        by.any(|superseded| superseded.0 == id)
    };
    let at = address.clone();
    let old = move |id: &str| !is_new(versions, id) && !is_recent(versions, id, &at);
    concerning(versions, address).filter(move |id| old(id) && !superseded(id))
}

fn concerning<'v>(
    versions: &'v Versions<'_>,
    address: &Address,
) -> impl Iterator<Item = &'v str> + use<'v> {
    let places = places(versions, address);
    let all = versions.cx.project.decisions.iter();
    let about = move |at: &Address| places.iter().any(|one| at.contains(one) || one.contains(at));
    all.filter(move |(_, decision)| decision.concerns.iter().any(&about)).map(|(id, _)| id.as_str())
}

/// Where a decision may say that it concerns an address: there, under its id of the base, and of
/// whether the launch is held, at its date.
fn places(versions: &Versions<'_>, address: &Address) -> Vec<Address> {
    let mut places = vec![address.clone(), versions.was(address)];
    if let (Kind::Milestone, [_, "kind" | "cancelled"]) = (address.kind, keys(address).as_slice()) {
        let date = |at: &Address| Some(Address::entity(at.kind, at.entity_id()?).key("date"));
        let dates: Vec<Address> = places.iter().filter_map(date).collect();
        places.extend(dates);
    }
    places
}

/// Whether a decision was recorded in the last commits of the base, by whoever made the change, and
/// may explain what changed at an address.
fn is_recent(versions: &Versions<'_>, id: &str, address: &Address) -> bool {
    let id = versions.was(&Address::entity(Kind::Decision, id));
    let places = places(versions, address);
    let explains = |(recent, concerns): &(String, Vec<Address>)| {
        let near = |one: &Address| places.iter().any(|at| one.contains(at) || at.contains(one));
        id.entity_id() == Some(recent.as_str()) && concerns.iter().any(near)
    };
    versions.before.recent.iter().any(explains)
}

/// Whether the base does not have a decision.
fn is_new(versions: &Versions<'_>, id: &str) -> bool {
    versions
        .of(Kind::Decision)
        .any(|change| change.kind == ChangeKind::Added && change.address.entity_id() == Some(id))
}

/// Presences that were confirmed for a date of the launch that is no longer.
#[derive(Debug)]
pub struct Moved {
    /// Where the date is.
    pub address: Address,
    /// The date before.
    pub before: NaiveDate,
    /// The date now.
    pub after: NaiveDate,
    /// The stakeholders, by id, that are still said to come.
    pub stale: Vec<String>,
    /// Those of whom this is no longer said.
    pub asked: Vec<String>,
}

/// What becomes of the presences where the launch moved from one date to another.
pub fn moved(versions: &Versions<'_>) -> Option<Moved> {
    let (cx, written) = (versions.cx, versions.before.written());
    let (id, launch) = cx.launch()?;
    let address = Address::entity(Kind::Milestone, id).key("date");
    let was = versions.was(&address);
    let was = was.entity_id().and_then(|id| written.milestones.get(id));
    let (before, after) = (was?.date?, launch.date?);
    if before == after {
        return None;
    }
    let sure = |presence| matches!(presence, Some(Presence::Confirmed | Presence::Represented));
    let was_sure = cx.project.stakeholders.iter().filter(|(id, _)| {
        let was = versions.was(&Address::entity(Kind::Stakeholder, id));
        let was = was.entity_id().and_then(|id| written.stakeholders.get(id));
        was.is_some_and(|was| sure(was.launch))
    });
    let (stale, asked): (Vec<_>, Vec<_>) =
        was_sure.partition(|(_, stakeholder)| sure(stakeholder.launch));
    let ids = |of: Vec<(&String, &Stakeholder)>| of.into_iter().map(|(id, _)| id.clone()).collect();
    Some(Moved { address, before, after, stale: ids(stale), asked: ids(asked) })
}

/// What of a decision was rewritten: its substance, else, and then `true`, its wording alone.
/// Completing what the base left out is no rewriting; superseding after the fact is.
pub fn rewritten<'v>(versions: &Versions<'_>, change: &'v Change<'v>) -> (Vec<&'v Edit<'v>>, bool) {
    let of = |keys: &[&str]| -> Vec<&Edit<'_>> {
        let edits = change.edits.iter().filter(|edit| {
            let key = edit.address.path.last().map_or("", String::as_str);
            let completed = edit.before.is_none() && key != "supersedes";
            keys.contains(&key) && !completed && versions.known(&edit.address)
        });
        edits.collect()
    };
    let substance = of(&["date", "body", "taken-by", "decision", "supersedes"]);
    if substance.is_empty() { (of(&["title", "reason"]), true) } else { (substance, false) }
}

/// Every change of levels, thresholds, roles and waivers, in that order.
pub fn shifts(versions: &Versions<'_>) -> Vec<Shift> {
    let mut found = levels(versions);
    found.extend(thresholds(versions));
    found.extend(roles(versions));
    for change in versions.of(Kind::Waiver) {
        found.extend(waiver(versions, change));
    }
    found
}

fn setting(section: &str, key: &str) -> Address {
    Address::file(Kind::Project).key(section).key(key)
}

fn levels(versions: &Versions<'_>) -> Vec<Shift> {
    let lang = versions.cx.lang;
    let (old, new) = (versions.before.written(), versions.after.written());
    let (old, new) = (&old.settings.levels, &new.settings.levels);
    let names: BTreeSet<&String> = old.keys().chain(new.keys()).collect();
    let mut found = Vec::new();
    for name in names {
        let Some(rule) = super::find(name) else { continue };
        let level =
            |of: &crate::model::Entities<Option<LevelSetting>>| of.get(name).copied().flatten();
        let (before, after) = (level(old), level(new));
        if before == after {
            continue;
        }
        let said = |setting: Option<LevelSetting>| match setting {
            Some(setting) => setting.word().label(lang).to_owned(),
            None => lang.pick("niveau habituel", "usual level").to_owned(),
        };
        let (was, is) = (said(before), said(after));
        found.push(Shift {
            address: setting("levels", name),
            lenient: weight(rule, after) < weight(rule, before),
            message: tr!(
                lang,
                "la gravité de la règle `{name}` passe de « {was} » à « {is} »",
                "the level of the rule `{name}` goes from \"{was}\" to \"{is}\""
            ),
        });
    }
    found
}

/// How loud a rule is under a setting; off is quietest.
const fn weight(rule: &Rule, setting: Option<LevelSetting>) -> Option<Level> {
    match setting {
        Some(LevelSetting::Off) => None,
        Some(LevelSetting::Info) => Some(Level::Info),
        Some(LevelSetting::Warning) => Some(Level::Warning),
        Some(LevelSetting::Error) => Some(Level::Error),
        None => Some(rule.level),
    }
}

/// Of every threshold, less is more lenient: a shorter notice, a later warning, a narrower margin.
fn thresholds(versions: &Versions<'_>) -> Vec<Shift> {
    let lang = versions.cx.lang;
    let old = &versions.before.written().settings.thresholds;
    let new = &versions.after.written().settings.thresholds;
    [
        ("launch-notice-working-days", old.launch_notice(), new.launch_notice()),
        ("waiver-expiring-days", old.waiver_expiring(), new.waiver_expiring()),
        ("near-threshold-percent", old.near_threshold(), new.near_threshold()),
    ]
    .into_iter()
    .filter(|(_, old, new)| old != new)
    .map(|(key, old, new)| Shift {
        address: setting("thresholds", key),
        lenient: new < old,
        message: tr!(
            lang,
            "le seuil `{key}` passe de {old} à {new}",
            "the threshold `{key}` goes from {old} to {new}"
        ),
    })
    .collect()
}

/// The lists of roles, one finding: which roles are no longer key, or key from now on.
fn roles(versions: &Versions<'_>) -> Option<Shift> {
    let (old, new) = (versions.before.written(), versions.after.written());
    let (listed, lists) = (&old.settings.roles, &new.settings.roles);
    if listed == lists {
        return None;
    }
    let lang = versions.cx.lang;
    // The same scope on both sides: only the lists are compared.
    let mut under_old = new.clone();
    under_old.settings.roles.clone_from(listed);
    let (before, after) = (versions.as_written(&under_old), versions.as_written(new));
    let names = |wanted: &dyn Fn(Role) -> bool| {
        let roles = Role::ALL.iter().filter(|role| wanted(**role));
        roles.map(|role| format!("`{}`", role.word().name)).collect::<Vec<_>>()
    };
    let gone = names(&|role| before.is_key_role(role) && !after.is_key_role(role));
    let come = names(&|role| !before.is_key_role(role) && after.is_key_role(role));
    let (address, lenient) = (setting("roles", "key"), !gone.is_empty());
    let message = if lenient {
        let list = lang.list(&gone);
        tr!(lang, "ne sont plus des rôles clés : {list}", "no longer key roles: {list}")
    } else if come.is_empty() {
        return None;
    } else {
        let list = lang.list(&come);
        tr!(lang, "deviennent des rôles clés : {list}", "become key roles: {list}")
    };
    Some(Shift { address, lenient, message })
}

fn waiver(versions: &Versions<'_>, change: &Change<'_>) -> Option<Shift> {
    let lang = versions.cx.lang;
    let was = versions.was(&change.address);
    let (id, old) = (change.address.entity_id()?, was.entity_id()?);
    let (old, new) =
        (versions.before.written().waivers.get(old), versions.after.written().waivers.get(id));
    let address = change.address.clone();
    let rule = new.or(old)?.rule.as_ref().map_or("", |rule| rule.0.as_str());
    let until =
        |waiver: &Waiver| waiver.until.map_or_else(|| "?".to_owned(), |day| dates::date(lang, day));
    let (address, lenient, message) = match (old, new) {
        (None, Some(new)) => {
            let until = until(new);
            (
                address,
                true,
                tr!(
                    lang,
                    "nouvelle dispense `{id}` de la règle `{rule}`, jusqu'au {until}",
                    "new waiver `{id}` of the rule `{rule}`, until {until}"
                ),
            )
        }
        (Some(_), None) => (
            address,
            false,
            tr!(lang, "la dispense `{id}` est retirée", "the waiver `{id}` is withdrawn"),
        ),
        (Some(old), Some(new)) if (&old.rule, &old.target) != (&new.rule, &new.target) => (
            address,
            true,
            tr!(
                lang,
                "la dispense `{id}` porte maintenant sur autre chose",
                "the waiver `{id}` is now about something else"
            ),
        ),
        (Some(old), Some(new)) if old.until != new.until => {
            let (was, is) = (until(old), until(new));
            let message = tr!(
                lang,
                "la dispense `{id}` va jusqu'au {is}, au lieu du {was}",
                "the waiver `{id}` holds until {is}, instead of {was}"
            );
            (address.key("until"), new.until > old.until, message)
        }
        (Some(_), Some(_)) if matches!(change.kind, ChangeKind::Edited) => (
            address,
            false,
            tr!(lang, "la dispense `{id}` est reformulée", "the waiver `{id}` is worded anew"),
        ),
        _ => return None,
    };
    Some(Shift { address, lenient, message })
}
