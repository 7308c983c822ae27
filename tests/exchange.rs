//! Import and export: what is exported and taken in again changes nothing, in every format.

mod generated;
mod hostile;
mod imports;
mod mistaken;

use nrt::address::Kind;
use nrt::exchange::columns::KINDS;
use nrt::exchange::merge::{Plan, plan};
use nrt::exchange::tables::{self, Wanted};
use nrt::exchange::understood::understand;
use nrt::exchange::{self, Found, csv, json, ods, xlsx};
use nrt::files::Files;
use nrt::lang::Lang;
use nrt::load::{Loaded, load};

use crate::support::{files_below, read, root};

/// A project of the repository.
fn project(folder: &str) -> Files {
    let folder = root().join(folder);
    let texts: Vec<(String, String)> = files_below(&folder, "toml")
        .iter()
        .filter(|path| path.parent() == Some(&folder))
        .map(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            (name, read(path))
        })
        .collect();
    Files::from_texts(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())))
}

/// The files of a project in a format.
fn exported(loaded: &Loaded<'_>, format: &str, lang: Lang) -> Vec<Vec<u8>> {
    let wanted = Wanted { lang, kind: None, anonymous: false };
    let sheets = tables::sheets(&loaded.documents, wanted);
    let all = || sheets.iter().map(|(_, sheet)| sheet.clone()).collect::<Vec<_>>();
    match format {
        "csv" => sheets.iter().map(|(_, sheet)| csv::write(sheet, lang).into_bytes()).collect(),
        "xlsx" => vec![xlsx::write(&all(), lang)],
        "ods" => vec![ods::write(&all(), lang)],
        "json" => vec![json::write(&loaded.documents, wanted).into_bytes()],
        _ => panic!("{format}"),
    }
}

/// What taking in some files would change.
fn planned(loaded: &Loaded<'_>, files: &[Vec<u8>], lang: Lang) -> Plan {
    let mut found = Vec::new();
    // As the names of the files say: CSV has no names of sheets.
    for (at, bytes) in files.iter().enumerate() {
        let hint = KINDS.get(at).copied().filter(|_| files.len() > 1);
        let Found::Sheets(sheets) = exchange::read(bytes).expect("a file that is read") else {
            panic!("a calendar");
        };
        for (kind, sheet) in sheets {
            found.push(understand(&sheet, kind, hint).expect("a header"));
        }
    }
    plan(&loaded.documents, &found, lang)
}

/// Exports and takes in again in every format and language.
fn goes_round(files: &Files) {
    let loaded = load(files, Lang::Fr);
    let entities: usize =
        tables::sheets(&loaded.documents, Wanted { lang: Lang::Fr, kind: None, anonymous: false })
            .iter()
            .map(|(_, sheet)| sheet.rows.len() - 1)
            .sum();
    for format in ["csv", "xlsx", "ods", "json"] {
        for lang in Lang::ALL {
            let made = exported(&loaded, format, lang);
            assert_eq!(made, exported(&loaded, format, lang), "{format}: the same bytes");
            let reader = if lang == Lang::Fr { Lang::En } else { Lang::Fr };
            let plan = planned(&loaded, &made, reader);
            let changed: Vec<_> = plan.rows.iter().filter(|row| !row.is_nothing()).collect();
            assert!(changed.is_empty(), "{format} {lang:?}: {changed:#?}");
            assert!(plan.troubles.is_empty(), "{format} {lang:?}: {:#?}", plan.troubles);
            assert_eq!(plan.rows.len(), entities, "{format}");
        }
    }
}

#[test]
fn projects_of_the_repository_go_round() {
    goes_round(&project("example-project"));
    for name in
        ["minimal", "flash", "committees", "quiet", "every-mistake", "ten-mistakes", "empty"]
    {
        goes_round(&project(&format!("tests/projects/{name}")));
    }
}

#[test]
fn all_of_a_project_is_exported() {
    let files = project("example-project");
    let loaded = load(&files, Lang::Fr);
    let plan = planned(&loaded, &exported(&loaded, "xlsx", Lang::Fr), Lang::Fr);
    for kind in Kind::ALL.into_iter().filter(|kind| *kind != Kind::Project) {
        assert!(plan.rows.iter().any(|row| row.kind == kind), "{}", kind.stem());
    }
    assert!(plan.rows.len() > 60, "{}", plan.rows.len());
}

#[test]
fn an_anonymous_export_names_and_reaches_nobody() {
    let referents = "[cheffe]\nfunction = \"Cheffe de projet\"\nname = \"Claire Vasseur\"\n\
                     email = \"claire@rivemont.example\"\n";
    let stakeholders = "[dgs]\nname = \"DGS\"\ncontact = \"dgs@rivemont.example\"\n\
                        bilateral = 2026-12-01\nlead = \"cheffe\"\n";
    let files =
        Files::from_texts([("referents.toml", referents), ("stakeholders.toml", stakeholders)]);
    let loaded = load(&files, Lang::Fr);
    for (anonymous, reached) in [(true, false), (false, true)] {
        let wanted = Wanted { lang: Lang::Fr, kind: None, anonymous };
        let mut text = json::write(&loaded.documents, wanted);
        for (_, sheet) in tables::sheets(&loaded.documents, wanted) {
            text += &csv::write(&sheet, Lang::Fr);
        }
        for word in ["Vasseur", "claire@", "dgs@"] {
            assert_eq!(text.contains(word), reached, "{word}: {text}");
        }
        assert!(text.contains("Cheffe de projet"));
    }
    let events = exchange::ics::events(&loaded, None, Lang::Fr);
    let text = exchange::ics::write(&events, None, exchange::ics::Stamp::default());
    assert!(text.contains("DGS") && !text.contains("@rivemont") && !text.contains("Vasseur"));
}
