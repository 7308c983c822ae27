//! An import before it is carried out: what was understood, what it changes, what it leaves alone.

use super::columns::Meant;
use super::grid::column_name;
use super::meaning::Typed;
use super::merge::{Filled, Plan, Planned};
use super::understood::Understood;
use super::{cells, columns, grid, tables};
use crate::lang::{Lang, dates};
use crate::model::Shape;
use crate::text::terminal;
use crate::tr;

/// Troubles of a file that are shown one by one; a threshold of nrt's own.
const SHOWN: usize = 40;

/// Longest value that is shown, in characters.
const LONGEST: usize = 60;

/// What was understood of a file's sheets.
pub fn understood(found: &[Understood], aside: &[String], lang: Lang) -> String {
    let mut text = String::new();
    for sheet in found {
        text.push_str(&heading(sheet, lang));
        let colon = lang.pick("\u{a0}:", ":");
        let mut left = Vec::new();
        let mut taken = Vec::new();
        for heading in &sheet.columns {
            let header = short(&heading.header);
            let column = column_name(heading.at);
            match &heading.means {
                Some(Meant::Id) => taken.push(format!("{column} {header} → id")),
                Some(Meant::Key(key)) => taken.push(format!("{column} {header} → {}", key.name())),
                None if heading.again => left.push(tr!(
                    lang,
                    "{column} {header} (dit la même chose qu'une autre)",
                    "{column} {header} (says the same as another)"
                )),
                None => left.push(format!("{column} {header}")),
            }
        }
        let between = " · ";
        if is_own(sheet) {
            text.push_str(lang.pick(
                "  toutes les colonnes sont celles de nrt\n",
                "  every column is one of nrt's own\n",
            ));
            continue;
        }
        let label = lang.pick("colonnes comprises", "columns understood");
        text.push_str(&format!("  {label}{colon} {}\n", taken.join(between)));
        if !left.is_empty() {
            let label = lang.pick("colonnes laissées de côté", "columns left aside");
            text.push_str(&format!("  {label}{colon} {}\n", left.join(between)));
        }
    }
    for sheet in aside {
        let sheet = short(sheet);
        text.push_str(&tr!(
            lang,
            "feuille «\u{a0}{sheet}\u{a0}»\u{a0}: laissée de côté, aucun en-tête compris\n",
            "sheet \"{sheet}\": left aside, no header understood\n"
        ));
    }
    text
}

/// Whether every header is one that nrt writes.
fn is_own(sheet: &Understood) -> bool {
    let own = |header: &str| {
        Lang::ALL.into_iter().any(|lang| {
            let columns = columns::columns(sheet.kind, lang);
            header == columns::id_header(lang)
                || columns.iter().any(|(title, column)| title == header || column.name() == header)
        })
    };
    sheet.columns.iter().all(|heading| heading.means.is_some() && own(&heading.header))
}

fn heading(sheet: &Understood, lang: Lang) -> String {
    let what = tables::sheet_name(sheet.kind, lang).to_lowercase();
    let (n, row) = (sheet.entries.len(), sheet.header);
    let s = lang.s(n);
    let named = if sheet.sheet.is_empty() {
        String::new()
    } else {
        let name = short(&sheet.sheet);
        tr!(lang, "feuille «\u{a0}{name}\u{a0}»\u{a0}: ", "sheet \"{name}\": ")
    };
    tr!(
        lang,
        "{named}{what}, {n} ligne{s} sous l'en-tête de la ligne {row}\n",
        "{named}{what}, {n} row{s} below the header of row {row}\n"
    )
}

/// What an import leaves alone or leaves to complete, and how much it changes; `update` is whether
/// it may replace.
pub fn left(plan: &Plan, update: bool, lang: Lang) -> String {
    let mut text = String::new();
    let kept = |row: &&Planned| !(update || row.differing.is_empty());
    for row in plan.rows.iter().filter(kept) {
        text.push_str(&differing(row, lang));
    }
    let incomplete: Vec<&Planned> =
        plan.rows.iter().filter(|row| !row.missing.is_empty()).collect();
    if !incomplete.is_empty() {
        text.push_str(lang.pick("à compléter ensuite\u{a0}:\n", "to complete afterwards:\n"));
    }
    for row in incomplete.iter().take(SHOWN) {
        let keys: Vec<&str> = row.missing.iter().map(|key| key.name).collect();
        let (address, keys) = (terminal(&row.address().to_string()), keys.join(", "));
        text.push_str(&format!("  {address}  {keys}\n"));
    }
    text.push_str(&more(incomplete.len(), lang));
    text.push_str(&troubles(plan, lang));
    text.push_str(&count(plan, update, lang));
    text
}

fn differing(row: &Planned, lang: Lang) -> String {
    let (address, title) = (terminal(&row.address().to_string()), short(&row.title));
    let mut text = format!("= {address}  {title}").trim_end().to_owned() + "\n";
    for filled in &row.differing {
        let (name, after) = (filled.column.name(), value(filled, lang));
        let before = filled.before.as_deref().map_or_else(String::new, short);
        let before = if filled.column.personal { hidden(lang).to_owned() } else { before };
        text.push_str(&tr!(
            lang,
            "    {name}  {before}, reste tel quel\u{a0}; la ligne {} dit\u{a0}: {after}\n",
            "    {name}  {before}, stays as it is; row {} says: {after}\n",
            row.row
        ));
    }
    text
}

/// « et 3 de plus », past those that are shown.
fn more(n: usize, lang: Lang) -> String {
    let more = n.saturating_sub(SHOWN);
    let told = || tr!(lang, "  et {more} de plus\n", "  and {more} more\n");
    if more > 0 { told() } else { String::new() }
}

const fn hidden(lang: Lang) -> &'static str {
    lang.pick("(non affiché)", "(not shown)")
}

/// A value as a person reads it.
fn value(filled: &Filled, lang: Lang) -> String {
    if filled.column.personal {
        return hidden(lang).to_owned();
    }
    short(&typed(&filled.after, &filled.column.shape, lang))
}

fn typed(value: &Typed, shape: &Shape, lang: Lang) -> String {
    match (value, shape) {
        (Typed::Text(text), Shape::Word(words)) => {
            let word = words.iter().find(|word| word.name == text);
            word.map_or_else(|| text.clone(), |word| word.label(lang).to_owned())
        }
        (Typed::Text(text), _) => text.clone(),
        (Typed::Date(date), _) => date.to_string(),
        (Typed::Time(time), _) => dates::time(lang, *time),
        (Typed::Count(n), _) => n.to_string(),
        (Typed::Number(n), _) => cells::number_text(*n, lang),
        (Typed::Flag(flag), _) => cells::flag_text(*flag, lang).to_owned(),
        (Typed::List(members), shape) => {
            let inner = if let Shape::List(inner) = shape { inner } else { shape };
            let members: Vec<String> =
                members.iter().map(|member| typed(member, inner, lang)).collect();
            members.join(lang.pick("\u{a0}; ", "; "))
        }
    }
}

fn troubles(plan: &Plan, lang: Lang) -> String {
    if plan.troubles.is_empty() {
        return String::new();
    }
    let mut text = tr!(lang, "non compris\u{a0}:\n", "not understood:\n");
    let several = plan.troubles.iter().any(|trouble| trouble.sheet != plan.troubles[0].sheet);
    for trouble in plan.troubles.iter().take(SHOWN) {
        let sheet = short(&trouble.sheet);
        let sheet = if several { format!("{sheet}!") } else { String::new() };
        let (place, why) = (trouble.place(lang), terminal(&trouble.why));
        let shown = short(&trouble.text);
        text.push_str(&if shown.is_empty() {
            format!("  {sheet}{place}  {why}\n")
        } else {
            tr!(
                lang,
                "  {sheet}{place}  «\u{a0}{shown}\u{a0}»\u{a0}: {why}\n",
                "  {sheet}{place}  \"{shown}\": {why}\n"
            )
        });
    }
    text.push_str(&more(plan.troubles.len(), lang));
    text
}

/// « 2 entrées nouvelles, 1 complétée, 9 sans changement ».
fn count(plan: &Plan, update: bool, lang: Lang) -> String {
    let rows = &plan.rows;
    let new = rows.iter().filter(|row| !row.known).count();
    let same = rows.iter().filter(|row| row.is_nothing()).count();
    let changed = rows
        .iter()
        .filter(|row| row.known && (!row.added.is_empty() || update && !row.differing.is_empty()));
    let changed = changed.count();
    let kept: usize = rows.iter().filter(|_| !update).map(|row| row.differing.len()).sum();
    let mut parts = Vec::new();
    if new > 0 {
        let noun = match (lang, new) {
            (Lang::Fr, 1) => "entrée nouvelle",
            (Lang::Fr, _) => "entrées nouvelles",
            (Lang::En, 1) => "new entry",
            (Lang::En, _) => "new entries",
        };
        parts.push(format!("{new} {noun}"));
    }
    if changed > 0 {
        let s = lang.s(changed);
        parts.push(tr!(lang, "{changed} modifiée{s}", "{changed} changed"));
    }
    if same > 0 {
        parts.push(tr!(lang, "{same} sans changement", "{same} unchanged"));
    }
    if kept > 0 {
        let s = lang.s(kept);
        parts.push(tr!(
            lang,
            "{kept} valeur{s} différente{s} laissée{s} (`--update` remplace)",
            "{kept} differing value{s} left (`--update` replaces)"
        ));
    }
    if !plan.troubles.is_empty() {
        let n = plan.troubles.len();
        let s = lang.s(n);
        parts.push(tr!(
            lang,
            "{n} cellule{s} ou ligne{s} non comprise{s}",
            "{n} cell{s} or row{s} not understood"
        ));
    }
    if parts.is_empty() {
        return tr!(lang, "rien à importer\n", "nothing to import\n");
    }
    parts.join(", ") + "\n"
}

/// A text on one line, cut where it is long.
fn short(text: &str) -> String {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = terminal(&line);
    if shown.chars().count() <= LONGEST {
        return shown;
    }
    shown.chars().take(LONGEST - 1).collect::<String>() + "…"
}

/// Why a file could not be read, as a phrase.
pub fn unreadable(why: &grid::Unreadable, lang: Lang) -> String {
    match why {
        grid::Unreadable::Damaged(part) => tr!(
            lang,
            "ce fichier est abîmé, ou n'est pas du format que dit son nom ({part})",
            "this file is damaged, or not of the format that its name says ({part})"
        ),
        grid::Unreadable::TooLarge => {
            let (rows, cells) = (grid::MAX_ROWS, grid::MAX_CELLS);
            tr!(
                lang,
                "ce fichier est trop grand\u{a0}: au plus {rows} lignes et {cells} cellules remplies",
                "this file is too large: at most {rows} rows and {cells} filled cells"
            )
        }
        grid::Unreadable::Format => {
            tr!(lang, "ce format n'est pas lu", "this format is not read")
        }
        grid::Unreadable::Locked => {
            tr!(
                lang,
                "ce fichier est protégé par un mot de passe",
                "this file is locked by a password"
            )
        }
    }
}

/// The headers that a kind's sheet may have, for a person whose own were not understood.
pub fn headers(kind: crate::address::Kind, lang: Lang) -> String {
    let titles = columns::columns(kind, lang).into_iter().map(|(title, _)| title);
    let titles = std::iter::once(columns::id_header(lang).to_owned()).chain(titles);
    titles.take(8).collect::<Vec<_>>().join(", ")
}
