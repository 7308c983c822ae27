//! What the change does, what follows from it, and what is asked: the sentences that a director
//! reads.

use std::collections::BTreeMap;

use super::act::act;
use super::{Page, section, shown};
use crate::address::{Address, Kind};
use crate::changes::Significance;
use crate::check;
use crate::finding::{Finding, Level};
use crate::lang::{Lang, dates};
use crate::method::Clause;
use crate::model::{Decision, Role};
use crate::render::phrase::{self, Subject};
use crate::render::{kinds, words};
use crate::review::{How, Recorded};
use crate::rule::Family;
use crate::{rules, tr};

/// The most functions that are named in one sentence; a threshold of nrt's own.
const MAX_NAMED: usize = 20;

/// Whether a finding is told in a sentence of its own: what the rules of history find weighs, but
/// for a decision worded anew.
pub(super) fn is_told(finding: &Finding) -> bool {
    let history = rules::find(finding.rule).is_some_and(|rule| rule.family == Family::History);
    history && finding.level > Level::Info
}

/// Sentences one after the other: the first says who acts, the others « elle ».
struct Sentences {
    lang: Lang,
    text: String,
}

impl Sentences {
    const fn new(lang: Lang) -> Self {
        Self { lang, text: String::new() }
    }

    /// « Cette demande … » or « Elle … », then what belongs to it.
    fn push(&mut self, does: &str, then: &[String]) {
        let who = if self.text.is_empty() {
            self.lang.pick("Cette demande", "This request")
        } else {
            self.lang.pick("Elle", "It")
        };
        self.text.push_str(&format!("- {who} {does}."));
        for sentence in then {
            self.text.push_str(&format!(" {sentence}"));
        }
        self.text.push('\n');
    }
}

/// What nothing explains: commitments without a decision, decisions undone.
pub(super) fn to_decide(page: &Page<'_>) -> String {
    let (review, lang) = (page.review, page.lang());
    let mut told = Sentences::new(lang);
    for agreed in review.undecided() {
        let act = act(page, agreed, &shown);
        let none = tr!(lang, "Aucune décision ne l'explique.", "No decision explains it.");
        let standing = agreed.standing.iter().filter_map(|id| {
            let decision = decision(page, id)?;
            Some(tr!(
                lang,
                "Une décision portait sur ce point : {decision}.",
                "A decision was about this: {decision}."
            ))
        });
        told.push(&act.does, &std::iter::once(none).chain(standing).collect::<Vec<_>>());
    }
    for recorded in review.undone() {
        let (title, then) = (title_before(page, recorded), rule_of_decisions(lang));
        match &recorded.how {
            How::Removed => told.push(
                &tr!(lang, "supprime la décision {title}", "removes the decision {title}"),
                &[then],
            ),
            How::Rewritten(edits) => {
                let keys = edits.iter().filter_map(|edit| edit.address.path.last());
                let what: Vec<&str> = keys.map(|key| part(key, lang)).collect();
                let what = lang.list(&what);
                told.push(
                    &tr!(
                        lang,
                        "réécrit la décision {title} ({what})",
                        "rewrites the decision {title} ({what})"
                    ),
                    &[then],
                );
            }
            How::Added | How::Reworded => {}
        }
    }
    section(lang.pick("À décider", "To decide"), &told.text)
}

fn rule_of_decisions(lang: Lang) -> String {
    tr!(
        lang,
        "Une décision enregistrée ne se modifie pas : une autre la remplace.",
        "A recorded decision is not changed: another one supersedes it."
    )
}

/// What of a decision was rewritten.
fn part(key: &str, lang: Lang) -> &'static str {
    match key {
        "date" => lang.pick("sa date", "its date"),
        "body" => lang.pick("l'instance", "its body"),
        "taken-by" => lang.pick("son auteur", "who took it"),
        "supersedes" => lang.pick("ce qu'elle remplace", "what it supersedes"),
        _ => lang.pick("son texte", "its text"),
    }
}

/// « Titre », as the version before has it.
fn title_before(page: &Page<'_>, recorded: &Recorded<'_>) -> String {
    let lang = page.lang();
    let was = match &recorded.change.kind {
        crate::changes::ChangeKind::Renamed { from } => from,
        _ => &recorded.change.address,
    };
    let id = was.entity_id().unwrap_or_default();
    let decision = page.review.before.project.decisions.get(id);
    quoted(decision.and_then(|decision| decision.title.as_deref()), id, lang)
}

fn quoted(title: Option<&str>, id: &str, lang: Lang) -> String {
    let title = shown(title.unwrap_or(id));
    tr!(lang, "« {title} »", "\"{title}\"")
}

/// « Titre » (Bureau communautaire, 3 novembre 2026).
fn decision(page: &Page<'_>, id: &str) -> Option<String> {
    let (lang, project) = (page.lang(), &page.review.after.project);
    let Decision { title, date, body, taken_by, .. } = project.decisions.get(id)?;
    let title = quoted(title.as_deref(), id, lang);
    let on = date.map(|date| dates::date(lang, date));
    let body = body.as_ref().and_then(|body| project.bodies.get(&body.0)?.name.as_deref());
    let by = body.or(taken_by.as_deref()).map(shown);
    let source: Vec<String> = by.into_iter().chain(on).collect();
    if source.is_empty() {
        return Some(title);
    }
    Some(format!("{title} ({})", source.join(", ")))
}

/// What decisions explain, and the decisions that are recorded.
pub(super) fn decided(page: &Page<'_>) -> String {
    let (review, lang) = (page.review, page.lang());
    let mut told = Sentences::new(lang);
    let mut named = Vec::new();
    for agreed in review.commitments.iter().filter(|agreed| !agreed.decisions.is_empty()) {
        let by: Vec<String> = agreed
            .decisions
            .iter()
            .filter_map(|id| {
                named.push(id.clone());
                let decision = decision(page, id)?;
                Some(tr!(lang, "Décision : {decision}.", "Decision: {decision}."))
            })
            .collect();
        told.push(&act(page, agreed, &shown).does, &by);
    }
    let new = review.decisions.iter().filter(|recorded| matches!(recorded.how, How::Added));
    for id in new.filter_map(|recorded| recorded.change.address.entity_id()) {
        if named.iter().any(|told| told == id) {
            continue;
        }
        let Some(said) = decision(page, id) else { continue };
        let supersedes = review.after.project.decisions.get(id);
        let supersedes = supersedes.and_then(|decision| decision.supersedes.as_ref());
        let then = supersedes.and_then(|id| {
            let title = decision(page, &id.0)?;
            Some(tr!(lang, "Elle remplace {title}.", "It supersedes {title}."))
        });
        told.push(
            &tr!(lang, "enregistre une décision : {said}", "records a decision: {said}"),
            &then.into_iter().collect::<Vec<_>>(),
        );
    }
    section(lang.pick("Décidé", "Decided"), &told.text)
}

/// What follows from the change: presences, key roles, states.
pub(super) fn consequences(page: &Page<'_>) -> String {
    let lang = page.lang();
    let mut text = presences(page);
    text.push_str(&roles(page));
    for step in page.review.steps() {
        let name = words::clause(step.clause, lang);
        let name = match step.clause {
            Clause::Activity(n) => {
                tr!(lang, "Activité {n}, « {name} »", "Activity {n}, \"{name}\"")
            }
            Clause::Recommendation(n) => {
                tr!(lang, "Recommandation {n}, « {name} »", "Recommendation {n}, \"{name}\"")
            }
            Clause::Passage(_) | Clause::Law | Clause::Own => name.to_owned(),
        };
        let (a, b) = (words::state(step.before, lang), words::state(step.after, lang));
        text.push_str(&tr!(
            lang,
            "- {name} : « {b} », au lieu de « {a} ».\n",
            "- {name}: \"{b}\", instead of \"{a}\".\n"
        ));
    }
    section(lang.pick("Conséquences", "Consequences"), &text)
}

/// The functions whose presence was confirmed for a date that is no longer.
fn presences(page: &Page<'_>) -> String {
    let (lang, Some(moved)) = (page.lang(), &page.review.moved) else { return String::new() };
    let date = dates::date(lang, moved.before);
    let mut text = String::new();
    let (n, names) = (moved.stale.len(), names(page, &moved.stale));
    if n > 0 {
        let (s, are) = (lang.s(n), if lang.many(n) { "sont" } else { "est" });
        text.push_str(&match lang {
            Lang::Fr => format!(
                "- {n} présence{s} confirmée{s} pour le {date} {are} à confirmer de nouveau : {names}.\n"
            ),
            Lang::En => {
                format!("- {n} presence{s} confirmed for {date} must be confirmed again: {names}.\n")
            }
        });
    }
    let (n, names) = (moved.asked.len(), self::names(page, &moved.asked));
    if n > 0 {
        let (s, are) = (lang.s(n), if lang.many(n) { "sont" } else { "est" });
        text.push_str(&match lang {
            Lang::Fr => format!(
                "- {n} présence{s} confirmée{s} pour le {date} {are} déjà remise{s} en attente de réponse : {names}.\n"
            ),
            Lang::En => format!(
                "- {n} presence{s} confirmed for {date}, and already waiting for an answer again: {names}.\n"
            ),
        });
    }
    text
}

/// The names of functions, not all where there are many.
fn names(page: &Page<'_>, ids: &[String]) -> String {
    let (lang, documents) = (page.lang(), &page.review.after.documents);
    let mut names: Vec<String> = ids
        .iter()
        .take(MAX_NAMED)
        .map(|id| match Subject::of(documents, &Address::entity(Kind::Stakeholder, id)) {
            Subject::Called(name) => shown(name),
            Subject::Launch | Subject::Nameless => shown(&format!("`{id}`")),
        })
        .collect();
    let more = ids.len().saturating_sub(MAX_NAMED);
    if more > 0 {
        let s = lang.s(more);
        names.push(match lang {
            Lang::Fr => format!("{more} autre{s}"),
            Lang::En => format!("{more} more"),
        });
    }
    // Where names hold commas, these would not tell them apart.
    if names.len() > 1 && names.iter().any(|name| name.contains(',')) {
        return names.join(lang.pick("\u{a0}; ", "; "));
    }
    lang.list(&names)
}

/// The roles that the scope makes key ones, or no longer.
fn roles(page: &Page<'_>) -> String {
    let (review, lang) = (page.review, page.lang());
    if review.was.is_none() {
        return String::new();
    }
    let before = check::context(review.before, review.settings);
    let after = check::context(review.after, review.settings);
    let of = |wanted: &dyn Fn(Role) -> bool| {
        let roles = Role::ALL.iter().filter(|role| wanted(**role));
        // Some labels hold « et »: commas alone tell them apart.
        roles.map(|role| role.word().label(lang)).collect::<Vec<_>>().join(", ")
    };
    let come = of(&|role| after.is_key_role(role) && !before.is_key_role(role));
    let gone = of(&|role| before.is_key_role(role) && !after.is_key_role(role));
    let mut text = String::new();
    if !come.is_empty() {
        text.push_str(&tr!(
            lang,
            "- Comptent désormais parmi les acteurs clés : {come}.\n",
            "- From now on among the key stakeholders: {come}.\n"
        ));
    }
    if !gone.is_empty() {
        text.push_str(&tr!(
            lang,
            "- Ne comptent plus parmi les acteurs clés : {gone}.\n",
            "- No longer among the key stakeholders: {gone}.\n"
        ));
    }
    text
}

/// What the reader is asked to do.
pub(super) fn asked(page: &Page<'_>) -> String {
    let (review, lang) = (page.review, page.lang());
    let mut text = String::new();
    let mut ask = |sentence: &str| text.push_str(&format!("- {sentence}\n"));
    if !review.eased.is_empty() {
        ask(lang.pick(
            "Dire si cet assouplissement du contrôle est accepté.",
            "Say whether this more lenient control is accepted.",
        ));
    }
    let undecided = review.undecided().count();
    if undecided > 0 {
        let many = undecided > 1;
        ask(match (lang, many) {
            (Lang::Fr, false) => {
                "Approuver ce changement ou le refuser. S'il est approuvé, faire enregistrer la décision : le texte ci-dessous est à compléter."
            }
            (Lang::Fr, true) => {
                "Approuver ces changements ou les refuser. S'ils sont approuvés, faire enregistrer la décision : le texte ci-dessous est à compléter."
            }
            (Lang::En, false) => {
                "Approve this change or refuse it. If it is approved, have the decision recorded: the text below is to be completed."
            }
            (Lang::En, true) => {
                "Approve these changes or refuse them. If they are approved, have the decision recorded: the text below is to be completed."
            }
        });
    }
    if review.undone().next().is_some() {
        ask(lang.pick(
            "Faire rétablir ce qui était enregistré ; si la décision a changé, en faire enregistrer une nouvelle.",
            "Have what was recorded put back; if the decision changed, have a new one recorded.",
        ));
    }
    if let Some(moved) = review.moved.as_ref().filter(|moved| !moved.stale.is_empty()) {
        let date = dates::date(lang, moved.after);
        ask(&tr!(
            lang,
            "Faire confirmer ces présences pour le {date}, ou indiquer que cette date est déjà acceptée de tous.",
            "Have these presences confirmed for {date}, or say that everybody has already accepted that date."
        ));
    }
    if review.errors() > 0 {
        ask(lang.pick(
            "Faire corriger les erreurs avant d'accepter la demande.",
            "Have the errors corrected before the request is accepted.",
        ));
    }
    section(lang.pick("Ce qui vous est demandé", "What is asked of you"), &text)
}

/// What else the change touches, counted.
pub(super) fn others(page: &Page<'_>) -> String {
    let lang = page.lang();
    let mut counts: BTreeMap<Kind, usize> = BTreeMap::new();
    for change in &page.review.changes.changes {
        if change.significance == Significance::Content {
            *counts.entry(change.address.kind).or_default() += 1;
        }
    }
    let parts: Vec<String> = counts
        .into_iter()
        .map(|(kind, n)| match kind {
            Kind::Project | Kind::Scope => {
                phrase::of(lang, &Address::file(kind), Subject::Nameless)
            }
            kind if lang.many(n) => format!("{n} {}", words::kind(kind, lang).to_lowercase()),
            kind => format!("{n} {}", kinds::one(kind, lang).to_lowercase()),
        })
        .collect();
    if parts.is_empty() {
        return String::new();
    }
    let parts = lang.list(&parts);
    let review = page.review;
    let alone =
        review.commitments.is_empty() && review.decisions.is_empty() && review.eased.is_empty();
    let (aussi, also) = if alone { ("", "") } else { (" aussi", " also") };
    tr!(
        lang,
        "\nCette demande touche{aussi} : {parts} (détail plus bas).\n",
        "\nThis request{also} touches: {parts} (in detail below).\n"
    )
}
