//! Where the cursor of a command line stands: which command, which argument, what is typed of it.

use clap::{Arg, ArgAction, Command};

/// What may stand at the cursor.
pub(super) enum Wanted<'c> {
    /// A command, or the first argument of this one.
    Command(&'c Command, Option<&'c Arg>),
    /// An option that was not given yet.
    Option(Vec<&'c Arg>),
    /// A value of an argument; the words of the command's own arguments before it.
    Value(&'c Arg, Vec<String>),
    /// Nothing that is known.
    Nothing,
}

/// A place on a command line.
pub(super) struct Place<'c> {
    /// What may stand there.
    pub(super) wanted: Wanted<'c>,
    /// What is typed before it in the same word, and stays: `--format=`, `decision,`.
    pub(super) kept: String,
}

/// The place after the words `before`, in a word of which `current` is typed. The command is built.
pub(super) fn place<'c>(root: &'c Command, before: &[String], current: &str) -> Place<'c> {
    let mut walk = Walk { command: root, words: Vec::new(), given: Vec::new(), escaped: false };
    let mut waiting = None;
    for word in before {
        // What follows an option is its value, whatever it looks like.
        if waiting.take().is_none() {
            waiting = walk.step(word);
        }
    }
    if let Some(arg) = waiting {
        return walk.value(arg, String::new(), current);
    }
    if let Some(long) = current.strip_prefix("--").filter(|_| !walk.escaped)
        && let Some((name, value)) = long.split_once('=')
    {
        return match walk.long(name).filter(|arg| takes_values(arg)) {
            Some(arg) => walk.value(arg, format!("--{name}="), value),
            None => Place { wanted: Wanted::Nothing, kept: String::new() },
        };
    }
    if current.starts_with('-') && !walk.escaped {
        return Place { wanted: Wanted::Option(walk.options()), kept: String::new() };
    }
    let positional = walk.positional();
    if walk.words.is_empty() && !walk.escaped && walk.command.has_subcommands() {
        let wanted = Wanted::Command(walk.command, positional);
        return Place { wanted, kept: String::new() };
    }
    match positional {
        Some(arg) => walk.value(arg, String::new(), current),
        // Nothing but an option can follow; a word that is no command is a mistake.
        None if current.is_empty() && !walk.escaped && !walk.command.has_subcommands() => {
            Place { wanted: Wanted::Option(walk.options()), kept: String::new() }
        }
        None => Place { wanted: Wanted::Nothing, kept: String::new() },
    }
}

struct Walk<'c> {
    command: &'c Command,
    /// The words of the command's own arguments.
    words: Vec<String>,
    given: Vec<&'c Arg>,
    /// Whether `--` has come.
    escaped: bool,
}

impl<'c> Walk<'c> {
    /// Takes a word; gives the option that waits for a value after it.
    fn step(&mut self, word: &str) -> Option<&'c Arg> {
        if self.escaped {
            self.words.push(word.to_owned());
            return None;
        }
        if word == "--" {
            self.escaped = true;
            return None;
        }
        if let Some(long) = word.strip_prefix("--") {
            let name = long.split('=').next().unwrap_or_default();
            let arg = self.long(name)?;
            self.given.push(arg);
            return (takes_values(arg) && !long.contains('=')).then_some(arg);
        }
        if let Some(cluster) = word.strip_prefix('-').filter(|cluster| !cluster.is_empty()) {
            let mut letters = cluster.chars();
            while let Some(letter) = letters.next() {
                let arg = self.command.get_arguments().find(|a| a.get_short() == Some(letter))?;
                self.given.push(arg);
                if takes_values(arg) {
                    return letters.as_str().is_empty().then_some(arg);
                }
            }
            return None;
        }
        match self.command.find_subcommand(word).filter(|_| self.words.is_empty()) {
            Some(command) => self.command = command,
            None => self.words.push(word.to_owned()),
        }
        None
    }

    fn long(&self, name: &str) -> Option<&'c Arg> {
        self.command.get_arguments().find(|arg| arg.get_long() == Some(name))
    }

    /// The command's own argument that comes next.
    fn positional(&self) -> Option<&'c Arg> {
        // Nobody needs help with a lone dash: options follow there.
        let dash = |arg: &&Arg| arg.get_value_names().is_some_and(|names| names == ["-"]);
        let positionals = self.command.get_positionals().filter(|arg| !dash(arg));
        let (last, own): (Vec<&Arg>, Vec<&Arg>) = positionals.partition(|arg| arg.is_last_set());
        if let (true, [last, ..]) = (self.escaped, last.as_slice()) {
            return Some(*last);
        }
        let several = |arg: &Arg| {
            let many = arg.get_num_args().is_some_and(|range| range.max_values() > 1);
            many || matches!(arg.get_action(), ArgAction::Append)
        };
        let next = own.get(self.words.len()).or_else(|| own.last().filter(|arg| several(arg)));
        next.copied()
    }

    /// The options that may still be given.
    fn options(&self) -> Vec<&'c Arg> {
        let may = |arg: &&Arg| {
            let again = matches!(arg.get_action(), ArgAction::Append);
            let given = self.given.iter().any(|given| given.get_id() == arg.get_id());
            !arg.is_positional() && !arg.is_hide_set() && (again || !given)
        };
        self.command.get_arguments().filter(may).collect()
    }

    fn value(self, arg: &'c Arg, mut kept: String, typed: &str) -> Place<'c> {
        if let Some(delimiter) = arg.get_value_delimiter()
            && let Some((done, _)) = typed.rsplit_once(delimiter)
        {
            kept.push_str(done);
            kept.push(delimiter);
        }
        Place { wanted: Wanted::Value(arg, self.words), kept }
    }
}

fn takes_values(arg: &Arg) -> bool {
    arg.get_action().takes_values()
}
