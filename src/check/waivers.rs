//! Which findings a waiver covers, and what there is to say of the waivers themselves.

use std::collections::BTreeMap;

use chrono::{NaiveDate, TimeDelta};

use crate::address::{Address, Kind};
use crate::diff::nearest;
use crate::finding::{Act, Finding, Fix, Level};
use crate::lang::dates;
use crate::model::{self, Waiver};
use crate::rule::{Context, Family, Rule};
use crate::rules;
use crate::rules::validity::is_reason;
use crate::tr;

/// Marks the findings that waivers cover, and adds those about the waivers; `skipped` names the
/// rules that were not run.
pub(super) fn apply(cx: &Context<'_>, skipped: &[&str], findings: &mut Vec<Finding>) {
    complete_ids(cx, findings);
    let mut said = Vec::new();
    let mut ended: BTreeMap<usize, (NaiveDate, &String)> = BTreeMap::new();
    for (id, waiver) in &cx.project.waivers {
        let (Some(name), Some(target)) = (&waiver.rule, &waiver.target) else {
            continue;
        };
        let Some(rule) = rules::find(&name.0) else {
            said.push(unknown_rule(cx, id, &name.0));
            continue;
        };
        if !rule.can_be_waived() {
            said.push(refused(cx, id, rule));
            continue;
        }
        let Some(until) = waiver.until else { continue };
        let covered: Vec<usize> = findings
            .iter()
            .enumerate()
            .filter(|(_, finding)| finding.rule == rule.name && covers(target, &finding.address))
            .map(|(at, _)| at)
            .collect();
        if covered.is_empty() {
            if skipped.contains(&rule.name) || cannot_tell(cx, target) {
                continue;
            }
            if !exists(cx, target) {
                said.push(unknown_target(cx, id, target));
            } else if !rule.needs.iter().any(|kind| read_in_part(cx, *kind)) {
                said.push(unused(cx, id, waiver));
            }
            continue;
        }
        let expired = until < cx.today;
        for at in covered {
            if expired {
                // One note a finding: of the waiver that ended last.
                let last = ended.entry(at).or_insert((until, id));
                *last = (*last).max((until, id));
            } else if waiver.reason.as_deref().is_some_and(is_reason) {
                findings[at].waiver.get_or_insert_with(|| id.clone());
            }
        }
        let last_days = TimeDelta::days(cx.project.settings.thresholds.waiver_expiring());
        if !expired && until - cx.today <= last_days {
            said.push(expiring(cx, id, waiver));
        }
    }
    for (at, (until, id)) in ended {
        let on = dates::date(cx.lang, until);
        let note = tr!(
            cx.lang,
            "la dispense `{id}` l'a couvert jusqu'au {on}",
            "the waiver `{id}` covered it until {on}"
        );
        findings[at].notes.push(note.into());
    }
    findings.extend(said);
}

/// A waiver's target covers itself and what lies below it; a subject, only that subject.
fn covers(target: &Address, address: &Address) -> bool {
    target == address || target.contains(address)
}

/// Whether what a target would cover is not known: its file, or a value there, could not be read.
fn cannot_tell(cx: &Context<'_>, target: &Address) -> bool {
    let Some(document) = cx.documents.get(target.kind) else {
        return false;
    };
    document.broken
        || cx.unknown(target)
        || document.misread.iter().any(|misread| target.contains(misread))
}

/// Whether something of a file could not be taken: what a rule does not say of it proves nothing.
fn read_in_part(cx: &Context<'_>, kind: Kind) -> bool {
    let document = cx.documents.get(kind);
    document.is_some_and(|document| document.broken || !document.misread.is_empty())
}

/// Whether a target is there, or is a subject that a rule can report: a word of its file.
fn exists(cx: &Context<'_>, target: &Address) -> bool {
    match &target.subject {
        None => target.path.is_empty() || cx.documents.holds(target),
        Some(subject) if target.path.is_empty() => {
            let words = model::keys(target.kind).iter().filter_map(|key| key.shape.words());
            words.flatten().any(|word| word.name == subject)
        }
        Some(_) => cx.documents.holds(target),
    }
}

/// Where a target is an id and no more, proposes its whole address.
fn complete_ids(cx: &Context<'_>, findings: &mut [Finding]) {
    let is_target =
        |at: &Address| at.kind == Kind::Waiver && at.path.get(1).is_some_and(|key| key == "target");
    for finding in findings.iter_mut().filter(|finding| is_target(&finding.address)) {
        let document = cx.documents.get(Kind::Waiver);
        let value = document.and_then(|document| document.value(&finding.address.path));
        let Some(id) = value.and_then(|value| value.get_ref().as_str()) else { continue };
        let whole = |kind| Address::entity(kind, id);
        let kinds = Kind::ALL.into_iter().filter(|kind| kind.holds_entities());
        let there: Vec<String> = kinds
            .map(whole)
            .filter(|address| cx.documents.holds(address))
            .map(|address| format!("`\"{address}\"`"))
            .collect();
        if !there.is_empty() {
            let there = there.join(cx.lang.pick(" ou ", " or "));
            finding.help = Some(tr!(cx.lang, "écrivez {there}", "write {there}").into());
        }
    }
}

fn finding(cx: &Context<'_>, rule: &'static str, id: &str, key: &str, message: String) -> Finding {
    let address = Address::entity(Kind::Waiver, id).key(key);
    let level = rules::find(rule).map_or(Level::Error, |rule| rule.level);
    let mut finding = Finding::new(rule, level, address, message);
    finding.place = cx.documents.place(&finding.address);
    finding
}

fn unknown_rule(cx: &Context<'_>, id: &str, name: &str) -> Finding {
    let message = tr!(cx.lang, "il n'y a pas de règle `{name}`", "there is no rule `{name}`");
    let mut found = finding(cx, "waiver-unknown-rule", id, "rule", message);
    let help = nearest(name, rules::all().map(|rule| rule.name)).map_or_else(
        || tr!(cx.lang, "`nrt rules` liste les règles", "`nrt rules` lists the rules"),
        |close| tr!(cx.lang, "écrivez `\"{close}\"`", "write `\"{close}\"`"),
    );
    found.help = Some(help.into());
    found
}

fn refused(cx: &Context<'_>, id: &str, rule: &Rule) -> Finding {
    let name = rule.name;
    let message = if rule.family == Family::Validity {
        tr!(
            cx.lang,
            "un constat de validité (`{name}`) ne peut pas être dispensé",
            "a finding of validity (`{name}`) cannot be waived"
        )
    } else if rule.watches_control() {
        tr!(
            cx.lang,
            "un constat sur le contrôle lui-même (`{name}`) ne peut pas être dispensé",
            "a finding about the control itself (`{name}`) cannot be waived"
        )
    } else {
        tr!(
            cx.lang,
            "un constat sur une dispense (`{name}`) ne peut pas être dispensé",
            "a finding about a waiver (`{name}`) cannot be waived"
        )
    };
    let mut found = finding(cx, "waiver-refused", id, "rule", message);
    found.help = Some(
        tr!(
            cx.lang,
            "corrigez le fichier concerné, puis effacez cette dispense",
            "correct the file concerned, then delete this waiver"
        )
        .into(),
    );
    found
}

fn unknown_target(cx: &Context<'_>, id: &str, target: &Address) -> Finding {
    let message = tr!(
        cx.lang,
        "rien ne se trouve à l'adresse `{target}`",
        "there is nothing at the address `{target}`"
    );
    let mut found = finding(cx, "waiver-unknown-target", id, "target", message);
    let ids: Vec<&str> = cx
        .documents
        .get(target.kind)
        .map(|document| document.table.keys().map(|key| key.get_ref().as_ref()).collect())
        .unwrap_or_default();
    let close = target.path.first().and_then(|first| nearest(first, ids.iter().copied()));
    let stem = target.kind.stem();
    let help = match close {
        Some(close) => tr!(cx.lang, "écrivez `\"{stem}.{close}\"`", "write `\"{stem}.{close}\"`"),
        None => tr!(
            cx.lang,
            "`nrt explain RÈGLE` donne l'adresse de chaque constat",
            "`nrt explain RULE` gives the address of each finding"
        ),
    };
    found.help = Some(help.into());
    found
}

fn unused(cx: &Context<'_>, id: &str, waiver: &Waiver) -> Finding {
    let name = waiver.rule.as_ref().map_or("", |rule| rule.0.as_str());
    let message = tr!(
        cx.lang,
        "la dispense `{id}` ne couvre aucun constat de la règle `{name}`",
        "the waiver `{id}` covers no finding of the rule `{name}`"
    );
    let mut found = finding(cx, "waiver-unused", id, "target", message);
    found.fix = Some(Fix { safe: false, act: Act::Remove });
    found.help = Some(
        tr!(cx.lang, "effacez `[{id}]` de `waivers.toml`", "delete `[{id}]` from `waivers.toml`")
            .into(),
    );
    found
}

fn expiring(cx: &Context<'_>, id: &str, waiver: &Waiver) -> Finding {
    let until = waiver.until.map(|until| dates::date(cx.lang, until)).unwrap_or_default();
    let message = tr!(cx.lang, "la dispense prend fin le {until}", "the waiver ends on {until}");
    let mut found = finding(cx, "waiver-expiring", id, "until", message);
    found.help = Some(
        tr!(
            cx.lang,
            "réglez le constat d'ici là, ou faites prolonger la dispense par une décision",
            "settle the finding by then, or have the waiver extended by a decision"
        )
        .into(),
    );
    found
}
