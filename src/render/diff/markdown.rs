//! What changed, as Markdown that stands alone in a comment: commitments and decisions first, the
//! rest folded. Text from files cannot become a link, a mention or a table.

use super::{Diff, edit, significance, stat};
use crate::changes::{Change, ChangeKind, Significance};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::render::Style;
use crate::render::markdown::MAX_CHARACTERS;
use crate::render::prose::{code, cut, folded, prose};
use crate::tr;

/// The changes: what was agreed upon first, then what else, then the findings.
pub fn markdown(diff: &Diff<'_>, lang: Lang) -> String {
    let style = Style { lang, width: usize::MAX, colour: false };
    let mut text = format!("**{}**\n", stat(diff, style).trim_end());
    let weighty = |change: &&Change<'_>| change.significance > Significance::Content;
    let (agreed, other): (Vec<_>, Vec<_>) = diff.changes.changes.iter().partition(weighty);
    if !agreed.is_empty() {
        text.push('\n');
    }
    for change in agreed {
        text.push_str(&item(diff, change, lang));
    }
    let content: String = other.into_iter().map(|change| item(diff, change, lang)).collect();
    let title = tr!(lang, "Autres changements", "Other changes");
    text.push_str(&folded(&title, &(content + &files(diff, lang))));
    text.push_str(&folded(
        &tr!(lang, "Constats nouveaux", "New findings"),
        &findings(&diff.opened, lang),
    ));
    text.push_str(&folded(
        &tr!(lang, "Constats résolus", "Settled findings"),
        &findings(&diff.closed, lang),
    ));
    let rest = lang.pick(
        "La suite est coupée\u{a0}: `nrt diff` la donne entière.",
        "The rest is cut: `nrt diff` gives it whole.",
    );
    cut(text, MAX_CHARACTERS, rest)
}

/// An entity that changed, as an item of a list.
pub(in crate::render) fn item(diff: &Diff<'_>, change: &Change<'_>, lang: Lang) -> String {
    let address = code(&change.address.to_string());
    let title = change.title.as_deref().map(|title| format!("{} · ", prose(title)));
    let what = match &change.kind {
        ChangeKind::Added => tr!(lang, "ajouté", "added"),
        ChangeKind::Removed => tr!(lang, "supprimé", "removed"),
        ChangeKind::Renamed { from } => {
            let from = code(&from.to_string());
            tr!(lang, "renommé, auparavant {from}", "renamed, was {from}")
        }
        ChangeKind::Edited => tr!(lang, "modifié", "edited"),
    };
    let weight = significance(change.significance, lang);
    let mut text = format!("- {}{address} · {what} · {weight}\n", title.unwrap_or_default());
    if change.kind != ChangeKind::Removed {
        for (name, shown) in edit::fields(diff, change, lang) {
            let (colon, shown) = (lang.pick("\u{a0}:", ":"), values(&shown));
            text.push_str(&format!("  - {}{colon} {shown}\n", code(&name)));
        }
    }
    text
}

/// What changed in a field: the arrow is ours, and needs no fence.
pub(in crate::render) fn values(shown: &str) -> String {
    let values: Vec<String> = shown.split(" → ").map(prose).collect();
    values.join(" → ")
}

/// The files of which only the layout changed, and those that could be read in part only.
pub(in crate::render) fn files(diff: &Diff<'_>, lang: Lang) -> String {
    let layout = diff.changes.cosmetic.iter().map(|kind| {
        let file = kind.file();
        tr!(
            lang,
            "- `{file}`\u{a0}: commentaires et mise en forme seulement\n",
            "- `{file}`: comments and layout only\n"
        )
    });
    let partial = diff.changes.partial.iter().map(|kind| {
        let file = kind.file();
        tr!(
            lang,
            "- `{file}`\u{a0}: lu en partie, la comparaison est incomplète\n",
            "- `{file}`: read in part, the comparison is incomplete\n"
        )
    });
    layout.chain(partial).collect()
}

fn findings(findings: &[&Finding], lang: Lang) -> String {
    let colon = lang.pick("\u{a0}:", ":");
    let line = |finding: &&Finding| {
        format!("- `{}`{colon} {}\n", finding.rule, prose(&finding.message.terminal()))
    };
    findings.iter().map(line).collect()
}
