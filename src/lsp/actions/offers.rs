//! What is offered for a finding, and what each offer is called.

use chrono::{Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use super::{fill, wanted};
use crate::address::{Address, Kind};
use crate::finding::{Act, Finding, Fix};
use crate::lang::{Lang, dates};
use crate::lsp::changes;
use crate::lsp::view::View;
use crate::render::words;
use crate::rule::Family;
use crate::rule::wanted::{New, sort};
use crate::rules;
use crate::text::terminal;
use crate::tr;

/// How much of a text a title shows, in characters; a threshold of nrt's own.
const LONGEST: usize = 40;

/// What an action does.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Deed {
    /// What the finding itself says is written.
    Mend,
    /// All that is sure is written, in every file.
    MendAll,
    /// Some of what can be added for it is, by their places in a row.
    Add(Vec<usize>),
    /// A key is added, to be filled in.
    Fill(String),
    /// It is accepted for a time.
    Waive,
}

/// An action before its edit is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    pub(super) title: String,
    pub(super) deed: Deed,
    /// Whether it is what anybody would do.
    pub(super) sure: bool,
}

impl Offer {
    fn new(title: &str, deed: Deed) -> Self {
        Self { title: terminal(title), deed, sure: false }
    }
}

/// What is offered for a finding, the best first.
pub(super) fn of(view: &View<'_>, finding: &Finding) -> Vec<Offer> {
    let fix = finding.fix.as_ref().filter(|fix| can_mend(view, fix)).map(|fix| Offer {
        sure: fix.safe,
        ..Offer::new(&mending(view, finding, fix), Deed::Mend)
    });
    let mut offers: Vec<Offer> = fix.into_iter().collect();
    offers.extend(additions(view, finding));
    offers.extend(keys(view, finding));
    offers.extend(waiver(view, finding));
    offers
}

/// What writing what a finding says is called.
fn mending(view: &View<'_>, finding: &Finding, fix: &Fix) -> String {
    let lang = view.lang();
    let what = match &fix.act {
        Act::Splice(splices) => match splices.as_slice() {
            [(kind, first), rest @ ..] if rest.iter().all(|(_, one)| one.text == first.text) => {
                let gone = view.text(*kind).get(first.range.clone()).unwrap_or_default().trim();
                let new = first.text.trim();
                if new.is_empty() && shown(gone) {
                    Some(tr!(lang, "Effacer `{gone}`", "Delete `{gone}`"))
                } else if gone.is_empty() && shown(new) {
                    Some(tr!(lang, "Ajouter `{new}`", "Add `{new}`"))
                } else {
                    shown(new).then(|| tr!(lang, "Écrire `{new}`", "Write `{new}`"))
                }
            }
            _ => None,
        },
        Act::Set(address, value) => {
            let key = address.path.last().map_or("", String::as_str);
            let line = format!("{key} = {value}");
            shown(&line).then(|| tr!(lang, "Écrire `{line}`", "Write `{line}`"))
        }
        Act::Rename(id) => shown(id).then(|| tr!(lang, "Renommer en `{id}`", "Rename to `{id}`")),
        Act::Remove => {
            let id = finding.address.entity_id().unwrap_or_default();
            shown(id).then(|| tr!(lang, "Effacer `[{id}]`", "Delete `[{id}]`"))
        }
    };
    let what = what.unwrap_or_else(|| {
        let message = finding.message.terminal();
        tr!(lang, "Corriger\u{a0}: {message}", "Mend: {message}")
    });
    if fix.safe { what } else { tr!(lang, "{what} (à vérifier)", "{what} (to be checked)") }
}

/// Whether a text can be shown in a title.
fn shown(text: &str) -> bool {
    !text.is_empty() && text.chars().count() <= LONGEST && !text.contains(['\n', '\r', '`'])
}

/// Whether something can be added to a file: it holds no mistake in its form, or can be made.
fn takes(view: &View<'_>, kind: Kind) -> bool {
    let twice = |one: &Finding| one.rule == "duplicate-id" && one.address.kind == kind;
    match view.loaded.documents.get(kind) {
        Some(document) => !document.broken && !view.loaded.findings.iter().any(twice),
        None => changes::can_create(view),
    }
}

/// Whether a fix can be made here: what changes an entity needs its file, and an id those of all that
/// may refer to it.
fn can_mend(view: &View<'_>, fix: &Fix) -> bool {
    match &fix.act {
        Act::Splice(_) => true,
        Act::Set(address, _) => takes(view, address.kind),
        Act::Rename(_) | Act::Remove => {
            let all = view.loaded.documents.iter().map(|document| document.kind);
            all.into_iter().all(|kind| takes(view, kind))
        }
    }
}

fn additions(view: &View<'_>, finding: &Finding) -> Vec<Offer> {
    let wanted = wanted::of(view, finding);
    let there = |at: &usize| wanted.get(*at).is_some_and(|new| takes(view, new.kind));
    let mut offers = Vec::new();
    if let [first, rest @ ..] = wanted.as_slice()
        && !rest.is_empty()
        && rest.iter().all(|new| new.kind == first.kind)
        && takes(view, first.kind)
    {
        let (lang, n) = (view.lang(), wanted.len());
        let what = words::kind(first.kind, lang).to_lowercase();
        let title =
            tr!(lang, "Ajouter les {n} {what} qui manquent", "Add the {n} {what} that are missing");
        offers.push(Offer::new(&title, Deed::Add((0..n).collect())));
    }
    let each = (0..wanted.len()).filter(there);
    offers.extend(
        each.map(|at| {
            Offer::new(&addition(view.lang(), finding, &wanted[at]), Deed::Add(vec![at]))
        }),
    );
    offers
}

fn addition(lang: Lang, finding: &Finding, new: &New) -> String {
    let id = &new.id;
    if finding.rule == "dangling-reference" {
        return match new.kind {
            Kind::Referent => tr!(lang, "Créer le référent `{id}`", "Create the referent `{id}`"),
            Kind::Stakeholder => {
                tr!(lang, "Créer la partie prenante `{id}`", "Create the stakeholder `{id}`")
            }
            Kind::Body => tr!(lang, "Créer l'instance `{id}`", "Create the body `{id}`"),
            _ => tr!(lang, "Créer `[{id}]`", "Create `[{id}]`"),
        };
    }
    let what = match new.kind {
        Kind::Referent => lang.pick("Ajouter un référent", "Add a referent"),
        Kind::Stakeholder => lang.pick("Ajouter une partie prenante", "Add a stakeholder"),
        Kind::Milestone => lang.pick("Ajouter un jalon", "Add a milestone"),
        Kind::Document => lang.pick("Ajouter un document", "Add a document"),
        Kind::Body => lang.pick("Ajouter une instance", "Add a body"),
        Kind::Calendar => lang.pick("Ajouter une période", "Add a period"),
        _ => lang.pick("Ajouter", "Add"),
    };
    let label = sort(new).map_or(id.as_str(), |word| word.label(lang));
    let colon = lang.pick("\u{a0}:", ":");
    format!("{what}{colon} {label}")
}

/// The keys that a finding misses, each to be filled in.
fn keys(view: &View<'_>, finding: &Finding) -> Vec<Offer> {
    let Some(name) = finding.address.path.last() else { return Vec::new() };
    let missing = matches!(finding.rule, "missing-key" | "reason-missing");
    if !missing || !takes(view, finding.address.kind) || is_written(view, &finding.address) {
        return Vec::new();
    }
    // A decision names a body, or who took it.
    let or = (finding.address.kind == Kind::Decision && name == "body").then_some("taken-by");
    let names = std::iter::once(name.as_str()).chain(or);
    let lang = view.lang();
    let offer = |name: &str| {
        let title = tr!(lang, "Ajouter `{name}`, à compléter", "Add `{name}`, to fill in");
        Offer::new(&title, Deed::Fill(name.to_owned()))
    };
    let known = |name: &&str| fill::meant(&beside(&finding.address, name)).is_some();
    names.filter(known).map(offer).collect()
}

/// Another key of the same table.
pub(super) fn beside(address: &Address, name: &str) -> Address {
    let mut address = Address { subject: None, ..address.clone() };
    address.path.pop();
    address.key(name)
}

/// Whether a text stands at an address already.
fn is_written(view: &View<'_>, address: &Address) -> bool {
    let document = view.loaded.documents.get(address.kind);
    let value = document.and_then(|document| document.value(&address.path));
    value.is_some_and(|value| value.get_ref().as_str().is_none_or(|text| !text.trim().is_empty()))
}

/// A waiver for what may be waived, where none waits for its reason.
fn waiver(view: &View<'_>, finding: &Finding) -> Option<Offer> {
    let rule = rules::find(finding.rule)?;
    if matches!(rule.family, Family::Validity | Family::Waiver)
        || rule.watches_control()
        || !takes(view, Kind::Waiver)
    {
        return None;
    }
    let waivers = view.loaded.documents.get(Kind::Waiver).into_iter();
    let target = finding.address.to_string();
    let waits = waivers.flat_map(|document| document.table.iter()).any(|(id, waiver)| {
        let is = |key: &str, text: &str| {
            let value = waiver.get_ref().as_table().and_then(|waiver| waiver.get(key));
            value.and_then(|value| value.get_ref().as_str()) == Some(text)
        };
        let at = Address::entity(Kind::Waiver, id.get_ref());
        is("rule", rule.name) && is("target", &target) && view.loaded.project.aside.contains(&at)
    });
    let (lang, name) = (view.lang(), rule.name);
    let day = dates::date(lang, until(view));
    let title = tr!(
        lang,
        "Dispenser `{name}` jusqu'au {day}, motif à écrire",
        "Waive `{name}` until {day}, reason to be written"
    );
    (!waits).then(|| Offer::new(&title, Deed::Waive))
}

/// The last day of a waiver where nobody says otherwise: in a month, or a month after the last days
/// in which it would be told of.
pub(super) fn until(view: &View<'_>) -> NaiveDate {
    let today = view.settings.today;
    let last_days = view.loaded.project.settings.thresholds.waiver_expiring();
    let later = |day: NaiveDate| day.checked_add_months(Months::new(1)).unwrap_or(day);
    let soon = later(today);
    if soon - today > TimeDelta::days(last_days) {
        return soon;
    }
    later(today.checked_add_signed(TimeDelta::days(last_days)).unwrap_or(today))
}
