//! Findings with excerpts of the files, as compilers show them: the only home of
//! annotate-snippets.

use std::collections::BTreeMap;
use std::ops::Range;

use annotate_snippets::{
    AnnotationKind, Group, Level as Mark, Origin, Renderer, Snippet, renderer::DecorStyle,
};

use super::wrap::{Break, folded, indented};
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

/// How far the other lines of a message stand from the left.
const HANG: &str = "    ";

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
    let mut findings = findings.into_iter().peekable();
    while let Some(finding) = findings.next() {
        let mut again = Vec::new();
        while let Some(next) = findings.next_if(|next| says_again(finding, next)) {
            again.push(next);
        }
        let file = finding.place.as_ref().map_or_else(String::new, |place| place.path.clone());
        let n = shown.entry(file).or_default();
        *n += 1;
        if *n <= MAX_PER_FILE {
            let title = title(finding, style);
            let shown = renderer.render(&groups(finding, &title, &sources, style));
            let shown = true_column(shown, finding, &sources);
            text.push_str(&hanging(&shown, finding, &title, style));
            text.push('\n');
            text.push_str(&also(finding, &again, &sources, style));
            text.push('\n');
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

/// Whether a finding only says of another line what one before it says: a new project holds a
/// placeholder in a dozen tables.
fn says_again(finding: &Finding, next: &Finding) -> bool {
    let file = |finding: &Finding| finding.place.as_ref().map(|place| place.path.clone());
    finding.rule == "placeholder-left"
        && next.rule == finding.rule
        && next.level == finding.level
        && next.waiver == finding.waiver
        && next.help == finding.help
        && file(next) == file(finding)
}

/// The lines of which the same is to be said.
fn also(finding: &Finding, again: &[&Finding], sources: &Sources<'_>, style: Style) -> String {
    let lang = style.lang;
    let line = |finding: &&Finding| {
        let place = finding.place.as_ref()?;
        let (_, lines) = sources.get(&place.path)?;
        Some(lines.position(place.range.start).line.to_string())
    };
    let lines: Vec<String> = again.iter().filter_map(line).collect();
    let said = match lines.as_slice() {
        [] => return String::new(),
        [line] => tr!(lang, "de même à la ligne {line}", "the same on line {line}"),
        lines => {
            let list = lang.list(lines);
            tr!(lang, "de même aux lignes {list}", "the same on lines {list}")
        }
    };
    let lead = " ".repeat(digits(finding, sources) + 1);
    indented(&said, style.width, &format!("{lead}= "), &format!("{lead}  "))
}

/// What stands before the message: its level and its rule.
fn lead(finding: &Finding, style: Style) -> usize {
    words::level(finding.level, style.lang).chars().count() + finding.rule.len() + "[]: ".len()
}

/// Stands for a space inside a short quotation of code, which is not to be broken.
const JOINED: char = '\u{1}';

/// A text whose code that fits on a line is in one piece.
fn joined(text: &str, room: usize) -> String {
    let parts = text.split('`').enumerate().map(|(n, part)| {
        let code = n % 2 == 1 && part.chars().count() + 2 <= room;
        if code { part.replace(' ', &JOINED.to_string()) } else { part.to_owned() }
    });
    parts.collect::<Vec<_>>().join("`")
}

/// The message, folded; its other lines will hang after [`HANG`].
fn title(finding: &Finding, style: Style) -> String {
    let lead = " ".repeat(lead(finding, style));
    let message = joined(&finding.message.terminal(), style.width.saturating_sub(HANG.len()));
    let folded = indented(&message, style.width, &lead, HANG);
    folded.trim().replace(&format!("\n{HANG}"), "\n").replace(JOINED, " ")
}

/// The renderer puts the other lines of a message far to the right, below its first word: they are
/// to hang.
fn hanging(shown: &str, finding: &Finding, title: &str, style: Style) -> String {
    let far = format!("\n{}", " ".repeat(lead(finding, style)));
    shown.replacen(&far, &format!("\n{HANG}"), title.matches('\n').count())
}

/// A note, folded to stand after its name, below the numbers of the lines.
fn folded_note(note: &str, name: &str, numbers: usize, style: Style) -> String {
    let lead = numbers + " = : ".len() + name.chars().count();
    let room = style.width.saturating_sub(lead);
    folded(&joined(note, room), room, Break::Word).replace(JOINED, " ")
}

/// The digits of the largest number of a line that is shown.
fn digits(finding: &Finding, sources: &Sources<'_>) -> usize {
    let places = finding.place.iter().chain(finding.related.iter().map(|related| &related.place));
    let line = |place: &Place| {
        sources.get(&place.path).map_or(1, |(_, lines)| lines.position(place.range.start).line)
    };
    places.map(line).max().unwrap_or(1).to_string().len()
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

fn groups<'g>(
    finding: &Finding,
    title: &str,
    sources: &Sources<'_>,
    style: Style,
) -> [Group<'g>; 1] {
    let lang = style.lang;
    let mark = match finding.level {
        Level::Error => Mark::ERROR,
        Level::Warning => Mark::WARNING,
        Level::Info => Mark::INFO,
    };
    let name = words::level(finding.level, lang);
    let numbers = digits(finding, sources);
    let mut group = mark
        .with_name(name)
        .primary_title(title.to_owned())
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
            let room = style.width.saturating_sub(numbers + " | ".len());
            for (snippet, label) in snippets(finding, place, label, sources, room) {
                group = match snippet {
                    Shown::Source(snippet) => group.element(snippet),
                    Shown::Place(origin) => group.element(origin),
                };
                if let Some(label) = label {
                    let name = lang.pick("ici\u{a0}", "here");
                    let label = folded_note(&label, name, numbers, style);
                    group = group.element(Mark::NOTE.with_name(name).message(label));
                }
            }
        }
    }
    let name = lang.pick("note\u{a0}", "note");
    for note in notes(finding, lang) {
        let note = folded_note(&note, name, numbers, style);
        group = group.element(Mark::NOTE.with_name(name).message(note));
    }
    if let Some(help) = &finding.help {
        let name = lang.pick("aide\u{a0}", "help");
        let help = folded_note(&help.terminal(), name, numbers, style);
        group = group.element(Mark::HELP.with_name(name).message(help));
    }
    [group]
}

enum Shown<'g> {
    Source(Snippet<'g, annotate_snippets::Annotation<'g>>),
    Place(Origin<'g>),
}

/// The primary place, then the others, each with its label where there is no room for it.
fn snippets<'g>(
    finding: &Finding,
    place: &Place,
    label: Option<String>,
    sources: &Sources<'_>,
    room: usize,
) -> Vec<(Shown<'g>, Option<String>)> {
    let mut shown = vec![one(place, label, AnnotationKind::Primary, sources, room)];
    for related in &finding.related {
        let label = Some(related.message.terminal());
        shown.push(one(&related.place, label, AnnotationKind::Context, sources, room));
    }
    shown
}

/// A place, and its label where the line has no room for it.
fn one<'g>(
    place: &Place,
    label: Option<String>,
    kind: AnnotationKind,
    sources: &Sources<'_>,
    room: usize,
) -> (Shown<'g>, Option<String>) {
    let path = terminal(&place.path);
    let Some((document, lines)) = sources.get(&place.path) else {
        return (Shown::Place(Origin::path(path).line(1).char_column(1)), None);
    };
    if place.range.is_empty() {
        let at = lines.position(place.range.start);
        return (Shown::Place(Origin::path(path).line(at.line).char_column(at.column)), None);
    }
    let marks: [Range<usize>; 1] = [place.range.clone()];
    let excerpt = excerpt::excerpt(document, lines, &marks);
    let range = excerpt.marks.first().cloned().unwrap_or(0..0);
    let end = excerpt.text.get(..range.end).map_or(0, |text| text.chars().count());
    let fits = |label: &String| end + 1 + label.chars().count() <= room;
    let (beside, below) = match label {
        Some(label) if fits(&label) => (Some(label), None),
        label => (None, label),
    };
    let annotation = kind.span(range).label(beside);
    let snippet =
        Snippet::source(excerpt.text).path(path).line_start(excerpt.line).annotation(annotation);
    (Shown::Source(snippet), below)
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
