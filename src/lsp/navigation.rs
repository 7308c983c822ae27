//! From a word to what it names, and back to all that name it.

use std::ops::Range;

use gen_lsp_types::{DocumentHighlight, DocumentHighlightKind, Location, Position, Uri};

use super::meaning::{self, What};
use super::pages;
use super::view::View;
use crate::address::{Address, Kind};
use crate::finding::Place;
use crate::load;
use crate::rule::Rule;

/// Where what stands at a position is written, or explained.
pub(super) fn definition(view: &View<'_>, kind: Kind, position: Position) -> Option<Location> {
    match meaning::at(view, kind, position)?.what {
        What::Entity(address) | What::Value(address) => place(view, &address),
        What::Rule(rule) => {
            let uri = pages::uri(view, rule.name)?;
            Some(Location { uri, range: gen_lsp_types::Range::default() })
        }
        What::Plain => None,
    }
}

/// Where an address is written: its header or its key.
fn place(view: &View<'_>, address: &Address) -> Option<Location> {
    let document = view.loaded.documents.get(address.kind)?;
    let place = if address.path.is_empty() {
        Place { path: address.kind.file().to_owned(), range: 0..0 }
    } else {
        document.key_place(&address.path)?
    };
    Some(view.location(&place))
}

/// Everything that names what stands at a position; with its own place, where that is asked for.
pub(super) fn references(
    view: &View<'_>,
    kind: Kind,
    position: Position,
    own: bool,
) -> Vec<Location> {
    let Some(meaning) = meaning::at(view, kind, position) else { return Vec::new() };
    let found = match meaning.what {
        What::Entity(address) | What::Value(address) => {
            let own = own.then(|| place(view, &address)).flatten();
            own.into_iter().chain(of_address(view, &address)).collect()
        }
        What::Rule(rule) => of_rule(view, rule),
        What::Plain => Vec::new(),
    };
    in_order(found)
}

/// The same in one file.
pub(super) fn highlights(
    view: &View<'_>,
    kind: Kind,
    position: Position,
) -> Vec<DocumentHighlight> {
    let uri: Uri = view.uri(kind.file());
    let found = references(view, kind, position, true).into_iter();
    found
        .filter(|location| location.uri == uri)
        .map(|location| DocumentHighlight {
            range: location.range,
            kind: Some(DocumentHighlightKind::Text),
        })
        .collect()
}

/// The values that name an address, or something below it.
pub(super) fn of_address(view: &View<'_>, address: &Address) -> Vec<Location> {
    let whole = meaning::key_at(address).is_none();
    let uses = load::uses(&view.loaded.documents, address).into_iter();
    // An id stands for its whole entity, not for one of its keys.
    let named = uses.filter(|found| {
        whole || Address::parse(&found.text).is_some_and(|named| address.contains(&named))
    });
    named.map(|found| at(view, found.address.kind, &found.range)).collect()
}

/// Where a rule is given another level, or waived.
fn of_rule(view: &View<'_>, rule: &Rule) -> Vec<Location> {
    let documents = &view.loaded.documents;
    let mut found = Vec::new();
    if let Some(project) = documents.get(Kind::Project) {
        let path = ["levels".to_owned(), rule.name.to_owned()];
        found.extend(project.key_place(&path).map(|place| view.location(&place)));
    }
    for (_, waiver) in documents.get(Kind::Waiver).into_iter().flat_map(|waivers| &waivers.table) {
        let named = waiver.get_ref().as_table().and_then(|waiver| waiver.get("rule"));
        let named = named.filter(|named| named.get_ref().as_str() == Some(rule.name));
        found.extend(named.map(|named| at(view, Kind::Waiver, &named.span())));
    }
    found
}

fn at(view: &View<'_>, kind: Kind, bytes: &Range<usize>) -> Location {
    view.location(&Place { path: kind.file().to_owned(), range: bytes.clone() })
}

fn in_order(mut found: Vec<Location>) -> Vec<Location> {
    found.sort_by(|a, b| (&a.uri.0, a.range).cmp(&(&b.uri.0, b.range)));
    found.dedup();
    found
}
