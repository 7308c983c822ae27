//! Rule pages: each documents its rule in both languages, and its examples hold.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use nrt::check::{self, Settings};
use nrt::document::position::Lines;
use nrt::files::{Files, Unreadable};
use nrt::lang::Lang;
use nrt::load::load;
use nrt::rule::page::{Example, MARK, Page};
use nrt::rule::{Attachment, Family, Rule};
use nrt::rules;

use crate::support::{files_below, read, root};

/// What an example's `nrt.toml` says where the example gives none.
const PLAIN: &str = r#"format = 1

[project]
title = "Démarche Numérique responsable"
language = "fr"
method = "standard"

[authority]
name = "Rivemont Agglomération"
kind = "communaute-agglomeration"
population = 86_400
it-department = true
"#;

/// A place as people give it: file and line.
type Marks = BTreeSet<(String, usize, String)>;

#[test]
fn every_rule_is_listed_where_its_files_are() {
    let folder = root().join("src/rules");
    let stems = |extension| -> BTreeSet<String> {
        files_below(&folder, extension)
            .iter()
            .filter(|path| path.parent() != Some(&folder))
            .map(|path| {
                let family = path.parent().and_then(Path::file_name).unwrap_or_default();
                let name = path.file_stem().unwrap_or_default().to_string_lossy().replace('_', "-");
                format!("{}/{name}", family.to_string_lossy())
            })
            .collect()
    };
    let listed: BTreeSet<String> =
        rules::all().map(|rule| format!("{}/{}", rule.family.word(), rule.name)).collect();
    assert_eq!(listed, stems("rs"), "the rules listed and the files of the folders");
    assert_eq!(listed, stems("md"), "the rules listed and the pages of the folders");
    let names: BTreeSet<&str> = rules::all().map(|rule| rule.name).collect();
    assert_eq!(names.len(), listed.len(), "a name is used once");
}

#[test]
fn every_page_documents_and_holds() {
    let mut wrong = Vec::new();
    for path in files_below(&root().join("src/rules"), "md") {
        let text = read(&path);
        let page = Page::parse(&text);
        let Some(rule) = rules::find(page.name) else {
            wrong.push(format!("{}: no rule `{}`", path.display(), page.name));
            continue;
        };
        for lang in Lang::ALL {
            let (title, body) = (page.title(lang), page.body(lang));
            if title.is_empty() || title.ends_with('.') || body.len() < 80 {
                wrong.push(format!("{}: no title or text in {}", rule.name, lang.code()));
            }
        }
        for kind in [true, false] {
            if !page.examples.iter().any(|example| example.fires == kind) {
                wrong.push(format!("{}: no example with fires = {kind}", rule.name));
            }
        }
        for (n, example) in page.examples.iter().enumerate() {
            if let Err(said) = holds(rule, example) {
                wrong.push(format!("{}, example {}: {said}", rule.name, n + 1));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The files of each example, by names and texts.
pub fn texts() -> Vec<(String, BTreeMap<String, String>)> {
    let mut all = Vec::new();
    for rule in rules::all() {
        for (n, example) in Page::parse(rule.page).examples.iter().enumerate() {
            let mut texts = BTreeMap::from([("nrt.toml".to_owned(), PLAIN.to_owned())]);
            let own = example.files.iter().map(|(name, text)| ((*name).to_owned(), decode(text)));
            texts.extend(own);
            all.push((format!("{}, example {}", rule.name, n + 1), texts));
        }
    }
    all
}

/// Runs an example: its marked lines, and no other, give a finding of the rule; and no file of it
/// is misread unless that is what it shows.
fn holds(rule: &Rule, example: &Example<'_>) -> Result<(), String> {
    let mut texts: BTreeMap<&str, String> = BTreeMap::from([("nrt.toml", PLAIN.to_owned())]);
    for (name, text) in &example.files {
        texts.insert(name, decode(text));
    }
    let expected = marks(&texts);
    if example.fires && !expected.iter().any(|(_, _, name)| name == rule.name) {
        return Err("fires, but no line is marked".to_owned());
    }
    if !example.fires && !expected.is_empty() {
        return Err("quiet, but a line is marked".to_owned());
    }
    let mut base: BTreeMap<&str, String> = BTreeMap::from([("nrt.toml", PLAIN.to_owned())]);
    base.extend(example.before.iter().map(|(name, text)| (*name, decode(text))));
    let base = Files::from_texts(base.iter().map(|(name, text)| (*name, text.as_str())));
    let mut files = Files::from_texts(texts.iter().map(|(name, text)| (*name, text.as_str())));
    for (kind, bytes) in &mut files.known {
        if example.links.contains(&kind.file()) {
            *bytes = Err(Unreadable::Link);
        }
    }
    for lang in Lang::ALL {
        let found = findings(rule, example, (&base, &files), lang)?;
        if found != expected {
            let extra: Vec<_> = found.difference(&expected).collect();
            let missed: Vec<_> = expected.difference(&found).collect();
            return Err(format!("unexpected {extra:?}, not given {missed:?}"));
        }
    }
    Ok(())
}

fn findings(
    rule: &Rule,
    example: &Example<'_>,
    (base, files): (&Files, &Files),
    lang: Lang,
) -> Result<Marks, String> {
    let loaded = load(files, lang);
    let horizon = example
        .horizon
        .map(|spec| check::horizon(&loaded, spec, example.on, lang))
        .transpose()
        .map_err(|error| error.message)?;
    // Of the files that documents name, only those under `pieces/` exist in an example.
    let attachments = loaded
        .project
        .documents
        .values()
        .filter_map(|document| document.path.clone())
        .filter(|path| nrt::files::is_plain_relative(path))
        .map(|path| {
            let there = path.starts_with("pieces/");
            let outside = path.starts_with("lien/");
            let attachment = match (there, outside) {
                (true, _) => Attachment::Present,
                (_, true) => Attachment::Outside,
                _ => Attachment::Missing,
            };
            (path, attachment)
        })
        .collect();
    let settings = Settings { today: example.on, horizon, lang, attachments };
    let checked = if example.before.is_empty() {
        check::check(&loaded, &settings)
    } else {
        check::check_since(&load(base, lang), &loaded, &settings)
    };
    let mut found = Marks::new();
    for finding in checked.open() {
        let validity = rules::find(finding.rule).is_none_or(|r| r.family == Family::Validity);
        if finding.rule != rule.name && !(validity && rule.family != Family::Waiver) {
            continue;
        }
        let Some(place) = &finding.place else {
            return Err(format!("{} has no place: {:?}", finding.rule, finding.message));
        };
        let line = nrt::address::Kind::ALL
            .into_iter()
            .find(|kind| kind.file() == place.path)
            .and_then(|kind| loaded.documents.get(kind))
            .map_or(1, |document| Lines::new(document.text).position(place.range.start).line);
        if !found.insert((place.path.clone(), line, finding.rule.to_owned())) {
            return Err(format!("{} twice on {}:{line}", finding.rule, place.path));
        }
    }
    Ok(found)
}

/// Examples write `\u{…}` for characters that a page should not hold raw.
fn decode(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find("\\u{") {
        out.push_str(&rest[..at]);
        let end = rest[at..].find('}').map_or(rest.len(), |end| at + end);
        let code = u32::from_str_radix(&rest[at + 3..end], 16).ok();
        out.extend(code.and_then(char::from_u32));
        rest = rest.get(end + 1..).unwrap_or_default();
    }
    out.push_str(rest);
    out
}

fn marks(texts: &BTreeMap<&str, String>) -> Marks {
    let mut marks = Marks::new();
    for (name, text) in texts {
        for (at, line) in text.lines().enumerate() {
            for mark in line.split(MARK).skip(1) {
                let rule = mark.split_whitespace().next().unwrap_or_default();
                marks.insert(((*name).to_owned(), at + 1, rule.to_owned()));
            }
        }
    }
    marks
}
