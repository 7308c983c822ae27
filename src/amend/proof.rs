//! That an edit does what was asked for, and nothing else: shown by reading both versions.

use std::collections::{BTreeMap, BTreeSet};

use super::{Refused, Request, entity_path, values};
use toml::Spanned;
use toml::de::DeValue;

use crate::address::{Address, Kind};
use crate::changes::{self, ChangeKind};
use crate::files::Files;
use crate::finding::{Finding, Level};
use crate::lang::Lang;
use crate::load::{Loaded, load_within};
use crate::model::{self, Shape};
use crate::text::terminal;
use crate::tr;

/// Reads both versions: only what was asked for may differ, and no mistake may have come.
pub(super) fn hold(
    before: &Files,
    after: &Files,
    requests: &[Request],
    limit: u64,
    lang: Lang,
) -> Result<(), Refused> {
    let (old, new) = (load_within(before, limit, lang), load_within(after, limit, lang));
    let asked: Vec<Address> = requests.iter().flat_map(asked).collect();
    no_new_mistake(&old, &new, requests, lang)?;
    for request in requests {
        match request {
            Request::Add { .. } | Request::Set { .. } => {
                for address in self::asked(request) {
                    referred(&new, &address, lang)?;
                }
            }
            Request::Unset { .. } | Request::Remove { .. } | Request::Rename { .. } => {}
        }
    }
    let mut by_entity: BTreeMap<_, Vec<&Address>> = BTreeMap::new();
    for at in &asked {
        by_entity.entry((at.kind, at.path.first())).or_default().push(at);
    }
    let renames = requests.iter().any(|request| matches!(request, Request::Rename { .. }));
    for change in changes::changes(&old, &new).changes {
        let whole = matches!(
            change.kind,
            ChangeKind::Added | ChangeKind::Removed | ChangeKind::Renamed { .. }
        );
        let touched: Vec<&Address> = if whole {
            vec![&change.address]
        } else {
            change.edits.iter().map(|edit| &edit.address).collect()
        };
        for address in touched {
            let near = by_entity.get(&(address.kind, address.path.first())).into_iter().flatten();
            // A file's own first key is one that its whole has.
            let own = asked.iter().filter(|at| address.path.is_empty() && at.kind == address.kind);
            let meant =
                near.copied().chain(own).any(|at| at.contains(address) || address.contains(at));
            let refers = renames && refers(address);
            if !meant && !refers {
                return Err(beyond(address, lang));
            }
        }
    }
    Ok(())
}

/// Refuses a reference to nothing in what was asked for.
fn referred(new: &Loaded<'_>, address: &Address, lang: Lang) -> Result<(), Refused> {
    let Some(document) = new.documents.get(address.kind) else { return Ok(()) };
    let Some(value) = document.value(&address.path) else { return Ok(()) };
    let keys = model::keys(address.kind);
    let fields: Vec<(&str, &DeValue<'_>)> = match value.get_ref() {
        DeValue::Table(table) if entity_path(address).len() == address.path.len() => {
            table.iter().map(|(key, value)| (key.get_ref().as_ref(), value.get_ref())).collect()
        }
        other => address.keys().first().map(|key| (key.as_str(), other)).into_iter().collect(),
    };
    for (name, value) in fields {
        let Some(key) = keys.iter().find(|key| key.name == name) else { continue };
        let (Shape::Reference(kinds) | Shape::List(&Shape::Reference(kinds))) = key.shape else {
            continue;
        };
        let items = value.as_array().into_iter().flatten().map(Spanned::get_ref);
        for id in items.chain([value]).filter_map(DeValue::as_str) {
            let holds = |kind: &Kind| {
                new.documents.broken(*kind) || new.documents.holds(&Address::entity(*kind, id))
            };
            if !kinds.iter().any(holds) && !model::is_placeholder(id) {
                return Err(values::nobody(&new.documents, kinds, name, id, lang));
            }
        }
    }
    Ok(())
}

/// Whether a key holds an id or an address, which a new id changes.
fn refers(address: &Address) -> bool {
    fn holds(shape: &Shape) -> bool {
        match shape {
            Shape::Reference(_) | Shape::Address => true,
            Shape::List(inner) => holds(inner),
            _ => false,
        }
    }
    model::find_key(model::keys(address.kind), address.keys()).is_some_and(|key| holds(&key.shape))
}

/// What a request may change.
fn asked(request: &Request) -> Vec<Address> {
    match request {
        Request::Add { kind, id, .. } => vec![super::entity(*kind, id)],
        Request::Set { address, .. } | Request::Unset { address } => vec![address.clone()],
        Request::Remove { entity } => vec![entity.clone()],
        Request::Rename { entity, id } => vec![entity.clone(), sibling(entity, id)],
    }
}

fn sibling(entity: &Address, id: &str) -> Address {
    let mut address = entity.clone();
    address.path.pop();
    address.key(id)
}

/// Refuses a mistake that the files did not have.
fn no_new_mistake(
    old: &Loaded<'_>,
    new: &Loaded<'_>,
    requests: &[Request],
    lang: Lang,
) -> Result<(), Refused> {
    let identity = |finding: &Finding| (finding.rule, finding.address.clone());
    let mut known: BTreeSet<(&str, Address)> = old.findings.iter().map(identity).collect();
    for request in requests {
        if let Request::Rename { entity, id } = request {
            let moved = known.iter().filter(|(_, at)| entity.contains(at)).map(|(rule, at)| {
                let mut at = at.clone();
                if let Some(name) = at.path.get_mut(entity.path.len() - 1) {
                    id.clone_into(name);
                }
                (*rule, at)
            });
            let moved: Vec<_> = moved.collect();
            known.extend(moved);
        }
    }
    // A reference to nothing may be told of at any of the places that have it.
    let mistake = |finding: &&Finding| {
        let new = finding.level == Level::Error && !known.contains(&identity(finding));
        new && finding.rule != "dangling-reference"
    };
    let Some(finding) = new.findings.iter().find(mistake) else { return Ok(()) };
    let own = requests.iter().flat_map(asked).any(|at| {
        let at = Address { path: entity_path(&at).to_vec(), ..at };
        at.contains(&Address { subject: None, ..finding.address.clone() })
    });
    // Not what was asked for: the file is written in a way that the splice does not suit.
    if !own && matches!(finding.rule, "invalid-toml" | "unknown-key") {
        let at = requests.iter().flat_map(asked).next();
        return Err(values::refused(
            crate::edit::Refused::Form,
            at.as_ref().unwrap_or(&finding.address),
            lang,
        ));
    }
    let (message, colon) = (finding.message.terminal(), lang.pick("\u{a0}:", ":"));
    let place = match finding.address.keys().last() {
        Some(key) if own => terminal(key),
        _ => terminal(&finding.address.to_string()),
    };
    let help = finding.help.as_ref().map(crate::text::Text::terminal);
    Err(Refused { message: format!("`{place}`{colon} {message}"), help })
}

fn beyond(address: &Address, lang: Lang) -> Refused {
    let refused = values::refused(crate::edit::Refused::Form, address, lang);
    let name = terminal(&address.to_string());
    Refused {
        message: tr!(
            lang,
            "ce changement toucherait aussi `{name}`",
            "this change would touch `{name}` as well"
        ),
        ..refused
    }
}
