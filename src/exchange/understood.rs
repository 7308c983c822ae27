//! What a sheet of somebody else's is about: its kind, its header, what each column means, and its
//! rows.

use super::columns::{self, Headers, KINDS, Meant};
use super::grid::{Row, Sheet, Value};
use super::{columns::Column, tables};
use crate::address::Kind;
use crate::lang::Lang;
use crate::model;

/// Rows in which a header is looked for: titles and empty rows may stand above it.
const HEADER_WITHIN: usize = 40;

/// A sheet, as far as it was understood.
#[derive(Debug)]
pub struct Understood {
    /// The name of the sheet; empty where it has none.
    pub sheet: String,
    /// What its rows are.
    pub kind: Kind,
    /// The number of the row that holds the headers.
    pub header: usize,
    /// Its columns that have a header.
    pub columns: Vec<Heading>,
    /// Its rows below the header.
    pub entries: Vec<Entry>,
}

/// A column of the sheet.
#[derive(Debug)]
pub struct Heading {
    /// Its place, from 0.
    pub at: usize,
    /// Its header, as it is written.
    pub header: String,
    /// What it means; nothing where it is left aside.
    pub means: Option<Meant>,
    /// Whether an earlier column means the same.
    pub again: bool,
}

/// A row: an entity, new or known.
#[derive(Debug)]
pub struct Entry {
    /// The number of the row.
    pub row: usize,
    /// The id that it gives, as it is written.
    pub id: Option<String>,
    /// Its cells that mean something: the column, what it holds, and the cell.
    pub cells: Vec<(usize, Column, Value)>,
}

/// Understands a sheet: `kind` is what the person says that it holds, `hint` what the name of the
/// file says. Nothing where no header is found.
pub fn understand(sheet: &Sheet, kind: Option<Kind>, hint: Option<Kind>) -> Option<Understood> {
    let named = kind.or_else(|| kind_of_name(&sheet.name)).or(hint);
    let kinds: Vec<Kind> = KINDS.into_iter().filter(|k| named.is_none_or(|n| n == *k)).collect();
    let mut best: Option<(usize, Kind, &Row)> = None;
    // Headers that several kinds have say nothing of the rows.
    let mut tied = false;
    for kind in kinds {
        let headers = Headers::of(kind);
        for row in sheet.rows.iter().take(HEADER_WITHIN) {
            let score = score(&headers, kind, row, named.is_some());
            let most = best.map_or(0, |(score, ..)| score);
            let other = best.is_some_and(|(_, own, _)| own != kind);
            tied = if score > most { false } else { tied || score == most && score > 0 && other };
            if score > most {
                best = Some((score, kind, row));
            }
        }
    }
    let (_, kind, header) = best.filter(|_| !tied)?;
    let columns = headings(&Headers::of(kind), header);
    let below = sheet.rows.iter().filter(|row| row.number > header.number);
    let entries = below.filter_map(|row| entry(row, &columns)).collect();
    Some(Understood { sheet: sheet.name.clone(), kind, header: header.number, columns, entries })
}

/// How well a row is the header of a kind: how many of its keys it names; 0 where it cannot be it.
fn score(headers: &Headers, kind: Kind, row: &Row, named: bool) -> usize {
    let mut keys = std::collections::BTreeSet::new();
    for cell in row.cells.iter().flatten() {
        let Value::Text(text) = cell else { continue };
        match headers.exactly(text) {
            Some(Meant::Id) => drop(keys.insert("id".to_owned())),
            Some(Meant::Key(column)) => drop(keys.insert(column.name())),
            None => {}
        }
    }
    let entity = keys.contains("id") || keys.contains(title_key(kind));
    let enough = if named { 1 } else { 2 };
    let required = |name: &String| {
        let key = model::entity_keys(kind).iter().find(|key| key.name == *name);
        key.is_some_and(|key| key.required)
    };
    // Of two kinds that know as many of the headers, the one whose required keys are there.
    let weight = keys.iter().map(|key| if required(key) { 3 } else { 2 }).sum();
    if entity && keys.len() >= enough { weight } else { 0 }
}

/// The key that names an entity of a kind.
pub(super) const fn title_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Scope => "name",
        kind => model::title_key(kind),
    }
}

fn headings(headers: &Headers, row: &Row) -> Vec<Heading> {
    let mut found: Vec<Heading> = Vec::new();
    for (at, cell) in row.cells.iter().enumerate() {
        let Some(Value::Text(header)) = cell else { continue };
        let means = headers.meant(header);
        found.push(Heading { at, header: header.trim().to_owned(), means, again: false });
    }
    // Of two columns that mean the same, the one that says so exactly, then the first.
    let name = |heading: &Heading| heading.means.as_ref().map(name_of);
    for at in 0..found.len() {
        let Some(own) = name(&found[at]) else { continue };
        let exact = |heading: &Heading| headers.certainty(&heading.header);
        let better = |(other, heading): (usize, &Heading)| {
            let same = other != at && !heading.again && name(heading).as_ref() == Some(&own);
            same && (exact(heading), other) < (exact(&found[at]), at)
        };
        if found.iter().enumerate().any(better) {
            found[at].again = true;
        }
    }
    for heading in &mut found {
        if heading.again {
            heading.means = None;
        }
    }
    found
}

fn name_of(means: &Meant) -> String {
    match means {
        Meant::Id => "id".to_owned(),
        Meant::Key(column) => column.name(),
    }
}

fn entry(row: &Row, columns: &[Heading]) -> Option<Entry> {
    let mut entry = Entry { row: row.number, id: None, cells: Vec::new() };
    let mut anything = false;
    for heading in columns {
        let Some(value) = row.cell(heading.at) else { continue };
        anything = true;
        match &heading.means {
            Some(Meant::Id) => {
                entry.id = Some(super::meaning::shown(value, Lang::En).trim().to_owned());
            }
            Some(Meant::Key(column)) => {
                entry.cells.push((heading.at, column.clone(), value.clone()));
            }
            None => {}
        }
    }
    anything.then_some(entry)
}

/// The kind that the name of a sheet or of a file says: « Parties prenantes 2026 », `jalons`.
pub fn kind_of_name(name: &str) -> Option<Kind> {
    let name = format!(" {} ", columns::words(name));
    let says = |word: &str| {
        let word = columns::words(word);
        !word.is_empty() && name.contains(&format!(" {word} "))
    };
    KINDS.into_iter().find(|kind| {
        let own = Lang::ALL.map(|lang| tables::file_name(*kind, lang));
        let words = kind.words().iter().copied().filter(|_| *kind != Kind::Scope);
        words.chain(own).any(says)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::csv;

    fn read(text: &str, kind: Option<Kind>, hint: Option<Kind>) -> Option<Understood> {
        understand(&csv::read(text.as_bytes()).expect("a sheet"), kind, hint)
    }

    fn told(text: &str) -> String {
        let Some(found) = read(text, None, None) else { return "nothing".to_owned() };
        let columns = found.columns.iter().map(|heading| {
            let means = heading.means.as_ref().map_or_else(|| "-".to_owned(), name_of);
            format!("{}={means}{}", heading.header, if heading.again { "!" } else { "" })
        });
        let columns: Vec<String> = columns.collect();
        let rows: Vec<usize> = found.entries.iter().map(|entry| entry.row).collect();
        format!("{} {} {} {rows:?}", found.kind.stem(), found.header, columns.join(" "))
    }

    #[test]
    fn a_header_is_found_below_titles() {
        assert_eq!(
            told("Suivi du projet\n\n;;\nNom;Rôle;Budget\nDSI;it;12\n;;\nDGS;dg;\n"),
            "stakeholders 4 Nom=name Rôle=role Budget=- [5, 7]"
        );
        assert_eq!(
            told("Titre;Date;Lieu\nLancement;10/12/2026;\n"),
            "milestones 1 Titre=title Date=date Lieu=place [2]"
        );
        assert_eq!(
            told("Document;Statut;Détenteur\nPCAET;reçu;dgs\n"),
            "documents 1 Document=title Statut=status Détenteur=holder [2]"
        );
        assert_eq!(
            told("Instance;Fréquence;Dates des séances\nCODIR;hebdo;\n"),
            "bodies 1 Instance=name Fréquence=frequency Dates des séances=sessions [2]"
        );
        assert_eq!(told("a;b\nc;d\n"), "nothing");
    }

    #[test]
    fn of_two_columns_that_mean_the_same_one_is_taken() {
        assert_eq!(
            told("Libellé;Rôle;Nom\nx;it;DSI\n"),
            "stakeholders 1 Libellé=-! Rôle=role Nom=name [2]"
        );
    }

    #[test]
    fn names_say_a_kind() {
        for (name, kind) in [
            ("Parties prenantes", Some(Kind::Stakeholder)),
            ("parties-prenantes", Some(Kind::Stakeholder)),
            ("Jalons 2026", Some(Kind::Milestone)),
            ("Liste des instances", Some(Kind::Body)),
            ("Équipements", Some(Kind::Scope)),
            ("Feuil1", None),
            ("Sheet1", None),
        ] {
            assert_eq!(kind_of_name(name), kind, "{name}");
        }
        let only = read("Nom\nDSI\n", Some(Kind::Stakeholder), None);
        assert_eq!(only.map(|found| found.entries.len()), Some(1));
    }
}
