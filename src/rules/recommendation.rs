//! What the method advises: its five recommendations.

mod bilateral_without_answer;
mod calendar_unknown;
mod key_stakeholder_absent;
mod late_bilateral;
mod launch_availability_unknown;
mod milestone_in_busy_period;
mod milestone_in_leave;
mod milestone_on_holiday;
mod no_bilateral;
mod no_knowledge_sharing;
mod no_launch_committee;
mod short_launch_notice;
mod single_referent;
mod uniform_profiles;

use chrono::{NaiveDate, TimeDelta};

use crate::address::{Address, Kind};
use crate::holidays;
use crate::lang::{Lang, dates};
use crate::model::{Milestone, Presence, Stakeholder};
use crate::rule::{Context, Report, Rule};
use crate::rules::upcoming::next_free;
use crate::tr;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[
    &single_referent::RULE,
    &uniform_profiles::RULE,
    &no_knowledge_sharing::RULE,
    &calendar_unknown::RULE,
    &milestone_on_holiday::RULE,
    &milestone_in_leave::RULE,
    &milestone_in_busy_period::RULE,
    &no_launch_committee::RULE,
    &short_launch_notice::RULE,
    &launch_availability_unknown::RULE,
    &key_stakeholder_absent::RULE,
    &no_bilateral::RULE,
    &late_bilateral::RULE,
    &bilateral_without_answer::RULE,
];

/// A milestone whose kind could not be taken: it may be any.
fn milestone_of_unknown_kind(cx: &Context<'_>) -> Option<Address> {
    let (id, _) = cx.project.milestones.iter().find(|(_, milestone)| milestone.kind.is_none())?;
    Some(Address::entity(Kind::Milestone, id).key("kind"))
}

/// The launch committee, `None` where there is none, or the address of what hides the answer.
fn launch<'c>(cx: &'c Context<'_>) -> Result<Option<(&'c str, &'c Milestone)>, Address> {
    let Some((id, milestone)) = cx.launch() else {
        return milestone_of_unknown_kind(cx).map_or(Ok(None), Err);
    };
    let date = Address::entity(Kind::Milestone, id).key("date");
    if milestone.date.is_none() && cx.unknown(&date) {
        return Err(date);
    }
    Ok(Some((id, milestone)))
}

/// The day of a milestone, for a place that is shown beside a finding.
fn day_of(lang: Lang, milestone: &Milestone) -> String {
    match milestone.date {
        Some(date) => dates::date(lang, date),
        None => lang.pick("sans date", "no date").to_owned(),
    }
}

/// Where there is no stakeholder, `no-stakeholder` says so and the item is to do.
fn without_stakeholder(cx: &Context<'_>, report: &mut Report<'_>) {
    if cx.project.stakeholders.is_empty() {
        report.follows(Address::file(Kind::Stakeholder));
    }
}

/// Where the absence of a launch committee is told.
fn no_launch() -> Address {
    Address::file(Kind::Milestone).subject("launch-committee")
}

/// A key stakeholder whose presence at the launch is not settled.
struct Guest<'c> {
    name: String,
    stakeholder: &'c Stakeholder,
    /// Where its presence is written.
    address: Address,
    launch: &'c Milestone,
    launch_date: Address,
    /// Whether the launch took place.
    over: bool,
}

/// The key stakeholders whose presence is still open, or those who declined; of the others, their
/// items are reported, once in the two calls.
fn guests<'c>(cx: &'c Context<'_>, report: &mut Report<'_>, declined: bool) -> Vec<Guest<'c>> {
    let launch = launch(cx);
    let mut found = Vec::new();
    for (id, stakeholder) in &cx.project.stakeholders {
        let address = Address::entity(Kind::Stakeholder, id).key("launch");
        let key = cx.key(id, stakeholder);
        if key.is_none() || cx.unknown(&address) {
            if !declined {
                report.unknown(address);
            }
            continue;
        }
        let presence = stakeholder.launch;
        if key == Some(false) || (presence == Some(Presence::Declined)) != declined {
            continue;
        }
        match &launch {
            _ if matches!(presence, Some(Presence::Confirmed | Presence::Represented)) => {
                report.present(address);
            }
            Ok(Some((launch_id, launch))) => found.push(Guest {
                name: cx.called(stakeholder.name.as_deref(), id),
                stakeholder,
                address,
                launch,
                launch_date: Address::entity(Kind::Milestone, launch_id).key("date"),
                over: launch.last_day().is_some_and(|day| day < cx.today),
            }),
            Ok(None) => report.follows(address),
            Err(_) => report.unknown(address),
        }
    }
    found
}

/// « 14 jours ouvrés ».
fn working_days_text(lang: Lang, n: i64) -> String {
    let s = lang.s(usize::try_from(n).unwrap_or_default());
    tr!(lang, "{n} jour{s} ouvré{s}", "{n} working day{s}")
}

/// Whether the notice before the launch depends on a value that could not be taken.
fn notice_unknown(cx: &Context<'_>, invited: &Address) -> bool {
    let at = |table, key| Address::file(Kind::Project).key(table).key(key);
    cx.unknown(invited)
        || cx.unknown(&at("thresholds", "launch-notice-working-days"))
        || cx.unknown(&at("authority", "holiday-zone"))
}

/// A notice before the launch that is too short, or not known.
struct ShortNotice<'c> {
    launch: &'c Milestone,
    invited: Option<NaiveDate>,
    /// The day of the launch.
    day: NaiveDate,
    /// Working days from the invitation, else from today.
    notice: i64,
}

impl ShortNotice<'_> {
    fn message(&self, cx: &Context<'_>, name: &str) -> String {
        let days = working_days_text(cx.lang, self.notice);
        let threshold = cx.project.settings.thresholds.launch_notice();
        match self.invited {
            Some(invited) if invited > self.day => tr!(
                cx.lang,
                "{name} : l'invitation est postérieure à la séance",
                "{name}: the invitation is dated after the meeting"
            ),
            Some(_) => tr!(
                cx.lang,
                "{name} : {days} entre l'invitation et la séance, pour un seuil de {threshold}",
                "{name}: {days} between invitation and meeting, for a threshold of {threshold}"
            ),
            None if self.day < cx.today => tr!(
                cx.lang,
                "{name} : rien ne dit quand les participants ont été invités",
                "{name}: nothing says when the participants were invited"
            ),
            None => tr!(
                cx.lang,
                "{name} : participants pas encore invités, à {days} de la séance",
                "{name}: participants not invited yet, {days} before the meeting"
            ),
        }
    }

    fn help(&self, cx: &Context<'_>) -> String {
        let (lang, today) = (cx.lang, cx.today);
        let threshold = cx.project.settings.thresholds.launch_notice();
        let invited = self.invited.unwrap_or(today);
        // A threshold is 366 working days at most: less than two years.
        let eve = invited.iter_days().take(2 * 366).find(|day| {
            day.succ_opt().is_some_and(|next| cx.working_days(invited, next) >= threshold)
        });
        let length = self.launch.last_day().map_or(TimeDelta::zero(), |last| last - self.day);
        let later = eve.and_then(|eve| next_free(cx, eve, eve.checked_add_signed(length)?));
        let later = match (later, self.launch.end) {
            (None, _) => "`date = …`".to_owned(),
            (Some((first, _)), None) => format!("`date = {first}`"),
            (Some((first, last)), Some(_)) => {
                tr!(
                    lang,
                    "`date = {first}` et `end = {last}`",
                    "`date = {first}` and `end = {last}`"
                )
            }
        };
        if self.day < today {
            return tr!(
                lang,
                "écrivez la vraie date de l'invitation (`invited = …`) ; si le délai a été trop court, une dispense dans `waivers.toml` dit que l'écart est assumé",
                "write the true date of the invitation (`invited = …`); if the notice was short, a waiver in `waivers.toml` says that this is accepted"
            );
        }
        match self.invited {
            Some(_) => tr!(
                lang,
                "repoussez la séance à {later} ou plus tard ; si l'invitation est partie plus tôt, corrigez `invited`",
                "move the meeting to {later} or later; if the invitation went out earlier, correct `invited`"
            ),
            None => tr!(
                lang,
                "invitez aujourd'hui (`invited = {today}`) et repoussez la séance à {later} ou plus tard",
                "invite today (`invited = {today}`) and move the meeting to {later} or later"
            ),
        }
    }

    fn note(&self, cx: &Context<'_>) -> String {
        let threshold = cx.project.settings.thresholds.launch_notice();
        let days = working_days_text(cx.lang, threshold);
        let last = u32::try_from(threshold).ok();
        let last = last.and_then(|n| holidays::working_days_before(cx.zone(), self.day, n));
        let last = last.map_or_else(|| "…".to_owned(), |day| dates::date(cx.lang, day));
        tr!(
            cx.lang,
            "seuil propre à nrt : {days}, soit une invitation au plus tard le {last} (`launch-notice-working-days` dans `nrt.toml`)",
            "nrt's own threshold: {days}, that is, an invitation on {last} at the latest (`launch-notice-working-days` in `nrt.toml`)"
        )
    }
}
