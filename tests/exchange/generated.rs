//! Projects of any values that their keys may hold, and of some that they may not.

use nrt::address::Kind;
use nrt::files::Files;
use nrt::model::{Key, Shape};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

use super::goes_round;

/// Texts that spreadsheets like to spoil.
const HARD: &[&str] = &[
    "",
    " ",
    "=1+1",
    "+33 1 23",
    "-5",
    "@SUM(A1)",
    "'=1",
    "''-2",
    "'quoted'",
    "10/12/2026",
    "2026-12-10",
    "14:30",
    "1,5",
    "007",
    "oui",
    "VRAI",
    "TRUE",
    "a | b",
    "a\\|b",
    "\\",
    "\\n",
    "C:\\dir",
    "ligne 1\nligne 2",
    "\n\na\n",
    "a\r\nb",
    "a  b   c",
    "  bords  ",
    "a\tb",
    "« a » ; \"b\", c",
    "😀 œ é",
    "e\u{301}",
    "_x0041_",
    "_x005F_",
    "<b>&amp;</b>",
    "]]>",
    "#REF!",
    "a\u{a0}b",
    "1e5",
    "id",
    "…",
    "TODO(nrt) : écrire",
    "\u{7}sonnerie",
    "a\u{200b}b",
    "\u{202e}renversé",
    "=HYPERLINK(\"http://x\")",
    "12345678901234567890",
    "１",
    "＝1",
    "\u{fffd}",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        3 => proptest::sample::select(HARD).prop_map(str::to_owned),
        2 => "[a-zA-Zéèà0-9 ,;'’|.-]{0,30}",
        1 => "\\PC{0,20}",
    ]
}

fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() => out.push_str(&format!("\\u{:04X}", u32::from(c))),
            c => out.push(c),
        }
    }
    out + "\""
}

/// A value of a type, as TOML; once in a while of another one.
fn value(shape: &'static Shape) -> BoxedStrategy<String> {
    let date = || {
        (1900..2200_i32, 1..13_u32, 1..29_u32)
            .prop_map(|(y, m, d)| format!("{y}-{m:02}-{d:02}"))
            .boxed()
    };
    let time =
        || (0..24, 0..60, 0..60).prop_map(|(h, m, s)| format!("{h:02}:{m:02}:{s:02}")).boxed();
    let own = match *shape {
        Shape::Text => text().prop_map(|text| quoted(&text)).boxed(),
        Shape::Date => date(),
        Shape::Time => time(),
        Shape::Count => prop_oneof![
            any::<u32>().prop_map(|n| n.to_string()),
            Just("9007199254740993".to_owned())
        ]
        .boxed(),
        Shape::Number => prop_oneof![
            (0..100_000_u32).prop_map(|n| format!("{:?}", f64::from(n) / 100.0)),
            Just("1e300".to_owned()),
            Just("5".to_owned()),
        ]
        .boxed(),
        Shape::Flag => any::<bool>().prop_map(|flag| flag.to_string()).boxed(),
        Shape::Word(words) => {
            proptest::sample::select(words).prop_map(|word| quoted(word.name)).boxed()
        }
        Shape::Reference(_) => "[a-z]{1,8}".prop_map(|id| quoted(&id)).boxed(),
        Shape::Address => Just(quoted("stakeholders.dgs.launch")).boxed(),
        Shape::Rule => Just(quoted("late-bilateral")).boxed(),
        Shape::List(inner) => proptest::collection::vec(value(inner), 0..4)
            .prop_map(|members| format!("[{}]", members.join(", ")))
            .boxed(),
        Shape::Table(_) | Shape::Map(_) => Just("{}".to_owned()).boxed(),
    };
    if matches!(shape, Shape::List(_) | Shape::Table(_) | Shape::Map(_)) {
        return own;
    }
    prop_oneof![20 => own, 1 => text().prop_map(|text| quoted(&text)), 1 => date(), 1 => time()]
        .boxed()
}

/// The lines of a table.
fn lines(keys: &'static [Key]) -> BoxedStrategy<String> {
    let line = |key: &'static Key| match key.shape {
        Shape::Table(inner) => proptest::option::of(lines(inner))
            .prop_map(|inner| {
                let inner: Vec<String> = inner
                    .unwrap_or_default()
                    .lines()
                    .map(|line| format!("{}.{line}\n", key.name))
                    .collect();
                inner.concat()
            })
            .boxed(),
        _ => proptest::option::of(value(&key.shape))
            .prop_map(|value| {
                value.map_or_else(String::new, |value| format!("{} = {value}\n", key.name))
            })
            .boxed(),
    };
    // Former ids mean the entity that had them: each is one of nobody here.
    let keys = keys.iter().filter(|key| key.name != "formerly");
    keys.map(line).collect::<Vec<_>>().prop_map(|lines| lines.concat()).boxed()
}

fn file(kind: Kind) -> BoxedStrategy<String> {
    let prefix = if kind == Kind::Scope { "facilities." } else { "" };
    let space = if kind == Kind::Referent { "r" } else { "e" };
    proptest::collection::vec(lines(nrt::model::entity_keys(kind)), 0..4)
        .prop_map(move |entities| {
            let table = |(n, lines): (usize, &String)| format!("[{prefix}{space}{n}]\n{lines}\n");
            entities.iter().enumerate().map(table).collect::<String>()
        })
        .boxed()
}

#[test]
fn generated_projects_go_round() {
    let kinds: Vec<Kind> = Kind::ALL.into_iter().filter(|kind| *kind != Kind::Project).collect();
    let files: Vec<BoxedStrategy<String>> = kinds.iter().map(|kind| file(*kind)).collect();
    let mut runner =
        TestRunner::new(Config { cases: 64, failure_persistence: None, ..Config::default() });
    runner
        .run(&files, |texts| {
            let named = kinds.iter().map(|kind| kind.file()).zip(texts.iter().map(String::as_str));
            goes_round(&Files::from_texts(named));
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}
