//! What changed, for people and for programs: text, and `nrt.diff/1`.

pub(super) mod edit;
mod json;
mod markdown;

use super::Style;
use super::wrap::{indented, spread};
use crate::address::Kind;
use crate::changes::{Change, ChangeKind, Changes, Significance};
use crate::finding::Finding;
use crate::lang::Lang;
use crate::load::Documents;
use crate::text::terminal;
use crate::tr;

pub(super) use edit::field;
pub use json::json;
pub(super) use json::{Changed, changed};
pub use markdown::markdown;
pub(super) use markdown::{files, item, values};

/// Two versions of a project, what changed between them, and what that does to the findings.
#[derive(Debug)]
pub struct Diff<'d> {
    /// The version before.
    pub before: &'d Documents<'d>,
    /// The version now.
    pub after: &'d Documents<'d>,
    /// What changed.
    pub changes: Changes<'d>,
    /// The open findings that only the version now has.
    pub opened: Vec<&'d Finding>,
    /// The open findings that only the version before had.
    pub closed: Vec<&'d Finding>,
}

/// How a significance is called.
pub const fn significance(significance: Significance, lang: Lang) -> &'static str {
    match significance {
        Significance::Decision => lang.pick("décision", "decision"),
        Significance::Commitment => lang.pick("point structurant", "commitment"),
        Significance::Content => lang.pick("contenu", "content"),
    }
}

/// The changes, one entity after the other; ends with the counts and the findings.
pub fn text(diff: &Diff<'_>, style: Style) -> String {
    let lang = style.lang;
    let mut text = entities(diff, style);
    text.push_str(&layout(diff, lang));
    for kind in &diff.changes.partial {
        let file = kind.file();
        text.push_str(&tr!(
            lang,
            "! {file}  lu en partie\u{a0}: la comparaison est incomplète (`nrt check`)\n",
            "! {file}  read in part: the comparison is incomplete (`nrt check`)\n"
        ));
    }
    if !text.is_empty() {
        text.push('\n');
    }
    text.push_str(&stat(diff, style));
    for (sign, findings) in [('+', &diff.opened), ('-', &diff.closed)] {
        for finding in findings {
            let (rule, message) = (finding.rule, finding.message.terminal());
            let colon = lang.pick("\u{a0}:", ":");
            let line = format!("{rule}{colon} {message}");
            text.push_str(&indented(&line, style.width, &format!("  {sign} "), "    "));
        }
    }
    text
}

/// The entities that changed, with their fields.
pub(super) fn entities(diff: &Diff<'_>, style: Style) -> String {
    let mut text = String::new();
    for change in &diff.changes.changes {
        text.push_str(&heading(change, style));
        if change.kind != ChangeKind::Removed {
            text.push_str(&edit::edits(diff, change, style));
        }
    }
    text
}

/// The files of which only the layout changed.
pub(super) fn layout(diff: &Diff<'_>, lang: Lang) -> String {
    let line = |kind: &Kind| {
        let file = kind.file();
        tr!(
            lang,
            "= {file}  commentaires et mise en forme seulement\n",
            "= {file}  comments and layout only\n"
        )
    };
    diff.changes.cosmetic.iter().map(line).collect()
}

/// The counts alone: « 1 ajouté, 2 modifiés · constats : 1 nouveau, 2 résolus ».
pub fn stat(diff: &Diff<'_>, style: Style) -> String {
    let lang = style.lang;
    let count = |wanted: &dyn Fn(&ChangeKind) -> bool| {
        diff.changes.changes.iter().filter(|change| wanted(&change.kind)).count()
    };
    let added = count(&|kind| *kind == ChangeKind::Added);
    let removed = count(&|kind| *kind == ChangeKind::Removed);
    let renamed = count(&|kind| matches!(kind, ChangeKind::Renamed { .. }));
    let edited = count(&|kind| *kind == ChangeKind::Edited);
    let plural = |n| match lang {
        Lang::Fr => lang.s(n),
        Lang::En => "",
    };
    let mut parts = Vec::new();
    for (n, part) in [
        (added, tr!(lang, "{added} ajouté{}", "{added} added{}", plural(added))),
        (removed, tr!(lang, "{removed} supprimé{}", "{removed} removed{}", plural(removed))),
        (renamed, tr!(lang, "{renamed} renommé{}", "{renamed} renamed{}", plural(renamed))),
        (edited, tr!(lang, "{edited} modifié{}", "{edited} edited{}", plural(edited))),
    ] {
        if n > 0 {
            parts.push(part);
        }
    }
    if parts.is_empty() {
        let nothing = if diff.changes.cosmetic.is_empty() {
            lang.pick("rien n'a changé", "nothing changed")
        } else {
            lang.pick("rien n'a changé sur le fond", "nothing changed in meaning")
        };
        parts.push(nothing.to_owned());
    }
    let changed = parts.join(", ");
    let (opened, closed) = (diff.opened.len(), diff.closed.len());
    let (many, s) = (lang.many(opened), plural(closed));
    let new = lang.pick(if many { "nouveaux" } else { "nouveau" }, "new");
    tr!(
        lang,
        "{changed} · constats\u{a0}: {opened} {new}, {closed} résolu{s}\n",
        "{changed} · findings: {opened} {new}, {closed} settled{s}\n"
    )
}

fn heading(change: &Change<'_>, style: Style) -> String {
    let sign = match change.kind {
        ChangeKind::Added => '+',
        ChangeKind::Removed => '-',
        ChangeKind::Renamed { .. } | ChangeKind::Edited => '~',
    };
    let mut left = format!("{sign} {}", terminal(&change.address.to_string()));
    if let ChangeKind::Renamed { from } = &change.kind {
        let from = terminal(&from.to_string());
        left.push_str(&tr!(style.lang, "  (auparavant {from})", "  (was {from})"));
    }
    if let Some(title) = &change.title {
        left.push_str("  ");
        left.push_str(&terminal(title));
    }
    spread(&left, significance(change.significance, style.lang), style.width)
}
