//! What a new project's files say: commented in its language, with entries to complete.

mod comments;
mod editors;
mod entries;
mod forge;
pub mod story;

use chrono::{Datelike, NaiveDate, TimeDelta, Weekday};

use crate::address::Kind;
use crate::edit::quoted;
use crate::lang::Lang;
use crate::literal::grouped;
use crate::method::WEEKS;
use crate::model::{AuthorityKind, Method};

pub use editors::tools;
pub use forge::{Forge, GITLAB_ASIDE, workflow};

/// What must be known of a project before it starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answers {
    /// The language of its texts.
    pub lang: Lang,
    /// What it is called.
    pub title: String,
    /// The authority's name.
    pub name: String,
    /// The authority's category.
    pub kind: AuthorityKind,
    /// Its total population (INSEE), in inhabitants.
    pub population: u64,
    /// Whether it has its own IT department.
    pub it_department: bool,
    /// The variant of the method.
    pub method: Method,
    /// Why this variant, where it was chosen among two.
    pub method_reason: Option<String>,
    /// The first day of step 1.
    pub start: Option<NaiveDate>,
    /// The last day of step 1, inclusive.
    pub end: Option<NaiveDate>,
}

/// The ten files of a new project, each with its text; `nrt.toml` comes last, since its presence
/// makes the folder a project.
pub fn files(answers: &Answers) -> Vec<(&'static str, String)> {
    let others = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Project);
    let kinds = others.chain([Kind::Project]);
    kinds.map(|kind| (kind.file(), text(kind, answers))).collect()
}

/// What stands above the first table of a file: what it is for, its keys, the words they accept.
pub fn heading(kind: Kind, lang: Lang) -> String {
    comments::above(kind, lang)
}

fn text(kind: Kind, answers: &Answers) -> String {
    let mut text = comments::above(kind, answers.lang);
    let tables = match kind {
        Kind::Project => project(answers),
        Kind::Stakeholder => entries::stakeholders(answers),
        Kind::Document => entries::documents(answers.lang),
        _ => comments::model(kind, answers.lang),
    };
    if !tables.is_empty() {
        text.push('\n');
        text.push_str(&tables);
    }
    text
}

fn project(answers: &Answers) -> String {
    let mut text = String::from("format = 1\n\n[project]\n");
    let mut line = |key: &str, value: String| text.push_str(&format!("{key} = {value}\n"));
    line("title", quoted(&answers.title));
    line("language", quoted(answers.lang.code()));
    line("method", quoted(answers.method.word().name));
    if let Some(reason) = &answers.method_reason {
        line("method-reason", quoted(reason));
    }
    if let Some(start) = answers.start {
        line("start", start.to_string());
    }
    if let Some(end) = answers.end {
        line("end", end.to_string());
    }
    text.push_str("\n[authority]\n");
    let mut line = |key: &str, value: String| text.push_str(&format!("{key} = {value}\n"));
    line("name", quoted(&answers.name));
    line("kind", quoted(answers.kind.word().name));
    line("population", grouped(i64::try_from(answers.population).unwrap_or(i64::MAX)));
    line("it-department", answers.it_department.to_string());
    text
}

/// What a project is called where nobody says otherwise.
pub fn title(authority: &str, lang: Lang) -> String {
    let folded = crate::literal::fold(authority);
    let first = folded.split('-').next().unwrap_or_default();
    // A category takes its article, a name of its own does not.
    let of = match first {
        "commune" | "communaute" | "metropole" | "ville" | "mairie" | "region" | "collectivite" => {
            "de la "
        }
        "departement" | "syndicat" | "conseil" => "du ",
        _ if first.starts_with(['a', 'e', 'i', 'o', 'u', 'y']) => "d'",
        _ => "de ",
    };
    crate::tr!(
        lang,
        "Démarche Numérique responsable {of}{authority}",
        "Numérique responsable in {authority}"
    )
}

/// The category that the name of an authority tells, for a list to start there.
pub fn guess_kind(name: &str) -> Option<AuthorityKind> {
    let folded = crate::literal::fold(name);
    let says = |word: &str| folded.split(|c: char| !c.is_ascii_alphanumeric()).any(|w| w == word);
    let of = [
        ("lyon", AuthorityKind::MetropoleLyon),
        ("metropole", AuthorityKind::Metropole),
        ("agglomeration", AuthorityKind::CommunauteAgglomeration),
        ("agglo", AuthorityKind::CommunauteAgglomeration),
        ("urbaine", AuthorityKind::CommunauteUrbaine),
        ("communes", AuthorityKind::CommunauteCommunes),
        ("communaute", AuthorityKind::CommunauteCommunes),
        ("syndicat", AuthorityKind::Syndicat),
        ("departement", AuthorityKind::Departement),
        ("departemental", AuthorityKind::Departement),
        ("region", AuthorityKind::Region),
        ("regional", AuthorityKind::Region),
        ("ville", AuthorityKind::Commune),
        ("mairie", AuthorityKind::Commune),
        ("commune", AuthorityKind::Commune),
    ];
    let lyon = says("lyon") && says("metropole");
    of.into_iter()
        .filter(|(_, kind)| *kind != AuthorityKind::MetropoleLyon || lyon)
        .find(|(word, _)| says(word))
        .map(|(_, kind)| kind)
}

/// The first day of step 1 where nobody says otherwise: the next Monday, never today.
pub fn propose_start(today: NaiveDate) -> NaiveDate {
    let days = 7 - i64::from(today.weekday().num_days_from_monday());
    later(today, days)
}

/// The last day of step 1 where nobody says otherwise: the Friday that ends its sixth week, the
/// longest that the method recommends, « à titre indicatif uniquement ».
pub fn propose_end(start: NaiveDate) -> NaiveDate {
    let end = later(start, WEEKS.end() * 7 - 1);
    let back = match end.weekday() {
        Weekday::Sat => 1,
        Weekday::Sun => 2,
        _ => 0,
    };
    later(end, -back)
}

fn later(day: NaiveDate, days: i64) -> NaiveDate {
    day.checked_add_signed(TimeDelta::days(days)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn six_weeks_from_a_monday_to_a_friday() {
        for (today, start, end) in [
            ("2026-11-24", "2026-11-30", "2027-01-08"),
            ("2026-11-30", "2026-12-07", "2027-01-15"),
            ("2026-11-29", "2026-11-30", "2027-01-08"),
        ] {
            let day = |text: &str| text.parse::<NaiveDate>().expect("a day");
            assert_eq!(propose_start(day(today)), day(start), "{today}");
            assert_eq!(propose_end(day(start)), day(end), "{today}");
        }
    }

    #[test]
    fn a_name_tells_a_category() {
        for (name, kind) in [
            ("Rivemont Agglomération", Some(AuthorityKind::CommunauteAgglomeration)),
            ("Communauté de communes du Val-Clair", Some(AuthorityKind::CommunauteCommunes)),
            ("Communauté urbaine du Val-Clair", Some(AuthorityKind::CommunauteUrbaine)),
            ("Métropole de Lyon", Some(AuthorityKind::MetropoleLyon)),
            ("Ville de Lyon", Some(AuthorityKind::Commune)),
            ("Région Île-de-Rive", Some(AuthorityKind::Region)),
            ("Rivemont", None),
        ] {
            assert_eq!(guess_kind(name), kind, "{name}");
        }
    }
}
