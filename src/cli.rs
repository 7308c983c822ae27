//! The command line: the edge where nrt reads options, asks for files and the day, and prints.
#![expect(
    clippy::disallowed_methods,
    reason = "the edge: here the environment, the clock and the terminal are asked"
)]

mod amend;
mod ask;
mod base;
mod blame;
mod check;
mod commands;
mod complete;
mod completions;
mod decide;
mod decisions;
mod diff;
mod edit;
mod explain;
mod export;
mod fix;
mod git;
mod import;
mod init;
mod list;
mod log;
mod lsp;
mod manual;
mod merge;
mod named;
mod open;
mod output;
mod report;
mod repository;
mod review;
mod rules;
mod schema;
mod status;
mod usage;

use std::ffi::OsString;
use std::io;

use clap::ArgMatches;

use crate::lang::Lang;
use crate::render::Style;

pub use output::Output;

/// No finding at or above `--fail-on`.
pub const SUCCESS: u8 = 0;
/// At least one.
pub const FINDINGS: u8 = 1;
/// nrt could not do the job.
pub const FAILURE: u8 = 2;
/// The person gave up.
const INTERRUPTED: u8 = 130;

/// Why nrt could not do the job: said on the standard error, with exit code 2.
#[derive(Debug)]
pub struct Error {
    /// What is wrong.
    pub message: String,
    /// What to do.
    pub help: Option<String>,
}

impl Error {
    fn new(message: String, help: String) -> Self {
        Self { message, help: Some(help) }
    }
}

/// What a command does with the process: its exit code, or why it could not do the job.
type Outcome = Result<u8, Failure>;

/// Why a command ends early.
#[derive(Debug)]
enum Failure {
    /// To be said to the person.
    Said(Error),
    /// The output cannot be written.
    Output(io::Error),
    /// The output is closed: nobody reads on, and that is no failure.
    Closed,
    /// The person gave up.
    Interrupted,
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Said(error)
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == io::ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        Self::Output(error)
    }
}

/// What every command has at hand.
struct Edge {
    lang: Lang,
    folder: std::path::PathBuf,
    quiet: bool,
    out: Output,
    err: Output,
}

impl Edge {
    const fn style(&self) -> Style {
        Style { lang: self.lang, width: self.out.width, colour: self.out.colour }
    }

    /// Writes results.
    fn print(&mut self, text: &str) -> io::Result<()> {
        self.out.write(text)
    }

    /// The same before a work that must be done whether or not anybody reads on.
    fn announce(&mut self, text: &str) -> io::Result<()> {
        match self.print(text) {
            Err(cause) if cause.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            done => done,
        }
    }

    /// Tells the person something beside the results, unless asked to be quiet.
    fn tell(&mut self, text: &str) -> io::Result<()> {
        if self.quiet { Ok(()) } else { self.err.say(text) }
    }

    /// The same, beside a work that must be done whether or not anybody hears of it.
    fn mention(&mut self, text: &str) {
        let _ = self.tell(text);
    }
}

/// Runs the command line of `args`, the program's name first; gives the exit code.
pub fn run(args: impl IntoIterator<Item = OsString>) -> u8 {
    let args: Vec<OsString> = args.into_iter().collect();
    if git::driver::is_called(&args) {
        git::driver::guarded(|| carried_out(args))
    } else {
        carried_out(args)
    }
}

fn carried_out(args: Vec<OsString>) -> u8 {
    // Asked by every shell prompt and script: nothing is built for it.
    if let [_, only] = args.as_slice()
        && (only == "--version" || only == "-V")
    {
        return usage::say_version();
    }
    if let Some(code) = complete::answer(&args) {
        return code;
    }
    let early = usage::Early::of(&args);
    let lang = open::language(&early);
    let matches = match commands::command(lang).try_get_matches_from(args) {
        Ok(matches) => matches,
        Err(error) => return usage::say(&error, lang, early.colour.as_deref()),
    };
    let colour = matches.get_one::<String>("color").map(String::as_str);
    let mut edge = Edge {
        lang,
        folder: matches.get_one::<String>("folder").map_or(early.folder, Into::into),
        quiet: matches.get_flag("quiet"),
        out: Output::stdout(colour),
        err: Output::stderr(colour),
    };
    match dispatch(&mut edge, &matches) {
        Ok(code) => code,
        Err(Failure::Closed) => SUCCESS,
        Err(Failure::Interrupted) => INTERRUPTED,
        Err(Failure::Said(error)) => fail(&mut edge, &error),
        Err(Failure::Output(error)) => {
            let message = usage::cause(&error, lang);
            fail(&mut edge, &Error { message, help: None })
        }
    }
}

fn fail(edge: &mut Edge, error: &Error) -> u8 {
    // Nothing more can be done where even this cannot be written.
    let _ = edge.err.say(&usage::error(error, edge.lang));
    FAILURE
}

fn dispatch(edge: &mut Edge, matches: &ArgMatches) -> Outcome {
    match matches.subcommand() {
        None => status::run(edge, matches),
        Some(("status", args)) => status::run(edge, args),
        Some(("check", args)) => check::run(edge, args),
        Some(("add", args)) => edit::add(edge, args),
        Some(("set", args)) => edit::set(edge, args),
        Some(("unset", args)) => edit::unset(edge, args),
        Some(("remove", args)) => edit::remove(edge, args),
        Some(("rename", args)) => edit::rename(edge, args),
        Some(("waive", args)) => edit::waive(edge, args),
        Some(("diff", args)) => diff::run(edge, args),
        Some(("log", args)) => log::run(edge, args),
        Some(("blame", args)) => blame::run(edge, args),
        Some(("decide", args)) => decide::run(edge, args),
        Some(("decisions", args)) => decisions::run(edge, args),
        Some(("review", args)) => review::run(edge, args),
        Some(("git", args)) => git::run(edge, args),
        Some(("merge", args)) => merge::run(edge, args),
        Some(("explain", args)) => explain::run(edge, args),
        Some(("rules", args)) => rules::run(edge, args),
        Some(("list", args)) => list::run(edge, args),
        Some(("init", args)) => init::run(edge, args),
        Some(("import", args)) => import::run(edge, args),
        Some(("export", args)) => export::run(edge, args),
        Some(("schema", args)) => schema::run(edge, args),
        Some(("lsp", args)) => lsp::run(edge, args),
        Some(("completions", args)) => completions::run(edge, args),
        Some(("man", args)) => manual::run(edge, args),
        Some((name, _)) => Err(Error { message: name.to_owned(), help: None }.into()),
    }
}
