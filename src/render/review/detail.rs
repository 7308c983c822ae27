//! What is folded away: every change with its address, every finding with its rule and its place,
//! and how to make the review again.

use super::{Page, shown};
use crate::changes::{Change, ChangeKind};
use crate::finding::{Finding, News};
use crate::render::diff::{self, Diff};
use crate::render::forge::Run;
use crate::render::markdown;
use crate::render::phrase::{self, Subject};
use crate::render::prose::{code, folded};
use crate::tr;

/// Every change, a line a field.
pub(super) fn changes(page: &Page<'_>) -> String {
    let (lang, diff) = (page.lang(), page.diff());
    let n = diff.changes.changes.len();
    let mut text = String::new();
    for change in &diff.changes.changes {
        text.push_str(&change_lines(page, &diff, change));
    }
    text.push_str(&diff::files(&diff, lang));
    let title = tr!(lang, "Tous les changements ({n})", "All changes ({n})");
    folded(&title, &text)
}

fn change_lines(page: &Page<'_>, diff: &Diff<'_>, change: &Change<'_>) -> String {
    let (lang, review) = (page.lang(), page.review);
    let colon = lang.pick("\u{a0}:", ":");
    let (is, was) = (&review.after.documents, &review.before.documents);
    let entity = |documents| {
        shown(&phrase::of(lang, &change.address, Subject::of(documents, &change.address)))
    };
    let address = code(&change.address.to_string());
    let head = match &change.kind {
        ChangeKind::Added => {
            tr!(lang, "- Ajout : {} · {address}\n", "- Added: {} · {address}\n", entity(is))
        }
        ChangeKind::Removed => {
            return tr!(
                lang,
                "- Suppression : {} · {address}\n",
                "- Removed: {} · {address}\n",
                entity(was)
            );
        }
        ChangeKind::Renamed { from } => {
            let from = code(&from.to_string());
            tr!(
                lang,
                "- Nouvel identifiant : {} · {address}, auparavant {from}\n",
                "- New id: {} · {address}, was {from}\n",
                entity(is)
            )
        }
        ChangeKind::Edited => String::new(),
    };
    let indent = if head.is_empty() { "" } else { "  " };
    let mut text = head;
    for edit in &change.edits {
        let what = if change.kind == ChangeKind::Edited {
            super::capital(&shown(&phrase::phrase(lang, is, &edit.address)))
        } else {
            let own = edit.address.path[change.address.path.len()..].join(".");
            code(&own)
        };
        let value = diff::values(&diff::field(diff, change, edit, lang));
        let at = if change.kind == ChangeKind::Edited {
            format!(" · {}", code(&edit.address.to_string()))
        } else {
            String::new()
        };
        text.push_str(&format!("{indent}- {what}{colon} {value}{at}\n"));
    }
    text
}

/// The findings that came, that weigh more, and that are settled, with their rules and places.
pub(super) fn news(page: &Page<'_>) -> String {
    let (review, lang) = (page.review, page.lang());
    let new = review.findings(News::New).chain(review.findings(News::NowDue));
    let mut text = items(&page.after(), new);
    let settled = review.was.map(|was| {
        let run = page.run(review.before, was);
        items(&run, review.fixed.iter().copied())
    });
    if let Some(settled) = settled.filter(|settled| !settled.is_empty()) {
        let title = lang.pick("Résolus\u{a0}:", "Settled:");
        text.push_str(&format!("\n{title}\n\n{settled}"));
    }
    let title = tr!(
        lang,
        "Constats causés ou résolus par cette demande : règles, emplacements et ce qu'il faut écrire",
        "Findings that this request causes or settles: rules, places, what to write"
    );
    folded(&title, &text)
}

/// The findings that were there before.
pub(super) fn unchanged(page: &Page<'_>) -> String {
    let lang = page.lang();
    let found: Vec<&Finding> = page.review.findings(News::Unchanged).collect();
    let n = found.len();
    let title = tr!(
        lang,
        "Constats que cette demande ne cause pas ({n})",
        "Findings that this request does not cause ({n})"
    );
    folded(&title, &items(&page.after(), found.into_iter()))
}

fn items<'f>(run: &Run<'_>, found: impl Iterator<Item = &'f Finding>) -> String {
    let positions = run.positions();
    let mut found: Vec<&Finding> = found.collect();
    found.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    found.into_iter().map(|finding| markdown::item(run, finding, &positions)).collect()
}

/// The commits, and the command that makes the same review.
pub(super) fn again(page: &Page<'_>) -> String {
    let lang = page.lang();
    let (base, head) = (code(&page.base.id()), code(&page.head.id()));
    let command = code(&page.command());
    let mut text = tr!(
        lang,
        "De {base} à {head}.\n\nPour refaire cet avis : {command}\n",
        "From {base} to {head}.\n\nTo make this review again: {command}\n"
    );
    if let Some(policy) = page.policy {
        let policy = code(&policy.id());
        text.push_str(&tr!(
            lang,
            "\nGravités, seuils, rôles et dispenses : ceux de {policy}.\n",
            "\nLevels, thresholds, roles and waivers: those of {policy}.\n"
        ));
    }
    folded(lang.pick("Comment cet avis a été établi", "How this review was made"), &text)
}
