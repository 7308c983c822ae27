//! The first commit of a new repository, where nothing stands against it.

use super::Place;
use crate::address::Kind;
use crate::cli::repository;
use crate::git::{self, RecordError, Refusal};
use crate::lang::Lang;
use crate::start::Answers;
use crate::text::terminal;
use crate::tr;

/// Longest answer of git that is shown, in lines.
const MOST_LINES: usize = 12;

/// What became of the first commit.
pub(super) enum Recorded {
    /// Made: its id, short.
    Commit(String),
    /// Git does not know who would make it.
    Nobody,
    /// Not made: why; clean.
    Not(String),
}

/// The message of the first commit, on one line.
fn message(answers: &Answers) -> String {
    let title = terminal(&answers.title);
    tr!(answers.lang, "Ouvre le projet\u{a0}: {title}", "Start the project: {title}")
}

/// Records files of the project, by their paths from its folder.
pub(super) fn record(place: &Place, paths: &[String], answers: &Answers, lang: Lang) -> Recorded {
    let other = |error| Recorded::Not(terminal(&repository::error(&error, lang).message));
    let source = match git::open(&place.folder) {
        Ok(source) => source,
        Err(error) => return other(error),
    };
    let program = repository::program(&place.folder);
    if let Some(name) = repository::said_of_who().filter(|_| program.is_none()) {
        return Recorded::Not(needs(name, lang));
    }
    match source.refusal(program.as_deref(), &Kind::ALL) {
        Err(error) => return other(error),
        Ok(Some(Refusal::Nobody)) => return Recorded::Nobody,
        Ok(Some(Refusal::NeedsProgram(why))) => return Recorded::Not(needs(&why, lang)),
        Ok(Some(Refusal::Ignored(kind))) => {
            let file = kind.file();
            return Recorded::Not(tr!(lang, "git ignore `{file}`", "git ignores `{file}`"));
        }
        Ok(Some(_)) => {
            let why = tr!(lang, "un commit n'y est pas possible", "no commit can be made there");
            return Recorded::Not(why);
        }
        Ok(None) => {}
    }
    let paths: Vec<String> = paths.iter().filter(|path| !source.ignores(path)).cloned().collect();
    let message = message(answers) + "\n";
    match source.record_paths(program.as_deref(), &paths, &message) {
        Ok(commit) => Recorded::Commit(commit.short()),
        Err(RecordError::Git(error) | RecordError::Made(error)) => other(error),
        Err(RecordError::Program(said)) => {
            let lines: Vec<&str> = said.lines().filter(|line| !line.trim().is_empty()).collect();
            let last = lines.iter().skip(lines.len().saturating_sub(MOST_LINES));
            Recorded::Not(last.map(|line| terminal(line)).collect::<Vec<_>>().join(" · "))
        }
    }
}

fn needs(why: &str, lang: Lang) -> String {
    let why = terminal(why);
    tr!(
        lang,
        "le programme git n'est pas là, et vos réglages en ont besoin (`{why}`)",
        "the git program is not there, and your settings need it (`{why}`)"
    )
}
