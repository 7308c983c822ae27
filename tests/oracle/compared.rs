//! The findings that a review calls new, fixed, unchanged and now due, beside those of each of the
//! two versions by itself.

use std::collections::BTreeMap;

use nrt::lang::Lang;
use proptest::prelude::*;
use proptest::test_runner::Config;
use serde_json::Value;

use super::line::{at, moved, renamed};
use super::made;
use crate::runner::run;

/// The levels of the findings of one rule at one address.
type Found = BTreeMap<(String, String), Vec<usize>>;

/// What only both versions together tell.
const OF_HISTORY: [&str; 4] =
    ["commitment-without-decision", "confirmation-stale", "control-weakened", "decision-rewritten"];

fn found(list: &Value, renamed: &[(String, String)]) -> Found {
    let mut found = Found::new();
    for finding in list.as_array().expect("a list") {
        let text = |key: &str| finding[key].as_str().unwrap_or_default().to_owned();
        if OF_HISTORY.contains(&text("rule").as_str()) || !finding["waiver"].is_null() {
            continue;
        }
        let address = text("address");
        let (path, subject) = address.split_once('#').unwrap_or((&address, ""));
        let address = format!("{}#{subject}", moved(path, renamed, false));
        let level = ["info", "warning", "error"].iter().position(|word| *word == text("level"));
        found.entry((text("rule"), address)).or_default().push(level.expect("a level"));
    }
    found
}

fn count(found: &Found) -> BTreeMap<(String, String), usize> {
    found.iter().map(|(key, levels)| (key.clone(), levels.len())).collect()
}

fn said(folder: &std::path::Path, args: &[&str]) -> Value {
    let all = [args, &["--format", "json", "--on", "2026-11-20"]].concat();
    let ran = run(folder, Lang::En, &all);
    assert!(ran.code < 2, "{args:?}: {}", ran.err);
    serde_json::from_str(&ran.out).expect("JSON")
}

proptest! {
    #![proptest_config(Config { cases: 12, failure_persistence: None, ..Config::default() })]

    #[test]
    fn a_review_tells_what_two_checks_differ_in(history in made::histories(3), n in 0..15_usize) {
        let (repository, folder) = made::repository(&history, false);
        let folder = repository.path().join(folder);
        let other = format!("refs/made/{}", n % (history.len() - 1));
        let [own, theirs] = ["main", &other].map(|tip| repository.git(&["rev-list", tip]));
        if !own.lines().any(|commit| theirs.contains(commit)) {
            let ran = run(&folder, Lang::En, &["review", &format!("{other}..main")]);
            prop_assert_eq!(ran.code, 2, "{}", ran.out);
            return Ok(());
        }
        let bases = repository.git(&["merge-base", "--all", &other, "main"]);
        let review = said(&folder, &["review", &format!("{other}..main")]);
        let base = review["base"].as_str().expect("a commit").to_owned();
        prop_assert!(bases.lines().any(|one| one == base), "{base} is none of {bases}");
        let (before, after) = (at(&repository, &base), at(&repository, "main"));
        // Of what can be read in part alone, another test tells.
        if !before.broken.is_empty() || !after.broken.is_empty() {
            return Ok(());
        }
        let renamed = renamed(&before.said, &after.said);
        // A folder that was moved on another branch, and changed since, is not found again: there
        // was no project.
        let there = run(&folder, Lang::En, &["check", "--at", &base]).code < 2;
        let was = if there { said(&folder, &["check", "--at", &base]) } else { Value::Null };
        let was = if there { found(&was["findings"], &renamed) } else { Found::new() };
        let is = found(&said(&folder, &["check", "--at", "main"])["findings"], &[]);
        let of = |key: &str, renamed: &[_]| found(&review[key], renamed);
        let [new, same, due] = ["new", "unchanged", "now-due"].map(|key| of(key, &[]));
        let fixed = of("fixed", &renamed);
        let (mut all, mut stayed, mut left, mut came) =
            (Found::new(), 0, Found::new(), Found::new());
        for (key, levels) in is.iter().chain(&was) {
            if all.insert(key.clone(), levels.clone()).is_some() {
                continue;
            }
            let [before, after] = [&was, &is].map(|found| found.get(key).map_or(0, Vec::len));
            stayed += before.min(after);
            for (more, many) in [(&mut came, after.saturating_sub(before)), (&mut left, before.saturating_sub(after))] {
                if many > 0 {
                    more.insert(key.clone(), vec![0; many]);
                }
            }
        }
        prop_assert_eq!(count(&new), count(&came), "new since {}: {}", base, repository.path().display());
        prop_assert_eq!(count(&fixed), count(&left), "fixed since {}", base);
        let kept = [&same, &due].map(|found| found.values().map(Vec::len).sum::<usize>());
        prop_assert_eq!(kept[0] + kept[1], stayed);
        for (key, levels) in &due {
            let heaviest = was.get(key).and_then(|was| was.iter().min());
            prop_assert!(heaviest < levels.iter().max(), "{key:?} was so already");
        }
        for (key, levels) in &same {
            let heaviest = was.get(key).and_then(|was| was.iter().max());
            prop_assert!(heaviest >= levels.iter().max(), "{key:?} weighs more");
        }
        let checked = said(&folder, &["check", "--at", "main", "--new-since", &other]);
        let news = checked["findings"].as_array().expect("a list").iter();
        let news = news.filter(|finding| finding["new"] == true).count();
        prop_assert_eq!(news, review["new"].as_array().map_or(0, Vec::len));
    }
}
