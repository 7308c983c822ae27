//! The register of decisions against another reading of the same histories: the git program tells
//! the versions, and what a decision became is found by the plainest means.

mod cases;
mod compared;
mod line;
mod made;
mod near;

use std::collections::BTreeSet;

use nrt::lang::Lang;
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::Value;

use crate::runner::run;
use line::{Version, entity, items, lies_below, line, moved};

/// The versions of a project, the newest first, and what they say of its decisions.
struct Oracle(Vec<Version>);

/// What is no longer as it was decided: where, the commit that changed it last, and whether another
/// decision explains that.
type Drift = (String, Option<String>, bool);

impl Oracle {
    /// Where an address of a version is now.
    fn now(&self, address: &str, at: usize) -> String {
        let newer = self.0[..at].iter().rev();
        newer.fold(address.to_owned(), |address, version| moved(&address, &version.renamed, false))
    }

    /// Where an address of now was in a version.
    fn then(&self, address: &str, at: usize) -> String {
        let newer = self.0[..at].iter();
        newer.fold(address.to_owned(), |address, version| moved(&address, &version.renamed, true))
    }

    fn value(&self, at: usize, address: &str) -> Option<&String> {
        self.0.get(at)?.said.values.get(address)
    }

    /// The values of a decision's list or text.
    fn told(&self, at: usize, decision: &str, key: &str) -> Vec<String> {
        let text = self.value(at, &format!("{decision}.{key}"));
        let text = text.map(|text| text.trim_start_matches('[').trim_end_matches(']'));
        items(text.unwrap_or_default())
    }

    /// The decisions that a version records.
    fn recorded_by(&self, at: usize) -> Vec<String> {
        let (own, none) = (&self.0[at], line::Said::default());
        let before = self.0.get(at + 1).map_or(&none, |before| &before.said);
        let there = |table: &&String| lies_below(table, "decisions") && entity(table).is_some();
        let new = own.said.tables.iter().filter(there).filter(|table| {
            !before.tables.contains(*table) && own.renamed.iter().all(|(_, to)| to != *table)
        });
        new.cloned().collect()
    }

    /// The version that recorded a decision of now.
    fn recorded(&self, decision: &str) -> Option<usize> {
        let adds = |at: &usize| self.recorded_by(*at).contains(&self.then(decision, *at));
        (0..self.0.len()).find(adds)
    }

    /// The other decisions of now that say they supersede one.
    fn superseding(&self, decision: &str) -> BTreeSet<String> {
        let all = self.0.len();
        let mut ids: Vec<String> = (0..=all).map(|at| self.then(decision, at)).collect();
        let said = self.told(0, decision, "formerly").into_iter();
        ids.extend(said.map(|id| format!("decisions.{id}")));
        let tables = self.0[0].said.tables.iter();
        let others = tables.filter(|at| at.starts_with("decisions.") && *at != decision);
        let names = |other: &&String| {
            self.told(0, other, "supersedes").iter().any(|id| {
                let named = format!("decisions.{id}");
                named == decision || !self.0[0].said.tables.contains(&named) && ids.contains(&named)
            })
        };
        others.filter(names).map(|other| other["decisions.".len()..].to_owned()).collect()
    }

    /// The values below what a decision concerns that are otherwise now than in a version.
    fn drifts(&self, decision: &str, recorded: usize) -> BTreeSet<Drift> {
        let mut found = BTreeSet::new();
        for concern in self.told(0, decision, "concerns") {
            let concern = self.now(&concern, recorded);
            let at = self.effective(decision, recorded, &concern);
            let own = self.then(&concern, at);
            let below = self.0[at].said.values.iter().filter(|(value, _)| lies_below(value, &own));
            for (value, then) in below.filter(|(value, _)| !value.ends_with(".formerly")) {
                let address = self.now(value, at);
                let file = value.split('.').next().unwrap_or_default();
                let unknown = [at, 0].iter().any(|at| self.0[*at].broken.contains(file));
                let kept = self.value(0, &address) == Some(then);
                if unknown || kept {
                    continue;
                }
                let as_of = |n: usize| self.value(n, &self.then(&address, n));
                let last = (0..at).find(|n| as_of(*n) != as_of(n + 1));
                let last = last.expect("a version that changed it");
                let explained = self.explained(&address, last, decision);
                found.insert((address, self.0[last].commit.clone(), explained));
            }
        }
        found
    }

    /// Whether a decision that a version or a later one recorded, or another one that a neighbour did,
    /// concerns a value of now.
    fn explained(&self, address: &str, last: usize, but: &str) -> bool {
        let decided = |n: usize| {
            self.recorded_by(n).iter().any(|decision| self.concerning(decision, n, address))
        };
        (0..=last).any(decided) || self.nearly(address, last, but)
    }

    /// Whether a decision that a version records concerns an address of now; what it says now that
    /// it concerns counts as well.
    fn concerning(&self, decision: &str, n: usize, address: &str) -> bool {
        let now = self.now(decision, n);
        let now =
            if self.recorded(&now) == Some(n) { self.told(0, &now, "concerns") } else { vec![] };
        self.told(n, decision, "concerns").iter().chain(&now).any(|concern| {
            let concern = self.now(concern, n);
            lies_below(address, &concern) || lies_below(&concern, address)
        })
    }
}

fn text(value: &Value) -> Option<String> {
    value.as_str().map(str::to_owned)
}

fn told(drifts: &Value, decided: bool) -> BTreeSet<Drift> {
    let drifts = drifts.as_array().expect("a list").iter();
    let drift = |drift: &Value| {
        (text(&drift["address"]).expect("an address"), text(&drift["commit"]), decided)
    };
    drifts.map(drift).collect()
}

proptest! {
    #![proptest_config(Config { cases: 32, failure_persistence: None, ..Config::default() })]

    #[test]
    fn each_decision_is_what_its_history_makes_of_it(history in made::histories(2), one_each in any::<bool>()) {
        let (repository, folder) = made::repository(&history, one_each);
        let oracle = Oracle(line(&repository, folder));
        let ran = run(&repository.path().join(folder), Lang::En, &["decisions", "--format", "json"]);
        prop_assert_eq!(ran.code, 0, "{}", ran.err);
        let document: Value = serde_json::from_str(&ran.out).expect("JSON");
        let decisions = document["decisions"].as_array().expect("a list");
        let there = oracle.0[0].said.tables.iter().filter(|table| table.starts_with("decisions."));
        prop_assert_eq!(there.count(), decisions.len());
        for found in decisions {
            let id = format!("decisions.{}", text(&found["id"]).expect("an id"));
            let at = oracle.recorded(&id).expect("a version that records it");
            let said = || format!("{id} in {}\n{:#?}", repository.path().display(), oracle.0);
            prop_assert_eq!(text(&found["commit"]), oracle.0[at].commit.clone(), "{}", said());
            prop_assert_eq!(found["recorded"].as_bool(), Some(oracle.0[at].commit.is_some()));
            let by: BTreeSet<String> = found["superseded-by"].as_array().expect("a list").iter().filter_map(text).collect();
            prop_assert_eq!(&by, &oracle.superseding(&id), "{}", said());
            let drifts = if by.is_empty() { oracle.drifts(&id, at) } else { BTreeSet::new() };
            let mut all = told(&found["drift"], false);
            all.extend(told(&found["revised"], true));
            prop_assert_eq!(&all, &drifts, "{}", said());
            let listed = ["drift", "revised"].map(|key| found[key].as_array().map_or(0, Vec::len));
            prop_assert_eq!(listed[0] + listed[1], all.len(), "told twice: {}", said());
            let state = if !by.is_empty() {
                "superseded"
            } else if drifts.iter().any(|(.., explained)| !explained) {
                "drifted"
            } else {
                "in-force"
            };
            prop_assert_eq!(found["state"].as_str(), Some(state), "{}", said());
        }
    }
}
