//! What is added to a file to be filled in: tables and keys, with nrt's mark where a value is to come.

use crate::address::{Address, Kind};
use crate::amend::entity_path;
use crate::document::Document;
use crate::edit::{self, Source, quoted};
use crate::files::Files;
use crate::lang::Lang;
use crate::load;
use crate::lsp::changes::Change;
use crate::lsp::view::View;
use crate::model::{self, Key, PLACEHOLDER, Shape};
use crate::splice::Splice;
use crate::start;

/// The language of what stays in the project, whoever reads it.
pub(super) fn language(view: &View<'_>) -> Lang {
    load::language(&view.snapshot.files).unwrap_or_else(|| view.lang())
}

/// A file with tables after everything else; nothing where it cannot be read whole.
pub(super) fn appended(view: &View<'_>, kind: Kind, tables: &[String]) -> Option<Change> {
    let Files { known, .. } = &view.snapshot.files;
    let (there, text) = (known.contains_key(&kind), view.text(kind));
    if there {
        sound(view, kind)?;
    }
    let before = if there { text.to_owned() } else { start::heading(kind, language(view)) };
    let indent = edit::manner(text);
    let tables: Vec<String> = tables.iter().map(|table| edit::indented(table, &indent)).collect();
    let whole = edit::append(&before, &tables.join("\n"));
    if whole.len() as u64 > view.snapshot.limit {
        return None;
    }
    let added = whole.get(text.len()..)?.to_owned();
    let splices = vec![Splice { range: text.len()..text.len(), text: added }];
    Some(with_holes(Change { kind, splices, snippet: None }, None))
}

/// A file without a mistake in its form.
pub(super) fn sound<'v>(view: &'v View<'_>, kind: Kind) -> Option<Document<'v>> {
    let bytes = view.snapshot.files.known.get(&kind)?.as_deref().ok()?;
    Document::sound(kind, bytes, view.snapshot.limit)
}

/// A key with its value to fill in; nothing where its table is written in a way that it does not
/// suit.
pub(super) fn key(view: &View<'_>, address: &Address) -> Option<Change> {
    let kind = address.kind;
    let key = meant(address)?;
    if let Shape::Table(inner) = key.shape {
        let [name] = address.path.as_slice() else { return None };
        let required: Vec<(&str, edit::Value)> = inner
            .iter()
            .filter(|key| key.required)
            .map(|key| (key.name, edit::Value::Text(PLACEHOLDER.to_owned())))
            .collect();
        return appended(view, kind, &[edit::table(name, &required)]);
    }
    let document = sound(view, kind)?;
    let source = Source::of(document.text, &document.table);
    let order: Vec<&str> = siblings(address).iter().map(|key| key.name).collect();
    let depth = usize::from(kind.holds_entities());
    let splices = source.set(&address.path, &quoted(PLACEHOLDER), &order, depth).ok()?;
    Some(with_holes(Change { kind, splices, snippet: None }, Some(key)))
}

/// The key that an address names.
pub(super) fn meant(address: &Address) -> Option<&'static Key> {
    let name = address.path.last()?;
    siblings(address).iter().find(|key| key.name == name)
}

/// The keys of the table that an address lies in.
fn siblings(address: &Address) -> &'static [Key] {
    let entity = entity_path(address).len();
    let keys = if entity > 0 { model::entity_keys } else { model::keys }(address.kind);
    match address.path.get(entity..address.path.len().saturating_sub(1)) {
        Some([]) => keys,
        Some(above) => match model::find_key(keys, above).map(|key| key.shape) {
            Some(Shape::Table(inner)) => inner,
            _ => &[],
        },
        None => &[],
    }
}

/// A change whose marks are places to fill in, one after the other.
fn with_holes(change: Change, own: Option<&Key>) -> Change {
    let snippet = match change.splices.as_slice() {
        [one] => snippet(change.kind, &one.text, own),
        _ => None,
    };
    Change { snippet, ..change }
}

/// A text with a place to fill in for each mark; nothing where it has none. `own` is the key of a
/// value without one.
fn snippet(kind: Kind, text: &str, own: Option<&Key>) -> Option<String> {
    let (mut made, mut holes) = (String::new(), 0_usize);
    for line in text.split_inclusive('\n') {
        let start = line.find(&format!("\"{PLACEHOLDER}")).filter(|_| !line.starts_with('#'));
        let rest = start.map(|start| &line[start + 1..]);
        let (Some(start), Some((mark, after))) =
            (start, rest.and_then(|rest| rest.split_once('"')))
        else {
            made.push_str(&escaped(line, &['\\', '$', '}']));
            continue;
        };
        holes += 1;
        let before = &line[..start];
        let name = before.trim().trim_end_matches('=').trim_end();
        let key = own.filter(|_| name.is_empty()).or_else(|| any_key(model::keys(kind), name));
        let mark = escaped(mark, &['\\', '$', '}']);
        let hole = match key.map(|key| key.shape) {
            Some(Shape::Word(words)) => {
                let words = words.iter().map(|word| word.name);
                let all: Vec<String> = std::iter::once(PLACEHOLDER)
                    .chain(words)
                    .map(|word| escaped(word, &['\\', '$', '}', ',', '|']))
                    .collect();
                format!("\"${{{holes}|{}|}}\"", all.join(","))
            }
            Some(Shape::Text | Shape::Reference(_) | Shape::Address | Shape::Rule) => {
                format!("\"${{{holes}:{mark}}}\"")
            }
            // What stands in no quotes takes their place as well.
            _ => format!("${{{holes}:\"{mark}\"}}"),
        };
        made.push_str(&format!(
            "{}{hole}{}",
            escaped(before, &['\\', '$', '}']),
            escaped(after, &['\\', '$', '}'])
        ));
    }
    (holes > 0).then_some(made)
}

/// A key by its name, at any depth.
fn any_key(keys: &'static [Key], name: &str) -> Option<&'static Key> {
    keys.iter().find(|key| key.name == name).or_else(|| {
        keys.iter().find_map(|key| match key.shape {
            Shape::Table(inner) => any_key(inner, name),
            Shape::Map(Shape::Table(inner)) => any_key(inner, name),
            _ => None,
        })
    })
}

fn escaped(text: &str, special: &[char]) -> String {
    let mut whole = String::with_capacity(text.len());
    for c in text.chars() {
        if special.contains(&c) {
            whole.push('\\');
        }
        whole.push(c);
    }
    whole
}
