//! The committee that a check is for, from what `--for` says.

use chrono::NaiveDate;

use crate::address::{Address, Kind};
use crate::diff::nearest;
use crate::lang::{Lang, dates};
use crate::load::Loaded;
use crate::rule::Horizon;
use crate::tr;

/// Why there is no such committee: what is wrong, and what to do.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HorizonError {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: String,
}

/// The horizon of `spec`: a milestone (`launch`), a body's first session from today on (`codir`),
/// or one of its sessions (`codir@2026-12-08`).
pub fn horizon(
    loaded: &Loaded<'_>,
    spec: &str,
    today: NaiveDate,
    lang: Lang,
) -> Result<Horizon, HorizonError> {
    let (id, session) = match spec.split_once('@') {
        Some((id, date)) => (id, Some(session_date(date, lang)?)),
        None => (spec, None),
    };
    let id = id.trim_start_matches("milestones.").trim_start_matches("bodies.");
    let project = &loaded.project;
    if let (Some(milestone), None) = (project.milestones.get(id), session) {
        let title = milestone.title.clone().unwrap_or_else(|| id.to_owned());
        let address = Address::entity(Kind::Milestone, id);
        let Some(date) = milestone.date else {
            return Err(HorizonError {
                message: tr!(
                    lang,
                    "le jalon `{id}` n'a pas encore de date",
                    "the milestone `{id}` has no date yet"
                ),
                help: tr!(
                    lang,
                    "ajoutez `date = …` à `[{id}]` dans `milestones.toml`",
                    "add `date = …` to `[{id}]` in `milestones.toml`"
                ),
            });
        };
        return Ok(Horizon { address: address.key("date"), date, title });
    }
    if let Some(body) = project.bodies.get(id) {
        let title = body.name.clone().unwrap_or_else(|| id.to_owned());
        let address = Address::entity(Kind::Body, id).key("sessions");
        let date = match session {
            Some(date) if body.sessions.contains(&date) => Some(date),
            Some(_) => None,
            None => body.sessions.iter().copied().filter(|date| *date >= today).min(),
        };
        return match date {
            Some(date) => Ok(Horizon { address, date, title }),
            None => Err(no_session(id, &body.sessions, session, lang)),
        };
    }
    Err(unknown(loaded, id, lang))
}

fn session_date(text: &str, lang: Lang) -> Result<NaiveDate, HorizonError> {
    text.parse().map_err(|_| HorizonError {
        message: tr!(lang, "`{text}` n'est pas une date", "`{text}` is not a date"),
        help: tr!(
            lang,
            "par exemple `--for codir@2026-12-08`",
            "for instance `--for codir@2026-12-08`"
        ),
    })
}

fn no_session(
    id: &str,
    sessions: &[NaiveDate],
    asked: Option<NaiveDate>,
    lang: Lang,
) -> HorizonError {
    let message = match asked {
        Some(date) => {
            let date = dates::date(lang, date);
            tr!(
                lang,
                "l'instance `{id}` n'a pas de séance le {date}",
                "the body `{id}` has no session on {date}"
            )
        }
        None => tr!(
            lang,
            "l'instance `{id}` n'a pas de séance à venir",
            "the body `{id}` has no session to come"
        ),
    };
    let known: Vec<String> = sessions.iter().map(ToString::to_string).collect();
    let help = if known.is_empty() {
        tr!(
            lang,
            "ajoutez `sessions = […]` à `[{id}]` dans `bodies.toml`",
            "add `sessions = […]` to `[{id}]` in `bodies.toml`"
        )
    } else {
        let known = known.join(", ");
        tr!(lang, "séances connues : {known}", "known sessions: {known}")
    };
    HorizonError { message, help }
}

fn unknown(loaded: &Loaded<'_>, id: &str, lang: Lang) -> HorizonError {
    let project = &loaded.project;
    let aside = project.aside.iter().any(|address| {
        matches!(address.kind, Kind::Milestone | Kind::Body) && address.entity_id() == Some(id)
    });
    if aside {
        return HorizonError {
            message: tr!(
                lang,
                "`{id}` est annulé ou reste à compléter",
                "`{id}` is cancelled or still to complete"
            ),
            help: tr!(
                lang,
                "choisissez un autre jalon ou une autre instance",
                "choose another milestone or body"
            ),
        };
    }
    let ids = || project.milestones.keys().chain(project.bodies.keys()).map(String::as_str);
    let help = match nearest(id, ids()) {
        Some(close) => {
            tr!(lang, "vouliez-vous dire `--for {close}` ?", "did you mean `--for {close}`?")
        }
        None => {
            let ids = ids().collect::<Vec<_>>().join(", ");
            tr!(lang, "jalons et instances connus : {ids}", "known milestones and bodies: {ids}")
        }
    };
    HorizonError {
        message: tr!(
            lang,
            "il n'y a ni jalon ni instance `{id}`",
            "there is no milestone or body `{id}`"
        ),
        help,
    }
}
