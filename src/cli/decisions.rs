//! `nrt decisions`: the register of decisions, and whether they hold.

use clap::ArgMatches;

use super::open::{self, Opened, Version};
use super::{Edge, Error, Failure, Outcome, SUCCESS, repository};
use crate::address::Kind;
use crate::diff::nearest;
use crate::files::Files;
use crate::git::{self, GitError, Revision, Source};
use crate::history::{self, Options, Registered};
use crate::lang::Lang;
use crate::load::{Loaded, load_within};
use crate::render::decisions::{self, Document, Done, Shown};
use crate::render::log;
use crate::tr;

/// The forms of the result, the default first.
pub(super) const FORMATS: &[&str] = &["text", "markdown", "json"];

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let opened = open::open(edge, args)?;
    let now = opened.load(lang);
    let past = Past::of(&opened, lang)?;
    let recorded = past.recorded(&opened, lang)?;
    let head = load_within(&recorded, opened.limit, lang);
    let options = past.options(opened.limit, lang);
    let history = past.source.as_ref().zip(options.as_ref());
    let register =
        history::register(history, &head, &now).map_err(|error| repository::error(&error, lang))?;
    let asked = args.subcommand_matches("show").and_then(|show| show.get_one::<String>("id"));
    let shown: Vec<&Registered> = match asked {
        Some(id) => vec![named(&register.decisions, id, lang)?],
        None => register.decisions.iter().collect(),
    };
    let of = args.subcommand_matches("show").unwrap_or(args);
    let form = of.get_one::<String>("format").map_or("text", String::as_str);
    let mut document = Document::new(lang);
    let partial: Vec<&str> =
        Kind::ALL.into_iter().filter(|kind| now.documents.broken(*kind)).map(Kind::file).collect();
    if form == "markdown" {
        edge.print(&decisions::heading(&now, lang))?;
    }
    for registered in &shown {
        let mut tell = |shown: &Shown<'_>| -> Result<(), Failure> {
            match form {
                "json" => document.push(shown),
                "markdown" => edge.print(&decisions::markdown(shown, lang))?,
                _ if asked.is_some() => edge.print(&decisions::whole(shown, edge.style()))?,
                _ => edge.print(&decisions::text(shown, edge.style()))?,
            }
            Ok(())
        };
        past.show(&opened, &now, registered, lang, &mut tell)?;
    }
    if form == "markdown" {
        edge.print(&decisions::ending(lang))?;
    }
    if form == "json" {
        edge.print(&document.end(register.gap, &partial))?;
    }
    for file in &partial {
        edge.tell(&tr!(
            lang,
            "`{file}` n'est lu qu'en partie\u{a0}: ce qui est dit des décisions qui en dépendent peut être incomplet (`nrt check` montre où)\n",
            "`{file}` is read in part only: what is said of the decisions that depend on it may be incomplete (`nrt check` shows where)\n"
        ))?;
    }
    past.say_ending(edge, register.gap.map(|gap| log::gap(gap, lang)), shown.is_empty())?;
    Ok(SUCCESS)
}

/// The decision that a person names.
fn named<'r>(decisions: &'r [Registered], id: &str, lang: Lang) -> Result<&'r Registered, Error> {
    let id = id.strip_prefix("decisions.").unwrap_or(id);
    if let Some(found) = decisions.iter().find(|decision| decision.id == id) {
        return Ok(found);
    }
    let ids = decisions.iter().map(|decision| decision.id.as_str());
    let help = match nearest(id, ids) {
        Some(close) => tr!(lang, "vouliez-vous dire `{close}`\u{a0}?", "did you mean `{close}`?"),
        None => {
            tr!(lang, "`nrt decisions` donne leurs identifiants", "`nrt decisions` gives their ids")
        }
    };
    Err(Error::new(
        tr!(lang, "il n'y a pas de décision `{id}`", "there is no decision `{id}`"),
        help,
    ))
}

/// The history behind a version, where there is one.
struct Past {
    source: Option<Source>,
    from: Option<Revision>,
}

impl Past {
    fn of(opened: &Opened, lang: Lang) -> Result<Self, Error> {
        let said = |error: GitError| repository::error(&error, lang);
        let source = match git::open(&opened.root) {
            Ok(source) => source,
            Err(GitError::None) => return Ok(Self { source: None, from: None }),
            Err(error) => return Err(said(error)),
        };
        let from = match opened.version {
            Version::At(revision) => revision,
            Version::Worktree | Version::Staged => match source.revision("HEAD") {
                Ok(head) => head,
                Err(GitError::Unborn) => return Ok(Self { source: None, from: None }),
                Err(error) => return Err(said(error)),
            },
        };
        let source = source.as_of(from).map_err(said)?;
        Ok(Self { source: Some(source), from: Some(from) })
    }

    /// The files as the commit that the history starts from has them.
    fn recorded(&self, opened: &Opened, lang: Lang) -> Result<Files, Error> {
        match (&self.source, self.from) {
            (Some(source), Some(from)) => {
                source.files_at(from, opened.limit).map_err(|error| repository::error(&error, lang))
            }
            _ => Ok(Files::default()),
        }
    }

    fn options(&self, limit: u64, lang: Lang) -> Option<Options> {
        Some(Options::whole(self.from?, limit, lang))
    }

    /// Reads the versions of a decision, and hands it over.
    fn show(
        &self,
        opened: &Opened,
        now: &Loaded<'_>,
        registered: &Registered,
        lang: Lang,
        tell: &mut dyn FnMut(&Shown<'_>) -> Result<(), Failure>,
    ) -> Result<(), Failure> {
        let limit = opened.limit;
        let said = |error: GitError| repository::error(&error, lang);
        let (effects, decided) = match &self.source {
            Some(source) => (
                registered.effects(source, limit).map_err(said)?,
                registered.decided(source, limit).map_err(said)?,
            ),
            None => (Vec::new(), Vec::new()),
        };
        let versions: Vec<_> = effects
            .iter()
            .map(|effect| {
                let after = effect.after.as_ref().unwrap_or_else(|| opened.files());
                let load = |files| load_within(files, limit, lang);
                (effect, load(&effect.before), load(after))
            })
            .collect();
        let done = versions.iter().map(|(effect, before, after)| Done {
            commit: effect.commit.as_ref(),
            before,
            after,
            whole: effect.whole,
            alone: effect.alone,
        });
        let effects = done.collect();
        let decided = decided.iter().map(|files| load_within(files, limit, lang)).collect();
        tell(&Shown { registered, now, decided, effects })
    }

    fn say_ending(&self, edge: &mut Edge, gap: Option<String>, none: bool) -> std::io::Result<()> {
        let lang = edge.lang;
        if self.source.is_none() {
            edge.tell(&tr!(
                lang,
                "aucun commit ici\u{a0}: qui a enregistré les décisions, et si elles tiennent, n'est pas connu\n",
                "no commit here: who recorded the decisions, and whether they hold, is not known\n"
            ))?;
        }
        if let Some(gap) = gap {
            edge.tell(&gap)?;
        }
        if none {
            edge.tell(&tr!(
                lang,
                "aucune décision enregistrée\u{a0}: `nrt decide` en enregistre une\n",
                "no decision is recorded: `nrt decide` records one\n"
            ))?;
        }
        Ok(())
    }
}
