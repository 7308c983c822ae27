//! What a new project must be told: by options, or by whoever sits at the terminal.

use chrono::NaiveDate;
use clap::ArgMatches;

use super::place::{Place, Repository};
use crate::cli::ask::{self, Ask};
use crate::cli::{Edge, Error, Failure, open};
use crate::lang::Lang;
use crate::literal::{self, fold};
use crate::method;
use crate::model::{AuthorityKind, Method, Word};
use crate::start::{self, Answers};
use crate::text::terminal;
use crate::tr;

/// What the options say.
struct Given {
    lang: Lang,
    name: Option<String>,
    kind: Option<AuthorityKind>,
    population: Option<u64>,
    it_department: Option<bool>,
    method: Option<Method>,
    method_reason: Option<String>,
    title: Option<String>,
    start: Option<NaiveDate>,
    end: Option<NaiveDate>,
}

/// The answers: the options', then those of the person; without a terminal, what is missing is an
/// error.
pub(super) fn answers(edge: &Edge, args: &ArgMatches, place: &Place) -> Result<Answers, Failure> {
    let lang = edge.lang;
    let given = Given::of(args, lang)?;
    let missing = given.missing();
    let answers = if ask::is_possible() {
        let ask = Ask { lang, colour: edge.err.colour };
        let today = open::today(args, lang)?;
        let answers = given.completed(ask, today)?;
        if !missing.is_empty() && !ask.confirm(&last_question(place, lang))? {
            return Err(Failure::Interrupted);
        }
        answers
    } else {
        given.alone(&missing, lang)?
    };
    sound(&answers, lang)?;
    Ok(answers)
}

impl Given {
    fn of(args: &ArgMatches, lang: Lang) -> Result<Self, Error> {
        let text = |name: &str| {
            let text = args.get_one::<String>(name).map(|text| text.trim().to_owned());
            text.filter(|text| !text.is_empty())
        };
        let day = |name: &str| text(name).map(|text| open::day(&text, name, lang)).transpose();
        let method =
            |name: String| Method::ALL.iter().copied().find(|method| method.word().name == name);
        Ok(Self {
            lang: text("language").and_then(|code| Lang::from_code(&code)).unwrap_or(lang),
            name: text("name"),
            kind: text("kind").map(|text| kind(&text, lang)).transpose()?,
            population: text("population").map(|text| population(&text, lang)).transpose()?,
            it_department: text("it-department").map(|text| yes(&text, lang)).transpose()?,
            method: text("method").and_then(method),
            method_reason: text("method-reason"),
            title: text("title"),
            start: day("start")?,
            end: day("end")?,
        })
    }

    /// The options that are needed and not given.
    fn missing(&self) -> Vec<&'static str> {
        let mut missing = Vec::new();
        let mut needs = |given: bool, name: &'static str| {
            if !given {
                missing.push(name);
            }
        };
        needs(self.name.is_some(), "--name");
        needs(self.kind.is_some(), "--kind");
        needs(self.population.is_some(), "--population");
        needs(self.it_department.is_some(), "--it-department");
        if let (Some(population), Some(it)) = (self.population, self.it_department)
            && method::variant(population, it).is_none()
        {
            needs(self.method.is_some(), "--method");
            needs(self.method_reason.is_some(), "--method-reason");
        }
        missing
    }

    /// With what the options say alone.
    fn alone(self, missing: &[&str], lang: Lang) -> Result<Answers, Error> {
        let (Some(name), Some(kind), Some(population), Some(it_department), []) =
            (self.name, self.kind, self.population, self.it_department, missing)
        else {
            return Err(lacks(missing, lang));
        };
        let method = self.method.or_else(|| method::variant(population, it_department));
        Ok(Answers {
            lang: self.lang,
            title: self.title.unwrap_or_else(|| start::title(&name, self.lang)),
            name,
            kind,
            population,
            it_department,
            method: method.unwrap_or(Method::Standard),
            method_reason: self.method_reason,
            start: self.start,
            end: self.end,
        })
    }

    /// With what the person answers.
    fn completed(self, ask: Ask, today: NaiveDate) -> Result<Answers, Failure> {
        let lang = ask.lang;
        let name = match self.name {
            Some(name) => name,
            None => ask.text(
                lang.pick("Nom de la collectivité", "Name of the authority"),
                lang.pick(
                    "par exemple Rivemont Agglomération",
                    "for instance Rivemont Agglomération",
                ),
            )?,
        };
        let kind = self.kind.map_or_else(|| ask_kind(ask, &name), Ok)?;
        let population = match self.population {
            Some(population) => population,
            None => ask.read(
                lang.pick("Population totale", "Total population"),
                lang.pick(
                    "d'après l'INSEE\u{a0}; par exemple 86 400",
                    "as INSEE gives it; for instance 86 400",
                ),
                None,
                inhabitants,
            )?,
        };
        let it_department = match self.it_department {
            Some(it) => it,
            None => ask.confirm(lang.pick(
                "A-t-elle sa propre direction informatique (DSI)\u{a0}?",
                "Does it have its own IT department?",
            ))?,
        };
        let pointed = method::variant(population, it_department);
        let method = match self.method.or(pointed) {
            Some(method) => method,
            None => ask_method(ask, population, it_department)?,
        };
        let method_reason = match self.method_reason {
            None if pointed.is_none() => Some(ask.text(
                lang.pick("Pourquoi cette variante", "Why this variant"),
                lang.pick("une phrase, que l'on relira", "a sentence, to be read again later"),
            )?),
            reason => reason,
        };
        let start = match self.start {
            Some(start) => start,
            None => ask.day(
                lang.pick("Premier jour de l'étape 1", "First day of step 1"),
                lang.pick("Entrée pour accepter", "Enter to accept"),
                start::propose_start(today),
                |_| true,
            )?,
        };
        let end = match self.end {
            Some(end) => end,
            None => ask_end(ask, start)?,
        };
        Ok(Answers {
            lang: self.lang,
            title: self.title.unwrap_or_else(|| start::title(&name, self.lang)),
            name,
            kind,
            population,
            it_department,
            method,
            method_reason,
            start: Some(start),
            end: Some(end),
        })
    }
}

fn ask_kind(ask: Ask, name: &str) -> Result<AuthorityKind, Failure> {
    let lang = ask.lang;
    let labels = AuthorityKind::ALL.iter().map(|kind| kind.word().label(lang).to_owned());
    let first = start::guess_kind(name)
        .and_then(|guess| AuthorityKind::ALL.iter().position(|kind| *kind == guess));
    let question = lang.pick("Catégorie", "Category");
    let at = ask.one_from(question, labels.collect(), first.unwrap_or_default())?;
    Ok(AuthorityKind::ALL.get(at).copied().unwrap_or(AuthorityKind::Other))
}

/// Both variants are admissible: says why, and asks.
fn ask_method(ask: Ask, population: u64, it_department: bool) -> Result<Method, Failure> {
    let lang = ask.lang;
    let choices = vec![
        lang.pick("standard\u{a0}: le pas à pas complet", "standard: the whole method").to_owned(),
        lang.pick(
            "flash\u{a0}: des outils simplifiés, avec le prestataire informatique",
            "flash: simplified tools, together with the IT contractor",
        )
        .to_owned(),
    ];
    // The larger one is proposed where the larger one can be carried.
    let first = usize::from(population < method::VARIANT_POPULATION && !it_department);
    let question = lang.pick(
        "Variante de la méthode (la population et la DSI en admettent deux)",
        "Variant of the method (population and IT department admit two)",
    );
    let at = ask.one_from(question, choices, first)?;
    Ok(if at == 1 { Method::Flash } else { Method::Standard })
}

fn ask_end(ask: Ask, start: NaiveDate) -> Result<NaiveDate, Failure> {
    let lang = ask.lang;
    let help = lang.pick(
        "l'ANCT conseille 4 à 6 semaines, à titre indicatif",
        "the ANCT advises 4 to 6 weeks, as an indication",
    );
    let question = lang.pick("Dernier jour de l'étape 1", "Last day of step 1");
    ask.day(question, help, start::propose_end(start), move |day| day >= start)
}

fn last_question(place: &Place, lang: Lang) -> String {
    let git = match place.repository {
        Repository::None => lang.pick(", avec un dépôt git", ", with a git repository"),
        Repository::There(_) => "",
    };
    let folder = place.named(lang);
    tr!(lang, "Créer le projet {folder}{git}\u{a0}?", "Make the project {folder}{git}?")
}

/// What the options say must not contradict itself: `nrt check` would refuse it at once.
fn sound(answers: &Answers, lang: Lang) -> Result<(), Error> {
    if let (Some(start), Some(end)) = (answers.start, answers.end)
        && end < start
    {
        return Err(Error::new(
            tr!(
                lang,
                "l'étape 1 finirait le {end}, avant de commencer le {start}",
                "step 1 would end on {end}, before it starts on {start}"
            ),
            tr!(lang, "corrigez `--start` ou `--end`", "mend `--start` or `--end`"),
        ));
    }
    match method::variant(answers.population, answers.it_department) {
        Some(other) if other != answers.method => {
            let other = other.word().name;
            Err(Error::new(
                tr!(
                    lang,
                    "la population et la DSI indiquent toutes deux la variante `{other}`",
                    "population and IT department both point to the `{other}` variant"
                ),
                tr!(
                    lang,
                    "`--method {other}`, ou sans `--method`",
                    "`--method {other}`, or no `--method`"
                ),
            ))
        }
        _ => Ok(()),
    }
}

fn lacks(missing: &[&str], lang: Lang) -> Error {
    let list: Vec<String> = missing.iter().map(|name| format!("`{name}`")).collect();
    let (list, are) = (lang.list(&list), if missing.len() > 1 { "are" } else { "is" });
    let help = if missing.iter().all(|name| name.starts_with("--method")) {
        tr!(
            lang,
            "la population et la DSI admettent deux variantes\u{a0}: `--method standard` ou `--method flash`, et `--method-reason \"…\"`",
            "population and IT department admit two variants: `--method standard` or `--method flash`, and `--method-reason \"…\"`"
        )
    } else {
        tr!(
            lang,
            "par exemple `nrt init DOSSIER --name \"Rivemont Agglomération\" --kind communaute-agglomeration --population 86400 --it-department oui`\u{a0}; ou, sur un terminal, `nrt init`",
            "for instance `nrt init DIR --name \"Rivemont Agglomération\" --kind communaute-agglomeration --population 86400 --it-department yes`; or `nrt init` on a terminal"
        )
    };
    Error::new(
        tr!(
            lang,
            "personne ne peut répondre ici, et il manque {list}",
            "nobody can answer here, and {list} {are} missing"
        ),
        help,
    )
}

fn kind(text: &str, lang: Lang) -> Result<AuthorityKind, Error> {
    let folded = fold(text).replace([' ', '\''], "-");
    let is = |word: &Word| {
        let label = |lang| fold(word.label(lang)).replace([' ', '\''], "-");
        word.name == folded
            || word.aliases.iter().any(|alias| *alias == folded)
            || Lang::ALL.into_iter().any(|lang| label(lang) == folded)
    };
    AuthorityKind::ALL.iter().copied().find(|kind| is(kind.word())).ok_or_else(|| {
        let words: Vec<&str> = AuthorityKind::WORDS.iter().map(|word| word.name).collect();
        let (text, words) = (terminal(text), words.join(", "));
        Error::new(
            tr!(
                lang,
                "`{text}` n'est pas une catégorie de collectivité",
                "`{text}` is no category of authority"
            ),
            tr!(lang, "l'une de celles-ci\u{a0}: {words}", "one of these: {words}"),
        )
    })
}

fn population(text: &str, lang: Lang) -> Result<u64, Error> {
    inhabitants(text).ok_or_else(|| {
        let text = terminal(text);
        Error::new(
            tr!(
                lang,
                "`{text}` n'est pas un nombre d'habitants",
                "`{text}` is no number of inhabitants"
            ),
            tr!(lang, "par exemple `--population 86400`", "for instance `--population 86400`"),
        )
    })
}

/// A whole number of people, as they write it.
fn inhabitants(text: &str) -> Option<u64> {
    let plain = || text.trim().parse::<u64>().ok();
    literal::integer(text.trim())
        .and_then(|n| u64::try_from(n).ok())
        .or_else(plain)
        .filter(|n| *n > 0 && *n < 100_000_000)
}

fn yes(text: &str, lang: Lang) -> Result<bool, Error> {
    match fold(text).as_str() {
        "oui" | "o" | "yes" | "y" | "true" | "vrai" => Ok(true),
        "non" | "n" | "no" | "false" | "faux" => Ok(false),
        _ => {
            let text = terminal(text);
            Err(Error::new(
                tr!(
                    lang,
                    "`--it-department {text}` ne dit ni oui ni non",
                    "`--it-department {text}` says neither yes nor no"
                ),
                tr!(lang, "`--it-department oui` ou `non`", "`--it-department yes` or `no`"),
            ))
        }
    }
}
