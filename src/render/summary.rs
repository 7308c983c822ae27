//! The table of the step's activities and recommendations, and the verdict below it.

use super::table::Rows;
use super::wrap::wrapped;
use super::{Style, words};
use crate::check::{Checked, ClauseState, Settings, Since};
use crate::lang::{Lang, dates};
use crate::method::{Clause, Passage};
use crate::rule::State;
use crate::text::terminal;
use crate::tr;

/// The table of states. The variant is shown only when it is not settled.
pub fn states(checked: &Checked, style: Style) -> String {
    let mut rows = Rows::new(&["", "", "", ""]).right(3);
    for state in &checked.states {
        let number = match state.clause {
            Clause::Activity(n) => n.to_string(),
            Clause::Recommendation(n) => format!("R{n}"),
            Clause::Passage(Passage::Variant) if state.state != State::Done => String::new(),
            _ => continue,
        };
        rows.push(vec![
            number,
            words::clause(state.clause, style.lang).to_owned(),
            words::state(state.state, style.lang).to_owned(),
            progress(state),
        ]);
    }
    rows.render(style)
}

/// « 3/12 », or nothing where there is only one thing to do.
fn progress(state: &ClauseState) -> String {
    if state.total > 1 { format!("{}/{}", state.done, state.total) } else { String::new() }
}

/// The title of the step, and the committee with the days that remain: « (J-17) ».
pub fn heading(settings: &Settings, style: Style) -> String {
    let lang = style.lang;
    let step = words::step(lang);
    let right = match &settings.horizon {
        Some(horizon) => {
            let (title, date) = (terminal(&horizon.title), dates::date(lang, horizon.date));
            let days = (horizon.date - settings.today).num_days();
            let left = match days {
                1.. => tr!(lang, "J-{days}", "D-{days}"),
                0 => tr!(lang, "aujourd'hui", "today"),
                _ => tr!(lang, "J+{}", "D+{}", -days),
            };
            format!("{title}, {date} ({left})")
        }
        None => {
            let date = dates::date(lang, settings.today);
            tr!(lang, "au {date}", "on {date}")
        }
    };
    let used = step.chars().count() + right.chars().count();
    if used + 3 <= style.width {
        let gap = " ".repeat((style.width - used - 1).clamp(2, 12));
        format!(" {step}{gap}{right}\n")
    } else {
        format!(" {step}\n {right}\n")
    }
}

/// The verdict with its counts, the recommendations beside it, and what nrt does not check.
pub fn verdict(checked: &Checked, flash: bool, style: Style) -> String {
    let lang = style.lang;
    let colon = lang.pick("\u{a0}:", ":");
    let mut text = format!(
        "{}{colon} {} · {}\n",
        words::verdict(checked.verdict, lang),
        words::activities(checked, lang),
        words::counts(checked, lang)
    );
    text.push_str(&recommendations(checked, style));
    if flash {
        text.push_str(&tr!(
            lang,
            "Démarche Flash : son étape 1 n'est pas publiée ; les activités de la version standard sont vérifiées, ses recommandations données pour information.\n",
            "Flash: its own step 1 is not published; the activities of the standard version are checked, its recommendations given as information.\n"
        ));
    }
    text.push_str(words::caveat(lang));
    wrapped(&text, style.width)
}

/// « Depuis 1a2b3c4 : 2 nouveaux constats, 1 résolu, 3 inchangés, 1 aggravé »; nothing where no base
/// was asked for.
pub fn since(checked: &Checked, style: Style) -> String {
    let (lang, Some(since)) = (style.lang, &checked.since) else { return String::new() };
    let Since { revision, new, fixed, unchanged, now_due } = since;
    let revision = terminal(revision);
    let text = match lang {
        Lang::Fr => {
            let x = if lang.many(*new) { "x" } else { "" };
            let s = lang.s(*new);
            let (fs, us, ds) = (lang.s(*fixed), lang.s(*unchanged), lang.s(*now_due));
            format!(
                "Depuis {revision} : {new} nouveau{x} constat{s}, {fixed} résolu{fs}, {unchanged} inchangé{us}, {now_due} aggravé{ds}\n"
            )
        }
        Lang::En => {
            let s = lang.s(*new);
            format!(
                "Since {revision}: {new} new finding{s}, {fixed} fixed, {unchanged} unchanged, {now_due} now due\n"
            )
        }
    };
    wrapped(&text, style.width)
}

/// « Recommandations : 2 suivies, 1 écart assumé, 2 non suivies ».
fn recommendations(checked: &Checked, style: Style) -> String {
    let lang = style.lang;
    let (mut followed, mut planned, mut waived, mut open, mut unknown) = (0, 0, 0, 0, 0);
    for state in checked.states.iter().filter(|s| matches!(s.clause, Clause::Recommendation(_))) {
        match state.state {
            State::Done => followed += 1,
            State::Planned => planned += 1,
            State::Waived => waived += 1,
            State::ToDo | State::ToConfirm => open += 1,
            State::Unknown => unknown += 1,
        }
    }
    let mut parts = Vec::new();
    for (n, part) in [
        (
            followed,
            tr!(lang, "{followed} suivie{}", "{followed} followed{}", agreement(followed, lang)),
        ),
        (planned, tr!(lang, "{planned} prévue{}", "{planned} planned{}", agreement(planned, lang))),
        (
            waived,
            tr!(
                lang,
                "{waived} écart{0} assumé{0}",
                "{waived} accepted departure{0}",
                lang.s(waived)
            ),
        ),
        (open, tr!(lang, "{open} non suivie{}", "{open} not followed{}", agreement(open, lang))),
        (
            unknown,
            tr!(lang, "{unknown} inconnue{}", "{unknown} unknown{}", agreement(unknown, lang)),
        ),
    ] {
        if n > 0 {
            parts.push(part);
        }
    }
    let parts = parts.join(", ");
    tr!(lang, "Recommandations : {parts}\n", "Recommendations: {parts}\n")
}

/// The mark of the plural of a French participle; English has none.
const fn agreement(n: usize, lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => lang.s(n),
        Lang::En => "",
    }
}
