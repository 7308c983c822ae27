//! Which entity had another id: `formerly = ["old-id"]` says so.

use std::collections::{BTreeMap, BTreeSet};

use toml::de::{DeTable, DeValue};

/// The path of a table in one version, to its path in the base.
pub(super) type Renames = BTreeMap<Vec<String>, Vec<String>>;

/// The tables that have another name than in the base: the former one is there no more.
pub(super) fn of(base: &DeTable<'_>, side: &DeTable<'_>) -> Renames {
    let mut found = Renames::new();
    let mut taken = BTreeSet::new();
    within(base, side, &[], 0, (&mut found, &mut taken));
    found
}

/// A path as the base has it.
pub(super) fn in_base(renames: &Renames, path: &[String]) -> Vec<String> {
    let mut depths = (1..=path.len()).rev();
    let found = depths.find_map(|depth| {
        let (above, below) = path.split_at(depth);
        Some([renames.get(above)?, below].concat())
    });
    found.unwrap_or_else(|| path.to_vec())
}

/// How deep entities lie at most: `[facilities.ecoles]`.
const DEEPEST: usize = 2;

fn within(
    base: &DeTable<'_>,
    side: &DeTable<'_>,
    above: &[String],
    depth: usize,
    (found, taken): (&mut Renames, &mut BTreeSet<Vec<String>>),
) {
    if depth == DEEPEST {
        return;
    }
    for (key, value) in side {
        let Some(table) = value.get_ref().as_table() else { continue };
        let key = key.get_ref().as_ref();
        let path = [above, &[key.to_owned()]].concat();
        if let Some(there) = base.get(key) {
            if let Some(there) = there.get_ref().as_table() {
                within(there, table, &path, depth + 1, (found, taken));
            }
            continue;
        }
        let former = table.get("formerly").map(toml::Spanned::get_ref);
        let Some(DeValue::Array(former)) = former else { continue };
        // The last id is the latest one; what two entities claim goes to the first.
        let ids = former.iter().rev().filter_map(|id| id.get_ref().as_str());
        let is_gone = |id: &&str| {
            base.get(*id).is_some_and(|there| there.get_ref().is_table()) && !side.contains_key(*id)
        };
        if let Some(id) = ids.into_iter().find(is_gone) {
            let old = [above, &[id.to_owned()]].concat();
            if taken.insert(old.clone()) {
                found.insert(path, old);
            }
        }
    }
}
