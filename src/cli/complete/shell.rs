//! What each shell hands over of a command line, and how it wants the answer: nothing that is
//! proposed can mean more to the shell than the letters it is made of.

use std::fmt::Write as _;

use super::{Answer, Candidate};

/// Who asks.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Shell {
    /// With what is typed of the word under the cursor, and whether the answer is only shown.
    Bash(Typed, bool),
    Zsh,
    Fish,
    Pwsh,
}

/// The word under the cursor, as bash has it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Typed {
    /// The quote that is open.
    quote: Option<char>,
    /// How many bytes of the word bash takes as done: it replaces what follows them.
    done: usize,
}

/// A question of a shell.
pub(super) struct Question {
    pub(super) shell: Shell,
    /// The words before the cursor's own, without the program's name.
    pub(super) before: Vec<String>,
    /// What is typed of the cursor's own.
    pub(super) current: String,
}

impl Question {
    /// Reads the arguments of `nrt complete`: `bash BREAKS TYPE LINE`, or for the other shells
    /// `SHELL --current=WORD -- WORD…`.
    pub(super) fn read(args: &[String]) -> Option<Self> {
        let (shell, rest) = args.split_first()?;
        if shell == "bash" {
            let [breaks, kind, line] = rest else { return None };
            // The key codes by which bash says that it lists, and inserts nothing of its own.
            let lists = matches!(kind.as_str(), "33" | "63" | "64");
            let (mut before, current, typed) = split(line, breaks)?;
            if before.is_empty() {
                return None;
            }
            before.remove(0);
            return Some(Self { shell: Shell::Bash(typed, lists), before, current });
        }
        let [current, dashes, before @ ..] = rest else { return None };
        let current = current.strip_prefix("--current=").filter(|_| dashes == "--")?;
        let (shell, current) = match shell.as_str() {
            "zsh" => (Shell::Zsh, current),
            "fish" => (Shell::Fish, current),
            // An open quote is a part of the word.
            "powershell" => (Shell::Pwsh, current.trim_start_matches(['\'', '"'])),
            _ => return None,
        };
        Some(Self { shell, before: before.to_vec(), current: current.to_owned() })
    }
}

/// Cuts a line as bash does. Nothing where a quote closes within the word under the cursor, since
/// readline then replaces another part of it.
fn split(line: &str, breaks: &str) -> Option<(Vec<String>, String, Typed)> {
    let mut words = Vec::new();
    let mut word = String::new();
    let (mut started, mut closed, mut quote, mut done) = (false, false, None, 0);
    let mut chars = line.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (Some(open), c) if c == open => (quote, closed) = (None, true),
            (Some('"'), '\\') => match chars.next_if(|c| matches!(c, '"' | '\\' | '$' | '`')) {
                Some(c) => word.push(c),
                None => word.push('\\'),
            },
            (Some(_), c) => word.push(c),
            (None, '\'' | '"') => (quote, started, done) = (Some(c), true, word.len()),
            (None, '\\') => {
                word.extend(chars.next());
                started = true;
            }
            (None, c) if c.is_whitespace() => {
                if started {
                    words.push(std::mem::take(&mut word));
                }
                (started, closed, done) = (false, false, 0);
            }
            (None, c) => {
                let before = word.len();
                word.push(c);
                started = true;
                if breaks.contains(c) {
                    // What follows this one is a name of a machine, together with it.
                    done = if c == '@' { before } else { word.len() };
                }
            }
        }
    }
    (!closed).then_some((words, word, Typed { quote, done }))
}

/// The answer, as the shell's script reads it: a candidate a line, then a tabulation and what it
/// says; or a tabulation and `files` or `folders` alone.
pub(super) fn write(answer: &Answer, shell: &Shell) -> String {
    let candidates = match answer {
        Answer::Files => return "\tfiles\n".to_owned(),
        Answer::Folders => return "\tfolders\n".to_owned(),
        Answer::Words(candidates) => candidates,
    };
    let mut text = String::new();
    match shell {
        Shell::Bash(typed, lists) => bash(&mut text, candidates, typed, *lists),
        Shell::Zsh | Shell::Fish => {
            for Candidate { value, says } in candidates {
                let _ = writeln!(text, "{value}\t{says}");
            }
        }
        Shell::Pwsh => {
            for Candidate { value, says } in candidates {
                let _ = writeln!(text, "{}\t{value}\t{says}", powershell(value));
            }
        }
    }
    text
}

fn bash(text: &mut String, candidates: &[Candidate], typed: &Typed, lists: bool) {
    let shown: Vec<(String, &str)> = candidates
        .iter()
        .filter_map(|Candidate { value, says }| {
            let rest = value.get(typed.done..)?;
            Some((quoted(rest, typed.quote)?, says.as_str()))
        })
        .collect();
    let wide = shown.iter().map(|(value, _)| value.chars().count()).max().unwrap_or_default();
    for (value, says) in &shown {
        if lists && shown.len() > 1 && !says.is_empty() {
            let _ = writeln!(text, "{value:<width$}  ({says})", width = wide.min(40));
        } else if typed.quote.is_some() || super::goes_on(value) {
            let _ = writeln!(text, "{value}");
        } else {
            // The script tells bash to add no space: old versions cannot be told for one word.
            let _ = writeln!(text, "{value} ");
        }
    }
}

/// A word that bash takes for its letters, within an open quote or none.
fn quoted(value: &str, quote: Option<char>) -> Option<String> {
    let mut word = String::new();
    for (at, c) in value.chars().enumerate() {
        match quote {
            Some('\'') if c == '\'' => word.push_str("'\\''"),
            // Nothing keeps it from being a word of the history there.
            Some('"') if c == '!' => return None,
            Some('"') if matches!(c, '"' | '\\' | '$' | '`') => word.extend(['\\', c]),
            None if !is_plain(c) && (at == 0 || c != ',') => word.extend(['\\', c]),
            Some(_) | None => word.push(c),
        }
    }
    Some(word)
}

/// Whether no shell makes anything of a character within a word.
fn is_plain(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '_' | '.' | '/' | ':' | '=' | '+' | '@')
}

/// A word that PowerShell takes for its letters. Its own quotes have four forms more, and a comma
/// makes a list.
fn powershell(value: &str) -> String {
    let plain = value.chars().all(is_plain) && !value.starts_with('@');
    if plain {
        return value.to_owned();
    }
    let mut word = String::from("'");
    for c in value.chars() {
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            word.push(c);
        }
        word.push(c);
    }
    word.push('\'');
    word
}

#[cfg(test)]
mod tests {
    use super::*;

    const BREAKS: &str = " \t\n\"'@><=;|&(:";

    fn cut(line: &str) -> Option<(Vec<String>, String, Option<char>, usize)> {
        split(line, BREAKS).map(|(words, word, typed)| (words, word, typed.quote, typed.done))
    }

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn a_line_is_cut_as_bash_cuts_it() {
        let plain =
            |before: &[&str], word: &str, done| Some((words(before), word.to_owned(), None, done));
        assert_eq!(cut("nrt check "), plain(&["nrt", "check"], "", 0));
        assert_eq!(cut("nrt check --for=la"), plain(&["nrt", "check"], "--for=la", 6));
        assert_eq!(cut("nrt  'a b' c\\ d"), plain(&["nrt", "a b"], "c d", 0));
        assert_eq!(cut("nrt \"a\\\"b\\c\" x"), plain(&["nrt", "a\"b\\c"], "x", 0));
        assert_eq!(cut("nrt codir\\@x@"), plain(&["nrt"], "codir@x@", 7));
        assert_eq!(cut("nrt ''  é"), plain(&["nrt", ""], "é", 0));
        let open = Some((words(&["nrt"]), "a b".to_owned(), Some('"'), 0));
        assert_eq!(cut("nrt \"a b"), open);
        assert_eq!(cut("nrt 'a'b"), None);
    }

    #[test]
    fn a_word_means_its_letters() {
        let bash = |value, quote| quoted(value, quote).unwrap_or_default();
        assert_eq!(bash("a$(b) `c`", None), "a\\$\\(b\\)\\ \\`c\\`");
        assert_eq!(bash("stakeholders.\"élu.é\"#x", None), "stakeholders.\\\"élu.é\\\"\\#x");
        assert_eq!(bash("l'eau$", Some('\'')), "l'\\''eau$");
        assert_eq!(bash("l'eau$", Some('"')), "l'eau\\$");
        assert_eq!(quoted("a!b", Some('"')), None);
        assert_eq!(powershell("codir@2026-12-08"), "codir@2026-12-08");
        assert_eq!(powershell("@x"), "'@x'");
        assert_eq!(powershell("l'eau\u{2019}$(x)"), "'l''eau\u{2019}\u{2019}$(x)'");
        assert_eq!(powershell("a,b"), "'a,b'");
    }
}
