//! The plan before a committee, as text.

use super::Style;
use super::wrap::indented;
use crate::check::plan::{Plan, Session, Task};
use crate::lang::dates;
use crate::text::terminal;
use crate::tr;

/// Everything there is to prepare; empty where there is nothing.
pub fn plan(plan: &Plan, style: Style) -> String {
    let mut text = String::new();
    if let Some(session) = &plan.session {
        section(&mut text, &self::session(session, style), session_lines(session, style), style);
    }
    let lang = style.lang;
    let title =
        tr!(lang, "À rebours du comité de lancement", "Backwards from the launch committee");
    section(&mut text, &title, backward(plan, style), style);
    section(
        &mut text,
        &tr!(lang, "Présence des acteurs clés", "Presence of key stakeholders"),
        presence(plan, style),
        style,
    );
    section(&mut text, &tr!(lang, "Prochaines dates", "Next dates"), next(plan, style), style);
    section(&mut text, &tr!(lang, "Cette semaine", "This week"), tasks(plan, style), style);
    text
}

fn section(text: &mut String, title: &str, lines: Vec<String>, style: Style) {
    if lines.is_empty() {
        return;
    }
    text.push_str(title);
    text.push('\n');
    for line in lines {
        let inner = line.trim_start();
        let lead = " ".repeat(2 + line.len() - inner.len());
        text.push_str(&indented(inner, style.width, &lead, &format!("{lead}  ")));
    }
    text.push('\n');
}

fn session(session: &Session, style: Style) -> String {
    let (body, date) = (terminal(&session.body), dates::weekday_date(style.lang, session.date));
    tr!(style.lang, "Séance retenue : {body}, {date}", "Chosen session: {body}, {date}")
}

fn session_lines(session: &Session, style: Style) -> Vec<String> {
    let lang = style.lang;
    let mut lines = Vec::new();
    match &session.presents {
        Some(presents) => {
            let presents = terminal(presents);
            lines.push(tr!(lang, "à présenter : {presents}", "to present: {presents}"));
        }
        None => lines.push(tr!(
            lang,
            "rien n'est annoncé à l'ordre du jour",
            "nothing is announced on the agenda"
        )),
    }
    if session.decide.is_empty() {
        lines.push(tr!(lang, "à décider : rien n'est en attente", "to decide: nothing is pending"));
    }
    for what in &session.decide {
        let what = terminal(what);
        lines.push(tr!(lang, "à décider : {what}", "to decide: {what}"));
    }
    lines
}

fn backward(plan: &Plan, style: Style) -> Vec<String> {
    let lang = style.lang;
    let Some(launch) = &plan.launch else {
        return Vec::new();
    };
    let mut lines = Vec::new();
    let date = dates::weekday_date(lang, launch.date);
    let days = launch.working_days;
    let n = usize::try_from(days).unwrap_or_default();
    let s = lang.s(n);
    lines.push(tr!(
        lang,
        "comité de lancement : {date}, dans {days} jour{s} ouvré{s}",
        "launch committee: {date}, in {days} working day{s}"
    ));
    match (launch.invited, launch.invite_by) {
        (Some(invited), _) => {
            let invited = dates::date(lang, invited);
            lines.push(tr!(
                lang,
                "participants invités le {invited}",
                "participants invited on {invited}"
            ));
        }
        (None, Some(by)) => {
            let by = dates::date(lang, by);
            lines.push(tr!(lang, "dernier jour pour inviter : {by}", "last day to invite: {by}"));
        }
        (None, None) => {}
    }
    for (day, name) in &launch.bilaterals {
        let (day, name) = (dates::short(lang, *day), terminal(name));
        lines.push(tr!(
            lang,
            "échange bilatéral prévu le {day} : {name}",
            "one-to-one planned on {day}: {name}"
        ));
    }
    if !launch.without_bilateral.is_empty() {
        let names = names(&launch.without_bilateral, style);
        lines.push(tr!(
            lang,
            "échanges bilatéraux à fixer avant cette date : {names}",
            "one-to-ones to set before that date: {names}"
        ));
    }
    for (title, due) in &plan.documents {
        let title = terminal(title);
        lines.push(match due {
            Some(due) => {
                let due = dates::short(lang, *due);
                tr!(
                    lang,
                    "document attendu pour le {due} : {title}",
                    "document due on {due}: {title}"
                )
            }
            None => tr!(
                lang,
                "document attendu, sans date : {title}",
                "document outstanding, no date: {title}"
            ),
        });
    }
    lines
}

fn presence(plan: &Plan, style: Style) -> Vec<String> {
    let lang = style.lang;
    if plan.launch.is_none() {
        return Vec::new();
    }
    let mut lines = Vec::new();
    for (who, title) in [
        (&plan.presence.confirmed, tr!(lang, "confirmés", "confirmed")),
        (&plan.presence.unanswered, tr!(lang, "sans réponse", "no answer")),
        (&plan.presence.absent, tr!(lang, "absents, non représentés", "absent, not represented")),
    ] {
        if !who.is_empty() {
            let (n, names) = (who.len(), names(who, style));
            lines.push(tr!(lang, "{n} {title} : {names}", "{n} {title}: {names}"));
        }
    }
    lines
}

fn next(plan: &Plan, style: Style) -> Vec<String> {
    plan.next
        .iter()
        .map(|(date, what)| {
            let date = dates::short(style.lang, *date);
            let pad = " ".repeat(14_usize.saturating_sub(date.chars().count()));
            format!("{date}{pad}{}", terminal(what))
        })
        .collect()
}

fn tasks(plan: &Plan, style: Style) -> Vec<String> {
    let lang = style.lang;
    let mut lines = Vec::new();
    for (who, tasks) in &plan.tasks {
        lines.push(match who {
            Some(who) => terminal(who),
            None => tr!(lang, "Sans pilote (`lead`)", "Led by nobody (`lead`)"),
        });
        lines.extend(tasks.iter().map(|task| format!("  - {}", self::task(task, style))));
    }
    lines
}

fn task(task: &Task, style: Style) -> String {
    let lang = style.lang;
    let what = terminal(&task.what);
    match task.date.map(|date| dates::short(lang, date)) {
        Some(date) if task.on_time => tr!(lang, "{what} ({date})", "{what} ({date})"),
        Some(date) => tr!(lang, "en retard ({date}), {what}", "overdue ({date}), {what}"),
        None => what,
    }
}

fn names(names: &[String], style: Style) -> String {
    const SHOWN: usize = 8;
    let mut shown: Vec<String> = names.iter().take(SHOWN).map(|name| terminal(name)).collect();
    let more = names.len().saturating_sub(SHOWN);
    if more > 0 {
        let s = style.lang.s(more);
        shown.push(tr!(style.lang, "{more} autre{s}", "{more} other{s}"));
    }
    // Names hold commas of their own.
    shown.join(style.lang.pick("\u{a0}; ", "; "))
}
