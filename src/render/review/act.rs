//! What a change does to what was agreed upon, as sentences: « reporte le comité de lancement du
//! 10 décembre 2026 au 14 janvier 2027 (+35 jours) ».

use chrono::NaiveDate;
use toml::de::DeValue;

use super::{Page, scope};
use crate::address::Kind;
use crate::changes::{ChangeKind, Edit};
use crate::lang::{Lang, dates};
use crate::model::Method;
use crate::render::phrase;
use crate::review::{Agreed, Whole};
use crate::rules::policy::Commitment;
use crate::tr;

/// What a change does to a commitment, three times the same.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Act {
    /// After « Cette demande ».
    pub(super) does: String,
    /// As the title of a decision.
    pub(super) title: String,
    /// As what a decision says.
    pub(super) decided: String,
}

/// What a change does to one commitment, or to several taken together. `open` makes a text from a
/// file ready for where the act is shown.
pub(super) fn act(page: &Page<'_>, agreed: &Agreed<'_>, open: &dyn Fn(&str) -> String) -> Act {
    let lang = page.lang();
    match agreed.whole {
        Whole::Scope => return scope::gone(lang),
        Whole::Facilities => return scope::facilities(page, &agreed.commitments, open),
        Whole::One => {}
    }
    let Some(commitment) = agreed.commitments.first() else { return scope::gone(lang) };
    let keys: Vec<&str> = commitment.address.path.iter().map(String::as_str).collect();
    let known = match (commitment.address.kind, keys.as_slice()) {
        (Kind::Milestone, [_, "date"]) => launch(lang, commitment),
        (Kind::Milestone, [_, key @ ("kind" | "cancelled")]) => {
            undone(page, commitment, *key == "cancelled")
        }
        (Kind::Project, [_, "end"]) => end(lang, commitment.edit),
        (Kind::Project, [_, "method"]) => method(lang, commitment.edit),
        (Kind::Scope, ["coverage"]) => scope::coverage(lang, commitment.edit),
        (Kind::Scope, ["organisation"]) => scope::organisation(lang, commitment.edit),
        (Kind::Scope, ["departments"]) => scope::departments(lang, commitment.edit, open),
        (Kind::Scope, ["excluded"]) => scope::excluded(lang, commitment.edit, open),
        _ => None,
    };
    known.unwrap_or_else(|| other(page, commitment, open))
}

/// Any other change of a commitment, such as a list in another order.
fn other(page: &Page<'_>, commitment: &Commitment<'_>, open: &dyn Fn(&str) -> String) -> Act {
    let lang = page.lang();
    let what = open(&phrase::phrase(lang, &page.review.after.documents, &commitment.address));
    Act {
        does: tr!(lang, "change {what}", "changes {what}"),
        title: tr!(lang, "Changer {what}", "Change {what}"),
        decided: tr!(lang, "Changement : {what}.", "Changed: {what}."),
    }
}

fn day(value: Option<&DeValue<'_>>) -> Option<NaiveDate> {
    match value? {
        DeValue::Datetime(moment) => moment.to_string().parse().ok(),
        _ => None,
    }
}

/// « (+35 jours) ».
fn shift(lang: Lang, from: NaiveDate, to: NaiveDate) -> String {
    let days = (to - from).num_days();
    let s = lang.s(usize::try_from(days.abs()).unwrap_or(2));
    // A minus that is as wide as the plus.
    let sign = if days < 0 { "−" } else { "+" };
    tr!(lang, "({sign}{} jour{s})", "({sign}{} day{s})", days.abs())
}

fn launch(lang: Lang, commitment: &Commitment<'_>) -> Option<Act> {
    let edit = commitment.edit?;
    let from = day(edit.before)?;
    let a = dates::date(lang, from);
    let Some(to) = day(edit.after) else {
        if edit.after.is_some() {
            return None;
        }
        let gone = commitment.change.kind == ChangeKind::Removed;
        return Some(Act {
            does: if gone {
                tr!(
                    lang,
                    "supprime le comité de lancement, qui était prévu le {a}",
                    "removes the launch committee, which was planned on {a}"
                )
            } else {
                tr!(
                    lang,
                    "retire sa date au comité de lancement, qui était prévu le {a}",
                    "takes away the date of the launch committee, which was planned on {a}"
                )
            },
            ..given_up(lang, &a)
        });
    };
    let (b, shift, later) = (dates::date(lang, to), shift(lang, from, to), to > from);
    let (does, title) = if later {
        (
            tr!(
                lang,
                "reporte le comité de lancement du {a} au {b} {shift}",
                "postpones the launch committee from {a} to {b} {shift}"
            ),
            tr!(
                lang,
                "Reporter le comité de lancement au {b}",
                "Postpone the launch committee to {b}"
            ),
        )
    } else {
        (
            tr!(
                lang,
                "avance le comité de lancement du {a} au {b} {shift}",
                "brings the launch committee forward from {a} to {b} {shift}"
            ),
            tr!(
                lang,
                "Avancer le comité de lancement au {b}",
                "Bring the launch committee forward to {b}"
            ),
        )
    };
    let decided = tr!(
        lang,
        "Le comité de lancement se tient le {b}, au lieu du {a}.",
        "The launch committee takes place on {b}, instead of {a}."
    );
    Some(Act { does, title, decided })
}

/// The launch is cancelled, or made something else.
fn undone(page: &Page<'_>, commitment: &Commitment<'_>, cancelled: bool) -> Option<Act> {
    let lang = page.lang();
    let was = match &commitment.change.kind {
        ChangeKind::Renamed { from } => from,
        _ => &commitment.change.address,
    };
    let launch = page.review.before.written().milestones.get(was.entity_id()?);
    let a = dates::date(lang, launch?.date?);
    let does = if cancelled {
        tr!(
            lang,
            "annule le comité de lancement, qui était prévu le {a}",
            "cancels the launch committee, which was planned on {a}"
        )
    } else {
        tr!(
            lang,
            "fait un autre jalon du comité de lancement, qui était prévu le {a}",
            "makes another milestone of the launch committee, which was planned on {a}"
        )
    };
    Some(Act { does, ..given_up(lang, &a) })
}

/// What a decision says where the launch does not take place on a day.
fn given_up(lang: Lang, a: &str) -> Act {
    Act {
        does: String::new(),
        title: tr!(
            lang,
            "Renoncer au comité de lancement du {a}",
            "Give up the launch committee of {a}"
        ),
        decided: tr!(
            lang,
            "Le comité de lancement prévu le {a} n'a pas lieu à cette date.",
            "The launch committee planned on {a} does not take place on that day."
        ),
    }
}

fn end(lang: Lang, edit: Option<&Edit<'_>>) -> Option<Act> {
    let edit = edit?;
    let from = day(edit.before)?;
    let a = dates::date(lang, from);
    let Some(to) = day(edit.after) else {
        return edit.after.is_none().then(|| Act {
            does: tr!(
                lang,
                "retire la fin de l'étape 1, qui était fixée au {a}",
                "takes away the end of step 1, which was set to {a}"
            ),
            title: tr!(lang, "Ne plus fixer la fin de l'étape 1", "Leave the end of step 1 open"),
            decided: tr!(
                lang,
                "La fin de l'étape 1, qui était fixée au {a}, ne l'est plus.",
                "The end of step 1, which was set to {a}, is open."
            ),
        });
    };
    let (b, shift, later) = (dates::date(lang, to), shift(lang, from, to), to > from);
    let (does, title) = if later {
        (
            tr!(
                lang,
                "reporte la fin de l'étape 1 du {a} au {b} {shift}",
                "postpones the end of step 1 from {a} to {b} {shift}"
            ),
            tr!(lang, "Reporter la fin de l'étape 1 au {b}", "Postpone the end of step 1 to {b}"),
        )
    } else {
        (
            tr!(
                lang,
                "avance la fin de l'étape 1 du {a} au {b} {shift}",
                "brings the end of step 1 forward from {a} to {b} {shift}"
            ),
            tr!(
                lang,
                "Avancer la fin de l'étape 1 au {b}",
                "Bring the end of step 1 forward to {b}"
            ),
        )
    };
    let decided = tr!(
        lang,
        "L'étape 1 se termine le {b}, au lieu du {a}.",
        "Step 1 ends on {b}, instead of {a}."
    );
    Some(Act { does, title, decided })
}

fn method(lang: Lang, edit: Option<&Edit<'_>>) -> Option<Act> {
    let edit = edit?;
    let label = |value: Option<&DeValue<'_>>| {
        let word = value?.as_str()?;
        let method = Method::ALL.iter().find(|method| method.word().name == word)?;
        Some(method.word().label(lang))
    };
    let a = label(edit.before)?;
    // Without one the file is wrong, and that is what is told.
    let b = label(edit.after)?;
    Some(Act {
        does: tr!(
            lang,
            "fait passer la démarche de la variante « {a} » à la variante « {b} »",
            "moves the work from the variant \"{a}\" to the variant \"{b}\""
        ),
        title: tr!(lang, "Passer à la variante « {b} »", "Move to the variant \"{b}\""),
        decided: tr!(
            lang,
            "La démarche suit la variante « {b} », au lieu de « {a} ».",
            "The work follows the variant \"{b}\", instead of \"{a}\"."
        ),
    })
}
