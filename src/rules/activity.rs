//! The step is not finished without it: the seven activities and the method's variant.

mod document_outstanding;
mod flash_without_provider;
mod method_variant_unsettled;
mod no_body;
mod no_document_collected;
mod no_first_discussion;
mod no_management_exchange;
mod no_milestone;
mod no_referent;
mod no_schedule;
mod no_stakeholder;
mod nr_not_presented;
mod scope_coverage_undecided;
mod scope_organisation_undecided;
mod unconfirmed;

use chrono::NaiveDate;

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::lang::dates;
use crate::model::{Milestone, MilestoneKind, Stakeholder, Topic};
use crate::rule::{Context, Draft, Report, Rule, State};
use crate::tr;

/// The rules of this family, in the order they are shown.
pub static RULES: &[&Rule] = &[
    &method_variant_unsettled::RULE,
    &flash_without_provider::RULE,
    &no_referent::RULE,
    &no_management_exchange::RULE,
    &nr_not_presented::RULE,
    &no_stakeholder::RULE,
    &no_first_discussion::RULE,
    &scope_coverage_undecided::RULE,
    &scope_organisation_undecided::RULE,
    &no_schedule::RULE,
    &no_milestone::RULE,
    &no_document_collected::RULE,
    &document_outstanding::RULE,
    &no_body::RULE,
    &unconfirmed::RULE,
];

/// One of the two things that activity 2 asks of a meeting with management.
struct Wanted {
    topic: Topic,
    /// What it is called: « l'échange avec la direction sur les objectifs ».
    what: String,
    /// What to say where no meeting covers it.
    absent: String,
}

/// Settles an item of activity 2 by the best meeting with management that covers it.
fn settle_with_management(cx: &Context<'_>, report: &mut Report<'_>, wanted: &Wanted) {
    let Wanted { topic, what, absent } = wanted;
    let best = meetings(cx, *topic).min_by_key(|(state, id, milestone)| {
        let day = milestone.last_day();
        (*state, day.is_none(), day, *id)
    });
    match best {
        None => without_meeting(cx, report, *topic, absent),
        Some((State::Unknown, id, _)) => {
            report.unknown(Address::entity(Kind::Milestone, id).key("date"));
        }
        Some((_, id, milestone)) => {
            let planned = tr!(cx.lang, "{what} est prévu le", "{what} is planned for");
            report.milestone(id, milestone, &planned, what);
        }
    }
}

/// The meetings that cover a topic, or may: each with the state it would give.
fn meetings<'c>(
    cx: &Context<'c>,
    topic: Topic,
) -> impl Iterator<Item = (State, &'c str, &'c Milestone)> {
    cx.project.milestones.iter().filter_map(move |(id, milestone)| {
        let at = Address::entity(Kind::Milestone, id);
        let kinds = [MilestoneKind::ManagementExchange, MilestoneKind::BodySession];
        let meets = milestone.kind.is_some_and(|kind| kinds.contains(&kind));
        let covers = milestone.covers.contains(&topic);
        let may = (meets || cx.unsure(&at, &["kind"])) && (covers || cx.unsure(&at, &["covers"]));
        let state =
            if meets && covers { cx.milestone_state(id, milestone) } else { State::Unknown };
        may.then_some((state, id.as_str(), milestone))
    })
}

/// No meeting covers the topic: at an exchange that could say so, else at the file.
fn without_meeting(cx: &Context<'_>, report: &mut Report<'_>, topic: Topic, absent: &str) {
    let word = topic.word().name;
    let exchange = cx
        .project
        .milestones
        .iter()
        .filter(|(_, milestone)| milestone.kind == Some(MilestoneKind::ManagementExchange))
        .min_by_key(|(id, milestone)| (!milestone.covers.is_empty(), *id));
    // Where both are missing, one meeting is proposed for both.
    let other_missing = |other| topic != other && meetings(cx, other).next().is_none();
    let follows = other_missing(Topic::Objectives);
    let leads = other_missing(Topic::NrPresentation).then(|| Topic::NrPresentation.word().name);
    let Some((id, milestone)) = exchange else {
        let at = Address::file(Kind::Milestone).subject(word);
        let covers = quoted([word].into_iter().chain(leads));
        report.missing(at, absent.to_owned()).help(if follows {
            tr!(
                cx.lang,
                "le même échange peut présenter le Numérique responsable : ajoutez `\"{word}\"` à son `covers`",
                "the same exchange can present responsible digital: add `\"{word}\"` to its `covers`"
            )
        } else {
            tr!(
                cx.lang,
                "dans `milestones.toml` : `[echange-dg]` puis, une par ligne, `title = \"…\"`, `kind = \"management-exchange\"`, `date = …` et `covers = [{covers}]`",
                "in `milestones.toml`: `[management]` then, one a line, `title = \"…\"`, `kind = \"management-exchange\"`, `date = …` and `covers = [{covers}]`"
            )
        });
        return;
    };
    let covers = quoted(milestone.covers.iter().map(|topic| topic.word().name).chain([word]));
    let title = cx.called(milestone.title.as_deref(), id);
    let at = Address::entity(Kind::Milestone, id).key("covers");
    report.missing(at, absent.to_owned()).help(if follows {
        tr!(
            cx.lang,
            "si {title} l'aborde aussi, ajoutez `\"{word}\"` à son `covers` ; sinon, ajoutez un jalon qui l'aborde dans `milestones.toml`",
            "if {title} covers it too, add `\"{word}\"` to its `covers`; otherwise add a milestone that covers it to `milestones.toml`"
        )
    } else {
        tr!(
        cx.lang,
        "si {title} l'aborde, écrivez-y `covers = [{covers}]` ; sinon, ajoutez un jalon qui l'aborde dans `milestones.toml`",
        "if {title} covers it, write `covers = [{covers}]` there; otherwise add a milestone that covers it to `milestones.toml`"
        )
    });
}

/// Words as TOML writes the members of a list.
fn quoted(words: impl Iterator<Item = &'static str>) -> String {
    words.map(|word| format!("\"{word}\"")).collect::<Vec<_>>().join(", ")
}

/// What comes nearest to a first discussion: the state it gives, its day, whether it is known to
/// have been held, and its key.
fn first_discussion(
    cx: &Context<'_>,
    stakeholder: &Stakeholder,
) -> Option<(State, NaiveDate, bool, &'static str)> {
    let held = stakeholder.bilateral_outcome.is_some();
    let first = stakeholder.first_discussion.map(|day| (day, true, "first-discussion"));
    let bilateral = stakeholder.bilateral.map(|day| (day, held, "bilateral"));
    let dated = first.into_iter().chain(bilateral);
    dated.map(|(day, held, key)| (cx.state(day, held), day, held, key)).min()
}

/// A one-to-one after the horizon: a first discussion may come before it.
fn earlier_discussion(cx: &Context<'_>, late: Option<Draft<'_, '_>>, id: &str) {
    if let (Some(late), Some(horizon)) = (late, &cx.horizon) {
        let (limit, last) = (dates::date(cx.lang, horizon.date), horizon.date);
        late.help(tr!(
            cx.lang,
            "ajoutez à `[{id}]` un premier échange, au plus tard le {limit} : `first-discussion = {last}`",
            "add a first discussion to `[{id}]`, on {limit} at the latest: `first-discussion = {last}`"
        ));
    }
}

/// That a day is past, and nothing says what came of `what`.
fn say_unconfirmed(
    cx: &Context<'_>,
    report: &mut Report<'_>,
    at: Address,
    day: Option<NaiveDate>,
    what: &str,
    help: String,
) {
    let Some(day) = day.filter(|day| *day < cx.today) else { return };
    let on = dates::date(cx.lang, day);
    let message = tr!(
        cx.lang,
        "{what} était prévu le {on}, et rien ne dit ce qui en est sorti",
        "{what} was planned on {on}, and nothing says what came of it"
    );
    report.find(at, message).level(Level::Warning).label(cx.days_ago(day)).help(help);
}
