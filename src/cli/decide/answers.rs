//! What a decision says: from the options, and from the person where there is one to ask.

use chrono::NaiveDate;
use clap::ArgMatches;

use super::Place;
use crate::address::{Address, Kind};
use crate::changes::{Change, ChangeKind, changes};
use crate::cli::ask::{self, Ask};
use crate::cli::open::{self, Opened};
use crate::cli::{Edge, Error, Failure, named};
use crate::decide::{self, Draft, Taker};
use crate::lang::Lang;
use crate::lang::dates;
use crate::load::{Loaded, load};
use crate::model::Decision;
use crate::text::terminal;
use crate::tr;

/// The most changes that are proposed to be concerned; a threshold of nrt's own.
const MOST: usize = 20;

/// Makes a decision of the options, and asks for what they leave out.
pub(super) fn draft(
    edge: &mut Edge,
    args: &ArgMatches,
    place: &Place,
    opened: &Opened,
) -> Result<Draft, Failure> {
    let lang = edge.lang;
    let mut given = Given::of(args, lang)?;
    let recorded = place.recorded(lang)?;
    let (before, now) = (load(&recorded, lang), opened.load(lang));
    for at in given.concerns.iter_mut().flatten() {
        if let [one] = named::meant(at, &[&before.documents, &now.documents]).as_slice() {
            *at = one.to_string();
        }
    }
    let changed = Changed::of(&before, &now);
    match given.missing() {
        [] => {}
        missing if !ask::is_possible() => return Err(lacking(missing, lang).into()),
        _ => {
            let drifted = place.drifted(&before, &now, lang);
            let questions = Questions {
                ask: Ask { lang, colour: edge.err.colour },
                loaded: &now,
                changed: &changed,
                drifted: &drifted,
                files: place.others(args, lang)?,
                today: open::today(args, lang)?,
            };
            return questions.complete(given);
        }
    }
    let Given { title, decision, taker, date, reason, concerns, supersedes } = given;
    let (Some(title), Some(decision), Some(taker)) = (title, decision, taker) else {
        return Err(lacking(&["TITLE"], lang).into());
    };
    let date = date.map_or_else(|| open::today(args, lang), Ok)?;
    let concerns = concerns.unwrap_or_else(|| {
        let former = inherited(&now, supersedes.as_deref());
        if changed.commitments.is_empty() { former } else { changed.commitments }
    });
    if concerns.is_empty() {
        edge.mention(&tr!(
            lang,
            "aucun point structurant n'a changé depuis le dernier commit, et cette décision ne désigne rien du projet\u{a0}: `--concerns ADRESSE` dit ce qu'elle règle\n",
            "no commitment changed since the last commit, and this decision names nothing of the project: `--concerns ADDRESS` says what it settles\n"
        ));
    }
    if supersedes.is_none() {
        for (id, at) in standing(&now, &title, &concerns) {
            edge.mention(&tr!(
                lang,
                "la décision `{id}` porte déjà sur `{at}`\u{a0}: si celle-ci la remplace, dites-le par `--supersedes {id}`\n",
                "the decision `{id}` is already about `{at}`: if this one supersedes it, say so by `--supersedes {id}`\n"
            ));
        }
    }
    Ok(Draft { title, date, taker, decision, reason, concerns, supersedes })
}

/// What the options say.
struct Given {
    title: Option<String>,
    decision: Option<String>,
    taker: Option<Taker>,
    date: Option<NaiveDate>,
    reason: Option<String>,
    concerns: Option<Vec<String>>,
    supersedes: Option<String>,
}

impl Given {
    fn of(args: &ArgMatches, lang: Lang) -> Result<Self, Error> {
        let text = |name| -> Option<String> {
            let text = args.get_one::<String>(name).map(|text| text.trim().to_owned());
            text.filter(|text| !text.is_empty())
        };
        let date = text("date").map(|text| open::day(&text, "date", lang)).transpose()?;
        let concerns = args.get_many::<String>("concerns");
        Ok(Self {
            title: text("title"),
            decision: text("decision"),
            taker: text("body").map(Taker::Body).or(text("taken-by").map(Taker::Function)),
            date,
            reason: text("reason"),
            concerns: concerns.map(|all| all.map(|at| at.trim().to_owned()).collect()),
            supersedes: text("supersedes"),
        })
    }

    /// The options that are needed and not there.
    fn missing(&self) -> &'static [&'static str] {
        match (self.title.is_some(), self.decision.is_some(), self.taker.is_some()) {
            (true, true, true) => &[],
            (true, true, false) => &["--body"],
            (true, false, true) => &["--decision"],
            (true, false, false) => &["--decision", "--body"],
            (false, true, true) => &["TITLE"],
            (false, true, false) => &["TITLE", "--body"],
            (false, false, true) => &["TITLE", "--decision"],
            (false, false, false) => &["TITLE", "--decision", "--body"],
        }
    }
}

fn lacking(missing: &[&str], lang: Lang) -> Error {
    let names: Vec<&str> = missing
        .iter()
        .map(|name| match *name {
            "TITLE" => lang.pick("l'intitulé", "the title"),
            "--body" => lang.pick(
                "qui a décidé (`--body` ou `--taken-by`)",
                "who decided (`--body` or `--taken-by`)",
            ),
            _ => lang.pick("la décision (`--decision`)", "the decision (`--decision`)"),
        })
        .collect();
    let names = lang.list(&names);
    Error::new(
        tr!(lang, "il manque {names}", "{names} missing"),
        tr!(
            lang,
            "par exemple `nrt decide \"Élargir le périmètre\" --body codir --decision \"Les communes membres en sont.\"`",
            "for instance `nrt decide \"Widen the scope\" --body board --decision \"Member municipalities are in.\"`"
        ),
    )
}

/// What the decision that is superseded concerns: the new one is about the same.
fn inherited(now: &Loaded<'_>, supersedes: Option<&str>) -> Vec<String> {
    let former = supersedes.and_then(|id| now.project.decisions.get(id));
    former.into_iter().flat_map(|former| &former.concerns).map(ToString::to_string).collect()
}

/// The decisions under other titles that no other supersedes and that concern the same, with what
/// that is; the newest first.
fn standing(now: &Loaded<'_>, title: &str, concerns: &[String]) -> Vec<(String, String)> {
    let same = |(id, decision): (&String, &Decision)| {
        if decision.title.as_deref() == Some(title) {
            return None;
        }
        let at = decision.concerns.iter().map(ToString::to_string);
        let at = at.into_iter().find(|at| concerns.contains(at))?;
        Some((terminal(id), terminal(&at)))
    };
    last(now).into_iter().filter_map(same).collect()
}

/// The decisions that no other supersedes, the newest first.
fn last<'d>(now: &'d Loaded<'_>) -> Vec<(&'d String, &'d Decision)> {
    let decisions = &now.project.decisions;
    let gone: Vec<&String> =
        decisions.values().filter_map(|d| d.supersedes.as_ref()).map(|id| &id.0).collect();
    let mut last: Vec<_> = decisions.iter().filter(|(id, _)| !gone.contains(id)).collect();
    last.sort_by_key(|(id, decision)| std::cmp::Reverse((decision.date, *id)));
    last
}

/// What changed since the last commit, as addresses.
struct Changed {
    /// What was agreed upon, and changed.
    commitments: Vec<String>,
    /// What else changed.
    others: Vec<String>,
}

impl Changed {
    fn of(before: &Loaded<'_>, now: &Loaded<'_>) -> Self {
        let found = changes(before, now);
        let commitments: Vec<String> =
            decide::commitments(&found).iter().map(ToString::to_string).collect();
        let mut others: Vec<String> = Vec::new();
        for change in found.changes.iter().filter(|c| c.address.kind != Kind::Decision) {
            let addresses = match change.kind {
                ChangeKind::Edited => edits(change),
                _ => vec![change.address.to_string()],
            };
            others.extend(addresses.into_iter().filter(|at| !commitments.contains(at)));
        }
        others.truncate(MOST);
        Self { commitments, others }
    }
}

fn edits(change: &Change<'_>) -> Vec<String> {
    change.edits.iter().map(|edit| edit.address.to_string()).collect()
}

struct Questions<'q> {
    ask: Ask,
    loaded: &'q Loaded<'q>,
    changed: &'q Changed,
    /// What is no longer as it was decided, though nobody decided that.
    drifted: &'q [String],
    /// The other files that the commit would hold.
    files: Vec<&'static str>,
    today: NaiveDate,
}

impl Questions<'_> {
    fn complete(&self, given: Given) -> Result<Draft, Failure> {
        let (ask, lang) = (self.ask, self.ask.lang);
        let Given { title, decision, taker, date, reason, concerns, supersedes } = given;
        let title = title.map_or_else(
            || {
                ask.text(
                    lang.pick("Intitulé de la décision", "Title of the decision"),
                    lang.pick(
                        "en quelques mots\u{a0}: Élargir le périmètre aux communes membres",
                        "in a few words: Widen the scope to the member municipalities",
                    ),
                )
            },
            Ok,
        )?;
        let decision = decision.map_or_else(
            || {
                ask.text(
                    lang.pick("Ce qui est décidé", "What is decided"),
                    lang.pick(
                        "une phrase, telle qu'au compte rendu",
                        "a sentence, as in the minutes",
                    ),
                )
            },
            Ok,
        )?;
        let taker = taker.map_or_else(|| self.taker(), Ok)?;
        let date = date.map_or_else(|| self.date(), Ok)?;
        let reason = match reason {
            Some(reason) => Some(reason),
            None => ask.optional(
                lang.pick("Pourquoi", "Why"),
                lang.pick("facultatif\u{a0}: Entrée pour passer", "optional: Enter to pass"),
            )?,
        };
        let supersedes = match supersedes {
            Some(id) => Some(id),
            None => self.supersedes()?,
        };
        let concerns = concerns.map_or_else(|| self.concerns(supersedes.as_deref()), Ok)?;
        let draft = Draft { title, date, taker, decision, reason, concerns, supersedes };
        let files = lang.list(&self.files);
        let sure = if files.is_empty() {
            tr!(lang, "Enregistrer cette décision\u{a0}?", "Record this decision?")
        } else {
            tr!(
                lang,
                "Enregistrer cette décision, et valider avec elle {files}\u{a0}?",
                "Record this decision, and commit {files} with it?"
            )
        };
        if ask.confirm(&sure)? { Ok(draft) } else { Err(Failure::Interrupted) }
    }

    fn taker(&self) -> Result<Taker, Failure> {
        let lang = self.ask.lang;
        let bodies: Vec<(&str, String)> = self
            .loaded
            .project
            .bodies
            .iter()
            .map(|(id, body)| {
                // Found by its id as by its name.
                let named = body.name.as_ref().map(|name| format!("{name} ({id})"));
                (id.as_str(), named.unwrap_or_else(|| id.to_owned()))
            })
            .collect();
        let question = lang.pick("Qui a décidé", "Who decided");
        if !bodies.is_empty() {
            let mut names: Vec<String> = bodies.iter().map(|(_, name)| name.clone()).collect();
            names.push(
                lang.pick("une fonction, pas une instance", "a function, not a body").to_owned(),
            );
            let chosen = self.ask.one(question, names)?;
            if let Some((id, _)) = bodies.get(chosen) {
                return Ok(Taker::Body((*id).to_owned()));
            }
        }
        let help = lang.pick(
            "une fonction, pas un nom\u{a0}: Direction générale des services",
            "a function, not a name: Senior management",
        );
        self.ask.text(lang.pick("Fonction", "Function"), help).map(Taker::Function)
    }

    fn date(&self) -> Result<NaiveDate, Failure> {
        let lang = self.ask.lang;
        let reads = |text: &str| text.trim().parse().ok().or_else(|| crate::literal::date(text));
        let help = lang.pick(
            "2026-11-24, 24/11/2026 ou 24 novembre 2026",
            "2026-11-24, 24/11/2026 or 24 November 2026",
        );
        let question = lang.pick("Date de la décision", "Date of the decision");
        self.ask.parsed(question, help, &self.today.to_string(), reads)
    }

    fn concerns(&self, supersedes: Option<&str>) -> Result<Vec<String>, Failure> {
        let Changed { commitments, others } = self.changed;
        let former = inherited(self.loaded, supersedes);
        let mut all: Vec<String> = Vec::new();
        let mut proposed = 0;
        for (n, some) in [commitments, &former, others, self.drifted].into_iter().enumerate() {
            for address in some {
                if !all.contains(address) {
                    all.push(address.clone());
                }
            }
            proposed = if n < 2 { all.len() } else { proposed };
        }
        if all.is_empty() {
            return Ok(Vec::new());
        }
        let proposed: Vec<usize> = (0..proposed).collect();
        let question = self.ask.lang.pick("Ce qu'elle concerne", "What it concerns");
        let chosen = self.ask.some(question, all.clone(), &proposed)?;
        Ok(chosen.into_iter().filter_map(|at| all.get(at).cloned()).collect())
    }

    fn supersedes(&self) -> Result<Option<String>, Failure> {
        let lang = self.ask.lang;
        let mut left = last(self.loaded);
        if left.is_empty() {
            return Ok(None);
        }
        // What is about the same comes first.
        let same = |at: &Address| self.changed.commitments.contains(&at.to_string());
        left.sort_by_key(|(_, decision)| !decision.concerns.iter().any(same));
        let named = left.iter().map(|(_, decision)| {
            let day = decision.date.map(|day| dates::date(lang, day)).unwrap_or_default();
            format!("{} ({day})", decision.title.clone().unwrap_or_default())
        });
        let none = lang.pick("aucune", "none").to_owned();
        let choices = std::iter::once(none).chain(named).collect();
        let question = lang.pick("Décision qu'elle remplace", "Decision that it supersedes");
        let chosen = self.ask.one(question, choices)?;
        let chosen = chosen.checked_sub(1).and_then(|at| left.get(at));
        Ok(chosen.map(|(id, _)| (*id).to_owned()))
    }
}
