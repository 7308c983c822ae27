//! Which commits of one person, side by side, are one thing: three each way, and no merge between.

use std::collections::BTreeSet;

use super::Oracle;
use super::line::{entity, lies_below};

impl Oracle {
    /// The versions that do something to the project, the newest first.
    fn doing(&self) -> Vec<usize> {
        let does = |n: &usize| match self.0.get(n + 1) {
            None => true,
            Some(before) => (&before.texts, before.other) != (&self.0[*n].texts, self.0[*n].other),
        };
        (0..self.0.len()).filter(does).collect()
    }

    fn neighbours(&self, at: usize) -> BTreeSet<usize> {
        let doing = self.doing();
        let alone = |n: usize| self.0[n].commit.is_some() && !self.0[n].merge;
        let Some(own) = doing.iter().position(|n| *n == at).filter(|_| alone(at)) else {
            return BTreeSet::new();
        };
        let older = doing[own + 1..].iter().take(3).take_while(|n| alone(**n));
        let newer = doing[..own].iter().rev().take(3).take_while(|n| alone(**n));
        let near = older.chain(newer).copied();
        near.filter(|n| self.0[*n].author == self.0[at].author).collect()
    }

    /// What a version did to the values at or below an address of now, or above it: whether each was
    /// changed, first written (then where), or came and went with its entity.
    fn done(&self, n: usize, address: &str) -> (bool, bool) {
        let (mut touched, mut settled) = (false, false);
        let values = |n: usize| self.0.get(n).map(|version| version.said.values.keys());
        let of = |n: usize| values(n).into_iter().flatten().map(move |at| self.now(at, n));
        let all: BTreeSet<String> = of(n).chain(of(n + 1)).collect();
        for value in all.iter().filter(|at| !at.starts_with("decisions.")) {
            if !lies_below(value, address) && !lies_below(address, value) {
                continue;
            }
            let [after, before] = [n, n + 1].map(|n| self.value(n, &self.then(value, n)));
            let renamed = self.0[n]
                .renamed
                .iter()
                .any(|(_, to)| self.then(value, n) == format!("{to}.formerly"));
            if after == before || renamed {
                continue;
            }
            let there = |n: usize| {
                let then = self.then(value, n);
                let Some(version) = self.0.get(n) else { return false };
                match entity(&then) {
                    Some(entity) => version.said.tables.contains(&entity),
                    None if then.starts_with("nrt.") && then.matches('.').count() > 1 => {
                        let section = then.split('.').take(2).collect::<Vec<_>>().join(".");
                        version.said.tables.contains(&section)
                    }
                    None => version.said.values.keys().any(|at| {
                        at.split('.').count() == 2 && at.split('.').next() == then.split('.').next()
                    }),
                }
            };
            touched = true;
            let whole = !there(n) || !there(n + 1);
            settled |= !whole && (before.is_some() || value == address);
        }
        (touched, settled)
    }

    /// Whether a decision that a version records, but for one of now, concerns an address of now.
    fn decides_but(&self, n: usize, address: &str, but: &str) -> bool {
        let others = self.recorded_by(n).into_iter().filter(|id| self.now(id, n) != but);
        others.into_iter().any(|id| self.concerning(&id, n, address))
    }

    /// The version in which a decision took effect on what it concerns.
    pub fn effective(&self, decision: &str, at: usize, concern: &str) -> usize {
        if self.done(at, concern).0 {
            return at;
        }
        let near = self
            .neighbours(at)
            .into_iter()
            .filter(|n| self.done(*n, concern).1 && !self.decides_but(*n, concern, decision));
        near.chain([at]).min().unwrap_or(at)
    }

    /// Whether a neighbour of a version records a decision, but for one, that concerns a value of now, and that
    /// came with no change of its own to it.
    pub fn nearly(&self, address: &str, last: usize, but: &str) -> bool {
        let near = self.neighbours(last).into_iter();
        near.filter(|n| !self.done(*n, address).0).any(|n| self.decides_but(n, address, but))
    }
}
