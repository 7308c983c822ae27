//! What nobody should refer to any more: found once a view.

use std::collections::BTreeSet;

use toml::de::DeValue;

use crate::address::{Address, Kind};
use crate::load::Documents;

/// The entities that count no more: milestones that were cancelled, decisions that another one
/// supersedes.
pub(super) fn past(documents: &Documents<'_>) -> BTreeSet<Address> {
    let tables = |kind| {
        let table = documents.get(kind).map(|document| &document.table);
        let all = table.into_iter().flatten();
        all.filter_map(|(id, entity)| Some((id.get_ref(), entity.get_ref().as_table()?)))
    };
    let cancelled = tables(Kind::Milestone).filter(|(_, milestone)| {
        let cancelled = milestone.get("cancelled").map(toml::Spanned::get_ref);
        cancelled.and_then(DeValue::as_bool) == Some(true)
    });
    let cancelled = cancelled.map(|(id, _)| Address::entity(Kind::Milestone, id));
    let superseded = tables(Kind::Decision).filter_map(|(_, decision)| {
        let before = decision.get("supersedes")?.get_ref().as_str()?;
        Some(Address::entity(Kind::Decision, before))
    });
    cancelled.chain(superseded).collect()
}

/// The ids that entities had before they were renamed.
pub(super) fn former(documents: &Documents<'_>) -> BTreeSet<String> {
    let entities = documents.iter().flat_map(|document| document.table.values());
    let lists =
        entities.filter_map(|entity| entity.get_ref().get("formerly")?.get_ref().as_array());
    lists.flatten().filter_map(|id| id.get_ref().as_str()).map(str::to_owned).collect()
}
