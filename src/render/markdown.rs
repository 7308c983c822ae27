//! A comment that stands alone: the verdict, the states, the findings, what nrt does not check.

use super::concise::Positions;
use super::forge::{Run, line};
use super::prose::{code, prose};
use super::{Style, summary, words};
use crate::address::{Kind, is_bare_key};
use crate::check::{ClauseState, Settings};
use crate::finding::{Finding, Level};
use crate::lang::dates;
use crate::method::{Clause, Passage};
use crate::rule::State;
use crate::text::terminal;
use crate::tr;

/// The longest comment, in characters; forges refuse a little more.
pub(super) const MAX_CHARACTERS: usize = 60_000;

/// What is kept for the end: what was left out, how to see it again, and the caveat.
const MAX_TAIL: usize = 1_500;

/// The comment, with a final line break.
pub fn check(run: &Run<'_>) -> String {
    let lang = run.lang();
    let positions = run.positions();
    let colon = lang.pick("\u{a0}:", ":");
    let mut text = format!(
        "**{}**{colon} {} · {}\n\n{}\n\n",
        words::verdict(run.checked.verdict, lang),
        words::activities(run.checked, lang),
        words::counts(run.checked, lang),
        heading(run.settings),
    );
    if run.checked.since.is_some() {
        let style = Style { lang, width: usize::MAX, colour: false };
        text.push_str(&summary::since(run.checked, style));
        text.push('\n');
    }
    text.push_str(&states(run));
    text.push_str(&skipped(run));
    let mut room = MAX_CHARACTERS.saturating_sub(MAX_TAIL + text.chars().count());
    let mut hidden = 0;
    for level in [Level::Error, Level::Warning, Level::Info] {
        let found: Vec<&Finding> = run.checked.open().filter(|f| f.level == level).collect();
        let (section, left) = section(run, level, &found, &positions, &mut room);
        text.push_str(&section);
        hidden += left;
    }
    if let Some(more) = run.hidden(hidden) {
        text.push_str(&tr!(
            lang,
            "Coupé à 60 000 caractères. {}\n\n",
            "Cut at 60,000 characters. {}\n\n",
            prose(&more)
        ));
    }
    text.push_str(&again(run));
    text.push_str(words::caveat(lang));
    text.push('\n');
    text
}

/// The step and the committee, with their dates.
pub(super) fn heading(settings: &Settings) -> String {
    let lang = settings.lang;
    let step = words::step(lang);
    let on = dates::date(lang, settings.today);
    match &settings.horizon {
        Some(horizon) => {
            let title = prose(&line(&horizon.title.as_str().into()));
            let date = dates::date(lang, horizon.date);
            tr!(lang, "{step} · {title}, {date} · au {on}", "{step} · {title}, {date} · on {on}")
        }
        None => tr!(lang, "{step} · au {on}", "{step} · on {on}"),
    }
}

/// The table of states: no text of a file stands in it.
fn states(run: &Run<'_>) -> String {
    let lang = run.lang();
    let (clause, state) = (lang.pick("Élément", "Element"), lang.pick("État", "State"));
    let mut table = format!("| | {clause} | {state} | |\n|---|---|---|---|\n");
    for ClauseState { clause, state, done, total, .. } in &run.checked.states {
        let number = match clause {
            Clause::Activity(n) => n.to_string(),
            Clause::Recommendation(n) => format!("R{n}"),
            Clause::Passage(Passage::Variant) if *state != State::Done => String::new(),
            Clause::Passage(_) | Clause::Law | Clause::Own => continue,
        };
        let name = words::clause(*clause, lang);
        let word = words::state(*state, lang);
        let progress = if *total > 1 { format!("{done}/{total}") } else { String::new() };
        table.push_str(&format!("| {number} | {name} | {word} | {progress} |\n"));
    }
    table + "\n"
}

/// The rules that were not run.
pub(super) fn skipped(run: &Run<'_>) -> String {
    let skipped = &run.checked.skipped;
    if skipped.is_empty() {
        return String::new();
    }
    let rules: Vec<String> = skipped.iter().map(|rule| code(rule)).collect();
    let rules = rules.join(", ");
    tr!(
        run.lang(),
        "Non vérifié, car un fichier n'a pu être lu qu'en partie : {rules}\n\n",
        "Not checked, since a file could only be read in part: {rules}\n\n"
    )
}

/// The findings of a level, as many as there is room for, and how many there is none for.
fn section(
    run: &Run<'_>,
    level: Level,
    found: &[&Finding],
    positions: &Positions<'_>,
    room: &mut usize,
) -> (String, usize) {
    let title = title(run, level, found.len());
    let (open, close) = if level == Level::Info {
        (format!("<details>\n<summary>{title}</summary>\n\n"), "\n</details>\n\n")
    } else {
        (format!("**{title}**\n\n"), "\n")
    };
    let frame = open.chars().count() + close.chars().count();
    let mut items = String::new();
    let mut shown = 0;
    let mut left = room.saturating_sub(frame);
    for finding in found {
        let item = item(run, finding, positions);
        let length = item.chars().count();
        if length > left {
            // Nothing that weighs less may take the place of what was left out.
            *room = 0;
            break;
        }
        left -= length;
        items.push_str(&item);
        shown += 1;
    }
    if shown == 0 {
        return (String::new(), found.len());
    }
    *room = if *room == 0 { 0 } else { left };
    (open + &items + close, found.len() - shown)
}

fn title(run: &Run<'_>, level: Level, n: usize) -> String {
    let (lang, s) = (run.lang(), run.lang().s(n));
    match level {
        Level::Error => tr!(lang, "{n} erreur{s}", "{n} error{s}"),
        Level::Warning => tr!(lang, "{n} avertissement{s}", "{n} warning{s}"),
        Level::Info => tr!(lang, "{n} information{s}", "{n} piece{s} of information"),
    }
}

/// A finding with its place, its rule, what to do and why.
pub(super) fn item(run: &Run<'_>, finding: &Finding, positions: &Positions<'_>) -> String {
    let lang = run.lang();
    let site = run.site(finding, positions);
    let at = code(&format!("{}:{}", terminal(&site.path), site.start.line));
    let (rule, message) = (code(finding.rule), prose(&line(&finding.message)));
    let colon = lang.pick("\u{a0}:", ":");
    let mut item = format!("- {at} · {rule}{colon} {message}\n");
    for detail in run.details(finding) {
        // A word of our own first: a figure and a full stop would start a list.
        item.push_str(&format!("  <br>→ {}\n", prose(&detail)));
    }
    item
}

/// The command that says the same.
fn again(run: &Run<'_>) -> String {
    let settings = run.settings;
    let mut command = format!("nrt check{}", options(settings));
    if let Some(since) = &run.checked.since {
        command.push_str(&format!(" --new-since {}", since.revision));
    }
    let command = code(&command);
    tr!(run.lang(), "Pour refaire : {command}\n\n", "To do it again: {command}\n\n")
}

/// The day and the committee as options of a command: only what can be pasted into a shell as it is.
pub(super) fn options(settings: &Settings) -> String {
    let mut options = format!(" --on {}", settings.today);
    let committee = settings.horizon.as_ref().and_then(|horizon| {
        let id = horizon.address.entity_id().filter(|id| is_bare_key(id))?;
        let session = horizon.address.kind == Kind::Body;
        let day = if session { format!("@{}", horizon.date) } else { String::new() };
        Some(format!(" --for {id}{day}"))
    });
    options.extend(committee);
    options
}
