//! What there is to say where a decision cannot be recorded, or its commit was not made.

use crate::cli::{Error, repository};
use crate::git::{RecordError, Refusal};
use crate::lang::Lang;
use crate::text::terminal;
use crate::tr;

/// Longest answer of git that is shown, in lines.
const MOST_LINES: usize = 12;

/// Nothing was written: what stands against it.
pub(super) fn error(refusal: &Refusal, lang: Lang) -> Error {
    let without = tr!(
        lang,
        "ou `--no-commit` pour seulement l'écrire dans `decisions.toml`",
        "or `--no-commit` only to write it to `decisions.toml`"
    );
    let (message, help) = match refusal {
        Refusal::Bare => (
            tr!(
                lang,
                "ce dépôt n'a pas de dossier de travail",
                "this repository has no working tree"
            ),
            tr!(lang, "clonez-le, et décidez dans le clone", "clone it, and decide in the clone"),
        ),
        Refusal::Detached => (
            tr!(
                lang,
                "ce dépôt n'est sur aucune branche\u{a0}: la décision serait vite perdue",
                "this repository is on no branch: the decision would soon be lost"
            ),
            tr!(lang, "`git switch main`, {without}", "`git switch main`, {without}"),
        ),
        Refusal::UnderWay(what) => {
            let done = if *what == "bisect" { "git bisect reset" } else { "git status" };
            (
                tr!(
                    lang,
                    "`git {what}` est en cours dans ce dépôt",
                    "`git {what}` is under way in this repository"
                ),
                tr!(
                    lang,
                    "terminez ou abandonnez d'abord (`{done}` dit comment), {without}",
                    "end it or give it up first (`{done}` says how), {without}"
                ),
            )
        }
        Refusal::Conflicted(path) => {
            let path = terminal(path);
            (
                tr!(
                    lang,
                    "`{path}` est en conflit dans l'index",
                    "`{path}` is in conflict in the index"
                ),
                tr!(
                    lang,
                    "réglez le conflit, puis `git add`, {without}",
                    "settle the conflict, then `git add`, {without}"
                ),
            )
        }
        Refusal::Ignored(kind) => {
            let file = kind.file();
            (
                tr!(lang, "git ignore `{file}`", "git ignores `{file}`"),
                tr!(
                    lang,
                    "retirez-le de `.gitignore` (`git check-ignore -v {file}` dit où), {without}",
                    "take it out of `.gitignore` (`git check-ignore -v {file}` says where), {without}"
                ),
            )
        }
        Refusal::NeedsProgram(why) => {
            let why = terminal(why);
            (
                tr!(
                    lang,
                    "le programme git n'est pas là, et ce dépôt en a besoin pour valider (`{why}`)",
                    "the git program is not there, and this repository needs it to commit (`{why}`)"
                ),
                tr!(lang, "installez git, {without}", "install git, {without}"),
            )
        }
        Refusal::Nobody => (
            tr!(lang, "git ne sait pas qui vous êtes", "git does not know who you are"),
            tr!(
                lang,
                "`git config --global user.name \"Prénom Nom\"` et `git config --global user.email …`, {without}",
                "`git config --global user.name \"First Last\"` and `git config --global user.email …`, {without}"
            ),
        ),
    };
    Error::new(message, help)
}

/// The decision is written, and its commit was not made: why, and the command that makes it.
pub(super) fn failed(error: &RecordError, paths: &[String], title: &str, lang: Lang) -> Error {
    let cause = match error {
        RecordError::Program(said) => said.clone(),
        RecordError::Git(error) => repository::error(error, lang).message,
    };
    let lines: Vec<String> = cause.lines().take(MOST_LINES).map(terminal).collect();
    let cause = lines.join(" · ");
    let paths: Vec<String> = paths.iter().map(|path| shell(path)).collect();
    let (paths, subject) = (paths.join(" "), shell(title));
    Error::new(
        tr!(
            lang,
            "la décision est écrite dans `decisions.toml`, mais git n'a pas fait le commit\u{a0}: {cause}",
            "the decision is written to `decisions.toml`, but git did not make the commit: {cause}"
        ),
        tr!(
            lang,
            "une fois la cause réglée, depuis le haut du dépôt\u{a0}: `git commit --only -m {subject} -- {paths}`",
            "once the cause is settled, from the top of the repository: `git commit --only -m {subject} -- {paths}`"
        ),
    )
}

/// A word of a command line, in quotes that a shell takes as they are.
fn shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}
