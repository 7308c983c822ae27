//! Findings with excerpts of the files, as compilers show them: the only home of
//! annotate-snippets.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{
    AnnotationKind, Group, Level as Mark, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use super::{Style, excerpt, words};
use crate::document::Document;
use crate::document::position::Lines;
use crate::finding::{Finding, Level, Place};
use crate::load::Documents;
use crate::rule::Family;
use crate::rules;
use crate::text::{Text, terminal};
use crate::tr;

/// How many findings of one file are shown; the rest is counted.
const MAX_PER_FILE: usize = 50;

/// Findings, each with its excerpts; a blank line after each.
pub fn findings<'f>(
    findings: impl IntoIterator<Item = &'f Finding>,
    documents: &Documents<'_>,
    style: Style,
) -> String {
    let sources = Sources::new(documents);
    let renderer = if style.colour { Renderer::styled() } else { Renderer::plain() };
    let renderer = renderer.term_width(style.width).decor_style(DecorStyle::Ascii);
    let mut shown: BTreeMap<String, usize> = BTreeMap::new();
    let mut text = String::new();
    for finding in findings {
        let file = finding.place.as_ref().map_or_else(String::new, |place| place.path.clone());
        let n = shown.entry(file).or_default();
        *n += 1;
        if *n <= MAX_PER_FILE {
            let shown = renderer.render(&groups(finding, &sources, style));
            text.push_str(&true_column(shown, finding, &sources));
            text.push_str("\n\n");
        }
    }
    for (file, n) in shown.into_iter().filter(|(_, n)| *n > MAX_PER_FILE) {
        let more = n - MAX_PER_FILE;
        let (file, s) = (terminal(&file), style.lang.s(more));
        text.push_str(&tr!(
            style.lang,
            "… et {more} autre{s} constat{s} dans {file} (`--format concise` les montre tous)\n\n",
            "… and {more} more finding{s} in {file} (`--format concise` shows them all)\n\n"
        ));
    }
    text
}

/// The renderer counts the columns of the excerpt, where characters may be spelt out or left out;
/// the place above it is to be the file's own.
fn true_column(shown: String, finding: &Finding, sources: &Sources<'_>) -> String {
    let Some(place) = finding.place.as_ref().filter(|place| !place.range.is_empty()) else {
        return shown;
    };
    let Some((document, lines)) = sources.get(&place.path) else {
        return shown;
    };
    let at = lines.position(place.range.start);
    let excerpt = excerpt::excerpt(document, lines, std::slice::from_ref(&place.range));
    let before = excerpt.marks.first().and_then(|mark| excerpt.text.get(..mark.start));
    let column = before.map_or(0, |before| before.chars().count()) + 1;
    if column == at.column {
        return shown;
    }
    let path = terminal(&place.path);
    let wrong = format!("{path}:{}:{column}", excerpt.line);
    shown.replacen(&wrong, &format!("{path}:{}:{}", at.line, at.column), 1)
}

/// The files, with the starts of their lines.
struct Sources<'d>(BTreeMap<&'static str, (&'d Document<'d>, Lines<'d>)>);

impl<'d> Sources<'d> {
    fn new(documents: &'d Documents<'_>) -> Self {
        let files = documents
            .iter()
            .map(|document| (document.kind.file(), (document, Lines::new(document.text))));
        Self(files.collect())
    }

    fn get(&self, path: &str) -> Option<&(&'d Document<'d>, Lines<'d>)> {
        self.0.get(path)
    }
}

fn groups<'g>(finding: &Finding, sources: &Sources<'_>, style: Style) -> [Group<'g>; 1] {
    let lang = style.lang;
    let mark = match finding.level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
        Level::Info => Mark::INFO,
    };
    let name = words::level(finding.level, lang);
    let title = finding.message.terminal();
    let mut group = mark
        .with_name(name)
        .primary_title(title)
        .id(finding.rule)
        .elements(Vec::<Snippet<'g, annotate_snippets::Annotation<'g>>>::new());
    let label = finding.label.as_ref().map(Text::terminal);
    match &finding.place {
        None => {
            let file = finding.address.kind.file();
            let absent = tr!(lang, "{file} (absent)", "{file} (absent)");
            group = group.element(Origin::path(absent));
        }
        Some(place) => {
            for snippet in snippets(finding, place, label, sources) {
                group = match snippet {
                    Shown::Source(snippet) => group.element(snippet),
                    Shown::Place(origin) => group.element(origin),
                };
            }
        }
    }
    for note in notes(finding, lang) {
        group = group.element(Mark::NOTE.with_name(lang.pick("note\u{a0}", "note")).message(note));
    }
    if let Some(help) = &finding.help {
        group = group.element(
            Mark::HELP.with_name(lang.pick("aide\u{a0}", "help")).message(help.terminal()),
        );
    }
    [group]
}

enum Shown<'g> {
    Source(Snippet<'g, annotate_snippets::Annotation<'g>>),
    Place(Origin<'g>),
}

/// The primary place, then the others; those close to each other in one file share an excerpt.
fn snippets<'g>(
    finding: &Finding,
    place: &Place,
    label: Option<String>,
    sources: &Sources<'_>,
) -> Vec<Shown<'g>> {
    let mut shown = vec![one(place, label, AnnotationKind::Primary, sources)];
    for related in &finding.related {
        let label = Some(related.message.terminal());
        shown.push(one(&related.place, label, AnnotationKind::Context, sources));
    }
    shown
}

fn one<'g>(
    place: &Place,
    label: Option<String>,
    kind: AnnotationKind,
    sources: &Sources<'_>,
) -> Shown<'g> {
    let path = terminal(&place.path);
    let Some((document, lines)) = sources.get(&place.path) else {
        return Shown::Place(Origin::path(path).line(1).char_column(1));
    };
    if place.range.is_empty() {
        let at = lines.position(place.range.start);
        return Shown::Place(Origin::path(path).line(at.line).char_column(at.column));
    }
    let marks: [Range<usize>; 1] = [place.range.clone()];
    let excerpt = excerpt::excerpt(document, lines, &marks);
    let range = excerpt.marks.first().cloned().unwrap_or(0..0);
    let annotation = kind.span(range).label(label);
    Shown::Source(
        Snippet::source(excerpt.text).path(path).line_start(excerpt.line).annotation(annotation),
    )
}

/// The clause with the method's words, then what the rule added.
fn notes(finding: &Finding, lang: crate::lang::Lang) -> Vec<String> {
    let rule = rules::find(finding.rule);
    let clause = rule.filter(|rule| rule.family != Family::Validity).map(|rule| {
        let title = rule.clause.title(lang);
        match rule.clause.quote() {
            Some(quote) => tr!(lang, "{title} : « {quote} »", "{title}: « {quote} »"),
            None => title,
        }
    });
    let waived = finding.waiver.as_ref().map(|id| {
        let id = terminal(id);
        tr!(lang, "dispensé : `waivers.{id}`", "waived: `waivers.{id}`")
    });
    clause.into_iter().chain(finding.notes.iter().map(Text::terminal)).chain(waived).collect()
}
