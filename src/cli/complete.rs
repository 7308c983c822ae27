//! `nrt complete`, which the scripts of `nrt completions` ask at each tabulation: what may stand
//! where the cursor is. Whatever goes wrong, it answers nothing, quietly.

mod line;
mod project;
mod shell;
mod takes;
mod values;

use std::ffi::OsString;
use std::path::{Path, PathBuf};

use clap::{Arg, ArgAction, Command};

use super::usage::Early;
use super::{Output, SUCCESS, commands, open};
use crate::choices::{Choice, Reach};
use crate::text::{is_hidden, terminal};
use line::Wanted;
use project::Project;
use shell::Question;

pub(super) use takes::Takes;

/// A word that may stand at the cursor.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Candidate {
    value: String,
    /// What it means, in a few words, or nothing.
    says: String,
}

/// What may stand at the cursor.
enum Answer {
    Words(Vec<Candidate>),
    /// A path: the shell knows best.
    Files,
    /// The path of a folder.
    Folders,
}

/// How many candidates are given at most; a threshold of nrt's own.
const MAX_CANDIDATES: usize = 2_000;

/// How many characters of a description are shown at most; a threshold of nrt's own.
const MAX_WIDTH: usize = 72;

/// Answers a shell, where these arguments of the program are its question.
pub(super) fn answer(args: &[OsString]) -> Option<u8> {
    let [_, command, rest @ ..] = args else { return None };
    if command != "complete" || rest.is_empty() {
        return None;
    }
    let words: Vec<String> = rest.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    if let Some(question) = Question::read(&words) {
        let answer = candidates(&question.before, &question.current);
        // Nobody listens to a failure here.
        let _ = Output::stdout(None).write(&shell::write(&answer, &question.shell));
    }
    Some(SUCCESS)
}

/// What may follow the words `before`, in a word of which `current` is typed.
fn candidates(before: &[String], current: &str) -> Answer {
    let program = OsString::from("nrt");
    let words: Vec<OsString> =
        std::iter::once(program).chain(before.iter().map(OsString::from)).collect();
    let mut early = Early::of(&words);
    early.folder = at_home(&early.folder);
    let lang = open::language(&early);
    let mut command = commands::command(lang);
    command.build();
    let place = line::place(&command, before, current);
    let typed = current.get(place.kept.len()..).unwrap_or_default();
    let project = || Project::open(early.folder.clone(), lang);
    let found = match place.wanted {
        Wanted::Nothing => Vec::new(),
        Wanted::Option(args) => options(&args),
        Wanted::Command(command, first) => {
            let mut found = subcommands(command);
            if let Some(Answer::Words(more)) = first.map(|arg| value(arg, &[], typed, &project())) {
                found.extend(more);
            }
            found
        }
        Wanted::Value(arg, words) => match value(arg, &words, typed, &project()) {
            Answer::Words(found) => found,
            paths => return paths,
        },
    };
    Answer::Words(proper(found, &place.kept, typed))
}

/// A folder as a shell would have it: the line was not run yet, and `~` still stands in it.
fn at_home(folder: &Path) -> PathBuf {
    let below = folder.strip_prefix("~").ok();
    let home = std::env::var_os("HOME").or_else(|| std::env::var_os("USERPROFILE"));
    below.zip(home).map_or_else(|| folder.to_owned(), |(below, home)| Path::new(&home).join(below))
}

/// Those that go on from what is typed, each once, without those that a shell could not show.
fn proper(found: Vec<Candidate>, kept: &str, typed: &str) -> Vec<Candidate> {
    let mut proper: Vec<Candidate> = Vec::new();
    for Candidate { value, says } in found {
        let shows = !value.is_empty() && !value.chars().any(is_hidden);
        if shows && value.starts_with(typed) && proper.len() < MAX_CANDIDATES {
            proper.push(Candidate { value: format!("{kept}{value}"), says: in_short(&says) });
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    proper.retain(|candidate| seen.insert(candidate.value.clone()));
    proper
}

/// A description on one line.
fn in_short(says: &str) -> String {
    let line = says.replace('`', "").split_whitespace().collect::<Vec<_>>().join(" ");
    let line = terminal(&line);
    if line.chars().count() <= MAX_WIDTH {
        return line;
    }
    let cut: String = line.chars().take(MAX_WIDTH - 1).collect();
    format!("{}…", cut.trim_end())
}

/// Whether more is to be typed after a candidate, in the same word.
fn goes_on(value: &str) -> bool {
    value.ends_with(['.', '=', '@'])
}

fn subcommands(command: &Command) -> Vec<Candidate> {
    let shown = command.get_subcommands().filter(|command| !command.is_hide_set());
    shown
        .map(|command| Candidate {
            value: command.get_name().to_owned(),
            says: command.get_about().map(ToString::to_string).unwrap_or_default(),
        })
        .collect()
}

fn options(args: &[&Arg]) -> Vec<Candidate> {
    let name = |arg: &Arg| {
        let short = || arg.get_short().map(|letter| format!("-{letter}"));
        arg.get_long().map(|name| format!("--{name}")).or_else(short)
    };
    let says = |arg: &Arg| arg.get_help().map(ToString::to_string).unwrap_or_default();
    let found =
        args.iter().filter_map(|arg| Some(Candidate { value: name(arg)?, says: says(arg) }));
    found.collect()
}

/// What a value of an argument may be, after the words of the command's own arguments.
fn value(arg: &Arg, words: &[String], typed: &str, project: &Project) -> Answer {
    if let Some(takes) = arg.get::<Takes>() {
        return taken(*takes, words, typed, project);
    }
    if !matches!(arg.get_action(), ArgAction::Set | ArgAction::Append) {
        return Answer::Words(Vec::new());
    }
    let values = arg.get_possible_values().into_iter().filter(|value| !value.is_hide_set());
    Answer::Words(values.map(|value| plain(value.get_name(), "")).collect())
}

fn taken(takes: Takes, words: &[String], typed: &str, project: &Project) -> Answer {
    let first = words.first().map_or("", String::as_str);
    Answer::Words(match takes {
        Takes::Folder => return Answer::Folders,
        Takes::File => return Answer::Files,
        Takes::Report(_) if typed.contains('=') => return Answer::Files,
        Takes::Report(formats) => {
            formats.iter().map(|format| plain(&format!("{format}="), "")).collect()
        }
        Takes::Kind => project.kinds(typed),
        Takes::Id(kind) => project.ids(kind),
        Takes::Rule => project.rules(),
        Takes::Horizon => project.horizons(typed),
        Takes::Significance => project.significances(typed),
        Takes::Revision => project.revisions(),
        Takes::Range => project.ranges(typed),
        Takes::Explained => project.explained(typed),
        Takes::Address => project.addresses(typed, true, Reach::All),
        Takes::Written => project.addresses(typed, false, Reach::All),
        Takes::Named => project.addresses(typed, true, Reach::Named),
        Takes::Entity => project.addresses(typed, true, Reach::Entities),
        Takes::Field => project.addresses(typed, true, Reach::Keys),
        Takes::Present => project.addresses(typed, true, Reach::Present),
        Takes::Value => values::at(project, first, typed),
        Takes::Pair => values::pairs(project, words, typed),
    })
}

fn plain(value: &str, says: &str) -> Candidate {
    Candidate { value: value.to_owned(), says: says.to_owned() }
}

/// Choices, as words of a command line.
fn meant(choices: Vec<Choice>) -> Vec<Candidate> {
    choices.into_iter().map(|choice| Candidate { value: choice.value, says: choice.says }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_description_stays_on_its_line() {
        assert_eq!(in_short("a\nb\tc \u{1b}[2J"), "a b c \\u{1b}[2J");
        let long = in_short(&"é".repeat(100));
        assert_eq!(long.chars().count(), MAX_WIDTH);
        assert!(long.ends_with('…'));
    }

    /// What the example project gives for an argument, after some words.
    fn gives(takes: Takes, words: &[&str], typed: &str) -> Vec<String> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("example-project");
        let project = Project::open(folder, crate::lang::Lang::Fr);
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        match taken(takes, &words, typed, &project) {
            Answer::Words(found) => {
                let found = proper(found, "", typed);
                found.into_iter().map(|candidate| candidate.value).collect()
            }
            Answer::Files => vec!["(a file)".to_owned()],
            Answer::Folders => vec!["(a folder)".to_owned()],
        }
    }

    #[test]
    fn a_value_is_proposed_by_what_its_key_holds() {
        let values = |address, typed| gives(Takes::Value, &[address], typed);
        assert_eq!(values("stakeholders.dgs.launch", "c"), ["confirmed"]);
        assert_eq!(values("dgs.launch", "de"), ["declined"]);
        assert_eq!(values("parties-prenantes.dgs.présence", "inv"), ["invited"]);
        assert_eq!(values("milestones.launch.cancelled", ""), ["true", "false"]);
        assert_eq!(values("milestones.launch.body", "cod"), ["codir"]);
        assert_eq!(
            values("milestones.launch.covers", "objectives,"),
            ["objectives,nr-presentation"]
        );
        assert_eq!(values("nrt.levels.late-bilateral", "e"), ["error"]);
        assert_eq!(values("decisions.x.concerns", "scope.cov"), ["scope.coverage"]);
        assert_eq!(values("stakeholders.dgs.name", ""), [""; 0]);
        assert_eq!(values("nothing.at.all", ""), [""; 0]);
    }

    #[test]
    fn a_key_is_proposed_with_what_it_may_hold() {
        let pairs = |words: &[&str], typed| gives(Takes::Pair, words, typed);
        assert_eq!(pairs(&["jalon", "x"], "da"), ["date=", "date-reason="]);
        assert_eq!(pairs(&["milestone", "x", "date=2026-12-10"], "da"), ["date-reason="]);
        assert_eq!(pairs(&["jalon", "x"], "kind=l"), ["kind=launch-committee"]);
        assert_eq!(pairs(&["jalon", "x"], "nature=l"), ["nature=launch-committee"]);
        assert_eq!(pairs(&["nonsense"], ""), [""; 0]);
    }

    #[test]
    fn each_argument_is_given_what_it_takes() {
        assert_eq!(gives(Takes::Entity, &[], "stakeholders.dg"), ["stakeholders.dgs"]);
        assert_eq!(gives(Takes::Entity, &[], "scope"), [""; 0]);
        assert_eq!(
            gives(Takes::Field, &[], "stakeholders.dgs.ques"),
            ["stakeholders.dgs.questions"]
        );
        assert_eq!(gives(Takes::Present, &[], "stakeholders.dgs.ques"), [""; 0]);
        assert_eq!(gives(Takes::Present, &[], "stakeholders.dgs.na"), ["stakeholders.dgs.name"]);
        assert_eq!(gives(Takes::Written, &[], "dg"), [""; 0]);
        assert_eq!(gives(Takes::Rule, &[], "late-bi"), ["late-bilateral"]);
        assert_eq!(gives(Takes::File, &[], ""), ["(a file)"]);
        assert_eq!(gives(Takes::Folder, &[], ""), ["(a folder)"]);
    }

    #[test]
    fn what_cannot_be_seen_is_not_proposed() {
        let found = ["a\u{202e}b", "a\nb", "ab", "ab", "b"].map(|value| plain(value, ""));
        assert_eq!(proper(found.to_vec(), "x=", "a"), [plain("x=ab", "")]);
    }
}
