//! What the forms that forges and their jobs read have in common: paths as the repository knows
//! them, texts on one line and of a bounded length, fingerprints that tell findings apart.

use std::collections::BTreeMap;

use super::concise::Positions;
use crate::address::Kind;
use crate::check::{Checked, Settings};
use crate::document::position::Position;
use crate::finding::{Finding, Place};
use crate::lang::Lang;
use crate::load::Loaded;
use crate::text::{Text, terminal};
use crate::tr;

/// The most findings that a report lists, those that weigh most first; a threshold of nrt's own,
/// below those of the forges.
const MAX_FINDINGS: usize = 5_000;

/// The longest text of a finding, in characters.
const MAX_TEXT: usize = 600;

/// A check, and where its project lies.
#[derive(Debug, Clone, Copy)]
pub struct Run<'r> {
    /// What was read.
    pub loaded: &'r Loaded<'r>,
    /// What was found.
    pub checked: &'r Checked,
    /// How.
    pub settings: &'r Settings,
    /// The project's folder in its repository, ending with `/`; empty where they are the same.
    pub folder: &'r str,
}

/// Where to show a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Site {
    /// Relative to the repository.
    pub(super) path: String,
    pub(super) start: Position,
    /// Exclusive.
    pub(super) end: Position,
    /// Whether a stretch of the file is meant, and not the file as a whole.
    pub(super) exact: bool,
}

impl Run<'_> {
    pub(super) const fn lang(&self) -> Lang {
        self.settings.lang
    }

    /// The lines and columns of the project's files.
    pub(super) fn positions(&self) -> Positions<'_> {
        Positions::new(&self.loaded.documents)
    }

    /// A path of the project as the repository knows it.
    pub(super) fn path(&self, path: &str) -> String {
        format!("{}{path}", self.folder)
    }

    /// Where to show a finding: a forge shows nothing in a file that is not there, so what is said
    /// of one is shown at `nrt.toml`, which always is.
    pub(super) fn site(&self, finding: &Finding, positions: &Positions<'_>) -> Site {
        match &finding.place {
            Some(place) => self.site_of(place, positions),
            None => self.whole(),
        }
    }

    pub(super) fn site_of(&self, place: &Place, positions: &Positions<'_>) -> Site {
        let (start, end) = positions.of(place);
        Site { path: self.path(&place.path), start, end, exact: !place.range.is_empty() }
    }

    /// The project as a whole.
    pub(super) fn whole(&self) -> Site {
        let start = Position { line: 1, column: 1 };
        Site { path: self.path(Kind::Project.file()), start, end: start, exact: false }
    }

    /// The open findings that are shown, those that weigh most first, and how many are not.
    pub(super) fn shown(&self) -> (Vec<&Finding>, usize) {
        let mut shown: Vec<&Finding> = self.checked.open().collect();
        shown.sort_by_key(|finding| std::cmp::Reverse(finding.level));
        let hidden = shown.len().saturating_sub(MAX_FINDINGS);
        shown.truncate(MAX_FINDINGS);
        (shown, hidden)
    }

    /// What a finding says beside its message, a line each: the file that is absent, what to do,
    /// why.
    pub(super) fn details(&self, finding: &Finding) -> Vec<String> {
        let lang = self.lang();
        let absent = finding.place.is_none().then(|| {
            let file = finding.address.kind.file();
            tr!(lang, "fichier absent : {file}", "file that is not there: {file}")
        });
        let help = finding.help.as_ref().map(|help| {
            let help = line(help);
            tr!(lang, "aide : {help}", "help: {help}")
        });
        absent.into_iter().chain(help).chain(finding.notes.iter().map(line)).collect()
    }

    /// That some findings are not shown.
    pub(super) fn hidden(&self, hidden: usize) -> Option<String> {
        let (lang, s) = (self.lang(), self.lang().s(hidden));
        (hidden > 0).then(|| {
            tr!(
                lang,
                "{hidden} autre{s} constat{s} : `nrt check --format concise` les montre tous",
                "{hidden} more finding{s}: `nrt check --format concise` shows them all"
            )
        })
    }

    /// That some rules were not run, since a file they need could only be read in part.
    pub(super) fn not_run(&self, rule: &str) -> String {
        tr!(
            self.lang(),
            "règle `{rule}` non vérifiée : un fichier qu'elle lit n'a pu être lu qu'en partie",
            "rule `{rule}` not run: a file that it reads could only be read in part"
        )
    }
}

/// A text on one line, nothing in it hidden, cut where it is too long.
pub(super) fn line(text: &Text) -> String {
    let text = text.terminal();
    match text.char_indices().nth(MAX_TEXT) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

/// The same for a text that is no longer a [`Text`].
pub(super) fn plain_line(text: &str) -> String {
    terminal(text)
}

/// Gives each finding its fingerprint; several of one rule about one thing are numbered from the
/// second, since a forge keeps only one of each fingerprint.
#[derive(Debug, Default)]
pub(super) struct Fingerprints(BTreeMap<String, usize>);

impl Fingerprints {
    pub(super) fn of(&mut self, finding: &Finding) -> String {
        let fingerprint = finding.fingerprint();
        let n = self.0.entry(fingerprint.clone()).or_default();
        *n += 1;
        if *n == 1 { fingerprint } else { format!("{fingerprint}:{n}") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::address::Address;
    use crate::finding::Level;

    #[test]
    fn findings_about_one_thing_are_told_apart() {
        let finding =
            Finding::new("syntax", Level::Error, Address::file(Kind::Scope), String::new());
        let mut fingerprints = Fingerprints::default();
        let first = fingerprints.of(&finding);
        assert_eq!(first.len(), 64);
        assert_eq!(fingerprints.of(&finding), format!("{first}:2"));
    }

    #[test]
    fn a_text_is_one_line_of_a_bounded_length() {
        assert_eq!(line(&"a\nb\u{202e}".into()), "a\\u{a}b\\u{202e}");
        assert_eq!(line(&"é".repeat(2_000).into()).chars().count(), MAX_TEXT + 1);
    }
}
