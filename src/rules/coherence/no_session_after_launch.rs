//! Bodies meet until the launch, and no session is known after it.

use super::last_session;
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "no-session-after-launch",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Activity(7),
    level: Level::Info,
    needs: &[Kind::Body, Kind::Milestone],
    page: include_str!("no_session_after_launch.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let Some((launch, milestone)) = cx.launch() else { return };
    let (Some(date), Some(last)) = (milestone.date, last_session(cx)) else { return };
    // Where no session is to come at all, `body-undated` says so of each body.
    if last > date || last < cx.today {
        return;
    }
    let (on, last) = (dates::date(cx.lang, date), dates::date(cx.lang, last));
    let message = tr!(
        cx.lang,
        "aucune séance d'instance n'est connue après le lancement du {on} (dernière séance le {last})",
        "no session of a body is known after the launch on {on} (last session on {last})"
    );
    let address = Address::entity(Kind::Milestone, launch).key("date");
    report.find(address, message).help(tr!(
        cx.lang,
        "dans `bodies.toml`, ajoutez à `sessions` les dates qui suivent le lancement",
        "in `bodies.toml`, add to `sessions` the dates that follow the launch"
    ));
}
