//! The story of a project, a commit after the other: text, Markdown, a file for a spreadsheet, and
//! `nrt.log/1`.

mod csv;
mod json;

use std::collections::BTreeMap;

use super::Style;
use super::diff::{self, Diff};
use super::prose::{code, prose};
use super::wrap::indented;
use crate::address::{Address, Kind};
use crate::changes::{Change, ChangeKind, Changes};
use crate::git::{Commit, Gap};
use crate::history::{Decision, End, Entry};
use crate::lang::Lang;
use crate::text::terminal;
use crate::tr;

pub use csv::{csv, csv_header};
pub use json::Document;
pub(super) use json::{ids, stops};

/// From how many added entities on only their ids are shown; a threshold of nrt's own.
const MANY: usize = 6;

/// An entry as text, an empty line after it.
pub fn text(entry: Entry<'_>, style: Style) -> String {
    let lang = style.lang;
    let mut text = indented(&title(entry.commit, lang), style.width, "", "    ");
    for line in marks(&entry, lang) {
        text.push_str(&indented(&line, style.width, "    ", "      "));
    }
    let id = entry.commit.id.short();
    let mut diff = diff_of(entry);
    let inner = Style { width: style.width.saturating_sub(4).max(16), ..style };
    let groups = many_added(&mut diff.changes, inner);
    let mut body = diff::entities(&diff, inner);
    if !groups.is_empty() {
        body.push_str(&groups);
        body.push_str(&tr!(
            lang,
            "… leurs valeurs\u{a0}: `nrt log --at {id} -n 1 --format json`\n",
            "… their values: `nrt log --at {id} -n 1 --format json`\n"
        ));
    }
    body.push_str(&diff::layout(&diff, lang));
    text.extend(body.lines().map(|line| format!("    {line}\n")));
    text.push('\n');
    text
}

/// Takes the added entities out of the changes where they are many, and names them by kind.
fn many_added(changes: &mut Changes<'_>, style: Style) -> String {
    let is_added = |change: &Change<'_>| change.kind == ChangeKind::Added;
    if changes.changes.iter().filter(|change| is_added(change)).count() < MANY {
        return String::new();
    }
    let mut groups: BTreeMap<Kind, Vec<String>> = BTreeMap::new();
    changes.changes.retain(|change| {
        if is_added(change) {
            let Address { kind, path, .. } = &change.address;
            let below = Address { kind: *kind, path: path.clone(), subject: None }.to_string();
            let id = below.split_once('.').map(|(_, id)| terminal(id));
            groups.entry(*kind).or_default().extend(id);
        }
        !is_added(change)
    });
    let line = |(kind, ids): (Kind, Vec<String>)| {
        let line = format!("+ {}  {}", kind.stem(), ids.join(", "));
        indented(line.trim_end(), style.width, "", "    ")
    };
    groups.into_iter().map(line).collect()
}

/// An entry as Markdown: an item of a list.
pub fn markdown(entry: Entry<'_>, lang: Lang) -> String {
    let Commit { author, subject, date, id, .. } = entry.commit;
    let day = date.map_or_else(|| unknown_day(lang), |date| date.to_string());
    let (author, subject) = (prose(&named(author, lang)), prose(&subject.terminal()));
    let mut text = format!("- **{day}** {} · {author} · {subject}\n", code(&id.short()));
    for line in marks(&entry, lang) {
        // The arrow is ours: it needs no fence.
        let parts: Vec<String> = line.split(" → ").map(prose).collect();
        text.push_str(&format!("  - {}\n", parts.join(" → ")));
    }
    let diff = diff_of(entry);
    for change in &diff.changes.changes {
        let item = diff::item(&diff, change, lang);
        text.extend(item.lines().map(|line| format!("  {line}\n")));
    }
    for kind in &diff.changes.cosmetic {
        let file = code(kind.file());
        text.push_str(&tr!(
            lang,
            "  - {file}\u{a0}: commentaires et mise en forme seulement\n",
            "  - {file}: comments and layout only\n"
        ));
    }
    text
}

/// What there is to say after the last entry, beside the results: what was left out.
pub fn ending(end: &End, lang: Lang) -> String {
    let (n, s) = (end.hidden, lang.s(end.hidden));
    if n == 0 {
        return String::new();
    }
    tr!(
        lang,
        "{n} commit{s} de mise en forme seulement, non montré{s} (`--cosmetic`)\n",
        "{n} commit{s} of layout only, not shown (`--cosmetic`)\n"
    )
}

/// That the history stops before its start, where it does.
pub fn gap(gap: Gap, lang: Lang) -> String {
    match gap {
        Gap::Shallow => tr!(
            lang,
            "l'historique s'arrête à la limite de ce clone superficiel\u{a0}: ce qui précède n'est pas connu (`git fetch --unshallow`)\n",
            "the history stops at the boundary of this shallow clone: what precedes it is not known (`git fetch --unshallow`)\n"
        ),
        Gap::Missing => tr!(
            lang,
            "l'historique s'arrête ici\u{a0}: ce clone n'a pas tous les objets (clone partiel ou dépôt abîmé), et nrt ne télécharge rien\n",
            "the history stops here: this clone does not have every object (a partial clone, or a damaged repository), and nrt downloads nothing\n"
        ),
    }
}

/// The id, the day, the author and the subject of a commit, on one line.
pub(super) fn title(commit: &Commit, lang: Lang) -> String {
    let day = commit.date.map_or_else(|| unknown_day(lang), |date| date.to_string());
    let (author, subject) = (named(&commit.author, lang), commit.subject.terminal());
    format!("{}  {day}  {author}  {subject}", commit.id.short()).trim_end().to_owned()
}

/// The decisions that a commit records: one by its id and title, several by their ids.
pub(super) fn recorded<'d>(
    decisions: impl Iterator<Item = &'d Decision>,
    lang: Lang,
) -> Option<String> {
    let colon = lang.pick("\u{a0}:", ":");
    let decisions: Vec<&Decision> = decisions.collect();
    match decisions.as_slice() {
        [] => None,
        [one] => {
            let title = one.title.as_deref().map(|title| format!("  {}", terminal(title)));
            let (word, id) = (lang.pick("décision", "decision"), terminal(&one.id));
            Some(format!("{word}{colon} {id}{}", title.unwrap_or_default()))
        }
        several => {
            let ids: Vec<String> = several.iter().map(|decision| terminal(&decision.id)).collect();
            Some(format!("{}{colon} {}", lang.pick("décisions", "decisions"), ids.join(", ")))
        }
    }
}

fn unknown_day(lang: Lang) -> String {
    lang.pick("(sans date)", "(no date)").to_owned()
}

fn named(author: &crate::text::Text, lang: Lang) -> String {
    if author.is_empty() {
        return lang.pick("(sans nom)", "(no name)").to_owned();
    }
    author.terminal()
}

/// What an entry says beside its changes.
fn marks(entry: &Entry<'_>, lang: Lang) -> Vec<String> {
    // A decision that is among the changes is said there.
    let told = |decision: &&Decision| {
        let at = Address::entity(Kind::Decision, &decision.id);
        !entry.changes.changes.iter().any(|change| change.address == at)
    };
    let mut lines: Vec<String> =
        recorded(entry.decisions.iter().filter(told), lang).into_iter().collect();
    if let Some((from, to)) = &entry.moved {
        let shown = |path: &str| {
            let top = lang.pick("(racine du dépôt)", "(top of the repository)");
            if path.is_empty() { top.to_owned() } else { terminal(path) }
        };
        let (from, to) = (shown(from), shown(to));
        lines.push(tr!(
            lang,
            "dossier du projet déplacé\u{a0}: {from} → {to}",
            "the project's folder moved: {from} → {to}"
        ));
    }
    for kind in &entry.unreadable {
        let file = kind.file();
        lines.push(tr!(
            lang,
            "! {file}\u{a0}: illisible en entier dans ce commit, passé\u{a0}; la version lisible suivante est comparée à la précédente",
            "! {file}: cannot be read whole in this commit, passed over; the next readable version is compared with the last one"
        ));
    }
    if entry.boundary {
        lines.push(tr!(
            lang,
            "! limite de ce clone\u{a0}: ce que ce commit a changé n'est pas connu",
            "! boundary of this clone: what this commit changed is not known"
        ));
    }
    lines
}

fn diff_of(entry: Entry<'_>) -> Diff<'_> {
    let Entry { before, after, changes, .. } = entry;
    Diff { before, after, changes, opened: Vec::new(), closed: Vec::new() }
}
