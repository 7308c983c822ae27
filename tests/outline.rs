//! Reading only the tables in which two versions of a file differ finds what reading both whole
//! finds, places included; or it gives up.

use std::cell::Cell;

use nrt::address::Kind;
use nrt::changes::between;
use nrt::document::{Document, Outline};
use nrt::lang::Lang;
use nrt::load::Documents;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

const LIMIT: u64 = 1 << 20;

/// Headers of a table, sound ones first.
const HEADERS: [&str; 9] = [
    "[ID]\n",
    "[ID]\n",
    "[ID]  # une remarque\n",
    "  [ ID ]\n",
    "[ID.note]\n",
    "[[ID]]\n",
    "[\"ID\"]\n",
    "[ID]\r\n",
    "[ID",
];

/// What may stand in a table: sound, but for the last ones.
const BODIES: [&str; 24] = [
    "title = \"Un\"\n",
    "title = \"Deux\"\nformerly = [\"a\"]\n",
    "name = \"Élu·e\"\ndate = 2026-12-10\nkind = \"launch-committee\"\n",
    "text = \"\"\"\n[b]\nname = \"Un\"\n\"\"\"\n",
    "text = '''\n[c]\n[2026]\n'''\n",
    "list = [\n[1],\n[2026-12-10],\n[true]\n]\n",
    "list = [ # [a]\n\"[b]\", \"]\"\n]\nname = \"x\"\n",
    "# [c]\n\n",
    "",
    "name = { fr = \"Un\",\nen = [\n[1]\n] }\n",
    "[ID.launch]\nplace = 'ici'\n",
    "[ID.launch]\n[ID.launch.deep]\nx = 1\n",
    "x.y = 1\nx.z = \"[b]\\\"\"\n",
    "n = 1_000\n   \n",
    "n = 1000\n# fin",
    "\n\n[1]\nname = \"un nombre\"\n",
    "[inf]\n",
    "[b.outside]\nx = 1\n",
    "x = \"\"\"\n",
    "list = [1,\n",
    "]\n",
    "x = {\n",
    "<<<<<<< a\n",
    "x\u{0}y\r",
];

const IDS: [&str; 6] = ["a", "b", "c", "d", "2026-12-10", "é"];

/// A table: its id, its header and what stands in it.
type Table = (usize, usize, Vec<usize>);

fn table() -> impl Strategy<Value = Table> {
    let header = prop_oneof![20 => 0..2_usize, 2 => 2..6_usize, 1 => 6..HEADERS.len()];
    let id = prop_oneof![20 => 0..4_usize, 1 => 4..IDS.len()];
    let body = prop_oneof![30 => 0..18_usize, 1 => 18..BODIES.len()];
    (id, header, prop::collection::vec(body, 0..3))
}

fn text_of(tables: &[Table]) -> String {
    let one = |(id, header, bodies): &Table| {
        let body: String = bodies.iter().map(|at| BODIES[*at]).collect();
        (HEADERS[*header].to_owned() + &body).replace("ID", IDS[*id])
    };
    tables.iter().map(one).collect()
}

/// What may happen to a text beside its tables.
#[derive(Debug, Clone)]
enum Damage {
    None,
    Before(&'static str),
    Cut(usize, usize),
    Put(usize, &'static str),
}

fn damage() -> impl Strategy<Value = Damage> {
    let sharp =
        ["\"", "\"\"\"", "'''", "[", "]", "\n[b]\n", "{", "#", "\n", "\r", "=", "é", "\u{feff}"];
    prop_oneof![
        8 => Just(Damage::None),
        2 => prop::sample::select(vec!["# Tête.\n", "\u{feff}", "\u{feff}# Tête.\n", "x = 1\n", "\n"])
            .prop_map(Damage::Before),
        1 => (0..1000_usize, 0..12_usize).prop_map(|(at, n)| Damage::Cut(at, n)),
        2 => (0..1000_usize, prop::sample::select(sharp.to_vec())).prop_map(|(at, s)| Damage::Put(at, s)),
    ]
}

fn damaged(text: &str, damage: &Damage) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    match damage {
        Damage::None => {}
        Damage::Before(head) => drop(bytes.splice(0..0, head.bytes())),
        Damage::Cut(at, n) => {
            let at = at * bytes.len() / 1000;
            drop(bytes.drain(at..(at + n).min(bytes.len())));
        }
        Damage::Put(at, sharp) => {
            let at = at * bytes.len() / 1000;
            drop(bytes.splice(at..at, sharp.bytes()));
        }
    }
    bytes
}

/// The tables of a version, and what makes it another one: where, and what is there instead.
fn versions() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let first =
        (any::<bool>(), prop::collection::vec(table(), 0..7)).prop_map(|(apart, mut all)| {
            if apart {
                // As people write them: every id once.
                let mut seen = Vec::new();
                all.retain(|(id, ..)| {
                    !seen.contains(id) && {
                        seen.push(*id);
                        true
                    }
                });
            }
            all
        });
    let edit = (0..7_usize, 0..4_usize, table());
    let steps = prop::collection::vec((prop::collection::vec(edit, 0..3), damage()), 1..4);
    (first, damage(), steps).prop_map(|(mut tables, first, steps)| {
        let mut versions = vec![damaged(&text_of(&tables), &first)];
        for (edits, damage) in steps {
            for (at, what, table) in edits {
                let at = at.min(tables.len());
                match what {
                    0 => tables.insert(at, table),
                    1 if at < tables.len() => drop(tables.remove(at)),
                    2 if at < tables.len() => tables.swap(at, 0),
                    3 if at < tables.len() => tables[at].2 = table.2,
                    _ => {}
                }
            }
            versions.push(damaged(&text_of(&tables), &damage));
        }
        versions
    })
}

/// What changed, whole: addresses, weights, titles, values with their places, flags.
fn told<'d>(kind: Kind, before: Document<'d>, after: Document<'d>) -> String {
    let [mut old, mut new] = [Documents::default(), Documents::default()];
    old.extend([before]);
    new.extend([after]);
    format!("{:#?}", between([kind], &old, &new))
}

fn whole(kind: Kind, bytes: &[u8]) -> Document<'_> {
    Document::read(kind, bytes, LIMIT, Lang::En).0
}

/// Follows versions by their tables as long as that can be done: how often it could.
fn follow(kind: Kind, versions: &[Vec<u8>]) -> Result<usize, TestCaseError> {
    let mut done = 0;
    let mut known: Option<Outline> = None;
    for (own, other) in versions.iter().zip(versions.iter().skip(1)) {
        let sound = Document::sound(kind, own, LIMIT);
        let read = whole(kind, own);
        if let Some(sound) = &sound {
            prop_assert!(!read.broken);
            prop_assert_eq!(format!("{:?}", sound.table), format!("{:?}", read.table));
        }
        let outline = sound.and_then(|document| Outline::of(document.text));
        if known.is_some() {
            prop_assert_eq!(&known, &outline, "an outline that was followed, and one made anew");
        }
        let Some(outline) = outline else {
            known = None;
            continue;
        };
        let found = outline.differing(kind, own, other, LIMIT);
        let Some(found) = found else {
            known = None;
            continue;
        };
        done += 1;
        let (before, after) = (whole(kind, own), whole(kind, other));
        prop_assert!(
            Document::sound(kind, other, LIMIT).is_some(),
            "the other one holds a mistake"
        );
        for (part, all) in [(&found.own, &before), (&found.other, &after)] {
            for (id, value) in &part.table {
                let (key, there) = all.table.get_key_value(id.get_ref().as_ref()).expect("it");
                prop_assert_eq!(format!("{id:?} {value:?}"), format!("{key:?} {there:?}"));
            }
        }
        known = Some(found.outline.clone());
        let part = told(kind, found.own, found.other);
        prop_assert_eq!(part, told(kind, before, after));
        let Some(back) = outline.differing(kind, own, other, LIMIT) else { continue };
        let part = told(kind, back.other, back.own);
        prop_assert_eq!(part, told(kind, whole(kind, other), whole(kind, own)));
    }
    Ok(done)
}

#[test]
fn tables_that_differ_tell_what_whole_files_tell() {
    let config = Config { cases: 2_000, failure_persistence: None, ..Config::default() };
    let (done, pairs) = (Cell::new(0), Cell::new(0));
    let ran = TestRunner::new(config).run(&versions(), |versions| {
        for kind in [Kind::Milestone, Kind::Stakeholder] {
            done.set(done.get() + follow(kind, &versions)?);
            pairs.set(pairs.get() + versions.len() - 1);
        }
        Ok(())
    });
    if let Err(error) = ran {
        panic!("{error}");
    }
    // It proves nothing where it gives up each time.
    assert!(done.get() * 5 > pairs.get(), "{} of {}", done.get(), pairs.get());
}

fn changed(a: &str, b: &str) -> Option<Vec<String>> {
    let outline = Outline::of(Document::sound(Kind::Stakeholder, a.as_bytes(), LIMIT)?.text)?;
    let found = outline.differing(Kind::Stakeholder, a.as_bytes(), b.as_bytes(), LIMIT)?;
    let ids = |document: &Document<'_>| {
        let ids: Vec<&str> = document.table.keys().map(|id| id.get_ref().as_ref()).collect();
        ids.join(" ")
    };
    Some(vec![ids(&found.own), ids(&found.other)])
}

/// Where it gives up without need, nothing is wrong but the time it takes.
#[test]
fn only_the_tables_that_differ_are_read() {
    let both = |own: &str, other: &str| Some(vec![own.to_owned(), other.to_owned()]);
    let a =
        "# Tête.\n[a]\nk = 1\n\n[b]\nk = \"\"\"\n[x]\n\"\"\"\n[b.sub]\n[c]\nk = [\n[1]\n]\n[d]\n";
    assert_eq!(changed(a, a), both("", ""));
    assert_eq!(changed(a, &a.replace("k = 1", "k = 2")), both("a", "a"));
    assert_eq!(changed(a, &a.replace("[x]", "[y]")), both("b", "b"));
    assert_eq!(changed(a, &a.replace("[c]", "[e]")), both("c", "e"));
    assert_eq!(changed(a, &a.replace("[d]", "x = 1\n[d]")), both("c", "c"));
    assert_eq!(changed(a, &a.replace("[d]", "[c.y]\n[d]")), both("c", "c"));
    assert_eq!(changed(a, &(a.to_owned() + "[e]\n[f]\n")), both("", "e f"));
    assert_eq!(changed(a, &a.replace("[a]\nk = 1\n", "")), both("a", ""));
    assert_eq!(changed(a, &(a.replace("[a]\nk = 1\n", "") + "[a]\nk = 1\n")), both("a", "a"));
    assert_eq!(changed("[a]\n[b]\n[c]\n", "[c]\n[a]\n[b]\n"), both("", ""));
    assert_eq!(changed(a, ""), both("a b c d", ""));
    assert_eq!(changed("", a), both("", "a b c d"));
}

#[test]
fn what_is_doubtful_is_read_whole() {
    let a = "[a]\nk = 1\n[b]\nk = 1\n";
    for b in [
        "[a]\nk = 1\n[b]\nk = \n",
        "[a]\nk = 1\n[b]\nk = 1\n[a]\n",
        "[a]\nk = 1\n[b]\nk = 1\n[a.x]\n",
        "[a]\nk = 1\n[b]\nk = 1\n[\"c\"]\n",
        "[a]\nk = [1\n[b]\nk = 1\n",
        "[a]\nk = 1]\n[b]\nk = 1\n",
        "[a]\nk = \"\"\"\n[b]\nk = 1\n",
        "a = 1\n[b]\nk = 1\n",
        "[a]\nk = 1\n[c]\n[b]\nk = 1\n[c]\n",
        "[a]\nk = 1\n[b]\nk = 1 [c]\n",
        "[a]\nk = 1\n[b]\nk = '\u{0}'\n",
    ] {
        assert_eq!(changed(a, b), None, "{b:?}");
    }
    let bytes = b"[a]\nk = 1\n[b]\nk = '\xe9'\n";
    let outline = Outline::of(a).expect("an outline");
    assert!(outline.differing(Kind::Stakeholder, a.as_bytes(), bytes, LIMIT).is_none());
    // Each text is within the bounds alone, and the whole is not.
    let longer = a.to_owned() + "[c]\nk = [[], [], [], []]\n";
    let within = |limit| {
        let found = outline.differing(Kind::Body, a.as_bytes(), longer.as_bytes(), limit);
        let whole = Document::sound(Kind::Body, longer.as_bytes(), limit);
        assert_eq!(found.is_some(), whole.is_some(), "{limit}");
        found.is_some()
    };
    assert_eq!([130, 159, 160, 200].map(within), [false, false, true, true]);
}
