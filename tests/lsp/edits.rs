//! Ten thousand random edits: characters, pastes, deletions, undone ones, positions that are none.
//! The server is alive after them, its text is the client's, its findings are those of a fresh check.

use std::collections::BTreeMap;

use nrt::address::Kind;
use nrt::files::Files;
use nrt::lang::Lang;
use nrt::load::load;
use serde_json::{Value, json};

use super::client::{Client, TODAY};
use crate::support::root;

/// Numbers that are the same on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n.max(1) as u64).expect("small")
    }

    fn of<'a, T: ?Sized>(&mut self, all: &[&'a T]) -> &'a T {
        all[self.below(all.len())]
    }
}

/// What people type and paste, and what no one should.
const PIECES: &[&str] = &[
    "a",
    "é",
    "😀",
    "\n",
    "\r\n",
    "\r",
    " ",
    "\"",
    "'",
    "[",
    "]",
    "{",
    "}",
    "=",
    ".",
    ",",
    "#",
    "-",
    "\u{feff}",
    "\u{202e}",
    "\u{0}",
    "\"\"\"",
    "2026-12-10",
    "10/12/2026",
    "[nouveau]\n",
    "title = \"Comité\"\n",
    "kind = \"launch-committee\"\n",
    "lead = \"dgs\"\n",
    "<<<<<<< HEAD\n",
    "participants = [\"dgs\", \"élu\"]\n",
    "date = 2026-13-45\n",
    "[a]\n[a]\n",
    "[[",
    "x = {y = 1}\n",
    "bilateral = 2026-11-30\n",
    "role = \"achats\"\n",
    "𝄞 = 1\n",
    "a.b.c = 1\n",
    "",
];

/// A text as a client holds it: halves of UTF-16.
#[derive(Clone)]
struct Text(Vec<u16>);

impl Text {
    fn of(text: &str) -> Self {
        Self(text.encode_utf16().collect())
    }

    fn read(&self) -> String {
        String::from_utf16(&self.0).expect("no half of a pair stands alone")
    }

    /// Where each line starts, and where what is on it ends.
    fn lines(&self) -> Vec<(usize, usize)> {
        let (cr, lf) = (u16::from(b'\r'), u16::from(b'\n'));
        let (mut lines, mut start, mut at) = (Vec::new(), 0, 0);
        while at < self.0.len() {
            let unit = self.0[at];
            let long = unit == cr && self.0.get(at + 1) == Some(&lf);
            if unit == lf || unit == cr {
                lines.push((start, at));
                at += if long { 2 } else { 1 };
                start = at;
            } else {
                at += 1;
            }
        }
        lines.push((start, self.0.len()));
        lines
    }

    /// The place that a position means, by the words of the protocol: past the end of a line it is
    /// the end of the line. Within a pair of surrogates nothing is said; it is before the pair here.
    fn place(&self, line: usize, column: usize) -> usize {
        let Some((start, end)) = self.lines().get(line).copied() else { return self.0.len() };
        let at = (start + column).min(end);
        let within = at > start
            && at < end
            && (0xdc00..0xe000).contains(&self.0[at])
            && (0xd800..0xdc00).contains(&self.0[at - 1]);
        at - usize::from(within)
    }

    /// Puts a text between two positions, told in whichever order.
    fn put(&mut self, from: (usize, usize), to: (usize, usize), new: &str) {
        let (a, b) = (self.place(from.0, from.1), self.place(to.0, to.1));
        self.0.splice(a.min(b)..a.max(b), new.encode_utf16());
    }
}

/// A position in a text, or, now and then, beyond it.
fn position(random: &mut Random, text: &Text) -> (usize, usize) {
    let lines = text.lines();
    let line = random.below(lines.len());
    let (start, end) = lines[line];
    let column = random.below(end - start + 1);
    match random.below(40) {
        0 => (lines.len() + random.below(5), random.below(9)),
        1 => (line, end - start + 1 + random.below(9)),
        _ => (line, column),
    }
}

/// One edit: where, and what for.
fn edit(random: &mut Random, text: &Text) -> ((usize, usize), (usize, usize), String) {
    let from = position(random, text);
    match random.below(10) {
        // Typing.
        0..=4 => (from, from, random.of(PIECES).to_owned()),
        // Deleting a little.
        5..=7 => (from, (from.0, from.1 + 1 + random.below(6)), String::new()),
        // Pasting over a stretch.
        8 => {
            let pasted: String = (0..random.below(6)).map(|_| random.of(PIECES)).collect();
            (from, (from.0 + random.below(3), random.below(20)), pasted)
        }
        // Deleting lines, told backwards as often as not.
        _ => ((from.0 + random.below(4), 0), from, String::new()),
    }
}

const FILES: [Kind; 4] = [Kind::Stakeholder, Kind::Milestone, Kind::Project, Kind::Decision];

#[test]
fn ten_thousand_edits_leave_the_server_as_the_client_is() {
    const EDITS: usize = 10_000;
    let folder = tempfile::tempdir().expect("a temporary folder");
    for kind in Kind::ALL {
        let from = root().join("example-project").join(kind.file());
        std::fs::copy(from, folder.path().join(kind.file())).expect("a file");
    }
    let mut client = Client::start(folder.path(), &json!({}), &json!({ "diagnostics": "pull" }));
    let mut texts: BTreeMap<Kind, Text> = BTreeMap::new();
    for kind in FILES {
        texts.insert(kind, Text::of(&client.open(kind.file())));
    }
    let first = texts.clone();
    let mut random = Random(0x2026_1124);
    let mut before: BTreeMap<Kind, Text> = texts.clone();
    let mut compared = 0;
    for n in 0..EDITS {
        let kind = FILES[random.below(FILES.len())];
        let text = texts.get_mut(&kind).expect("a text");
        if random.below(12) == 0 {
            // What was done is undone, as some clients tell it: the whole text.
            *text = before[&kind].clone();
            client.change(kind.file(), &json!([{ "text": text.read() }]));
        } else {
            before.insert(kind, text.clone());
            let count = 1 + random.below(3) / 2;
            let mut changes = Vec::new();
            for _ in 0..count {
                let (from, to, new) = edit(&mut random, text);
                text.put(from, to, &new);
                let at = |(line, character)| json!({ "line": line, "character": character });
                changes.push(json!({
                    "range": { "start": at(from), "end": at(to) }, "text": new,
                }));
            }
            client.change(kind.file(), &json!(changes));
        }
        // A text that grew wild, or lost nearly all, starts again.
        if text.0.len() > 60_000 || text.0.len() < 300 {
            *text = first[&kind].clone();
            client.change(kind.file(), &json!([{ "text": text.read() }]));
        }
        if n % 100 == 99 || n + 1 == EDITS {
            compare(&mut client, folder.path(), &texts, n);
            compared += 1;
        }
    }
    assert_eq!(compared, EDITS / 100);
    assert!(client.leave());
}

/// That what the server says of its texts is what a fresh check says of the client's.
fn compare(client: &mut Client, folder: &std::path::Path, texts: &BTreeMap<Kind, Text>, n: usize) {
    let read: BTreeMap<Kind, String> =
        texts.iter().map(|(kind, text)| (*kind, text.read())).collect();
    let mut files = nrt::worktree::read(folder, 1 << 20).expect("a folder");
    for (kind, text) in &read {
        files.known.insert(*kind, Ok(text.clone().into_bytes()));
    }
    let expected = fresh(&files, folder);
    for kind in FILES {
        let params = json!({ "textDocument": { "uri": client.uri(kind.file()) } });
        assert_eq!(client.ask("nrt/fileText", params.clone()), read[&kind], "after {n} edits");
        let report = client.ask("textDocument/diagnostic", params);
        let items = report["items"].as_array().expect("diagnostics");
        let found: Vec<(String, String)> =
            items.iter().map(|item| said(&read[&kind], item)).collect();
        let mut own: Vec<(String, String)> = expected.get(&kind).cloned().unwrap_or_default();
        own.truncate(1_000);
        assert_eq!(found, own, "after {n} edits, {}", kind.file());
    }
}

/// A diagnostic: its rule, and the text that it marks, read as the client reads positions.
fn said(text: &str, diagnostic: &Value) -> (String, String) {
    let text = Text::of(text);
    let at = |end: &str| {
        let of = |key: &str| {
            let n = diagnostic["range"][end][key].as_u64().expect("a number");
            usize::try_from(n).expect("small")
        };
        text.place(of("line"), of("character"))
    };
    let marked = String::from_utf16(&text.0[at("start")..at("end")]).expect("whole characters");
    (diagnostic["code"].as_str().expect("a rule").to_owned(), marked)
}

/// The findings of each file, the same way. What is said of a file that is absent stands in the
/// project's own.
fn fresh(files: &Files, folder: &std::path::Path) -> BTreeMap<Kind, Vec<(String, String)>> {
    let lang = nrt::load::language(files).unwrap_or(Lang::Fr);
    let loaded = load(files, lang);
    let attachments = nrt::worktree::attachments(folder, folder, &loaded.project);
    let settings = nrt::check::Settings { today: TODAY, horizon: None, lang, attachments };
    let checked = nrt::check::check(&loaded, &settings);
    let mut found: BTreeMap<Kind, Vec<(String, String)>> = BTreeMap::new();
    for finding in checked.open() {
        let (kind, range) = match &finding.place {
            Some(place) => {
                let kind = Kind::ALL.into_iter().find(|kind| kind.file() == place.path);
                (kind.expect("a known file"), place.range.clone())
            }
            None => (Kind::Project, 0..0),
        };
        let text = files.known[&kind].as_ref().expect("a file that was read");
        let text = std::str::from_utf8(text).expect("UTF-8");
        // Between CR and LF there is no position.
        let marked = text.get(range).expect("whole characters").to_owned();
        found.entry(kind).or_default().push((finding.rule.to_owned(), marked));
    }
    found
}
