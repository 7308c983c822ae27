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
use crate::lang::{Lang, dates};
use crate::model::{Milestone, MilestoneKind, Stakeholder, Topic};
use crate::rule::{Context, Report, Rule, State};
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
        let day = last_day(milestone);
        (*state, day.is_none(), day, *id)
    });
    let Some((state, id, milestone)) = best else {
        return without_meeting(cx, report, *topic, absent);
    };
    let at = Address::entity(Kind::Milestone, id).key("date");
    match last_day(milestone) {
        _ if state == State::Unknown => report.unknown(at),
        Some(day) => report.held(day, written(milestone.outcome.as_ref()), at, what),
        None => {
            let message = tr!(cx.lang, "{what} n'a pas encore de date", "{what} has no date yet");
            undated(cx, report, id, message);
        }
    }
}

/// A milestone that would settle an item if it had a date.
fn undated(cx: &Context<'_>, report: &mut Report<'_>, id: &str, message: String) {
    let at = Address::entity(Kind::Milestone, id).key("date");
    report.missing(at, message).help(tr!(
        cx.lang,
        "ajoutez `date = …` à `[{id}]` dans `milestones.toml`",
        "add `date = …` to `[{id}]` in `milestones.toml`"
    ));
}

/// The meetings that cover a topic, or may: each with the state it would give.
fn meetings<'c>(
    cx: &Context<'c>,
    topic: Topic,
) -> impl Iterator<Item = (State, &'c str, &'c Milestone)> {
    cx.project.milestones.iter().filter_map(move |(id, milestone)| {
        let at = Address::entity(Kind::Milestone, id);
        let unsure = |key| cx.unknown(&at.clone().key(key));
        let kinds = [MilestoneKind::ManagementExchange, MilestoneKind::BodySession];
        let meets = milestone.kind.is_some_and(|kind| kinds.contains(&kind));
        let covers = milestone.covers.contains(&topic);
        let may = (meets || unsure("kind")) && (covers || unsure("covers"));
        let outcome = written(milestone.outcome.as_ref());
        let state = match last_day(milestone) {
            _ if !meets || !covers || unsure("date") || unsure("end") => State::Unknown,
            None => State::ToDo,
            Some(day) if day <= cx.today && !outcome && unsure("outcome") => State::Unknown,
            Some(day) => state_of(cx, day, outcome),
        };
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
    let Some((id, milestone)) = exchange else {
        let at = Address::file(Kind::Milestone).subject(word);
        report.missing(at, absent.to_owned()).help(tr!(
            cx.lang,
            "dans `milestones.toml` : `[echange-dg]`, puis `title = \"…\"`, `kind = \"management-exchange\"`, `date = …` et `covers = [\"{word}\"]`",
            "in `milestones.toml`: `[management]`, then `title = \"…\"`, `kind = \"management-exchange\"`, `date = …` and `covers = [\"{word}\"]`"
        ));
        return;
    };
    let covered = milestone.covers.iter().map(|topic| topic.word().name).chain([word]);
    let covers: Vec<String> = covered.map(|word| format!("\"{word}\"")).collect();
    let covers = covers.join(", ");
    let title = called(cx.lang, milestone.title.as_ref(), id);
    let at = Address::entity(Kind::Milestone, id).key("covers");
    report.missing(at, absent.to_owned()).help(tr!(
        cx.lang,
        "si {title} l'aborde, écrivez-y `covers = [{covers}]` ; sinon, ajoutez un jalon qui l'aborde dans `milestones.toml`",
        "if {title} covers it, write `covers = [{covers}]` there; otherwise add a milestone that covers it to `milestones.toml`"
    ));
}

/// Whether a stakeholder is a key one; `None` where what decides it could not be taken.
fn is_key(cx: &Context<'_>, at: &Address, stakeholder: &Stakeholder) -> Option<bool> {
    let written = stakeholder.importance.is_some();
    let known = written || (stakeholder.role.is_some() && !unsure(cx, at, &["importance"]));
    known.then(|| cx.is_key(stakeholder))
}

/// What comes nearest to a first discussion: the state it gives, its day, whether it is known to
/// have been held, and its key.
fn first_discussion(
    cx: &Context<'_>,
    stakeholder: &Stakeholder,
) -> Option<(State, NaiveDate, bool, &'static str)> {
    let held = written(stakeholder.bilateral_outcome.as_ref());
    let first = stakeholder.first_discussion.map(|day| (day, true, "first-discussion"));
    let bilateral = stakeholder.bilateral.map(|day| (day, held, "bilateral"));
    let dated = first.into_iter().chain(bilateral);
    dated.map(|(day, held, key)| (state_of(cx, day, held), day, held, key)).min()
}

/// Whether values that a rule reads of an entity could not be taken.
fn unsure(cx: &Context<'_>, entity: &Address, keys: &[&str]) -> bool {
    keys.iter().any(|key| cx.unknown(&entity.clone().key(key)))
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
    report.find(at, message).level(Level::Warning).label(days_ago(cx, day)).help(help);
}

/// The state that a date and, where its kind has one, an outcome give to an item.
fn state_of(cx: &Context<'_>, date: NaiveDate, outcome: bool) -> State {
    if date <= cx.today && outcome {
        State::Done
    } else if date < cx.today {
        State::ToConfirm
    } else if date > cx.today && cx.horizon.as_ref().is_some_and(|horizon| date > horizon.date) {
        State::ToDo
    } else {
        State::Planned
    }
}

/// The last day of a milestone, inclusive; `None` as long as it has no date.
fn last_day(milestone: &Milestone) -> Option<NaiveDate> {
    milestone.date.map(|date| milestone.end.map_or(date, |end| end.max(date)))
}

/// Whether a text says something.
fn written(text: Option<&String>) -> bool {
    text.is_some_and(|text| !text.trim().is_empty())
}

/// How messages call an entity: its title or name, and its id.
fn called(lang: Lang, title: Option<&String>, id: &str) -> String {
    match title {
        Some(title) => tr!(lang, "« {title} » (`{id}`)", "\"{title}\" (`{id}`)"),
        None => format!("`{id}`"),
    }
}

/// « il y a 5 jours », for a label under a date that is past.
fn days_ago(cx: &Context<'_>, date: NaiveDate) -> String {
    let days = usize::try_from((cx.today - date).num_days()).unwrap_or_default();
    let s = cx.lang.s(days);
    tr!(cx.lang, "il y a {days} jour{s}", "{days} day{s} ago")
}
