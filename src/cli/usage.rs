//! Options before they are parsed, and what there is to say of wrong ones, in both languages.

use std::ffi::OsString;
use std::io;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Error, FAILURE, Failure, Output, SUCCESS};
use crate::git;
use crate::lang::Lang;
use crate::text::terminal;
use crate::tr;
use crate::worktree;

/// What must be known before the options can be parsed and explained.
pub(super) struct Early {
    /// `--lang`.
    pub(super) lang: Option<String>,
    /// `-C`, else the working directory.
    pub(super) folder: PathBuf,
    /// `--color`.
    pub(super) colour: Option<String>,
    /// `--stdin-filename`: its project is the one that is spoken of.
    file: Option<String>,
}

impl Early {
    pub(super) fn of(args: &[OsString]) -> Self {
        let mut early = Self { lang: None, folder: PathBuf::from("."), colour: None, file: None };
        let mut words = args.iter().skip(1);
        while let Some(word) = words.next() {
            let text = word.to_string_lossy();
            if text == "--" {
                break;
            }
            if let Some(long) = text.strip_prefix("--") {
                let (name, value) =
                    long.split_once('=').map_or((long, None), |(name, value)| (name, Some(value)));
                let slot = match name {
                    "lang" => &mut early.lang,
                    "color" => &mut early.colour,
                    "stdin-filename" => &mut early.file,
                    _ => continue,
                };
                let value = value.map(str::to_owned);
                *slot = value.or_else(|| words.next().map(|w| w.to_string_lossy().into_owned()));
            } else if let Some(cluster) = text.strip_prefix('-') {
                // Short options may stand together: `-qC DIR`.
                let Some(at) = cluster.find('C') else { continue };
                let value = &cluster[at + 1..];
                let value = value.strip_prefix('=').unwrap_or(value);
                if !value.is_empty() {
                    early.folder = PathBuf::from(value);
                } else if let Some(next) = words.next() {
                    early.folder = PathBuf::from(next);
                }
            }
        }
        early
    }

    /// The folder from which the project is looked for, upwards.
    pub(super) fn project_below(&self) -> PathBuf {
        let file = self.file.as_deref().map(|file| self.folder.join(file));
        let folder = file.as_deref().and_then(worktree::folder_of);
        folder.unwrap_or_else(|| self.folder.clone())
    }
}

/// An error of nrt, as text.
pub(super) fn error(error: &Error, lang: Lang) -> String {
    let message = terminal(&error.message);
    let mut text = tr!(lang, "erreur : {message}\n", "error: {message}\n");
    if let Some(help) = &error.help {
        let help = terminal(help);
        text.push_str(&tr!(lang, "  aide : {help}\n", "  help: {help}\n"));
    }
    text
}

/// A file that could not be written.
pub(super) fn unwritable(path: &str, cause: &io::Error, lang: Lang) -> Error {
    let cause = self::cause(cause, lang);
    Error::new(
        tr!(
            lang,
            "`{path}` ne peut pas être écrit : {cause}",
            "`{path}` cannot be written: {cause}"
        ),
        tr!(
            lang,
            "choisissez un dossier qui existe et où vous avez le droit d'écrire",
            "choose a folder that exists and where you may write"
        ),
    )
}

/// A file that is there, or belongs there, and cannot be written.
pub(super) fn unwritten(file: &str, cause: &io::Error, lang: Lang) -> Error {
    let help = match cause.kind() {
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => tr!(
            lang,
            "le fichier ou son dossier est en lecture seule\u{a0}: rendez-le modifiable, puis recommencez",
            "the file or its folder is read-only: make it writable, then do it again"
        ),
        io::ErrorKind::StorageFull => {
            tr!(lang, "faites de la place, puis recommencez", "make room, then do it again")
        }
        _ => tr!(lang, "recommencez quand le disque répond", "do it again when the disk answers"),
    };
    Error::new(unwritable(file, cause, lang).message, help)
}

/// Why the system refused something, in the reader's language where nrt knows it.
pub(super) fn cause(error: &io::Error, lang: Lang) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => {
            tr!(lang, "ce fichier ou ce dossier n'existe pas", "there is no such file or folder")
        }
        io::ErrorKind::PermissionDenied => {
            tr!(lang, "le système refuse l'accès", "the system denies access")
        }
        io::ErrorKind::StorageFull => {
            tr!(lang, "il n'y a plus de place sur le disque", "no space is left on the disk")
        }
        io::ErrorKind::ReadOnlyFilesystem => {
            tr!(lang, "ce disque est en lecture seule", "this disk is read-only")
        }
        io::ErrorKind::NotADirectory => tr!(
            lang,
            "l'un des dossiers de ce chemin est un lien, ou n'est pas un dossier",
            "one of the folders of this path is a link, or no folder"
        ),
        _ => error.to_string(),
    }
}

/// What is written already where something else could not be; empty where there is none.
pub(super) fn already(written: &[String], lang: Lang) -> String {
    let names: Vec<String> = written.iter().map(|name| format!("`{name}`")).collect();
    let list = lang.list(&names);
    match (lang, written.len()) {
        (_, 0) => String::new(),
        (Lang::Fr, 1) => format!("\u{a0}; {list} l'est déjà\u{a0}: recommencez pour finir"),
        (Lang::Fr, _) => format!("\u{a0}; {list} le sont déjà\u{a0}: recommencez pour finir"),
        (Lang::En, 1) => format!("; {list} is written already: do it again to finish"),
        (Lang::En, _) => format!("; {list} are written already: do it again to finish"),
    }
}

/// The output cannot be written after the work was done, which `done` says; nobody who reads on is
/// no failure.
pub(super) fn unsaid(done: &str, help: String, cause: &io::Error, lang: Lang) -> Failure {
    if cause.kind() == io::ErrorKind::BrokenPipe {
        return Failure::Closed;
    }
    let cause = self::cause(cause, lang);
    let message = tr!(
        lang,
        "{done}, mais la sortie ne peut pas être écrite\u{a0}: {cause}",
        "{done}, but the output cannot be written: {cause}"
    );
    Error::new(message, help).into()
}

/// Says what clap found: help and version on the standard output, errors on the other.
pub(super) fn say(found: &clap::Error, lang: Lang, colour: Option<&str>) -> u8 {
    if matches!(found.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) {
        return written(Output::stdout(colour).write(&found.render().to_string()));
    }
    let _ = Output::stderr(colour).say(&error(&explain(found, lang), lang));
    FAILURE
}

/// Says which program this is, and which libgit2 it holds.
pub(super) fn say_version() -> u8 {
    written(Output::stdout(None).write(&format!("nrt {}\n", version())))
}

/// A closed pipe is no failure; anything else is.
fn written(done: io::Result<()>) -> u8 {
    match done {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => FAILURE,
        Ok(()) | Err(_) => SUCCESS,
    }
}

/// The program's version and that of the libgit2 linked in.
pub(super) fn version() -> String {
    format!("{} (libgit2 {})", env!("CARGO_PKG_VERSION"), git::libgit2_version())
}

fn explain(found: &clap::Error, lang: Lang) -> Error {
    let context = |kind| match found.get(kind) {
        Some(ContextValue::String(text)) => text.clone(),
        Some(ContextValue::Strings(texts)) => texts.join(", "),
        _ => String::new(),
    };
    let all = context(ContextKind::InvalidArg);
    let arg = all.clone();
    let arg = arg.split_whitespace().next().unwrap_or_default().to_owned();
    let value = context(ContextKind::InvalidValue);
    let message = match found.kind() {
        ErrorKind::UnknownArgument if !arg.starts_with('-') => {
            return one_too_many(&arg, &called(found), lang);
        }
        ErrorKind::UnknownArgument => {
            tr!(lang, "l'option `{arg}` n'existe pas ici", "there is no option `{arg}` here")
        }
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand);
            tr!(lang, "la commande `{name}` n'existe pas", "there is no command `{name}`")
        }
        ErrorKind::InvalidValue if value.is_empty() => {
            tr!(lang, "il manque une valeur après `{arg}`", "a value is missing after `{arg}`")
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            tr!(
                lang,
                "`{value}` n'est pas une valeur de `{arg}`",
                "`{value}` is not a value of `{arg}`"
            )
        }
        ErrorKind::MissingRequiredArgument => {
            let missing: Vec<String> =
                all.split(", ").map(|arg| format!("`{}`", arg.trim())).collect();
            let missing = lang.list(&missing);
            tr!(lang, "il manque {missing}", "missing: {missing}")
        }
        ErrorKind::ArgumentConflict => {
            let prior = context(ContextKind::PriorArg);
            if prior.is_empty() || prior.starts_with(&arg) {
                tr!(lang, "`{arg}` est donné deux fois", "`{arg}` is given twice")
            } else {
                tr!(lang, "`{arg}` ne va pas avec `{prior}`", "`{arg}` does not go with `{prior}`")
            }
        }
        ErrorKind::InvalidUtf8 => {
            tr!(lang, "une option n'est pas de l'UTF-8", "an option is not UTF-8")
        }
        _ => tr!(
            lang,
            "cette ligne de commande n'est pas comprise",
            "this command line is not understood"
        ),
    };
    let close =
        [ContextKind::SuggestedArg, ContextKind::SuggestedSubcommand, ContextKind::SuggestedValue]
            .into_iter()
            .map(|kind| match found.get(kind) {
                // The likeliest comes last.
                Some(ContextValue::Strings(texts)) => texts.last().cloned().unwrap_or_default(),
                _ => context(kind),
            })
            .find(|close| !close.is_empty());
    let valid = context(ContextKind::ValidValue);
    let help = match close {
        Some(close) => tr!(lang, "vouliez-vous dire `{close}` ?", "did you mean `{close}`?"),
        None if !valid.is_empty() => {
            tr!(lang, "valeurs possibles : {valid}", "possible values: {valid}")
        }
        None => advice(found.kind(), &arg, &called(found), lang),
    };
    Error::new(message, help)
}

/// A word that the command does not take.
pub(super) fn one_too_many(word: &str, called: &str, lang: Lang) -> Error {
    Error::new(
        tr!(lang, "`{word}` est de trop", "`{word}` is one word too many"),
        advice(ErrorKind::UnknownArgument, word, called, lang),
    )
}

/// The command that was called, as it is typed: `nrt decisions show`.
fn called(found: &clap::Error) -> String {
    let usage = match found.get(ContextKind::Usage) {
        Some(ContextValue::StyledStr(usage)) => usage.to_string(),
        _ => String::new(),
    };
    let words = usage.split_whitespace().skip_while(|word| *word != "nrt");
    let own: Vec<&str> =
        words.take_while(|word| word.starts_with(|c: char| c.is_ascii_lowercase())).collect();
    if own.is_empty() { "nrt".to_owned() } else { own.join(" ") }
}

/// What to do where no word is close to the one that is wrong.
fn advice(kind: ErrorKind, arg: &str, called: &str, lang: Lang) -> String {
    let options = if called == "nrt" {
        tr!(lang, "`nrt --help` donne les commandes", "`nrt --help` gives the commands")
    } else {
        tr!(lang, "`{called} --help` donne ses options", "`{called} --help` gives its options")
    };
    let example = match (kind, called) {
        (ErrorKind::MissingRequiredArgument, "nrt blame") => "nrt blame launch",
        (ErrorKind::MissingRequiredArgument, "nrt explain") => "nrt explain late-bilateral",
        (ErrorKind::MissingRequiredArgument, "nrt review") => "nrt review main",
        (ErrorKind::MissingRequiredArgument, "nrt completions") => "nrt completions bash",
        (ErrorKind::MissingRequiredArgument, "nrt man") => "nrt man ~/.local/share/man",
        (ErrorKind::MissingRequiredArgument, "nrt decisions show") => {
            return tr!(
                lang,
                "`nrt decisions` donne les identifiants",
                "`nrt decisions` gives the ids"
            );
        }
        (ErrorKind::UnknownArgument, _) if !arg.starts_with('-') => {
            return tr!(
                lang,
                "un texte de plusieurs mots se met entre guillemets droits\u{a0}: `\"…\"`\u{a0}; {options}",
                "a text of several words stands between straight quotes: `\"…\"`; {options}"
            );
        }
        (ErrorKind::ValueValidation, _) => {
            return tr!(lang, "il y faut un nombre entier", "a whole number is needed there");
        }
        (ErrorKind::ArgumentConflict, _) => {
            return tr!(
                lang,
                "gardez l'un des deux\u{a0}; {options}",
                "keep one of them; {options}"
            );
        }
        _ => return options,
    };
    tr!(lang, "par exemple `{example}`\u{a0}; {options}", "for instance `{example}`; {options}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_system_s_refusals_are_said_in_french() {
        let said = |kind: io::ErrorKind| cause(&io::Error::from(kind), Lang::Fr);
        assert_eq!(said(io::ErrorKind::NotFound), "ce fichier ou ce dossier n'existe pas");
        assert_eq!(said(io::ErrorKind::PermissionDenied), "le système refuse l'accès");
        assert_eq!(said(io::ErrorKind::StorageFull), "il n'y a plus de place sur le disque");
        assert_eq!(cause(&io::Error::other("xyz"), Lang::Fr), "xyz");
    }
}
