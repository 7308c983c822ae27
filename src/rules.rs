//! Every rule, by family: one file and one page each.

pub mod activity;
pub mod coherence;
mod duty;
pub mod history;
pub mod legal;
pub mod policy;
pub mod privacy;
pub mod recommendation;
mod upcoming;
pub mod validity;
pub mod waiver;

use crate::address::Kind;
use crate::method::Clause;
use crate::rule::page::{MARK, Page};
use crate::rule::{Family, Rule};

/// Every rule, by family in the order they are shown, then as the family lists them.
pub fn all() -> impl Iterator<Item = &'static Rule> {
    Family::ALL.into_iter().flat_map(|family| family_rules(family).iter().copied())
}

/// The rules of a family.
pub const fn family_rules(family: Family) -> &'static [&'static Rule] {
    match family {
        Family::Validity => validity::RULES,
        Family::Activity => activity::RULES,
        Family::Recommendation => recommendation::RULES,
        Family::Coherence => coherence::RULES,
        Family::Legal => legal::RULES,
        Family::Privacy => privacy::RULES,
        Family::Waiver => waiver::RULES,
        Family::History => history::RULES,
    }
}

/// The rule of a name, or of a name it had before.
pub fn find(name: &str) -> Option<&'static Rule> {
    all().find(|rule| rule.name == name || rule.aliases.contains(&name))
}

/// The rules that speak of a key: an example of their page marks it.
pub fn about(kind: Kind, key: &str) -> Vec<&'static Rule> {
    let marked = |line: &str| {
        let (before, rule) = line.split_once(MARK)?;
        let (path, _) = before.split_once('=')?;
        Some((path.trim().rsplit('.').next()?.to_owned(), rule.trim().to_owned()))
    };
    let marks = |rule: &Rule| {
        let page = Page::parse(rule.page);
        let files = page.examples.iter().flat_map(|example| &example.files);
        let mut lines =
            files.filter(|(name, _)| *name == kind.file()).flat_map(|(_, text)| text.lines());
        lines.any(|line| {
            marked(line).is_some_and(|(own, name)| own == key && name.contains(rule.name))
        })
    };
    let of_files = |rule: &&Rule| matches!(rule.family, Family::Validity | Family::Waiver);
    all().filter(|rule| !of_files(rule) && marks(rule)).collect()
}

/// The rules that hold a clause: its own, then those of the activity that refers to the passage.
pub fn holding(clause: Clause) -> impl Iterator<Item = &'static Rule> {
    let activity = match clause {
        Clause::Passage(passage) => passage.activity(),
        Clause::Activity(_) | Clause::Recommendation(_) | Clause::Law | Clause::Own => None,
    };
    let of_activity = all().filter(move |rule| activity == Some(rule.clause));
    all().filter(move |rule| rule.clause == clause).chain(of_activity)
}
