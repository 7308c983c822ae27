//! Ids that are equal but for case or accents, in one file or across the two that share a name
//! space.

use std::collections::BTreeMap;

use super::Documents;
use crate::address::{Address, Kind};
use crate::finding::{Finding, Level, Place, Related};
use crate::lang::Lang;
use crate::model::misread::fold;
use crate::tr;

/// The kinds whose ids must differ from each other's: `participants` refers to either.
const SHARED: [Kind; 2] = [Kind::Referent, Kind::Stakeholder];

/// A finding for each id that another one already takes.
pub(super) fn findings(documents: &Documents<'_>, lang: Lang) -> Vec<Finding> {
    let mut found = Vec::new();
    let mut shared = BTreeMap::new();
    for kind in Kind::ALL.into_iter().filter(|kind| kind.holds_entities()) {
        let mut own = BTreeMap::new();
        let seen = if SHARED.contains(&kind) { &mut shared } else { &mut own };
        for (id, range) in by_place(documents, kind) {
            let place = Place { path: kind.file().to_owned(), range };
            let folded = fold(id);
            let Some((first, first_id)) = seen.get(&folded) else {
                seen.insert(folded, (place, id));
                continue;
            };
            found.push(duplicate(kind, id, place, first_id, first, lang));
        }
    }
    found
}

fn by_place<'d>(
    documents: &'d Documents<'_>,
    kind: Kind,
) -> Vec<(&'d str, std::ops::Range<usize>)> {
    let Some(document) = documents.get(kind) else {
        return Vec::new();
    };
    let mut ids: Vec<(&str, _)> =
        document.table.keys().map(|key| (key.get_ref().as_ref(), key.span())).collect();
    ids.sort_by_key(|(_, range)| range.start);
    ids
}

fn duplicate(
    kind: Kind,
    id: &str,
    place: Place,
    first_id: &str,
    first: &Place,
    lang: Lang,
) -> Finding {
    let message = if id == first_id {
        tr!(
            lang,
            "l'identifiant `{id}` est déjà pris dans `{path}`",
            "the id `{id}` is already taken in `{path}`",
            path = first.path
        )
    } else {
        tr!(
            lang,
            "l'identifiant `{id}` ne diffère de `{first_id}` que par la casse ou les accents",
            "the id `{id}` differs from `{first_id}` only by case or accents"
        )
    };
    let mut finding =
        Finding::new("duplicate-id", Level::Error, Address::entity(kind, id), message);
    finding.place = Some(place);
    finding.related.push(Related {
        place: first.clone(),
        message: tr!(lang, "première définition", "first definition").into(),
    });
    finding.help = Some(
        tr!(lang, "donnez un autre identifiant à l'un des deux", "give one of them another id")
            .into(),
    );
    finding
}
