//! What a person calls a thing of the project: an address, an id, or the same in French words.

use crate::address::{Address, Kind};
use crate::diff::nearest;
use crate::lang::Lang;
use crate::load::Documents;
use crate::model::{self, Key, Shape};
use crate::tr;

/// An address, whatever names its file and its keys: `milestones.launch.date`,
/// `jalons.launch.date`.
pub(super) fn address(word: &str) -> Option<Address> {
    let mut address = Address::parse(word).or_else(|| {
        let (file, rest) = word.split_once('.')?;
        let kind = Kind::from_word(file)?;
        Address::parse(&format!("{}.{rest}", kind.stem()))
    })?;
    let entity = usize::from(address.kind.holds_entities());
    if let Some(keys) = address.path.get_mut(entity..) {
        as_written(model::keys(address.kind), keys);
    }
    Some(address)
}

/// Puts the names that files use in the place of those that people may.
fn as_written(keys: &[Key], path: &mut [String]) {
    let Some((name, rest)) = path.split_first_mut() else { return };
    let written = keys.iter().find(|key| key.name == name);
    let Some(key) = written.or_else(|| keys.iter().find(|key| key.is_called(name))) else { return };
    key.name.clone_into(name);
    match (key.shape, rest) {
        (Shape::Table(inner), rest) => as_written(inner, rest),
        (Shape::Map(Shape::Table(inner)), [_, rest @ ..]) => as_written(inner, rest),
        _ => {}
    }
}

/// Every entity that could have an id, or what is below it: `launch`, `launch.date`.
pub(super) fn of_any_kind(word: &str) -> Vec<Address> {
    let kinds = Kind::ALL.into_iter().filter(|kind| kind.holds_entities());
    let of = |kind: Kind| {
        let below = address(&format!("{}.{word}", kind.stem()));
        below.unwrap_or_else(|| Address::entity(kind, word))
    };
    kinds.map(of).collect()
}

/// The entity that an address lies in.
pub(super) fn entity(address: &Address) -> Address {
    let id = address.path.iter().take(usize::from(address.kind.holds_entities()));
    Address { path: id.cloned().collect(), ..Address::file(address.kind) }
}

/// What a word means in some versions: an address as it is, else every entity of that id.
pub(super) fn meant(word: &str, versions: &[&Documents<'_>]) -> Vec<Address> {
    if let Some(address) = address(word) {
        return vec![address];
    }
    let there = |address: &Address| versions.iter().any(|all| all.holds(&entity(address)));
    let found: Vec<Address> = of_any_kind(word).into_iter().filter(there).collect();
    if !found.is_empty() {
        return found;
    }
    // `authority.population` is one of the project's own keys.
    let own = address(&format!("{}.{word}", Kind::Project.stem()));
    let known = |address: &Address| {
        word.contains('.') && model::find_key(model::keys(Kind::Project), &address.path).is_some()
    };
    own.filter(known).into_iter().collect()
}

/// What to do where nothing is called so: the closest address or id of a version, else `otherwise`.
pub(super) fn help(word: &str, documents: &Documents<'_>, otherwise: String, lang: Lang) -> String {
    let names = names(documents, word.contains('.'));
    match nearest(word, names.iter().map(String::as_str)) {
        Some(close) => tr!(lang, "vouliez-vous dire `{close}`\u{a0}?", "did you mean `{close}`?"),
        None => otherwise,
    }
}

/// The ids of a version; where an address is meant, those of its entities and their keys.
fn names(documents: &Documents<'_>, addresses: bool) -> Vec<String> {
    let mut names = Vec::new();
    for document in documents.iter() {
        let (stem, keys) = (document.kind.stem(), model::keys(document.kind));
        if !document.kind.holds_entities() {
            names.extend(keys.iter().map(|key| format!("{stem}.{}", key.name)));
            continue;
        }
        for id in document.table.keys().map(toml::Spanned::get_ref) {
            if !addresses {
                names.push(id.to_string());
                continue;
            }
            names.extend([format!("{stem}.{id}")]);
            for key in keys {
                names.extend([format!("{stem}.{id}.{}", key.name), format!("{id}.{}", key.name)]);
            }
        }
    }
    names
}
