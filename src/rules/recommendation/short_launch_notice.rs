//! The participants of the launch committee are invited late, or not at all.

use chrono::NaiveDate;

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::holidays;
use crate::lang::dates;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Item, Report, Rule, State};
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
    let lang = cx.lang;
    let (id, launch) = match super::launch(cx) {
        Ok(Some(launch)) => launch,
        Ok(None) => return report.follows(super::no_launch()),
        Err(hidden) => return report.unknown(hidden),
    };
    let address = Address::entity(Kind::Milestone, id);
    let (date, invited) = (address.clone().key("date"), address.key("invited"));
    let Some(on) = launch.date else {
        return report.follows(invited);
    };
    if cx.unknown(&invited) || threshold_unknown(cx) {
        return report.unknown(invited);
    }
    let threshold = cx.project.settings.thresholds.launch_notice();
    let past = on < cx.today;
    let notice = cx.working_days(launch.invited.unwrap_or(cx.today), on);
    if notice >= threshold && !(past && launch.invited.is_none()) {
        match launch.invited {
            Some(when) => report.dated(when, invited, lang.pick("l'invitation", "the invitation")),
            // There is still time.
            None => report.items.push(Item {
                state: State::Planned,
                count: 1,
                finding: None,
                address: invited,
            }),
        }
        return;
    }
    let name = super::named(lang, launch.title.as_deref(), id);
    let days = working_days(cx, notice);
    let message = match launch.invited {
        Some(when) if when > on => tr!(
            lang,
            "{name} : l'invitation est datée d'après la séance",
            "{name}: the invitation is dated after the meeting"
        ),
        Some(_) => tr!(
            lang,
            "{name} : {days} entre l'invitation et la séance, pour un seuil de {threshold}",
            "{name}: {days} between invitation and meeting, for a threshold of {threshold}"
        ),
        None if past => tr!(
            lang,
            "{name} : rien ne dit quand les participants ont été invités",
            "{name}: nothing says when the participants were invited"
        ),
        None => tr!(
            lang,
            "{name} : participants pas encore invités, à {days} de la séance",
            "{name}: participants not invited yet, {days} before the meeting"
        ),
    };
    let draft = report
        .missing(invited, message)
        .help(help(cx, launch.invited, on, threshold))
        .note(note(cx, on, threshold))
        .related(&date, dates::date(lang, on));
    if launch.invited.is_some_and(|when| when <= on) {
        draft.label(tr!(lang, "{days} avant", "{days} before"));
    }
}

fn threshold_unknown(cx: &Context<'_>) -> bool {
    let file = || Address::file(Kind::Project);
    cx.unknown(&file().key("thresholds").key("launch-notice-working-days"))
        || cx.unknown(&file().key("authority").key("holiday-zone"))
}

fn working_days(cx: &Context<'_>, n: i64) -> String {
    let s = cx.lang.s(usize::try_from(n).unwrap_or_default());
    tr!(cx.lang, "{n} jour{s} ouvré{s}", "{n} working day{s}")
}

fn help(cx: &Context<'_>, invited: Option<NaiveDate>, on: NaiveDate, threshold: i64) -> String {
    let (lang, today) = (cx.lang, cx.today);
    if on < today {
        return tr!(
            lang,
            "écrivez la vraie date de l'invitation (`invited = …`) ; si le délai a manqué, une dispense dans `waivers.toml` dit que l'écart est assumé",
            "write the true date of the invitation (`invited = …`); if the notice was short, a waiver in `waivers.toml` says that this is accepted"
        );
    }
    let from = invited.unwrap_or(today);
    let enough = |day: &NaiveDate| {
        holidays::is_working_day(cx.zone(), *day) && cx.working_days(from, *day) >= threshold
    };
    // The threshold is a year and a day at most: two years hold as many working days.
    let later = from.iter_days().take(2 * 366).find(enough);
    let later = later.map_or_else(|| "…".to_owned(), |day| day.to_string());
    match invited {
        Some(_) => tr!(
            lang,
            "repoussez la séance à `date = {later}` ou plus tard ; si l'invitation est partie plus tôt, corrigez `invited`",
            "move the meeting to `date = {later}` or later; if the invitation went out earlier, correct `invited`"
        ),
        None => tr!(
            lang,
            "invitez aujourd'hui (`invited = {today}`) et repoussez la séance à `date = {later}` ou plus tard",
            "invite today (`invited = {today}`) and move the meeting to `date = {later}` or later"
        ),
    }
}

fn note(cx: &Context<'_>, on: NaiveDate, threshold: i64) -> String {
    let lang = cx.lang;
    let days = working_days(cx, threshold);
    let last =
        u32::try_from(threshold).ok().and_then(|n| holidays::working_days_before(cx.zone(), on, n));
    let last = last.map_or_else(|| "…".to_owned(), |day| dates::date(lang, day));
    tr!(
        lang,
        "seuil propre à nrt : {days}, soit une invitation au plus tard le {last} (`launch-notice-working-days` dans `nrt.toml`)",
        "nrt's own threshold: {days}, that is, an invitation on {last} at the latest (`launch-notice-working-days` in `nrt.toml`)"
    )
}
