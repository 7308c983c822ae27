//! What there is to say where a decision cannot be recorded, or its commit was not made.

use std::io;

use crate::cli::{Error, repository, usage};
use crate::git::{GitError, RecordError, Refusal, Unseen};
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
        Refusal::Unseen(path, unseen) => unseen_file(path, *unseen, &without, lang),
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

/// What a file says would not be in the commit, or the file would be taken for deleted.
fn unseen_file(path: &str, unseen: Unseen, without: &str, lang: Lang) -> (String, String) {
    let (shown, quoted) = (terminal(path), shell(path));
    let command = match unseen {
        Unseen::AssumeUnchanged => format!("git update-index --no-assume-unchanged {quoted}"),
        Unseen::SkipWorktree => format!("git update-index --no-skip-worktree {quoted}"),
        Unseen::Sparse => "git sparse-checkout disable".to_owned(),
    };
    let message = if unseen == Unseen::Sparse {
        tr!(
            lang,
            "`{shown}` fait partie du projet, mais ce clone est partiel (sparse) et ne l'a pas dans son dossier",
            "`{shown}` is part of the project, but this sparse checkout does not have it in its folder"
        )
    } else {
        tr!(
            lang,
            "git a reçu l'ordre de ne pas regarder `{shown}`\u{a0}: ce qu'il dit manquerait au commit",
            "git was told not to look at `{shown}`: the commit would lack what it says"
        )
    };
    let help = tr!(
        lang,
        "depuis le haut du dépôt\u{a0}: `{command}`, {without}",
        "from the top of the repository: `{command}`, {without}"
    );
    (message, help)
}

/// The decision is written, and its commit was not made: why, and the command that makes it.
pub(super) fn failed(error: &RecordError, paths: &[String], title: &str, lang: Lang) -> Error {
    let cause = match error {
        RecordError::Program(said) => said.clone(),
        RecordError::Git(error) => repository::error(error, lang).message,
        RecordError::Made(error) => return half_known(error, paths, lang),
    };
    let lines: Vec<&str> = cause.lines().filter(|line| !line.trim().is_empty()).collect();
    // A hook that talks a lot says at the end why it refuses.
    let last = lines.iter().skip(lines.len().saturating_sub(MOST_LINES));
    let cause = last.map(|line| terminal(line)).collect::<Vec<_>>().join(" · ");
    let paths: Vec<String> = paths.iter().map(|path| shell(&pathspec(path))).collect();
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

/// A hook that records a decision would wait for the commit that waits for it.
pub(super) fn in_a_hook(lang: Lang) -> Error {
    Error::new(
        tr!(
            lang,
            "un hook de git ne peut pas décider pendant que nrt fait un commit dans ce dépôt",
            "a git hook cannot decide while nrt makes a commit in this repository"
        ),
        tr!(lang, "retirez `nrt decide` du hook", "take `nrt decide` out of the hook"),
    )
}

/// A commit was made, and what came after it was not.
fn half_known(error: &GitError, paths: &[String], lang: Lang) -> Error {
    let cause = repository::error(error, lang).message;
    let paths: Vec<String> = paths.iter().map(|path| shell(&pathspec(path))).collect();
    let paths = paths.join(" ");
    Error::new(
        tr!(
            lang,
            "la décision est enregistrée et le commit est fait, mais la suite a échoué\u{a0}: {cause}",
            "the decision is recorded and the commit is made, but what comes next failed: {cause}"
        ),
        tr!(
            lang,
            "ne recommencez pas\u{a0}; depuis le haut du dépôt, `git reset --quiet -- {paths}` remet l'index d'accord avec le commit",
            "do not do it again; from the top of the repository, `git reset --quiet -- {paths}` makes the index agree with the commit"
        ),
    )
}

/// A commit was made, and a hook took the decision out of it.
pub(super) fn left_out(id: &str, lang: Lang) -> Error {
    Error::new(
        tr!(
            lang,
            "le commit {id} est fait, mais il n'a pas la décision\u{a0}: un hook de ce dépôt l'a retirée",
            "the commit {id} is made, but it does not have the decision: a hook of this repository took it out"
        ),
        tr!(
            lang,
            "la décision est dans `decisions.toml`\u{a0}; `git show {id}` dit ce que le commit contient",
            "the decision is in `decisions.toml`; `git show {id}` says what the commit holds"
        ),
    )
}

/// The decision is recorded, and that could not be said.
pub(super) fn unsaid(id: &str, cause: &io::Error, lang: Lang) -> Error {
    let cause = usage::cause(cause, lang);
    Error::new(
        tr!(
            lang,
            "la décision `{id}` est enregistrée, mais la sortie ne peut pas être écrite\u{a0}: {cause}",
            "the decision `{id}` is recorded, but the output cannot be written: {cause}"
        ),
        tr!(
            lang,
            "ne recommencez pas\u{a0}: `nrt decisions show {id}` la montre",
            "do not do it again: `nrt decisions show {id}` shows it"
        ),
    )
}

/// A path as git takes it for itself, whatever its characters.
fn pathspec(path: &str) -> String {
    let special = path.starts_with(':') || path.contains(['*', '?', '[', '\\']);
    if special { format!(":(literal){path}") } else { path.to_owned() }
}

/// A word of a command line, in quotes that a shell takes as they are.
fn shell(word: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    if !word.is_empty() && word.chars().all(plain) {
        return word.to_owned();
    }
    format!("'{}'", word.replace('\'', "'\\''"))
}
