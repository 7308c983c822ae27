//! The states of the activities and recommendations, and the verdict.

use std::collections::BTreeSet;

use super::counted_under;
use crate::address::{Address, Kind};
use crate::finding::Finding;
use crate::method::{Clause, Passage};
use crate::rule::{Context, Family, Item, Rule, State};

/// The state of the variant, of an activity or of a recommendation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ClauseState {
    /// Which one.
    pub clause: Clause,
    /// Its worst item.
    pub state: State,
    /// How many of its items are done.
    pub done: usize,
    /// How many items it has.
    pub total: usize,
    /// The rules whose items are in that worst state, and not done.
    pub rules: Vec<&'static str>,
}

/// Whether step 1 is ready: from the activities and the variant, never from levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// « prérequis réunis ».
    Ready,
    /// « prérequis réunis sous réserve des échéances prévues ».
    ReadyIfPlanned,
    /// « prérequis non réunis ».
    NotReady,
    /// Something could not be read.
    CannotTell,
}

impl Verdict {
    /// The word used in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Ready => "ready",
            Self::ReadyIfPlanned => "ready-if-planned",
            Self::NotReady => "not-ready",
            Self::CannotTell => "cannot-tell",
        }
    }
}

/// The items of every clause, as the rules report them.
#[derive(Debug)]
pub(super) struct States {
    clauses: Vec<(Clause, Vec<Counted>)>,
}

/// An item, and the finding about it by its position among all.
#[derive(Debug)]
struct Counted {
    rule: &'static str,
    state: State,
    count: usize,
    finding: Option<usize>,
    address: Address,
}

impl States {
    pub(super) fn new() -> Self {
        let clauses = std::iter::once(Clause::Passage(Passage::Variant))
            .chain((1..=7).map(Clause::Activity))
            .chain((1..=5).map(Clause::Recommendation));
        Self { clauses: clauses.map(|clause| (clause, Vec::new())).collect() }
    }

    /// A rule that was not run: what it would have said is unknown.
    pub(super) fn skip(&mut self, rule: &'static Rule) {
        if matches!(rule.family, Family::Activity | Family::Recommendation) {
            let unknown = Counted {
                rule: rule.name,
                state: State::Unknown,
                count: 1,
                finding: None,
                address: Address::file(rule.needs.first().copied().unwrap_or(Kind::Project)),
            };
            self.push(rule.clause, unknown);
        }
    }

    /// What a rule said; `kept` gives the final position of each of its findings, and `None` for
    /// those that are not shown.
    pub(super) fn take(
        &mut self,
        cx: &Context<'_>,
        rule: &'static Rule,
        items: Vec<Item>,
        kept: &[Option<usize>],
    ) {
        for item in items {
            let finding = item.finding.and_then(|at| kept.get(at).copied().flatten());
            let unknown = item.state == State::ToDo && cx.unknown(&item.address);
            let state = if unknown { State::Unknown } else { item.state };
            let Item { count, address, .. } = item;
            self.push(rule.clause, Counted { rule: rule.name, state, count, finding, address });
        }
    }

    fn push(&mut self, clause: Clause, counted: Counted) {
        let clause = counted_under(clause);
        if let Some((_, items)) = self.clauses.iter_mut().find(|(known, _)| *known == clause) {
            items.push(counted);
        }
    }

    /// The states, once it is known which findings a waiver covers.
    pub(super) fn finish(self, findings: &[Finding]) -> Vec<ClauseState> {
        // What is to confirm is reported by a rule of its own, at the same address.
        let accepted: BTreeSet<&Address> = findings
            .iter()
            .filter(|finding| finding.rule == "unconfirmed" && finding.waiver.is_some())
            .map(|finding| &finding.address)
            .collect();
        let waived = |item: &Counted| match item.finding.and_then(|at| findings.get(at)) {
            Some(finding) => finding.waiver.is_some(),
            None => item.state == State::ToConfirm && accepted.contains(&item.address),
        };
        self.clauses.into_iter().map(|(clause, items)| summary(clause, &items, &waived)).collect()
    }
}

fn summary(clause: Clause, items: &[Counted], waived: &dyn Fn(&Counted) -> bool) -> ClauseState {
    let state_of = |item: &Counted| if waived(item) { State::Waived } else { item.state };
    let worst = items.iter().map(state_of).max().unwrap_or(State::Done);
    let done =
        items.iter().filter(|item| state_of(item) == State::Done).map(|item| item.count).sum();
    let mut rules: Vec<&'static str> = items
        .iter()
        .filter(|item| worst != State::Done && state_of(item) == worst)
        .map(|item| item.rule)
        .collect();
    rules.dedup();
    ClauseState { clause, state: worst, done, total: items.iter().map(|i| i.count).sum(), rules }
}

/// The verdict of some states; `invalid` says that the files contradict themselves somewhere.
pub(super) fn verdict(states: &[ClauseState], invalid: bool) -> Verdict {
    let counts = |state| {
        states.iter().any(|s| !matches!(s.clause, Clause::Recommendation(_)) && s.state == state)
    };
    if counts(State::ToDo) || counts(State::ToConfirm) {
        Verdict::NotReady
    } else if counts(State::Unknown) || invalid {
        Verdict::CannotTell
    } else if counts(State::Planned) {
        Verdict::ReadyIfPlanned
    } else {
        Verdict::Ready
    }
}
