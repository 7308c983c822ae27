//! What may stand where the cursor is: values by what their key holds, keys that are not there yet,
//! headers, whole entities.

mod card;
mod days;
mod headers;
mod keys;
mod offer;
mod slot;
mod snippets;
mod values;

use gen_lsp_types::Position;
use serde_json::{Value, json};

use super::view::View;
use crate::address::Kind;
use crate::document::cursor::{Cursor, Part};
use crate::literal::fold;
use crate::rule::Context;
use crate::text::is_hidden;
use offer::{Offer, Offers, Says};

/// After which characters a client asks without being told to. What follows a space or an equals
/// sign is proposed by the space: between the two nobody waits.
pub(super) const TRIGGERS: [&str; 4] = ["\"", "[", ".", " "];

/// How many offers are made at most; a threshold of nrt's own.
const MAX_OFFERS: usize = 2_000;

/// Past how many offers none is told at length; a threshold of nrt's own.
const MAX_TOLD: usize = 500;

/// A place where something is asked for.
struct Spot<'v> {
    view: &'v View<'v>,
    cx: Context<'v>,
    kind: Kind,
    text: &'v str,
    offset: usize,
    cursor: Cursor,
    /// Whether the client goes from gap to gap of what it inserts.
    snippets: bool,
}

/// What may stand at a position of a file; `typed` is the character after which the client asks of
/// its own accord.
pub(super) fn list(view: &View<'_>, kind: Kind, position: Position, typed: Option<&str>) -> Value {
    let spot = Spot {
        view,
        cx: view.context(),
        kind,
        text: view.text(kind),
        offset: view.offset(kind, position),
        cursor: view.cursor(kind, position),
        snippets: view.client().can("/textDocument/completion/completionItem/snippetSupport"),
    };
    let found = if typed == Some(" ") && spot.is_prose() { None } else { spot.offers() };
    found.map_or_else(|| json!({ "isIncomplete": false, "items": [] }), |found| spot.told(found))
}

impl Spot<'_> {
    fn offers(&self) -> Option<Offers> {
        // What is over several lines takes all that follows, as long as nothing ends it.
        if self.raw().starts_with("\"\"\"") || self.raw().starts_with("'''") {
            return None;
        }
        match self.cursor.part {
            Part::Comment | Part::After => None,
            Part::Header => headers::offers(self),
            Part::Key => keys::offers(self),
            Part::Value => values::offers(self),
        }
    }

    /// Whether a space is only a space: before a key, or within a text.
    fn is_prose(&self) -> bool {
        match self.cursor.part {
            Part::Key => self.before().trim().is_empty(),
            Part::Value => !self.cursor.token.is_empty(),
            Part::Header | Part::Comment | Part::After => true,
        }
    }

    /// The token at the place, as it is written.
    fn raw(&self) -> &str {
        self.text.get(self.cursor.token.clone()).unwrap_or_default()
    }

    /// Where the line of the place starts.
    fn line(&self) -> usize {
        let before = self.text.get(..self.cursor.token.start).unwrap_or_default();
        before.rfind(['\n', '\r']).map_or(0, |at| at + 1)
    }

    /// What stands on the line before the token.
    fn before(&self) -> &str {
        let line = self.text.get(self.line()..self.cursor.token.start).unwrap_or_default();
        line.trim_start_matches('\u{feff}')
    }

    /// What stands on the line after the token.
    fn after(&self) -> &str {
        let rest = self.text.get(self.cursor.token.end..).unwrap_or_default();
        rest.split(['\n', '\r']).next().unwrap_or_default()
    }

    /// The keys above the one that is typed, of a header or a key.
    fn table(&self) -> &[String] {
        let path = &self.cursor.path;
        let typed = usize::from(!self.cursor.token.is_empty());
        path.get(..path.len().saturating_sub(typed)).unwrap_or_default()
    }

    /// The answer, as the client has it.
    fn told(&self, found: Offers) -> Value {
        let Offers { range, lead, mut list, mut more } = found;
        // An id of characters that nobody sees is told of as a finding, and is no word to choose.
        list.retain(|offer| !offer.label.contains(is_hidden));
        if list.len() > MAX_OFFERS {
            let typed = fold(&self.cursor.typed);
            list.retain(|offer| offer.names().any(|name| fold(name).contains(&typed)));
            list.truncate(MAX_OFFERS);
            more = true;
        }
        let many = list.len() > MAX_TOLD;
        for offer in &mut list {
            offer.says = match offer.says.take().filter(|_| !many) {
                Some(Says::Card(kind)) => card::of(self, kind, &offer.label).map(Says::Plain),
                says => says,
            };
        }
        let range = json!(self.view.range(self.kind, &range));
        let typed = self.cursor.typed.as_str();
        let client = self.view.client();
        let item = |(at, offer): (usize, Offer)| offer.told(at, &range, (lead, typed), client);
        let items: Vec<Value> = list.into_iter().enumerate().map(item).collect();
        json!({ "isIncomplete": more, "items": items })
    }
}
