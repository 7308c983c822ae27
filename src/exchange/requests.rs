//! What an import asks of the files: a new entity for each new row, a value for each cell that says
//! more than they do.

use super::cells;
use super::meaning::Typed;
use super::merge::{Filled, Plan, Planned};
use crate::address::{Address, Kind};
use crate::amend::Request;
use crate::edit;
use crate::lang::Lang;
use crate::model::{self, Key, PLACEHOLDER, Shape};

/// The requests of a plan; `update` is whether it may replace what is written.
pub fn requests(plan: &Plan, update: bool) -> Vec<Request> {
    let new = plan.rows.iter().filter(|row| !row.known).map(add);
    let known = plan.rows.iter().filter(|row| row.known);
    let set = known.flat_map(|row| {
        let replaced = row.differing.iter().filter(move |_| update);
        row.added
            .iter()
            .chain(replaced)
            .map(|filled| Request::Set { address: place(row, filled), value: typed(&filled.after) })
    });
    new.chain(set).collect()
}

fn add(row: &Planned) -> Request {
    let given = row.added.iter().map(|filled| (filled.column.name(), typed(&filled.after)));
    // What is needed and not given stands there to be completed, and counts for nothing until then.
    let missing = row.missing.iter().map(|key| (key.name.to_owned(), PLACEHOLDER.to_owned()));
    Request::Add { kind: row.kind, id: row.id.clone(), fields: given.chain(missing).collect() }
}

fn place(row: &Planned, filled: &Filled) -> Address {
    filled.column.path.iter().fold(row.address(), |address, key| address.key(key))
}

/// Whether the keys that a new entity of a kind needs may all be completed later: a date may not.
pub(super) fn may_wait(key: &Key) -> bool {
    matches!(key.shape, Shape::Text | Shape::Word(_))
}

/// Why a file would not take a value, as a phrase; nothing where it would.
pub(super) fn refusal(kind: Kind, path: &[&str], value: &Typed, lang: Lang) -> Option<String> {
    let path: Vec<String> = path.iter().map(|key| (*key).to_owned()).collect();
    let key = model::find_key(model::entity_keys(kind), &path)?;
    let (message, _) = model::typed(kind, key, &typed(value), lang).err()?;
    Some(message)
}

/// A value as a person would type it; a list as TOML writes it, whatever its members hold.
fn typed(value: &Typed) -> String {
    match value {
        Typed::Text(text) => text.clone(),
        Typed::Date(date) => date.to_string(),
        Typed::Time(time) => time.format("%H:%M:%S").to_string(),
        Typed::Count(n) => n.to_string(),
        Typed::Number(n) => cells::number_text(*n, Lang::En),
        Typed::Flag(flag) => flag.to_string(),
        Typed::List(members) => {
            let member = |member: &Typed| match member {
                Typed::Text(text) => edit::quoted(text),
                other => typed(other),
            };
            format!("[{}]", members.iter().map(member).collect::<Vec<_>>().join(", "))
        }
    }
}
