//! How long reading and checking take, against the floor: parsing the same bytes. Run with
//! `cargo bench`; compare ratios, since absolute times drift.
#![allow(missing_docs, reason = "the harness generates items")]

use std::fmt::Write;
use std::hint::black_box;

use chrono::NaiveDate;
use divan::Bencher;
use nrt::check::{Settings, check};
use nrt::files::Files;
use nrt::lang::Lang;
use nrt::load::load_within;
use nrt::render::{Style, concise};
use toml::de::DeTable;

/// Numbers of stakeholders: a usual project, and two sizes that show whether time is linear.
const SIZES: [usize; 3] = [100, 1_000, 10_000];

/// Room for the largest file.
const LIMIT: u64 = 8 << 20;

fn main() {
    divan::main();
}

#[divan::bench(args = SIZES)]
fn floor_parse(bencher: Bencher<'_, '_>, n: usize) {
    let text = stakeholders(n);
    bencher.bench(|| black_box(DeTable::parse_recoverable(black_box(&text))));
}

#[divan::bench(args = SIZES)]
fn load(bencher: Bencher<'_, '_>, n: usize) {
    let files = project(n);
    bencher.bench(|| black_box(load_within(black_box(&files), LIMIT, Lang::Fr).findings.len()));
}

#[divan::bench(args = SIZES)]
fn load_and_check(bencher: Bencher<'_, '_>, n: usize) {
    let files = project(n);
    let settings = settings();
    bencher.bench(|| {
        let loaded = load_within(black_box(&files), LIMIT, Lang::Fr);
        black_box(check(&loaded, &settings).findings.len())
    });
}

#[divan::bench(args = SIZES)]
fn load_check_and_show(bencher: Bencher<'_, '_>, n: usize) {
    let files = project(n);
    let settings = settings();
    let style = Style { lang: Lang::Fr, width: 100, colour: false };
    bencher.bench(|| {
        let loaded = load_within(black_box(&files), LIMIT, Lang::Fr);
        let checked = check(&loaded, &settings);
        let positions = concise::Positions::new(&loaded.documents);
        black_box(concise::findings(checked.open(), &positions, "", style).len())
    });
}

fn settings() -> Settings {
    Settings {
        today: NaiveDate::from_ymd_opt(2026, 11, 23).unwrap_or_default(),
        horizon: None,
        lang: Lang::Fr,
        attachments: std::collections::BTreeMap::new(),
    }
}

/// The example project, with `n` stakeholders more.
fn project(n: usize) -> Files {
    let stakeholders =
        format!("{}{}", include_str!("../example-project/stakeholders.toml"), stakeholders(n));
    Files::from_texts([
        ("nrt.toml", include_str!("../example-project/nrt.toml")),
        ("referents.toml", include_str!("../example-project/referents.toml")),
        ("stakeholders.toml", &stakeholders),
        ("scope.toml", include_str!("../example-project/scope.toml")),
        ("milestones.toml", include_str!("../example-project/milestones.toml")),
        ("documents.toml", include_str!("../example-project/documents.toml")),
        ("bodies.toml", include_str!("../example-project/bodies.toml")),
        ("calendar.toml", include_str!("../example-project/calendar.toml")),
        ("decisions.toml", include_str!("../example-project/decisions.toml")),
        ("waivers.toml", include_str!("../example-project/waivers.toml")),
    ])
}

/// About 300 bytes a stakeholder; every fiftieth has no one-to-one, so that there is something to
/// find.
fn stakeholders(n: usize) -> String {
    let mut text = String::new();
    for i in 0..n {
        let (day, launch) = (1 + i % 20, ["confirmed", "invited", "represented"][i % 3]);
        let _ = write!(
            text,
            "\n[partie-{i}]\nname = \"Direction {i} de l'aménagement\"\nrole = \"finance\"\n\
             contact = \"direction-{i}@rivemont.example\"\nfirst-discussion = 2026-10-{day:02}\n\
             launch = \"{launch}\"\nlead = \"cheffe-projet-dsi\"\n\
             expectations = \"Un calendrier tenu, et des achats regroupés.\"\n"
        );
        if i % 50 != 0 {
            let _ = write!(
                text,
                "bilateral = 2026-11-{day:02}\nbilateral-outcome = \"Réponses données.\"\n"
            );
        }
    }
    text
}
