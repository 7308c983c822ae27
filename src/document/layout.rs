//! The statements of a sound text, line by line: where each header, key and value stands, so that a
//! text can be changed without being written anew.

use std::borrow::Cow;
use std::ops::Range;

use toml_parser::decoder::Encoding;
use toml_parser::parser::{EventReceiver, RecursionGuard, parse_document};
use toml_parser::{ErrorSink, Source, Span};

/// How many tables and lists may lie within each other, as in what reads the values. The parser takes
/// a step on the stack for each.
const DEEPEST: u32 = 80;

/// How many keys of a header are told; a threshold of nrt's own. No key of a project lies as deep, and
/// every statement below a header repeats them.
const MOST_KEYS: usize = 16;

/// What a text consists of, comments and empty lines aside.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Layout {
    /// Its headers and values, from top to bottom.
    pub statements: Vec<Statement>,
}

/// A header, or a key with its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    /// The whole path, outermost key first: that of the table first, where it is a value. Of a header
    /// with more keys than any project has, the first ones.
    pub path: Vec<String>,
    /// Where the last keys of the path are written; those before them stand in a header above.
    pub keys: Vec<Range<usize>>,
    /// From the start of its first line to the end of its last one, the line break included.
    pub lines: Range<usize>,
    /// The value; nothing where it is a header.
    pub value: Option<Range<usize>>,
    /// The comment on its last line.
    pub comment: Option<Range<usize>>,
    /// Whether it is a header between double brackets.
    pub repeated: bool,
}

impl Statement {
    /// Whether its path is `prefix`, or lies below.
    pub fn is_below<S: AsRef<str>>(&self, prefix: &[S]) -> bool {
        self.path.len() >= prefix.len()
            && self.path.iter().zip(prefix).all(|(own, other)| own == other.as_ref())
    }

    /// Whether it is at a path.
    pub fn is_at<S: AsRef<str>>(&self, path: &[S]) -> bool {
        self.path.len() == path.len() && self.is_below(path)
    }

    /// Whether it is a header.
    pub const fn is_header(&self) -> bool {
        self.value.is_none()
    }
}

impl Layout {
    /// Cuts a text that holds no mistake; of any other one, what is found is not to be relied on.
    pub fn of(text: &str) -> Self {
        let source = Source::new(text);
        let tokens = source.lex().into_vec();
        let mut cut = Cut {
            text,
            found: Self::default(),
            table: Vec::new(),
            line: start(text),
            open: None,
            depth: 0,
        };
        parse_document(&tokens, &mut RecursionGuard::new(&mut cut, DEEPEST), &mut ());
        cut.close(text.len());
        cut.found
    }

    /// The statements at or below a path, with their places among all.
    pub fn below<'l, S: AsRef<str>>(
        &'l self,
        prefix: &'l [S],
    ) -> impl DoubleEndedIterator<Item = (usize, &'l Statement)> {
        self.statements.iter().enumerate().filter(move |(_, one)| one.is_below(prefix))
    }
}

/// Where the first line starts: after the mark of the byte order.
fn start(text: &str) -> usize {
    if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 }
}

/// A statement under way.
struct Open {
    keys: Vec<(String, Range<usize>)>,
    start: usize,
    header: bool,
    repeated: bool,
    value: Option<Range<usize>>,
    comment: Option<Range<usize>>,
}

struct Cut<'t> {
    text: &'t str,
    found: Layout,
    /// The path of the last header.
    table: Vec<String>,
    /// Where the line starts.
    line: usize,
    open: Option<Open>,
    /// How many brackets or braces of a value are open.
    depth: usize,
}

impl Cut<'_> {
    fn begin(&mut self, header: bool, repeated: bool) -> &mut Open {
        let start = self.line;
        self.open.get_or_insert_with(|| Open {
            keys: Vec::new(),
            start,
            header,
            repeated,
            value: None,
            comment: None,
        })
    }

    /// Ends the statement under way with its line.
    fn close(&mut self, end: usize) {
        let Some(Open { keys, start, header, repeated, value, comment }) = self.open.take() else {
            return;
        };
        let (names, keys): (Vec<String>, Vec<Range<usize>>) = keys.into_iter().unzip();
        if header {
            self.table = names.iter().take(MOST_KEYS).cloned().collect();
        }
        let above = if header { Vec::new() } else { self.table.clone() };
        let path = above.into_iter().chain(names).collect();
        self.found.statements.push(Statement {
            path,
            keys,
            lines: start..end,
            value,
            comment,
            repeated,
        });
    }

    fn valued(&mut self, span: Span) {
        if let Some(open) = self.open.as_mut().filter(|open| !open.header) {
            let start = open.value.as_ref().map_or(span.start(), |value| value.start);
            open.value = Some(start..span.end());
        }
    }
}

impl EventReceiver for Cut<'_> {
    fn std_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.begin(true, false);
    }

    fn array_table_open(&mut self, _: Span, _: &mut dyn ErrorSink) {
        self.begin(true, true);
    }

    fn inline_table_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.valued(span);
        self.depth += 1;
        true
    }

    fn inline_table_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.depth = self.depth.saturating_sub(1);
        self.valued(span);
    }

    fn array_open(&mut self, span: Span, _: &mut dyn ErrorSink) -> bool {
        self.valued(span);
        self.depth += 1;
        true
    }

    fn array_close(&mut self, span: Span, _: &mut dyn ErrorSink) {
        self.depth = self.depth.saturating_sub(1);
        self.valued(span);
    }

    fn simple_key(&mut self, span: Span, encoding: Option<Encoding>, _: &mut dyn ErrorSink) {
        // Keys within a value are its own.
        if self.depth > 0 || self.open.as_ref().is_some_and(|open| open.value.is_some()) {
            return;
        }
        let raw = self.text.get(span.start()..span.end()).unwrap_or_default();
        let name = decoded(raw, encoding, span);
        self.begin(false, false).keys.push((name, span.start()..span.end()));
    }

    fn scalar(&mut self, span: Span, _: Option<Encoding>, _: &mut dyn ErrorSink) {
        self.valued(span);
    }

    fn comment(&mut self, span: Span, _: &mut dyn ErrorSink) {
        if self.depth == 0
            && let Some(open) = &mut self.open
        {
            open.comment = Some(span.start()..span.end());
        }
    }

    fn newline(&mut self, span: Span, _: &mut dyn ErrorSink) {
        if self.depth == 0 {
            self.close(span.end());
            self.line = span.end();
        }
    }
}

/// A key without its quotes.
fn decoded(raw: &str, encoding: Option<Encoding>, span: Span) -> String {
    let mut name = Cow::Borrowed("");
    toml_parser::Raw::new_unchecked(raw, encoding, span).decode_key(&mut name, &mut ());
    name.into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_depth_is_too_deep() {
        for open in ["[", "{", "{a=", "[{a="] {
            let text = format!("[a]\nx = {}\n[b]\n", open.repeat(200_000));
            assert_eq!(Layout::of(&text).statements[0].path, ["a"], "{open}");
        }
    }

    #[test]
    fn keys_below_a_long_header_do_not_repeat_all_of_it() {
        let text = format!("[{}b]\nx = 1\n", "a.".repeat(1_000));
        let found = Layout::of(&text).statements;
        assert_eq!((found[0].path.len(), found[1].path.len()), (1_001, MOST_KEYS + 1));
    }

    fn told(text: &str) -> Vec<String> {
        let told = |one: &Statement| {
            let value = one.value.clone().map_or("-", |value| &text[value]);
            let comment = one.comment.clone().map_or("", |comment| &text[comment]);
            format!("{} {value} {comment}|{}", one.path.join("."), &text[one.lines.clone()])
        };
        Layout::of(text).statements.iter().map(told).collect()
    }

    #[test]
    fn every_statement_has_its_path_its_lines_and_its_value() {
        let text = "\u{feff}# head\nformat = 1 # one\n\n  [a . \"b.c\"] # two\r\n# three\n\tx.'y' = [ 1, # four\n  { z = 2 } ]  # five\n[d]\nlast = \"\"\"\n[e]\n\"\"\"";
        assert_eq!(
            told(text),
            [
                "format 1 # one|format = 1 # one\n",
                "a.b.c - # two|  [a . \"b.c\"] # two\r\n",
                "a.b.c.x.y [ 1, # four\n  { z = 2 } ] # five|\tx.'y' = [ 1, # four\n  { z = 2 } ]  # five\n",
                "d - |[d]\n",
                "last \"\"\"\n[e]\n\"\"\" |last = \"\"\"\n[e]\n\"\"\"",
            ]
            .map(|line| line.replace("last \"", "d.last \""))
        );
        let found = Layout::of(text);
        assert_eq!(found.statements[1].path, ["a", "b.c"]);
    }
}
