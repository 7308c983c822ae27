//! How the findings of a check compare with those of a base.

use std::collections::BTreeMap;

use super::Checked;
use crate::address::Address;
use crate::changes::{ChangeKind, Changes};
use crate::finding::{Finding, Level, News};

/// What became of the open findings of a base.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// The base, as people write it.
    pub revision: String,
    /// How many the base does not have.
    pub new: usize,
    /// How many the base alone has.
    pub fixed: usize,
    /// How many both have.
    pub unchanged: usize,
    /// How many both have, and weigh more than in the base.
    pub now_due: usize,
}

/// Says of each finding how it stands to the base, by rule and address; an entity that was renamed
/// keeps its findings. Without a base everything is new. A waived finding is no news, and is not counted.
///
/// Gives the findings that the base alone has, in its order.
pub fn compare<'b>(
    checked: &mut Checked,
    base: Option<&'b Checked>,
    changes: &Changes<'_>,
    revision: String,
) -> Vec<&'b Finding> {
    let mut open: BTreeMap<(&str, Address), Vec<(Level, usize)>> = BTreeMap::new();
    let mut waived: BTreeMap<(&str, Address), usize> = BTreeMap::new();
    let findings = base.map_or(&[][..], |base| &base.findings);
    for (at, finding) in findings.iter().enumerate() {
        let key = (finding.rule, now(&finding.address, changes));
        match finding.waiver {
            None => open.entry(key).or_default().push((finding.level, at)),
            Some(_) => *waived.entry(key).or_default() += 1,
        }
    }
    // The heaviest ones are matched with each other.
    for there in open.values_mut() {
        there.sort();
    }
    let mut order: Vec<&mut Finding> = checked.findings.iter_mut().collect();
    order.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    let mut since = Since { revision, new: 0, fixed: 0, unchanged: 0, now_due: 0 };
    for finding in order {
        let key = (finding.rule, finding.address.clone());
        if finding.waiver.is_some() {
            let there = open.contains_key(&key) || waived.contains_key(&key);
            finding.news = Some(if there { News::Unchanged } else { News::New });
            // What is waived from now on is not fixed.
            open.get_mut(&key).and_then(Vec::pop);
            continue;
        }
        let (news, count) = match open.get_mut(&key).and_then(Vec::pop) {
            None => (News::New, &mut since.new),
            Some((level, _)) if level < finding.level => (News::NowDue, &mut since.now_due),
            Some(_) => (News::Unchanged, &mut since.unchanged),
        };
        *count += 1;
        finding.news = Some(news);
    }
    // What could not be looked at again is not known to be settled.
    let left = open.into_iter().filter(|((rule, _), _)| !checked.skipped.contains(rule));
    let mut fixed: Vec<usize> = left.flat_map(|(_, there)| there).map(|(_, at)| at).collect();
    fixed.sort_unstable();
    since.fixed = fixed.len();
    checked.since = Some(since);
    fixed.into_iter().filter_map(|at| findings.get(at)).collect()
}

/// Where an address of the base is now.
fn now(address: &Address, changes: &Changes<'_>) -> Address {
    let renamed = changes.changes.iter().find_map(|change| match &change.kind {
        ChangeKind::Renamed { from } if from.contains(address) => Some((from, &change.address)),
        _ => None,
    });
    let mut now = address.clone();
    if let Some((from, to)) = renamed {
        now.path.splice(..from.path.len(), to.path.iter().cloned());
    }
    now
}
