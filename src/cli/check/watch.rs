//! `nrt check --watch`: the check again whenever what it depends on changes, until Ctrl-C.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use chrono::{Local, NaiveDate};
use clap::ArgMatches;
use signal_hook::consts::SIGINT;
use signal_hook::flag;

use super::{Around, once};
use crate::cli::open::{self, Opened, Version};
use crate::cli::{Edge, Error, Failure, INTERRUPTED, Outcome, usage};
use crate::files::Files;
use crate::git;
use crate::lang::Lang;
use crate::rule::Attachment;
use crate::tr;
use crate::worktree::Glimpse;

/// From one look at the folder to the next, and how long it must be quiet before it is read: an
/// editor may write a file in two goes, or empty it first.
const LOOK: Duration = Duration::from_millis(500);

/// A look takes at most one part in so many of the time: a slow network is not kept busy.
const SHARE: u32 = 20;

/// How soon Ctrl-C is heard.
const STEP: Duration = Duration::from_millis(100);

/// When the files are read once more after a change: disks that count in whole seconds (two, on a USB
/// key) do not show that a file was saved again within one.
const AGAIN: Duration = Duration::from_millis(2_500);

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let stopped = Arc::new(AtomicBool::new(false));
    // The second time it ends at once: a disk may not answer any more.
    flag::register_conditional_shutdown(SIGINT, INTERRUPTED.into(), Arc::clone(&stopped))?;
    flag::register(SIGINT, Arc::clone(&stopped))?;
    let root = open::root(edge, false)?;
    let watch = Watch { args, repository: root.clone(), root, paths: Vec::new(), stopped };
    match watch.go_on(edge) {
        Err(Failure::Interrupted) if edge.out.is_terminal() => {
            // The terminal has shown `^C`: what comes next has a line of its own.
            edge.print("\n")?;
            Err(Failure::Interrupted)
        }
        ended => ended,
    }
}

struct Watch<'a> {
    args: &'a ArgMatches,
    root: PathBuf,
    /// The folder that the paths of documents must not leave.
    repository: PathBuf,
    /// The paths that documents name.
    paths: Vec<String>,
    stopped: Arc<AtomicBool>,
}

/// All that the result of a check depends on.
#[derive(PartialEq)]
struct Basis {
    files: Files,
    attachments: BTreeMap<String, Attachment>,
    today: NaiveDate,
}

/// What was last shown.
enum Shown {
    Result(Basis),
    /// That there is no project any more.
    Absence,
}

/// What was seen last, and whether it moved without being read since.
struct Seen<T> {
    last: T,
    moved: bool,
}

/// How a look compares with the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Motion {
    /// It sees something else.
    Moving,
    /// It sees the same, and what moved before was not read since.
    Rested,
    /// It sees the same, which was read.
    Still,
}

impl<T: PartialEq> Seen<T> {
    const fn new(last: T) -> Self {
        Self { last, moved: false }
    }

    fn compare(&mut self, now: T) -> Motion {
        if now != self.last {
            *self = Self { last: now, moved: true };
            return Motion::Moving;
        }
        if self.moved { Motion::Rested } else { Motion::Still }
    }
}

impl Watch<'_> {
    fn go_on(mut self, edge: &mut Edge) -> Outcome {
        // Looked at before it is read: what changes in between shows at the next look.
        let mut seen = Seen::new(self.look());
        let opened = self.read(edge)?.with_a_project(edge.lang)?;
        let basis = self.basis(&opened, edge)?;
        self.show(edge, &opened, true)?;
        let mut shown = Shown::Result(basis);
        let (mut again, mut pause) = (Some(Instant::now() + AGAIN), LOOK);
        loop {
            self.wait(pause)?;
            let started = Instant::now();
            let motion = seen.compare(self.look());
            pause = LOOK.max(started.elapsed() * SHARE);
            let due = match motion {
                Motion::Moving => false,
                Motion::Rested => true,
                Motion::Still => {
                    again.is_some_and(|time| time <= started)
                        || self.is_another_day(&shown, edge.lang)?
                }
            };
            if !due {
                continue;
            }
            again = (motion == Motion::Rested).then(|| started + AGAIN);
            let read = self.read(edge);
            // Somebody writes at this moment.
            if self.look() != seen.last {
                continue;
            }
            seen.moved = false;
            let gone = match read {
                Ok(opened) if opened.is_there() => {
                    let basis = self.basis(&opened, edge)?;
                    if !matches!(&shown, Shown::Result(before) if *before == basis) {
                        self.show(edge, &opened, false)?;
                        shown = Shown::Result(basis);
                        // Other documents may be named now, and what changed meanwhile is not read.
                        seen = Seen { last: self.look(), moved: true };
                    }
                    continue;
                }
                Err(error) if self.root.is_dir() => Some(error),
                Ok(_) | Err(_) => None,
            };
            if !matches!(shown, Shown::Absence) {
                let gone = gone.unwrap_or_else(|| self.absence(edge.lang));
                edge.err.say(&usage::error(&gone, edge.lang))?;
                shown = Shown::Absence;
            }
        }
    }

    fn wait(&self, pause: Duration) -> Result<(), Failure> {
        let until = Instant::now() + pause;
        loop {
            if self.stopped.load(Ordering::Relaxed) {
                return Err(Failure::Interrupted);
            }
            let left = until.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Ok(());
            }
            thread::sleep(left.min(STEP));
        }
    }

    fn look(&self) -> Glimpse {
        Glimpse::of(&self.root, &self.repository, &self.paths)
    }

    fn read(&self, edge: &Edge) -> Result<Opened, Error> {
        open::read(edge, self.root.clone(), Version::Worktree, open::limit(self.args))
    }

    fn is_another_day(&self, shown: &Shown, lang: Lang) -> Result<bool, Error> {
        let today = open::today(self.args, lang)?;
        Ok(matches!(shown, Shown::Result(basis) if basis.today != today))
    }

    /// What a check of this project depends on; from now on, what it names is looked at.
    fn basis(&mut self, opened: &Opened, edge: &Edge) -> Result<Basis, Error> {
        let loaded = opened.load(edge.lang);
        self.paths = loaded.project.attached_paths().map(str::to_owned).collect();
        self.repository = git::workdir(&self.root).unwrap_or_else(|| self.root.clone());
        let attachments = opened.attachments(&loaded, edge.lang)?;
        let today = open::today(self.args, edge.lang)?;
        Ok(Basis { files: opened.files().clone(), attachments, today })
    }

    /// Checks, and shows the result in the place of the last one. What stops a check is said; it ends
    /// the first one only.
    fn show(&self, edge: &mut Edge, opened: &Opened, first: bool) -> Result<(), Failure> {
        edge.lang = opened.language(self.args).unwrap_or(edge.lang);
        edge.out.measure();
        let lang = edge.lang;
        let time = Local::now().format("%H:%M:%S");
        let cleared = edge.out.cleared(!first);
        let alone = cleared.is_some();
        let before = cleared.unwrap_or_else(|| format!("── {time} ──\n"));
        let around = Around { reports: Vec::new(), edited: None, before: &before };
        match once(edge, self.args, opened, around) {
            Err(Failure::Said(error)) if !first => {
                edge.print(&before)?;
                edge.err.say(&usage::error(&error, lang))?;
            }
            done => drop(done?),
        }
        if alone {
            edge.tell(&tr!(
                lang,
                "\nvérifié à {time}\u{a0}; nrt attend la prochaine modification (Ctrl-C pour arrêter)\n",
                "\nchecked at {time}; nrt waits for the next change (Ctrl-C to stop)\n"
            ))?;
        }
        Ok(())
    }

    fn absence(&self, lang: Lang) -> Error {
        let folder = self.root.display().to_string();
        Error::new(
            tr!(
                lang,
                "le projet n'est plus là\u{a0}: il n'y a pas de `nrt.toml` dans `{folder}`",
                "the project is not there any more: there is no `nrt.toml` in `{folder}`"
            ),
            tr!(
                lang,
                "nrt attend qu'il revienne (Ctrl-C pour arrêter)",
                "nrt waits until it is back (Ctrl-C to stop)"
            ),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_in_several_goes_is_read_once_it_rests() {
        use Motion::{Moving, Rested, Still};
        let mut seen = Seen::new("whole");
        let motions = ["whole", "", "half", "whole again", "whole again"].map(|x| seen.compare(x));
        assert_eq!(motions, [Still, Moving, Moving, Moving, Rested]);
        // Not read: it still waits.
        assert_eq!(seen.compare("whole again"), Rested);
        seen.moved = false;
        assert_eq!(seen.compare("whole again"), Still);
    }
}
