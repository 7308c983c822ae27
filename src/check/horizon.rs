//! The committee that a check is for, from what `--for` says.

use chrono::NaiveDate;
use toml::de::DeValue;

use crate::address::{Address, Kind};
use crate::diff::nearest;
use crate::document::position::Lines;
use crate::finding::{Finding, Level};
use crate::lang::{Lang, dates};
use crate::load::Loaded;
use crate::model::{Body, Milestone, PLACEHOLDER};
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
/// or one of its sessions (`codir@2026-12-08`); `milestones.` or `bodies.` before the id says which
/// of the two is meant.
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
    let (id, kinds): (_, &[Kind]) =
        match (id.strip_prefix("milestones."), id.strip_prefix("bodies.")) {
            (Some(id), _) => (id, &[Kind::Milestone]),
            (_, Some(id)) => (id, &[Kind::Body]),
            (None, None) => (id, &KINDS),
        };
    let project = &loaded.project;
    let milestone = project.milestones.get(id).filter(|_| kinds.contains(&Kind::Milestone));
    let body = project.bodies.get(id).filter(|_| kinds.contains(&Kind::Body));
    match (milestone, body, session) {
        (Some(_), Some(_), None) => Err(both(id, lang)),
        (_, Some(body), _) => of_body(loaded, id, body, session, today, lang),
        (Some(milestone), None, None) => of_milestone(loaded, id, milestone, lang),
        (Some(_), None, Some(_)) => Err(HorizonError {
            message: tr!(
                lang,
                "`{id}` est un jalon, qui n'a qu'une date",
                "`{id}` is a milestone, which has a single date"
            ),
            help: tr!(
                lang,
                "écrivez `--for {id}`, sans date",
                "write `--for {id}`, without a date"
            ),
        }),
        (None, None, _) => Err(unknown(loaded, id, kinds, lang)),
    }
}

/// What may be a committee.
const KINDS: [Kind; 2] = [Kind::Milestone, Kind::Body];

fn both(id: &str, lang: Lang) -> HorizonError {
    HorizonError {
        message: tr!(
            lang,
            "`{id}` est à la fois un jalon et une instance",
            "`{id}` is both a milestone and a body"
        ),
        help: tr!(
            lang,
            "écrivez `--for milestones.{id}` ou `--for bodies.{id}`",
            "write `--for milestones.{id}` or `--for bodies.{id}`"
        ),
    }
}

fn of_milestone(
    loaded: &Loaded<'_>,
    id: &str,
    milestone: &Milestone,
    lang: Lang,
) -> Result<Horizon, HorizonError> {
    let address = Address::entity(Kind::Milestone, id).key("date");
    if let Some(date) = milestone.date {
        let title = milestone.title.clone().unwrap_or_else(|| id.to_owned());
        return Ok(Horizon { address, date, title });
    }
    if loaded.documents.misread(&address) {
        let message = tr!(
            lang,
            "la date du jalon `{id}` n'a pas pu être lue",
            "the date of the milestone `{id}` could not be read"
        );
        return Err(HorizonError { message, help: correction(loaded, &address, lang) });
    }
    Err(HorizonError {
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
    })
}

fn of_body(
    loaded: &Loaded<'_>,
    id: &str,
    body: &Body,
    session: Option<NaiveDate>,
    today: NaiveDate,
    lang: Lang,
) -> Result<Horizon, HorizonError> {
    let address = Address::entity(Kind::Body, id).key("sessions");
    let date = match session {
        Some(date) => Some(date).filter(|date| body.sessions.contains(date)),
        None => body.sessions.iter().copied().filter(|date| *date >= today).min(),
    };
    if let Some(date) = date {
        let title = body.name.clone().unwrap_or_else(|| id.to_owned());
        return Ok(Horizon { address, date, title });
    }
    if loaded.documents.misread(&address) {
        let message = tr!(
            lang,
            "les séances de l'instance `{id}` n'ont pas toutes pu être lues",
            "the sessions of the body `{id}` could not all be read"
        );
        return Err(HorizonError { message, help: correction(loaded, &address, lang) });
    }
    Err(no_session(id, &body.sessions, session, lang))
}

/// What to do about a value that could not be read, or a file: as its own finding says, and where.
fn correction(loaded: &Loaded<'_>, address: &Address, lang: Lang) -> String {
    let of_file = || {
        loaded
            .findings
            .iter()
            .filter(|finding| finding.level == Level::Error && finding.address.kind == address.kind)
    };
    let about = |finding: &&Finding| {
        address.contains(&finding.address) || finding.address.path == address.path
    };
    let found = of_file().find(about).or_else(|| of_file().find(|f| f.address.path.is_empty()));
    let place = found.and_then(|finding| finding.place.as_ref());
    let document = loaded.documents.get(address.kind);
    let at = match (place, document) {
        (Some(place), Some(document)) => {
            let position = Lines::new(document.text).position(place.range.start);
            format!("{}:{}:{}", place.path, position.line, position.column)
        }
        _ => address.kind.file().to_owned(),
    };
    match found.and_then(|finding| finding.help.as_ref()) {
        Some(help) => {
            let help = help.terminal();
            tr!(lang, "dans `{at}` : {help}", "in `{at}`: {help}")
        }
        None => tr!(lang, "corrigez `{at}`", "correct `{at}`"),
    }
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

fn unknown(loaded: &Loaded<'_>, id: &str, kinds: &[Kind], lang: Lang) -> HorizonError {
    let project = &loaded.project;
    let aside = |kind: &&Kind| project.aside.contains(&Address::entity(**kind, id));
    if let Some(kind) = kinds.iter().find(aside) {
        return set_aside(loaded, &Address::entity(*kind, id), id, lang);
    }
    if let Some(kind) = kinds.iter().find(|kind| loaded.documents.broken(**kind)) {
        let file = kind.file();
        return HorizonError {
            message: tr!(
                lang,
                "`{file}` n'a pas pu être lu en entier : `{id}` s'y trouve peut-être",
                "`{file}` could not be read whole: `{id}` may be there"
            ),
            help: correction(loaded, &Address::file(*kind), lang),
        };
    }
    let milestones = project.milestones.keys().filter(|_| kinds.contains(&Kind::Milestone));
    let bodies = project.bodies.keys().filter(|_| kinds.contains(&Kind::Body));
    let ids = || milestones.clone().chain(bodies.clone()).map(String::as_str);
    let (none, known) = match kinds {
        [Kind::Milestone] => (
            lang.pick("il n'y a pas de jalon", "there is no milestone"),
            lang.pick("jalons connus", "known milestones"),
        ),
        [Kind::Body] => (
            lang.pick("il n'y a pas d'instance", "there is no body"),
            lang.pick("instances connues", "known bodies"),
        ),
        _ => (
            lang.pick("il n'y a ni jalon ni instance", "there is no milestone or body"),
            lang.pick("jalons et instances connus", "known milestones and bodies"),
        ),
    };
    let help = match nearest(id, ids()) {
        Some(close) => {
            tr!(lang, "vouliez-vous dire `--for {close}` ?", "did you mean `--for {close}`?")
        }
        None => {
            let ids = ids().collect::<Vec<_>>().join(", ");
            tr!(lang, "{known} : {ids}", "{known}: {ids}")
        }
    };
    HorizonError { message: format!("{none} `{id}`"), help }
}

/// A milestone or a body that counts for nothing: it is cancelled, or holds a placeholder.
fn set_aside(loaded: &Loaded<'_>, address: &Address, id: &str, lang: Lang) -> HorizonError {
    let cancelled = address.clone().key("cancelled");
    let document = loaded.documents.get(address.kind);
    let value = document.and_then(|document| document.value(&cancelled.path));
    if value.is_some_and(|value| matches!(value.get_ref(), DeValue::Boolean(true))) {
        return HorizonError {
            message: tr!(lang, "le jalon `{id}` est annulé", "the milestone `{id}` is cancelled"),
            help: tr!(lang, "choisissez un autre comité", "choose another committee"),
        };
    }
    let file = address.kind.file();
    let what = match address.kind {
        Kind::Body => lang.pick("l'instance", "the body"),
        _ => lang.pick("le jalon", "the milestone"),
    };
    HorizonError {
        message: tr!(
            lang,
            "{what} `{id}` reste à compléter, et ne compte pas encore",
            "{what} `{id}` is still to complete, and does not count yet"
        ),
        help: tr!(
            lang,
            "remplacez les `{PLACEHOLDER}` sous `[{id}]` dans `{file}`",
            "replace each `{PLACEHOLDER}` under `[{id}]` in `{file}`"
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;
    use crate::load::load;

    const MILESTONES: &str = "\
[launch]
title = \"Comité de lancement\"
kind = \"launch-committee\"
date = \"2026-12-10\"

[visite]
title = \"Visite\"
kind = \"other\"
date = 2026-12-11
cancelled = true

[atelier]
title = \"TODO(nrt)\"
kind = \"other\"

[codir]
title = \"Présentation en CODIR\"
kind = \"body-session\"
date = 2026-12-14
";
    const BODIES: &str = "\
[codir]
name = \"Comité de direction\"
kind = \"management-committee\"
sessions = [2026-12-08]

[bureau]
name = \"Bureau\"
kind = \"bureau\"
sessions = [\"2027-01-12\"]
";

    /// The date of a horizon, or what is said in its place.
    fn said(milestones: &str, spec: &str) -> String {
        let texts = [("milestones.toml", milestones), ("bodies.toml", BODIES)];
        let files = Files::from_texts(texts);
        let today = "2026-11-23".parse().expect("a date");
        match horizon(&load(&files, Lang::Fr), spec, today, Lang::Fr) {
            Ok(horizon) => horizon.date.to_string(),
            Err(HorizonError { message, help }) => format!("{message} | {help}"),
        }
        .replace('\u{a0}', " ")
    }

    #[test]
    fn each_mistake_is_told_as_it_is() {
        for (spec, expected) in [
            (
                "launch",
                "la date du jalon `launch` n'a pas pu être lue | dans `milestones.toml:4:8` : écrivez `2026-12-10`",
            ),
            ("visite", "le jalon `visite` est annulé | choisissez un autre comité"),
            (
                "atelier",
                "le jalon `atelier` reste à compléter, et ne compte pas encore | remplacez les `TODO(nrt)` sous `[atelier]` dans `milestones.toml`",
            ),
            (
                "codir",
                "`codir` est à la fois un jalon et une instance | écrivez `--for milestones.codir` ou `--for bodies.codir`",
            ),
            ("milestones.codir", "2026-12-14"),
            ("bodies.codir", "2026-12-08"),
            ("codir@2026-12-08", "2026-12-08"),
            (
                "launch@2026-12-10",
                "`launch` est un jalon, qui n'a qu'une date | écrivez `--for launch`, sans date",
            ),
            (
                "bureau",
                "les séances de l'instance `bureau` n'ont pas toutes pu être lues | dans `bodies.toml:9:13` : écrivez `2027-01-12`",
            ),
            (
                "bodies.launch",
                "il n'y a pas d'instance `launch` | instances connues : bureau, codir",
            ),
        ] {
            assert_eq!(said(MILESTONES, spec), expected, "{spec}");
        }
    }

    #[test]
    fn nothing_is_concluded_from_a_file_read_in_part() {
        let broken = "[launch]\ntitle = \"Comité\"\ndate = 2026-12-1O\n";
        let date = said(broken, "launch");
        assert!(date.starts_with("la date du jalon `launch` n'a pas pu être lue | dans"), "{date}");
        assert!(date.contains("`milestones.toml:3:"), "{date}");
        let other = said(broken, "jury");
        assert!(
            other.starts_with("`milestones.toml` n'a pas pu être lu en entier : `jury`"),
            "{other}"
        );
    }
}
