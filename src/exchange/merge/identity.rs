//! Which entity a row means: by its id, else by its name; a new one gets an id from its name.

use std::collections::BTreeMap;

use super::{column_title, said};
use crate::address::{Kind, is_bare_key};
use crate::decide;
use crate::exchange::names::{self, Names, folded};
use crate::exchange::understood::{Entry, Understood, title_key};
use crate::lang::Lang;
use crate::literal;
use crate::load::Documents;
use crate::render::list;
use crate::tr;

/// The names that several rows or entities of a kind have: a date tells them apart.
pub(super) fn repeated(documents: &Documents<'_>, sheet: &Understood) -> Vec<String> {
    let title = title_key(sheet.kind);
    let mut counts: BTreeMap<String, [usize; 2]> = BTreeMap::new();
    for entry in &sheet.entries {
        if let Some(name) = said(entry, title) {
            counts.entry(folded(&name)).or_default()[0] += 1;
        }
    }
    for (_, entity) in list::entities(documents, sheet.kind).rows {
        if let Some(name) = names::text(entity, title) {
            counts.entry(folded(name)).or_default()[1] += 1;
        }
    }
    let many = counts.into_iter().filter(|(_, counts)| counts.iter().any(|count| *count > 1));
    many.map(|(name, _)| name).collect()
}

/// The id, the name, and whether the project has the entity that a row means.
pub(super) fn identify(
    documents: &Documents<'_>,
    names: &mut Names,
    kind: Kind,
    entry: &Entry,
    repeated: &[String],
    lang: Lang,
) -> Result<(String, String, bool), String> {
    let title = said(entry, title_key(kind)).unwrap_or_default();
    let exists = |id: &str| names::entity(documents, kind, id).is_some();
    if let Some(id) = entry.id.as_deref().filter(|id| !id.is_empty())
        && let Some(id) = names.by_id(kind, id)
    {
        let id = id.to_owned();
        let known = exists(&id);
        return Ok((id, title, known));
    }
    if title.is_empty() && entry.id.as_deref().is_none_or(str::is_empty) {
        let column = column_title(kind, title_key(kind), lang);
        return Err(tr!(
            lang,
            "ni identifiant ni «\u{a0}{column}\u{a0}»",
            "neither an id nor \"{column}\""
        ));
    }
    // Of a waiver, the rule is no name; periods come again every year under the same one.
    let apart = matches!(kind, Kind::Waiver | Kind::Calendar) || repeated.contains(&folded(&title));
    let day = names::telling(kind).and_then(|key| Some((key, said(entry, key)?)));
    if !title.is_empty() {
        let found = match &day {
            Some((_, day)) if apart => names.by_name_and(kind, &title, day),
            // « PCAET » is the document whose id is `pcaet`, whatever its title there.
            _ => names
                .by_name(kind, &title)
                .or_else(|| names.by_id(kind, &folded(&title)).filter(|_| !apart)),
        };
        let found = found.map(str::to_owned);
        if let Some(id) = found {
            let known = exists(&id);
            return Ok((id, title, known));
        }
    }
    let given = entry.id.as_deref().filter(|id| !id.is_empty());
    let date = day.as_ref().and_then(|(_, text)| literal::date(text));
    let wanted = match (given, kind, date) {
        (Some(id), ..) if is_bare_key(id) => id.to_owned(),
        (Some(id), ..) => names::proposed(kind, id),
        (None, Kind::Decision, Some(date)) => decide::id(date, &title, &|_| false),
        (None, Kind::Waiver, _) => {
            let target = day.map(|(_, text)| text).unwrap_or_default();
            names::proposed(kind, &format!("{title} {target}"))
        }
        (None, _, Some(date)) if apart => format!("{}-{date}", names::proposed(kind, &title)),
        (None, ..) => names::proposed(kind, &title),
    };
    let id = names.free(kind, &wanted);
    names.add(kind, &id, (!title.is_empty()).then_some(title.as_str()));
    Ok((id, title, false))
}
