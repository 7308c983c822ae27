//! What a file and the projects hold, by name.

use gen_lsp_types::{
    BaseSymbolInformation, DocumentSymbol, Location, SymbolInformation, SymbolKind, SymbolTag,
};
use serde_json::{Value, json};
use toml::de::DeTable;

use super::meaning;
use super::sections::{self, Section};
use super::view::View;
use crate::address::{Address, Kind};
use crate::amend::entity_path;
use crate::document::layout::Statement;
use crate::literal::fold;
use crate::model;
use crate::render::{value, words};
use crate::text::terminal;

/// Most entities that a search gives of a project; a threshold of nrt's own.
const MOST: usize = 500;

/// The entities of a file with their values, as a tree where the client can show one.
pub(super) fn of_file(view: &View<'_>, kind: Kind) -> Value {
    let text = view.text(kind);
    let sections = sections::of(kind, text);
    if view.client().can("/textDocument/documentSymbol/hierarchicalDocumentSymbolSupport") {
        let tree = sections.iter().flat_map(|section| tree(view, kind, section));
        return json!(tree.collect::<Vec<_>>());
    }
    let flat = sections.iter().filter(|section| !section.address.path.is_empty());
    json!(flat.map(|section| flat_symbol(view, kind, section)).collect::<Vec<_>>())
}

/// The entities of a project whose id or title has the words of a query.
pub(super) fn of_project(view: &View<'_>, query: &str) -> Vec<Value> {
    let query: Vec<String> = query.split_whitespace().map(fold).collect();
    let mut found = Vec::new();
    for document in view.loaded.documents.iter() {
        let kind = document.kind;
        for section in sections::of(kind, view.text(kind)) {
            if entity_path(&section.address).is_empty() || found.len() >= MOST {
                continue;
            }
            let name = fold(&name(view, &section.address));
            if query.iter().all(|word| name.contains(word)) {
                found.push(json!(flat_symbol(view, kind, &section)));
            }
        }
    }
    found
}

/// An entity and its values; of what stands above the first header, the values alone.
fn tree(view: &View<'_>, kind: Kind, section: &Section) -> Vec<DocumentSymbol> {
    let text = view.text(kind);
    let all = std::iter::once(&section.head).chain(&section.rest);
    let values = all.filter(|statement| !statement.is_header());
    let values: Vec<DocumentSymbol> =
        values.filter_map(|statement| field(view, &section.address, statement)).collect();
    if section.address.path.is_empty() {
        return values;
    }
    let title = title(view, &section.address);
    vec![DocumentSymbol::new(
        id(&section.address),
        title,
        symbol(&section.address),
        tags(view, &section.address),
        None,
        view.range(kind, &section.range(text)),
        view.range(kind, &section.name()),
        Some(values),
    )]
}

fn field(view: &View<'_>, above: &Address, statement: &Statement) -> Option<DocumentSymbol> {
    let kind = above.kind;
    let address = Address { path: statement.path.clone(), ..Address::file(kind) };
    let name = address.path.get(above.path.len()..).filter(|name| !name.is_empty())?;
    let name = statement.keys.last().cloned().zip(Some(terminal(&name.join("."))));
    let (place, name) = name?;
    let whole = statement.lines.start.max(place.start)..sections::end(view.text(kind), statement);
    Some(DocumentSymbol::new(
        if name.is_empty() { "\"\"".to_owned() } else { name },
        shown(view, &address),
        SymbolKind::Property,
        None,
        None,
        view.range(kind, &whole),
        view.range(kind, &place),
        None,
    ))
}

/// A value as a person reads it; a personal one masked.
fn shown(view: &View<'_>, address: &Address) -> Option<String> {
    let key = meaning::key_at(address)?;
    if key.personal {
        return Some("••••".to_owned());
    }
    let value = view.loaded.documents.get(address.kind)?.value(&address.path)?;
    let human = value::human(value.get_ref(), &key.shape, view.lang());
    Some(terminal(&human))
}

fn flat_symbol(view: &View<'_>, kind: Kind, section: &Section) -> SymbolInformation {
    let range = view.range(kind, &section.range(view.text(kind)));
    let base = BaseSymbolInformation {
        name: name(view, &section.address),
        kind: symbol(&section.address),
        tags: tags(view, &section.address),
        container_name: Some(words::kind(kind, view.lang()).to_owned()),
    };
    let location = Location { uri: view.uri(kind.file()), range };
    SymbolInformation::new(None, location, base)
}

/// An id with its title.
fn name(view: &View<'_>, address: &Address) -> String {
    let id = id(address);
    title(view, address).map_or(id.clone(), |title| format!("{id} · {title}"))
}

fn id(address: &Address) -> String {
    let id = address.path.last().map(|id| terminal(id)).unwrap_or_default();
    if id.is_empty() { "\"\"".to_owned() } else { id }
}

fn title(view: &View<'_>, address: &Address) -> Option<String> {
    let key = if address.kind == Kind::Scope { "name" } else { model::title_key(address.kind) };
    let title = table(view, address)?.get(key)?.get_ref().as_str()?;
    Some(terminal(title))
}

fn table<'v>(view: &'v View<'_>, address: &Address) -> Option<&'v DeTable<'v>> {
    let document = view.loaded.documents.get(address.kind)?;
    document.value(&address.path)?.get_ref().as_table()
}

const fn symbol(address: &Address) -> SymbolKind {
    match address.kind {
        Kind::Project => SymbolKind::Module,
        Kind::Referent | Kind::Stakeholder => SymbolKind::Interface,
        Kind::Scope => SymbolKind::Constant,
        Kind::Milestone | Kind::Calendar => SymbolKind::Event,
        Kind::Document => SymbolKind::File,
        Kind::Body => SymbolKind::Class,
        Kind::Decision => SymbolKind::Struct,
        Kind::Waiver => SymbolKind::Null,
    }
}

/// What counts no more is struck out.
fn tags(view: &View<'_>, address: &Address) -> Option<Vec<SymbolTag>> {
    view.is_past(address).then(|| vec![SymbolTag::Deprecated])
}
