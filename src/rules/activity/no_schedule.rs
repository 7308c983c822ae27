//! The step has no start or no end.

use chrono::TimeDelta;

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, WEEKS};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-schedule",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Activity(5),
    level: Level::Error,
    needs: &[Kind::Project],
    page: include_str!("no_schedule.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let about = Address::file(Kind::Project).key("project");
    let project = &cx.project.settings.project;
    let mut absent = Vec::new();
    for (key, date) in [("start", project.start), ("end", project.end)] {
        let at = about.clone().key(key);
        match date {
            Some(_) => report.present(at),
            None if cx.unknown(&at) => report.unknown(at),
            None => absent.push((key, at)),
        }
    }
    let (at, message) = match absent.as_slice() {
        [] => return,
        [("start", at)] => (at, tr!(cx.lang, "l'étape 1 n'a pas de début", "step 1 has no start")),
        [(_, at)] => (at, tr!(cx.lang, "l'étape 1 n'a pas de fin", "step 1 has no end")),
        _ => (
            &about,
            tr!(cx.lang, "l'étape 1 n'a ni début ni fin", "step 1 has no start and no end"),
        ),
    };
    // With a start, an end can be proposed: the method's longest step, both days included.
    let longest = TimeDelta::days(*WEEKS.end() * 7 - 1);
    let end = project.start.and_then(|start| start.checked_add_signed(longest));
    let date = end.map_or_else(|| "…".to_owned(), |end| end.to_string());
    let keys: Vec<String> = absent.iter().map(|(key, _)| format!("`{key} = {date}`")).collect();
    let keys = cx.lang.list(&keys);
    report.missing(at.clone(), message).stands_for(absent.len()).help(tr!(
        cx.lang,
        "sous `[project]` dans `nrt.toml` : {keys} (la méthode conseille quatre à six semaines)",
        "under `[project]` in `nrt.toml`: {keys} (the method advises four to six weeks)"
    ));
}
