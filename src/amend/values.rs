//! What requests say of keys, values and ids, and what is wrong with them.

use chrono::NaiveDate;
use toml::Spanned;

use super::Refused;
use crate::address::{Address, Kind, is_bare_key};
use crate::changes;
use crate::diff::nearest;
use crate::document::Document;
use crate::edit;
use crate::lang::Lang;
use crate::literal::fold;
use crate::load::Documents;
use crate::model::{self, Key, Shape, misread};
use crate::text::terminal;
use crate::tr;

/// A key that an address leads to.
pub(super) struct Leaf {
    /// The key, with the shape of the value at the address.
    pub(super) key: Key,
    /// The names of its table's keys, as a person writes them in a row.
    pub(super) order: Vec<&'static str>,
}

/// The key of the value at an address; an unknown one is refused.
pub(super) fn leaf(address: &Address, lang: Lang) -> Result<Leaf, Refused> {
    let (mut keys, mut path) = (model::keys(address.kind), address.keys());
    loop {
        let Some((name, rest)) = path.split_first() else {
            let (file, name) = (address.kind.file(), terminal(&address.to_string()));
            return Err(Refused::new(
                tr!(lang, "`{name}` ne nomme pas une valeur", "`{name}` names no value"),
                tr!(
                    lang,
                    "ajoutez une clé\u{a0}: `{name}.…`\u{a0}; `nrt explain {file}` les donne",
                    "add a key: `{name}.…`; `nrt explain {file}` gives them"
                ),
            ));
        };
        let Some(key) = keys.iter().find(|key| key.name == name) else {
            let name = terminal(name);
            let close = misread::close_key(&name, keys);
            return Err(misread::unknown_key(&name, close, keys, lang).into());
        };
        let order = keys.iter().map(|key| key.name).collect();
        match (rest, key.shape) {
            ([], _) => return Ok(Leaf { key: *key, order }),
            (_, Shape::Table(inner)) => (keys, path) = (inner, rest),
            ([_, below @ ..], Shape::Map(Shape::Table(inner))) if !below.is_empty() => {
                (keys, path) = (*inner, below);
            }
            ([_], Shape::Map(inner)) => {
                return Ok(Leaf { key: Key { shape: *inner, ..*key }, order: Vec::new() });
            }
            _ => {
                let name = key.name;
                return Err(Refused::new(
                    tr!(lang, "`{name}` n'est pas une table", "`{name}` is no table"),
                    tr!(lang, "arrêtez l'adresse à `{name}`", "end the address at `{name}`"),
                ));
            }
        }
    }
}

/// The table of a new entity, its keys in the order of the model; tables within it come below.
pub(super) fn table(
    kind: Kind,
    id: &str,
    fields: &[(String, String)],
    lang: Lang,
) -> Result<String, Refused> {
    let keys = model::entity_keys(kind);
    let mut written: Vec<(Vec<usize>, Vec<String>, String)> = Vec::new();
    for (name, text) in fields {
        let path: Vec<String> = name.split('.').map(str::to_owned).collect();
        let mut address = super::entity(kind, id);
        address.path.extend(path.iter().cloned());
        let Leaf { key, .. } = leaf(&address, lang)?;
        if written.iter().any(|(_, there, _)| *there == path) {
            let name = terminal(name);
            return Err(Refused::new(
                tr!(lang, "`{name}` est donné deux fois", "`{name}` is given twice"),
                tr!(lang, "gardez l'un des deux", "keep one of them"),
            ));
        }
        let literal = model::typed(kind, &key, text, lang).map_err(|(message, help)| {
            let colon = lang.pick("\u{a0}:", ":");
            Refused::new(format!("`{name}`{colon} {message}"), help)
        })?;
        written.push((ranks(keys, &path), path, literal));
    }
    written.sort();
    let (own, below): (Vec<_>, Vec<_>) =
        written.into_iter().partition(|(_, path, _)| path.len() == 1);
    let own_path = super::entity(kind, id).path;
    let header: Vec<String> = own_path.iter().map(|name| edit::key(name)).collect();
    let header = header.join(".");
    let mut text = format!("[{header}]\n");
    for (_, path, literal) in own {
        text.push_str(&format!("{} = {literal}\n", path.join(".")));
    }
    let mut open: Option<Vec<String>> = None;
    for (_, path, literal) in below {
        let Some((name, table)) = path.split_last() else { continue };
        if open.as_deref() != Some(table) {
            let names: Vec<String> = table.iter().map(|name| edit::key(name)).collect();
            text.push_str(&format!("\n[{header}.{}]\n", names.join(".")));
            open = Some(table.to_vec());
        }
        text.push_str(&format!("{} = {literal}\n", edit::key(name)));
    }
    Ok(text)
}

/// Where a path comes among others: the places of its keys.
fn ranks(keys: &[Key], path: &[String]) -> Vec<usize> {
    let Some((name, rest)) = path.split_first() else { return Vec::new() };
    let Some(at) = keys.iter().position(|key| key.name == name) else { return Vec::new() };
    let inner: &[Key] = match keys[at].shape {
        Shape::Table(inner) => inner,
        _ => &[],
    };
    [vec![at], ranks(inner, rest)].concat()
}

/// The key of the day of an entity, and the day that its fields give, for a kind whose entities may
/// stand in the order of their days.
pub(super) fn day(kind: Kind, fields: &[(String, String)]) -> Option<(&'static str, NaiveDate)> {
    let key = match kind {
        Kind::Milestone => "date",
        Kind::Calendar => "start",
        _ => return None,
    };
    let (_, text) = fields.iter().find(|(name, _)| name == key)?;
    let day = text.trim().parse::<NaiveDate>().ok().or_else(|| crate::literal::date(text))?;
    Some((key, day))
}

/// The entity after which a new one is written, where those of the file stand in the order of their
/// days: the last one whose day does not come after its own.
pub(super) fn predecessor(
    document: &Document<'_>,
    kind: Kind,
    fields: &[(String, String)],
) -> Option<String> {
    let (key, own) = day(kind, fields)?;
    let mut dated: Vec<(usize, &str, NaiveDate)> = Vec::new();
    for (id, entity) in &document.table {
        let day = entity.get_ref().as_table()?.get(key).and_then(|day| day.get_ref().as_datetime());
        let day = day
            .and_then(|day| day.date.as_ref())
            .and_then(|d| NaiveDate::from_ymd_opt(d.year.into(), d.month.into(), d.day.into()));
        // An undated one may stand anywhere.
        dated.extend(day.map(|day| (id.span().start, id.get_ref().as_ref(), day)));
    }
    dated.sort_unstable();
    let sorted = dated.is_sorted_by_key(|(_, _, day)| *day);
    let last = dated.last().is_none_or(|(_, _, day)| *day <= own);
    if !sorted || last {
        return None;
    }
    dated.iter().rfind(|(_, _, day)| *day <= own).map(|(_, id, _)| (*id).to_owned())
}

/// Whether the value at a path says already what a literal says.
pub(super) fn is_same(document: &Document<'_>, path: &[String], literal: &str) -> bool {
    let line = format!("x = {literal}");
    let Ok(table) = toml::de::DeTable::parse(&line) else { return false };
    let new = table.get_ref().get("x");
    document.value(path).zip(new).is_some_and(|(a, b)| changes::same(a.get_ref(), b.get_ref()))
}

/// The texts of a list; none where it is not there.
pub(super) fn texts(document: &Document<'_>, path: &[String]) -> Vec<String> {
    let items = document.value(path).and_then(|value| value.get_ref().as_array());
    let texts = items.into_iter().flatten().filter_map(|item| item.get_ref().as_str());
    texts.map(str::to_owned).collect()
}

/// A reference with the new id of what it refers to: an id, or an address.
pub(super) fn renamed(text: &str, entity: &Address, id: &str) -> String {
    let Some(mut address) = Address::parse(text)
        .filter(|address| entity.contains(&Address { subject: None, ..address.clone() }))
    else {
        return id.to_owned();
    };
    if let Some(name) = entity.path.len().checked_sub(1).and_then(|at| address.path.get_mut(at)) {
        id.clone_into(name);
    }
    address.to_string()
}

/// Refuses an id that TOML would only take between quotes.
pub(super) fn well_formed(id: &str, lang: Lang) -> Result<(), Refused> {
    if is_bare_key(id) {
        return Ok(());
    }
    let (message, help) = misread::bad_id(id, lang);
    let proposed = fold(id);
    let shown = terminal(id);
    let help = if is_bare_key(&proposed) {
        tr!(
            lang,
            "écrivez `{proposed}` plutôt que `{shown}`",
            "write `{proposed}` rather than `{shown}`"
        )
    } else {
        help
    };
    Err(Refused::new(message, help))
}

/// Refuses what is no entity, and a decision: it is superseded, not rewritten.
pub(super) fn removable(entity: &Address, lang: Lang) -> Result<(), Refused> {
    let name = terminal(&entity.to_string());
    if entity.kind == Kind::Decision {
        return Err(Refused::new(
            tr!(
                lang,
                "une décision ne se retire ni ne se renomme",
                "a decision is neither removed nor renamed"
            ),
            tr!(
                lang,
                "remplacez-la\u{a0}: `nrt decide --supersedes`",
                "supersede it: `nrt decide --supersedes`"
            ),
        ));
    }
    let own = super::entity_path(entity);
    if own.is_empty() || own.len() != entity.path.len() {
        return Err(Refused::new(
            tr!(lang, "`{name}` n'est pas une entité", "`{name}` is no entity"),
            tr!(
                lang,
                "donnez un identifiant, par exemple `stakeholders.dgs`\u{a0}; pour une valeur\u{a0}: `nrt unset`",
                "give an id, for instance `stakeholders.dgs`; for a value: `nrt unset`"
            ),
        ));
    }
    Ok(())
}

pub(super) fn no_entity(document: &Document<'_>, address: &Address, lang: Lang) -> Refused {
    let (file, id) =
        (address.kind.file(), super::entity_path(address).last().map_or("", String::as_str));
    let ids = document.table.keys().map(Spanned::get_ref).map(AsRef::as_ref);
    let help = match closest(id, ids) {
        Some(close) => tr!(lang, "vouliez-vous dire `{close}`\u{a0}?", "did you mean `{close}`?"),
        None => {
            let kind = address.kind.words().get(1).copied().unwrap_or_default();
            tr!(
                lang,
                "pour l'ajouter\u{a0}: `nrt add {kind} {id}`\u{a0}; `nrt list {kind}` montre ceux qui y sont",
                "to add it: `nrt add {kind} {id}`; `nrt list {kind}` shows those that are there",
                id = terminal(id)
            )
        }
    };
    let id = terminal(id);
    Refused::new(
        tr!(lang, "il n'y a pas de `{id}` dans `{file}`", "there is no `{id}` in `{file}`"),
        help,
    )
}

/// A reference to an id that no file of these kinds has.
pub(super) fn nobody(
    documents: &Documents<'_>,
    kinds: &[Kind],
    key: &str,
    id: &str,
    lang: Lang,
) -> Refused {
    let files: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.file())).collect();
    let files = files.join(lang.pick(" ni dans ", " or "));
    let all = kinds.iter().filter_map(|kind| documents.get(*kind));
    let ids: Vec<&str> =
        all.flat_map(|document| document.table.keys().map(|key| key.get_ref().as_ref())).collect();
    let kind = kinds.first().map_or("", |kind| kind.words().get(1).copied().unwrap_or_default());
    let adds = match kinds.first() {
        Some(Kind::Decision) => "nrt decide".to_owned(),
        _ => format!("nrt add {kind} …"),
    };
    let help = match closest(id, ids.iter().copied()) {
        Some(close) => tr!(lang, "vouliez-vous dire `{close}`\u{a0}?", "did you mean `{close}`?"),
        None => tr!(
            lang,
            "ajoutez-le d'abord\u{a0}: `{adds}`\u{a0}; `nrt list {kind}` montre ceux qui y sont",
            "add it first: `{adds}`; `nrt list {kind}` shows those that are there"
        ),
    };
    let (id, colon) = (terminal(id), lang.pick("\u{a0}:", ":"));
    let message = tr!(lang, "`{id}` n'existe pas dans {files}", "there is no `{id}` in {files}");
    Refused::new(format!("`{key}`{colon} {message}"), help)
}

pub(super) fn refused(why: edit::Refused, address: &Address, lang: Lang) -> Refused {
    let name = terminal(&address.to_string());
    match why {
        edit::Refused::Absent => Refused::new(
            tr!(
                lang,
                "il n'y a rien à l'adresse `{name}`",
                "there is nothing at the address `{name}`"
            ),
            tr!(
                lang,
                "`nrt explain` montre ce qui est écrit",
                "`nrt explain` shows what is written"
            ),
        ),
        edit::Refused::Form => Refused::new(
            tr!(
                lang,
                "`{name}` est écrit d'une façon que nrt ne sait pas changer sans toucher au reste",
                "`{name}` is written in a way that nrt cannot change without touching the rest"
            ),
            tr!(
                lang,
                "changez-le dans un éditeur\u{a0}; rien n'a été écrit",
                "change it in an editor; nothing was written"
            ),
        ),
    }
}

pub(super) fn unread(kind: Kind, lang: Lang) -> Refused {
    let file = kind.file();
    Refused::new(
        tr!(lang, "`{file}` ne peut pas être lu en entier", "`{file}` cannot be read whole"),
        tr!(
            lang,
            "corrigez-le d'abord\u{a0}: `nrt check` montre où\u{a0}; rien n'a été écrit",
            "mend it first: `nrt check` shows where; nothing was written"
        ),
    )
}

/// What a person probably means by an id that is not there.
fn closest<'i>(id: &str, ids: impl IntoIterator<Item = &'i str>) -> Option<&'i str> {
    nearest(id, ids).filter(|close| is_bare_key(close))
}
