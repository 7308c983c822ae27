//! The plan before a committee, as text.

use super::Style;
use super::wrap::indented;
use crate::check::plan::{Due, Invitation, Launch, Lead, Plan, Session, Task};
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
    let title = tr!(lang, "À rebours du comité de lancement", "Countdown to the launch committee");
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
        None if !session.presents_known => {}
        None => lines.push(tr!(
            lang,
            "rien n'est annoncé à l'ordre du jour",
            "nothing is announced on the agenda"
        )),
    }
    if session.decide.is_empty() && session.decide_known {
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
    lines.push(launch_date(launch, style));
    match launch.invitation {
        Some(Invitation::Sent(day)) => {
            let day = dates::date(lang, day);
            lines.push(tr!(lang, "participants invités le {day}", "participants invited on {day}"));
        }
        Some(Invitation::Planned(day)) => {
            let day = dates::date(lang, day);
            lines.push(tr!(lang, "invitation prévue le {day}", "invitation planned on {day}"));
        }
        Some(Invitation::By(day)) => {
            let day = dates::date(lang, day);
            lines.push(tr!(lang, "dernier jour pour inviter : {day}", "last day to invite: {day}"));
        }
        None => {}
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
            Due::Late(due) => {
                let due = dates::short(lang, *due);
                tr!(
                    lang,
                    "document en retard (attendu le {due}) : {title}",
                    "document overdue (due on {due}): {title}"
                )
            }
            Due::On(due) => {
                let due = dates::short(lang, *due);
                tr!(
                    lang,
                    "document attendu pour le {due} : {title}",
                    "document due on {due}: {title}"
                )
            }
            Due::Undated => tr!(
                lang,
                "document attendu, sans date : {title}",
                "document outstanding, no date: {title}"
            ),
            Due::Unknown => {
                tr!(lang, "document attendu : {title}", "document outstanding: {title}")
            }
        });
    }
    lines
}

/// The date of the launch committee, and what is left until then.
fn launch_date(launch: &Launch, style: Style) -> String {
    let lang = style.lang;
    let date = dates::weekday_date(lang, launch.date);
    if launch.today {
        return tr!(
            lang,
            "comité de lancement : {date}, aujourd'hui",
            "launch committee: {date}, today"
        );
    }
    let Some(days) = launch.working_days else {
        return tr!(lang, "comité de lancement : {date}", "launch committee: {date}");
    };
    let s = lang.s(usize::try_from(days).unwrap_or_default());
    tr!(
        lang,
        "comité de lancement : {date}, dans {days} jour{s} ouvré{s}",
        "launch committee: {date}, in {days} working day{s}"
    )
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
            Lead::Referent(who) => terminal(who),
            Lead::Unknown => {
                tr!(lang, "Pilote non lu (`lead`)", "Lead that could not be read (`lead`)")
            }
            Lead::Nobody => tr!(lang, "Sans pilote (`lead`)", "Led by nobody (`lead`)"),
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

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::check::{self, Settings};
    use crate::files::Files;
    use crate::lang::Lang;
    use crate::load::load;

    /// The plan of a project on a day, with ordinary spaces.
    fn shown(on: &str, files: &[(&str, &str)]) -> String {
        let start = ("nrt.toml", "format = 1\n");
        let files = Files::from_texts(std::iter::once(start).chain(files.iter().copied()));
        let loaded = load(&files, Lang::Fr);
        let settings = Settings {
            today: on.parse().expect("a date"),
            horizon: None,
            lang: Lang::Fr,
            attachments: BTreeMap::new(),
        };
        let checked = check::check(&loaded, &settings);
        let plan = check::plan::plan(&check::context(&loaded, &settings), &checked);
        let style = Style { lang: Lang::Fr, width: 100, colour: false };
        self::plan(&plan, style).replace('\u{a0}', " ")
    }

    const LAUNCH: &str = "[launch]\ntitle = \"Comité\"\nkind = \"launch-committee\"\n\
                          date = 2026-12-10\ninvited = 2026-11-12\n";

    #[test]
    fn what_is_to_come_is_not_said_to_be_past_nor_the_reverse() {
        let before = shown("2026-09-01", &[("milestones.toml", LAUNCH)]);
        assert!(before.contains("invitation prévue le 12 novembre 2026"), "{before}");
        let after = shown("2026-11-23", &[("milestones.toml", LAUNCH)]);
        assert!(after.contains("participants invités le 12 novembre 2026"), "{after}");
        let documents = "[a]\ntitle = \"Bilan\"\nstatus = \"requested\"\ndue = 2026-12-01\n";
        let files = [("milestones.toml", LAUNCH), ("documents.toml", documents)];
        let today = shown("2026-12-10", &files);
        assert!(today.contains("jeudi 10 décembre 2026, aujourd'hui\n"), "{today}");
        let late = "document en retard (attendu le 1er déc. 2026) : Bilan";
        assert!(today.contains(late), "{today}");
    }

    #[test]
    fn nothing_is_said_of_what_could_not_be_read() {
        let stakeholders = "[dgs]\nname = \"DGS\"\nrole = \"senior-management\"\n\
                            bilateral = \"bientôt\"\nlaunch = \"peut-être\"\n";
        let milestones =
            format!("{LAUNCH}[atelier]\ntitle = \"Atelier\"\ndate = \"2 mars\"\nlead = 3\n");
        let documents = "[a]\ntitle = \"Bilan\"\nstatus = \"requested\"\ndue = \"demain\"\n";
        let text = shown(
            "2026-11-23",
            &[
                ("milestones.toml", &milestones),
                ("stakeholders.toml", stakeholders),
                ("documents.toml", documents),
            ],
        );
        assert!(!text.contains("DGS") && !text.contains("Atelier"), "{text}");
        assert!(text.contains("document attendu : Bilan"), "{text}");
    }
}
