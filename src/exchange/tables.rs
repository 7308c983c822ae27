//! A project as sheets: one for each kind, a row for each entity, in the order of its file.

use toml::Spanned;

use super::cells;
use super::columns::{self, KINDS};
use super::grid::{Row, Sheet, Value};
use crate::address::Kind;
use crate::lang::Lang;
use crate::load::Documents;
use crate::render::{list, words};

/// What is wanted of a project.
#[derive(Debug, Clone, Copy)]
pub struct Wanted {
    /// The language of the headers and of the words.
    pub lang: Lang,
    /// One kind alone.
    pub kind: Option<Kind>,
    /// Whether to leave out what names or reaches a person.
    pub anonymous: bool,
}

/// The sheets of a project: those of every kind, be they empty, or of one alone.
pub fn sheets(documents: &Documents<'_>, wanted: Wanted) -> Vec<(Kind, Sheet)> {
    let kinds = KINDS.into_iter().filter(|kind| wanted.kind.is_none_or(|only| only == *kind));
    kinds.map(|kind| (kind, sheet(documents, kind, wanted))).collect()
}

fn sheet(documents: &Documents<'_>, kind: Kind, wanted: Wanted) -> Sheet {
    let lang = wanted.lang;
    let shown = |(_, column): &(String, columns::Column)| !(wanted.anonymous && column.personal);
    let columns: Vec<_> = columns::columns(kind, lang).into_iter().filter(shown).collect();
    let titles = columns.iter().map(|(title, _)| title.as_str());
    let header = std::iter::once(columns::id_header(lang)).chain(titles);
    let mut rows = vec![Row {
        number: 1,
        cells: header.map(|title| Some(Value::Text(title.to_owned()))).collect(),
    }];
    let entities = list::entities(documents, kind);
    for (number, (id, entity)) in (2..).zip(&entities.rows) {
        let cells = columns.iter().map(|(_, column)| {
            let value = list::value_at(entity, &column.path)?;
            cells::cell(value, &column.shape, lang)
        });
        let id = Some(Value::Text((*id).to_owned()));
        rows.push(Row { number, cells: std::iter::once(id).chain(cells).collect() });
    }
    Sheet { name: sheet_name(kind, lang).to_owned(), rows }
}

/// The name of a kind's sheet.
pub const fn sheet_name(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Scope => lang.pick("Équipements", "Facilities"),
        kind => words::kind(kind, lang),
    }
}

/// The name of a kind's file, without its extension.
pub const fn file_name(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Project => "nrt",
        Kind::Referent => "referents",
        Kind::Stakeholder => lang.pick("parties-prenantes", "stakeholders"),
        Kind::Scope => lang.pick("equipements", "facilities"),
        Kind::Milestone => lang.pick("jalons", "milestones"),
        Kind::Document => "documents",
        Kind::Body => lang.pick("instances", "bodies"),
        Kind::Calendar => lang.pick("calendrier", "calendar"),
        Kind::Decision => "decisions",
        Kind::Waiver => lang.pick("dispenses", "waivers"),
    }
}

/// The title of the project, where it has one.
pub fn title<'d>(documents: &'d Documents<'_>) -> Option<&'d str> {
    let project = documents.get(Kind::Project)?.table.get("project").map(Spanned::get_ref)?;
    project.as_table()?.get("title")?.get_ref().as_str()
}
