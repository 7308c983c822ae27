//! A commit as the object database holds it: taken as far as its form can be trusted, whoever
//! wrote it.

use chrono::{DateTime, NaiveDate, TimeDelta};
use git2::{Mailmap, Oid, Repository, Signature, Time};

use super::{Revision, Source};
use crate::text::Text;

/// A commit, as a history shows it.
#[derive(Debug, Clone)]
pub struct Commit {
    /// Its id.
    pub id: Revision,
    /// The commits it follows, the first one first.
    pub parents: Vec<Revision>,
    /// The day on which its author wrote it, where they were; nothing where none is written.
    pub date: Option<NaiveDate>,
    /// Who wrote it, as the mailmap calls them; never an address.
    pub author: Text,
    /// The first paragraph of its message, on one line.
    pub subject: Text,
}

/// What a walk needs of a commit.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Head {
    pub(super) tree: Oid,
    pub(super) parents: Vec<Oid>,
    /// When it was recorded, in seconds, to put commits in order.
    pub(super) time: i64,
}

impl Commit {
    /// Whether it brings several lines of history together.
    pub const fn is_merge(&self) -> bool {
        self.parents.len() > 1
    }
}

/// What people are called now: the mailmap that HEAD holds. A mailmap in the working tree may be a
/// link or a pipe, and is not opened.
pub(super) struct Names(Option<Mailmap>);

impl Names {
    /// Largest mailmap that is read, in bytes; a threshold of nrt's own.
    const LIMIT: usize = 1 << 20;

    pub(super) fn of(repository: &Repository) -> Self {
        let read = || {
            let tree = repository.head().ok()?.peel_to_tree().ok()?;
            let entry = tree.get_name(".mailmap")?;
            let blob = repository.find_blob(entry.id()).ok()?;
            let plain = matches!(entry.filemode(), 0o100_644 | 0o100_664 | 0o100_755);
            let text = String::from_utf8_lossy(blob.content());
            (plain && blob.size() <= Self::LIMIT).then(|| Mailmap::from_buffer(&text).ok())?
        };
        Self(read())
    }

    fn called(&self, name: &str, email: &str) -> Text {
        let real = || {
            let mailmap = self.0.as_ref()?;
            let signature = Signature::new(name, email, &Time::new(0, 0)).ok()?;
            let real = mailmap.resolve_signature(&signature).ok()?;
            Some(String::from_utf8_lossy(real.name_bytes()).into_owned())
        };
        real().unwrap_or_else(|| name.to_owned()).into()
    }
}

impl Source {
    /// What the person who would record a commit now is called; nothing where git does not know.
    pub fn identity(&self) -> Option<Text> {
        let who = self.repository.signature().ok()?;
        Some(Names::of(&self.repository).called(who.name().ok()?, who.email().ok()?))
    }
}

/// Reads what a walk needs of a commit's bytes; nothing where they name no tree.
pub(super) fn head(bytes: &[u8]) -> Option<Head> {
    let (mut tree, mut parents, mut time) = (None, Vec::new(), None);
    for line in bytes.split(|byte| *byte == b'\n') {
        if line.is_empty() {
            break;
        } else if let Some(id) = line.strip_prefix(b"parent ") {
            parents.extend(oid(id));
        } else if let Some(id) = line.strip_prefix(b"tree ") {
            tree = tree.or_else(|| oid(id));
        } else if let Some(line) = line.strip_prefix(b"committer ") {
            let committer = String::from_utf8_lossy(line);
            time = time.or_else(|| seconds(person(&committer).2));
        }
    }
    Some(Head { tree: tree?, parents, time: time.unwrap_or_default() })
}

/// Reads a commit's bytes.
pub(super) fn parse(id: Oid, head: &Head, bytes: &[u8], names: &Names) -> Commit {
    let end = bytes.windows(2).position(|pair| pair == b"\n\n").unwrap_or(bytes.len());
    let (lines, message) = bytes.split_at(end);
    let latin = header(lines, b"encoding ").is_some_and(is_latin);
    let author = header(lines, b"author ").map(|line| decode(line, latin)).unwrap_or_default();
    let (name, email, moment) = person(&author);
    Commit {
        id: Revision(id),
        parents: head.parents.iter().copied().map(Revision).collect(),
        date: day(moment),
        author: names.called(name, email),
        subject: subject(&decode(message, latin)).into(),
    }
}

fn header<'h>(head: &'h [u8], name: &[u8]) -> Option<&'h [u8]> {
    head.split(|byte| *byte == b'\n').find_map(|line| line.strip_prefix(name))
}

fn oid(hex: &[u8]) -> Option<Oid> {
    Oid::from_str(std::str::from_utf8(hex).ok()?).ok()
}

fn is_latin(name: &[u8]) -> bool {
    let name = String::from_utf8_lossy(name).to_ascii_lowercase();
    ["iso-8859-1", "iso8859-1", "iso-8859-15", "latin1", "latin-1", "windows-1252", "cp1252"]
        .contains(&name.trim())
}

/// Text as its encoding says; what is no text in UTF-8 is replaced.
fn decode(bytes: &[u8], latin: bool) -> String {
    if latin && std::str::from_utf8(bytes).is_err() {
        return bytes.iter().copied().map(char::from).collect();
    }
    String::from_utf8_lossy(bytes).into_owned()
}

/// The name, the address and the moment of `Name <address> seconds zone`.
fn person(line: &str) -> (&str, &str, &str) {
    let (name, rest) = line.split_once('<').unwrap_or((line, ""));
    let (email, moment) = rest.rsplit_once('>').unwrap_or((rest, ""));
    (name.trim(), email.trim(), moment.trim())
}

fn seconds(moment: &str) -> Option<i64> {
    moment.split(' ').next()?.parse().ok()
}

/// The day there and then.
fn day(moment: &str) -> Option<NaiveDate> {
    let zone = moment.split(' ').nth(1).and_then(|zone| zone.parse::<i64>().ok()).unwrap_or(0);
    let minutes = zone / 100 * 60 + zone % 100;
    let universal = DateTime::from_timestamp(seconds(moment)?, 0)?;
    let there = universal.naive_utc().checked_add_signed(TimeDelta::try_minutes(minutes)?)?;
    Some(there.date())
}

fn subject(message: &str) -> String {
    let lines = message.lines().map(str::trim).skip_while(|line| line.is_empty());
    lines.take_while(|line| !line.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(bytes: &[u8]) -> Option<Commit> {
        Some(parse(Oid::ZERO_SHA1, &head(bytes)?, bytes, &Names(None)))
    }

    fn time(bytes: &[u8]) -> Option<i64> {
        head(bytes).map(|head| head.time)
    }

    const TREE: &str = "tree 4b825dc642cb6eb9a060e54bf8d69288fbee4904\n";

    #[test]
    fn a_commit_is_taken_as_far_as_it_goes() {
        let whole = format!(
            "{TREE}parent 4b825dc642cb6eb9a060e54bf8d69288fbee4904\nauthor A <B> C <d@e> 1000000000 -0500\ncommitter F <g@h> 5 +0000\n\n\nUn\n sujet\n\ncorps\n"
        );
        let commit = parsed(whole.as_bytes()).expect("a commit");
        assert_eq!(commit.subject, "Un sujet".into());
        assert_eq!(commit.author, "A".into());
        assert_eq!(commit.date, NaiveDate::from_ymd_opt(2001, 9, 8));
        assert_eq!((time(whole.as_bytes()), commit.parents.len()), (Some(5), 1));
    }

    #[test]
    fn what_is_malformed_is_unknown() {
        assert!(parsed(b"author x").is_none());
        for moment in
            ["", "9223372036854775807 +0000", "99999999999999999999 +0", "x", "1 +99999999999999"]
        {
            let text = format!("{TREE}author A <a@b> {moment}\n\ns");
            assert_eq!(time(text.as_bytes()), Some(0), "{moment}");
        }
        let bare = parsed(TREE.as_bytes()).expect("a commit");
        assert_eq!(
            (bare.date, bare.author.is_empty(), bare.subject.is_empty()),
            (None, true, true)
        );
    }

    #[test]
    fn names_in_another_encoding_are_read() {
        let latin = [TREE.as_bytes(), b"author Ren\xe9 <a@b> 1 +0000\nencoding ISO-8859-1\n\n\xe9"];
        assert_eq!(parsed(&latin.concat()).expect("a commit").author, "René".into());
        let none = [TREE.as_bytes(), b"author Ren\xe9 <a@b> 1 +0000\n\n"];
        assert_eq!(parsed(&none.concat()).expect("a commit").author, "Ren\u{fffd}".into());
    }
}
