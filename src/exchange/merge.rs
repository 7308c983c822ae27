//! What an import would change: each row merged with the entity that it means, never silently over
//! what is written there.

mod identity;

use std::collections::BTreeMap;

use toml::de::DeValue;

use super::columns::Column;
use super::grid::{Value, cell_name};
use super::meaning::{self, Typed};
use super::names::{self, Names};
use super::understood::{Entry, Understood};
use super::{cells, columns, requests};
use crate::address::{Address, Kind};
use crate::lang::Lang;
use crate::load::Documents;
use crate::model::{self, is_placeholder};
use crate::render::list;
use crate::tr;
use identity::{identify, repeated};

/// What an import would change.
#[derive(Debug, Default)]
pub struct Plan {
    /// The rows that are taken.
    pub rows: Vec<Planned>,
    /// What was not taken, and why.
    pub troubles: Vec<Trouble>,
}

/// A row, and what it would change.
#[derive(Debug)]
pub struct Planned {
    /// What it is.
    pub kind: Kind,
    /// The number of the row.
    pub row: usize,
    /// The id of the entity.
    pub id: String,
    /// Its name, where the row gives one.
    pub title: String,
    /// Whether the project has it already.
    pub known: bool,
    /// The values that are added.
    pub added: Vec<Filled>,
    /// The values that differ from what is written.
    pub differing: Vec<Filled>,
    /// The keys that a new entity would still lack.
    pub missing: Vec<&'static model::Key>,
}

/// A value of a row.
#[derive(Debug)]
pub struct Filled {
    /// Its column.
    pub column: Column,
    /// What is written today, as a cell would show it.
    pub before: Option<String>,
    /// What the row says.
    pub after: Typed,
}

/// What was not taken.
#[derive(Debug, PartialEq, Eq)]
pub struct Trouble {
    /// The sheet; empty where there is one alone.
    pub sheet: String,
    /// The row.
    pub row: usize,
    /// The column; none where it is the whole row.
    pub column: Option<usize>,
    /// What stands there; nothing where it may be personal.
    pub text: String,
    /// Why it is not taken, as a phrase.
    pub why: String,
}

impl Trouble {
    /// Where it is: `C7`, « ligne 7 ».
    pub fn place(&self, lang: Lang) -> String {
        let row = self.row;
        match self.column {
            Some(column) => cell_name(column, row),
            None => tr!(lang, "ligne {row}", "row {row}"),
        }
    }
}

/// What the rows of some sheets would change.
pub fn plan(documents: &Documents<'_>, found: &[Understood], lang: Lang) -> Plan {
    let mut plan = Plan::default();
    let mut names = Names::of(documents);
    let mut meant: Vec<(&Understood, &Entry, String, String, bool)> = Vec::new();
    for sheet in found {
        let repeated = repeated(documents, sheet);
        let mut seen: BTreeMap<String, usize> = BTreeMap::new();
        for entry in &sheet.entries {
            match identify(documents, &mut names, sheet.kind, entry, &repeated, lang) {
                Ok((id, title, known)) => {
                    if let Some(first) = seen.insert(id.clone(), entry.row) {
                        let why = tr!(
                            lang,
                            "la même entrée que la ligne {first} (`{id}`)\u{a0}: laissée de côté",
                            "the same entry as row {first} (`{id}`): left aside"
                        );
                        seen.insert(id, first);
                        plan.troubles.push(trouble(sheet, entry, why));
                        continue;
                    }
                    meant.push((sheet, entry, id, title, known));
                }
                Err(why) => plan.troubles.push(trouble(sheet, entry, why)),
            }
        }
    }
    for (sheet, entry, id, title, known) in meant {
        let mut planned = Planned {
            kind: sheet.kind,
            row: entry.row,
            id,
            title,
            known,
            added: Vec::new(),
            differing: Vec::new(),
            missing: Vec::new(),
        };
        compare(documents, &names, sheet, entry, &mut planned, &mut plan.troubles, lang);
        match unwritable(&mut planned, lang) {
            Some(why) => plan.troubles.push(trouble(sheet, entry, why)),
            None => plan.rows.push(planned),
        }
    }
    plan
}

/// A cell that is not taken.
fn unclear(
    sheet: &Understood,
    entry: &Entry,
    at: usize,
    column: &Column,
    value: &Value,
    why: String,
    lang: Lang,
) -> Trouble {
    let text = if column.personal { String::new() } else { meaning::shown(value, lang) };
    Trouble { sheet: sheet.sheet.clone(), row: entry.row, column: Some(at), text, why }
}

fn trouble(sheet: &Understood, entry: &Entry, why: String) -> Trouble {
    let (sheet, row) = (sheet.sheet.clone(), entry.row);
    Trouble { sheet, row, column: None, text: String::new(), why }
}

/// The text of a row under a key.
fn said(entry: &Entry, key: &str) -> Option<String> {
    let (.., value) = entry.cells.iter().find(|(_, column, _)| column.path == [key])?;
    Some(cells::plain(&meaning::shown(value, Lang::Fr))).filter(|text| !text.is_empty())
}

/// The title of a key's column.
fn column_title(kind: Kind, name: &str, lang: Lang) -> String {
    let columns = columns::columns(kind, lang);
    let found = columns.into_iter().find(|(_, column)| column.name() == name);
    found.map_or_else(|| name.to_owned(), |(title, _)| title)
}

fn compare(
    documents: &Documents<'_>,
    names: &Names,
    sheet: &Understood,
    entry: &Entry,
    planned: &mut Planned,
    troubles: &mut Vec<Trouble>,
    lang: Lang,
) {
    let entity = names::entity(documents, sheet.kind, &planned.id);
    let ids = |kinds: &[Kind], word: &str| names.meant(kinds, word);
    for (at, column, value) in &entry.cells {
        let written = entity.and_then(|entity| list::value_at(entity, &column.path));
        let written = written.filter(|value| !is_blank(value));
        if written.is_some_and(|written| is_shown_alike(written, column, value)) {
            continue;
        }
        match meaning::meant(value, &column.shape, &ids, lang) {
            Ok(after) if written.is_some_and(|written| meaning::is_same(&after, written)) => {}
            Ok(after) => {
                if let Some(why) = requests::refusal(sheet.kind, &column.path, &after, lang) {
                    troubles.push(unclear(sheet, entry, *at, column, value, why, lang));
                    continue;
                }
                let before = written.filter(|value| !is_to_complete(value)).map(|value| {
                    let cell = cells::cell(value, &column.shape, lang);
                    cell.map_or_else(String::new, |cell| meaning::shown(&cell, lang))
                });
                let filled = Filled { column: column.clone(), before, after };
                if filled.before.is_some() {
                    planned.differing.push(filled);
                } else {
                    planned.added.push(filled);
                }
            }
            Err(why) => troubles.push(unclear(sheet, entry, *at, column, value, why, lang)),
        }
    }
}

/// Why a row cannot be written at all; what a new entity lacks is noted.
fn unwritable(planned: &mut Planned, lang: Lang) -> Option<String> {
    let kind = planned.kind;
    if kind == Kind::Decision && planned.known && !planned.differing.is_empty() {
        planned.differing.clear();
        return Some(tr!(
            lang,
            "une décision enregistrée ne se réécrit pas\u{a0}: `nrt decide --supersedes` la remplace",
            "a recorded decision is not rewritten: `nrt decide --supersedes` supersedes it"
        ));
    }
    if planned.known {
        return None;
    }
    let given = |key: &&model::Key| planned.added.iter().any(|f| f.column.path == [key.name]);
    let needed = model::entity_keys(kind).iter().filter(|key| key.required);
    planned.missing = needed.filter(|key| !given(key)).collect();
    let must = planned.missing.iter().find(|key| !requests::may_wait(key))?;
    let column = column_title(kind, must.name, lang);
    Some(tr!(
        lang,
        "il manque «\u{a0}{column}\u{a0}»\u{a0}: laissée de côté",
        "\"{column}\" is missing: left aside"
    ))
}

fn is_blank(value: &DeValue<'_>) -> bool {
    value.as_str().is_some_and(|text| text.trim().is_empty())
        || value.as_array().is_some_and(|items| items.is_empty())
}

/// Whether a value is a mark of what is to be written.
fn is_to_complete(value: &DeValue<'_>) -> bool {
    value.as_str().is_some_and(is_placeholder)
}

/// Whether a cell shows what an export would show of a value.
fn is_shown_alike(written: &DeValue<'_>, column: &Column, value: &Value) -> bool {
    Lang::ALL.into_iter().any(|lang| {
        let exported = cells::cell(written, &column.shape, lang);
        let exported = exported.map_or_else(String::new, |cell| meaning::shown(&cell, lang));
        cells::plain(&exported) == cells::plain(&meaning::shown(value, lang))
    })
}

impl Planned {
    /// Where the entity stands, or will.
    pub fn address(&self) -> Address {
        match self.kind {
            Kind::Scope => Address::file(Kind::Scope).key("facilities").key(&self.id),
            kind => Address::entity(kind, &self.id),
        }
    }

    /// Whether the row changes nothing, be it allowed to replace what differs.
    pub const fn is_nothing(&self) -> bool {
        self.known && self.added.is_empty() && self.differing.is_empty()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::exchange::{csv, understood};
    use crate::files::Files;
    use crate::load::load;

    const STAKEHOLDERS: &str = "[dgs]\nname = \"Direction générale\"\nrole = \"senior-management\"\nformerly = [\"dg\"]\n\n\
        [dsi]\nname = \"DSI\"\nrole = \"it\"\nlaunch = \"invited\"\nquestions = \"TODO(nrt)\"\n";

    fn planned(table: &str) -> String {
        let referents = "[cheffe]\nfunction = \"Cheffe de projet\"\nname = \"Claire Vasseur\"\n";
        let files =
            Files::from_texts([("stakeholders.toml", STAKEHOLDERS), ("referents.toml", referents)]);
        let loaded = load(&files, Lang::Fr);
        let sheet = csv::read(table.as_bytes()).expect("a sheet");
        let found = understood::understand(&sheet, None, None).expect("a header");
        let plan = plan(&loaded.documents, &[found], Lang::Fr);
        let mut text = String::new();
        for row in &plan.rows {
            text += if row.known { "~ " } else { "+ " };
            text += &row.id;
            for filled in row.added.iter().chain(&row.differing) {
                let before = filled.before.as_ref().map_or_else(String::new, |b| format!("{b} → "));
                text += &format!(" {}={before}{:?}", filled.column.name(), filled.after);
            }
            for missing in &row.missing {
                text += &format!(" !{}", missing.name);
            }
            text += "\n";
        }
        for trouble in &plan.troubles {
            text +=
                &format!("? {}\u{a0}: {} {}\n", trouble.place(Lang::Fr), trouble.text, trouble.why);
        }
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn rows_are_merged_with_what_is_there() {
        for (table, expected) in [
            ("id;Nom;Rôle\ndgs;Direction générale;direction générale\n", "~ dgs\n"),
            (
                "Nom;Rôle\nDIRECTION GENERALE;dg\n",
                "~ dgs name=Direction générale → Text(\"DIRECTION GENERALE\")\n",
            ),
            ("Nom;Rôle\nDGS;dg\n", "~ dgs name=Direction générale → Text(\"DGS\")\n"),
            ("id;présence\ndg;oui\n", "~ dgs launch=Text(\"confirmed\")\n"),
            ("id;présence\ndsi;oui\n", "~ dsi launch=invité, sans réponse → Text(\"confirmed\")\n"),
            ("id;présence\ndsi;\n", "~ dsi\n"),
            ("id;questions\ndsi;Quel délai ?\n", "~ dsi questions=Text(\"Quel délai ?\")\n"),
            (
                "Nom;Rôle;Pilote\nAchats;achats;Claire Vasseur\n",
                "+ achats name=Text(\"Achats\") role=Text(\"procurement\") lead=Text(\"cheffe\")\n",
            ),
            (
                "Nom;Pilote;Présence\nAchats;Paul;\n",
                "+ achats name=Text(\"Achats\") !role\n? B2 : Paul aucun de ce nom dans referents.toml\n",
            ),
            (
                "Nom;Rôle\nCheffe;autre\nCheffe;autre\n;autre\n",
                "+ cheffe-2 name=Text(\"Cheffe\") role=Text(\"other\")\n\
                 ? ligne 3 :  la même entrée que la ligne 2 (`cheffe-2`) : laissée de côté\n\
                 ? ligne 4 :  ni identifiant ni « nom »\n",
            ),
        ] {
            assert_eq!(planned(table), expected, "{table}");
        }
    }
}
