//! The participants of the launch committee are invited late, or not at all.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "short-launch-notice",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(4),
    level: Level::Warning,
    needs: &[Kind::Project, Kind::Milestone],
    page: include_str!("short_launch_notice.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let (id, launch) = match super::launch(cx) {
        Ok(Some(launch)) => launch,
        Ok(None) => return report.follows(super::no_launch()),
        Err(hidden) => return report.unknown(hidden),
    };
    let at = |key| Address::entity(Kind::Milestone, id).key(key);
    let Some(day) = launch.date else { return report.follows(at("invited")) };
    if super::notice_unknown(cx, &at("invited")) {
        return report.unknown(at("invited"));
    }
    let notice = cx.working_days(launch.invited.unwrap_or(cx.today), day);
    let enough = notice >= cx.project.settings.thresholds.launch_notice();
    let untold = launch.invited.is_none() && day < cx.today;
    match launch.invited {
        _ if untold || !enough => {}
        Some(invited) => {
            let what = cx.lang.pick("l'invitation est prévue le", "the invitation is planned for");
            report.dated(invited, at("invited"), what);
            return;
        }
        // There is still time.
        None => return report.planned(at("invited")),
    }
    let short = super::ShortNotice { launch, invited: launch.invited, day, notice };
    let name = cx.called(launch.title.as_deref(), id);
    let draft = report
        .missing(at("invited"), short.message(cx, &name))
        .help(short.help(cx))
        .note(short.note(cx))
        .related(&at("date"), dates::date(cx.lang, day));
    if launch.invited.is_some_and(|invited| invited <= day) {
        let days = super::working_days_text(cx.lang, notice);
        draft.label(tr!(cx.lang, "{days} avant", "{days} before"));
    }
}
