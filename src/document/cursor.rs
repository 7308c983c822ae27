//! What stands at a place of a text: also of one that is being typed and does not parse.

mod around;

use std::borrow::Cow;
use std::ops::Range;

use toml_parser::Source;
use toml_parser::decoder::Encoding;
use toml_parser::lexer::{Token, TokenKind};

pub use around::{keys_of, table_at};

/// What stands at a place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cursor {
    /// Which part of the text it is.
    pub part: Part,
    /// The keys down to the place, outermost first: those of the header above, those before the `=`,
    /// those of tables between braces. Of a header or a key, up to the one at the place, and not
    /// that one where nothing of it is typed.
    pub path: Vec<String>,
    /// The bytes of the word or the text at the place, quotes included; empty where nothing is
    /// typed.
    pub token: Range<usize>,
    /// What the token says, without its quotes.
    pub text: String,
    /// What of it stands before the place.
    pub typed: String,
    /// The other members of the list that the place is in.
    pub others: Vec<String>,
    /// Whether it is in a list.
    pub listed: bool,
}

/// A part of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Between the brackets of a header.
    Header,
    /// Where a key stands, or may.
    Key,
    /// Where a value stands, or may.
    Value,
    /// A comment.
    Comment,
    /// After all that its line may say.
    After,
}

/// What stands at a byte offset of a text; past its end, at its end; within a character, before it.
pub fn at(text: &str, offset: usize) -> Cursor {
    let before = (0..=offset.min(text.len())).rev();
    let offset = before.into_iter().find(|at| text.is_char_boundary(*at)).unwrap_or_default();
    let mut walk = Walk { text, ..Walk::default() };
    let mut tokens = Source::new(text).lex();
    for token in tokens.by_ref() {
        let (start, end) = (token.span().start(), token.span().end());
        if is_word(token.kind()) && start <= offset && offset <= end {
            let mut found = walk.found(Some(&token), offset);
            found.others.extend(rest(text, tokens).filter(|_| found.listed));
            return found;
        }
        if token.kind() == TokenKind::Comment && start < offset && offset <= end {
            let found = walk.found(None, offset);
            return Cursor { part: Part::Comment, ..found };
        }
        if end > offset || token.kind() == TokenKind::Eof {
            let mut found = walk.found(None, offset);
            let more = (token.kind() != TokenKind::RightSquareBracket).then(|| rest(text, tokens));
            found.others.extend(more.into_iter().flatten().filter(|_| found.listed));
            return found;
        }
        walk.take(&token);
    }
    walk.found(None, offset)
}

/// The texts up to the end of a list.
fn rest(text: &str, tokens: impl Iterator<Item = Token>) -> impl Iterator<Item = String> {
    let ends = |token: &Token| {
        matches!(token.kind(), TokenKind::RightSquareBracket | TokenKind::Equals | TokenKind::Eof)
    };
    tokens
        .take_while(move |token| !ends(token))
        .filter(|token| is_word(token.kind()))
        .map(move |token| said(text, &token))
}

const fn is_word(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Atom
            | TokenKind::BasicString
            | TokenKind::LiteralString
            | TokenKind::MlBasicString
            | TokenKind::MlLiteralString
    )
}

/// What a word or a text says, without its quotes; as far as it is typed.
fn said(text: &str, token: &Token) -> String {
    let raw = text.get(token.span().start()..token.span().end()).unwrap_or_default();
    let encoding = match token.kind() {
        TokenKind::BasicString => Encoding::BasicString,
        TokenKind::LiteralString => Encoding::LiteralString,
        TokenKind::MlBasicString => Encoding::MlBasicString,
        TokenKind::MlLiteralString => Encoding::MlLiteralString,
        _ => return raw.to_owned(),
    };
    let mut said = Cow::Borrowed("");
    let raw = toml_parser::Raw::new_unchecked(raw, Some(encoding), token.span());
    // What of it cannot be read is left out.
    let _ = raw.decode_scalar(&mut said, &mut ());
    said.into_owned()
}

/// How much may be open at once; no text that can be read has as much, and each token may cost a look
/// at all of it.
const DEEPEST: usize = 256;

/// What is open where the walk is, the innermost last.
#[derive(Debug)]
enum Open {
    /// Keys before an `=`, with the end of the last one; between braces, or of a line.
    Keys { names: Vec<String>, dotted: bool },
    /// A value after an `=`; whether it was there.
    Value { there: bool },
    /// A list, with its members.
    List { members: Vec<String> },
}

#[derive(Default)]
struct Walk<'t> {
    text: &'t str,
    /// The keys of the last header.
    table: Vec<String>,
    /// Those of the header that is open.
    header: Option<Vec<String>>,
    stack: Vec<Open>,
    /// Whether nothing but space was on the line so far.
    inside: bool,
}

impl Walk<'_> {
    fn take(&mut self, token: &Token) {
        let kind = token.kind();
        let first = !self.inside;
        if !matches!(kind, TokenKind::Whitespace | TokenKind::Newline) {
            self.inside = true;
        }
        match kind {
            TokenKind::Whitespace | TokenKind::Comment | TokenKind::Eof => {}
            TokenKind::Newline => self.newline(),
            // In no project is a list within a list: a bracket on top of a line opens a header,
            // whatever was left open above.
            TokenKind::LeftSquareBracket if first => {
                self.stack.clear();
                self.header = Some(Vec::new());
            }
            TokenKind::LeftSquareBracket => {
                if self.header.is_none() {
                    self.value_is_there();
                    self.open(Open::List { members: Vec::new() });
                }
            }
            TokenKind::LeftCurlyBracket => {
                self.value_is_there();
                self.open(Open::Keys { names: Vec::new(), dotted: false });
            }
            TokenKind::RightSquareBracket => match self.header.take() {
                Some(names) => {
                    self.table = names;
                    self.open(Open::Value { there: true });
                }
                None => self.close(|open| matches!(open, Open::List { .. })),
            },
            TokenKind::RightCurlyBracket => self.close(|open| matches!(open, Open::Keys { .. })),
            TokenKind::Dot => {
                if let Some(Open::Keys { dotted, .. }) = self.stack.last_mut() {
                    *dotted = true;
                }
            }
            TokenKind::Equals => self.equals(),
            TokenKind::Comma => {
                if matches!(self.stack.last(), Some(Open::Value { .. })) && self.stack.len() > 2 {
                    self.stack.pop();
                }
                if let Some(Open::Keys { names, dotted }) = self.stack.last_mut() {
                    names.clear();
                    *dotted = false;
                }
            }
            _ => self.word(said(self.text, token)),
        }
    }

    fn open(&mut self, open: Open) {
        if self.stack.len() < DEEPEST {
            self.stack.push(open);
        }
    }

    fn newline(&mut self) {
        self.inside = false;
        self.header = None;
        if !self.stack.iter().any(|open| matches!(open, Open::List { .. })) && self.stack.len() < 3
        {
            self.stack.clear();
        }
    }

    fn value_is_there(&mut self) {
        if let Some(Open::Value { there }) = self.stack.last_mut() {
            *there = true;
        }
    }

    fn close(&mut self, which: impl Fn(&Open) -> bool) {
        if let Some(at) = self.stack.iter().rposition(which).filter(|at| *at > 0) {
            self.stack.truncate(at);
        }
    }

    fn equals(&mut self) {
        match self.stack.last_mut() {
            // A list that was left open: a new line began within it.
            Some(Open::List { members }) => {
                let name = members.pop();
                self.stack.clear();
                self.open(Open::Keys { names: name.into_iter().collect(), dotted: false });
                self.open(Open::Value { there: false });
            }
            Some(Open::Keys { .. }) => self.open(Open::Value { there: false }),
            _ => {}
        }
    }

    fn word(&mut self, said: String) {
        if let Some(names) = &mut self.header {
            names.push(said);
            return;
        }
        match self.stack.last_mut() {
            None => self.open(Open::Keys { names: vec![said], dotted: false }),
            Some(Open::Keys { names, dotted }) => {
                names.push(said);
                *dotted = false;
            }
            Some(Open::Value { there }) => *there = true,
            Some(Open::List { members }) => members.push(said),
        }
    }

    fn found(&self, token: Option<&Token>, offset: usize) -> Cursor {
        let mut path = self.path();
        let mut others = Vec::new();
        let part = match (&self.header, self.stack.last()) {
            (Some(names), _) => {
                path.clone_from(names);
                Part::Header
            }
            (None, None) => Part::Key,
            (None, Some(Open::Keys { names, dotted })) => {
                if names.is_empty() || *dotted {
                    Part::Key
                } else {
                    Part::After
                }
            }
            (None, Some(Open::Value { there })) => {
                if *there {
                    Part::After
                } else {
                    Part::Value
                }
            }
            (None, Some(Open::List { members })) => {
                others.clone_from(members);
                Part::Value
            }
        };
        let listed = matches!(self.stack.last(), Some(Open::List { .. })) && self.header.is_none();
        let Some(token) = token else {
            let (text, typed) = (String::new(), String::new());
            return Cursor { part, path, token: offset..offset, text, typed, others, listed };
        };
        let span = token.span().start()..token.span().end();
        let text = said(self.text, token);
        if matches!(part, Part::Header | Part::Key) {
            path.push(text.clone());
        }
        let raw = self.text.get(span.start..offset.min(span.end)).unwrap_or_default();
        let quoted = token.kind() != TokenKind::Atom;
        let raw = if quoted { raw.trim_start_matches(['"', '\'']) } else { raw };
        // A closing quote that stands before the place is none of what is typed.
        let typed = if quoted && offset >= span.end { text.clone() } else { raw.to_owned() };
        Cursor { part, path, token: span, text, typed, others, listed }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What stands where `|` is: part, path, token, what is typed, and the other members.
    fn told(marked: &str) -> String {
        let offset = marked.find('|').expect("a mark");
        let text = marked.replacen('|', "", 1);
        let found = at(&text, offset);
        let token = &text[found.token.clone()];
        let others = if found.listed { format!(" {:?}", found.others) } else { String::new() };
        format!("{:?} {} <{token}> {}{others}", found.part, found.path.join("."), found.typed)
    }

    #[test]
    fn a_place_is_told_also_in_what_does_not_parse() {
        for (text, expected) in [
            ("|", "Key  <> "),
            ("ti|tle = 1", "Key title <title> ti"),
            ("title |= 1", "After title <> "),
            ("title = |", "Value title <> "),
            ("title = |\nkind = 1", "Value title <> "),
            ("title = \"a|b\"", "Value title <\"ab\"> a"),
            ("title = \"ab|\"", "Value title <\"ab\"> ab"),
            ("title = \"ab|\nkind = 1", "Value title <\"ab> ab"),
            ("title = \"ab\"| ", "Value title <\"ab\"> ab"),
            ("title = \"ab\" |", "After title <> "),
            ("[la|unch]\n", "Header launch <launch> la"),
            ("[a.|]\n", "Header a <> "),
            ("[|\nx = 1", "Header  <> "),
            ("[a]\n|", "Key a <> "),
            ("[a] |\n", "After a <> "),
            ("[a]\nb.c|d = 1", "Key a.b.cd <cd> c"),
            ("[a]\nb.| = 1", "Key a.b <> "),
            ("[a]\nx = [\"b\", |, \"c\"]", "Value a.x <>  [\"b\", \"c\"]"),
            ("[a]\nx = [\"b\", \"d|\", \"c\"]", "Value a.x <\"d\"> d [\"b\", \"c\"]"),
            ("[a]\nx = [\n  \"b\",\n  |\n]\n", "Value a.x <>  [\"b\"]"),
            ("[a]\nx = [\"b\"|\ny = 2\n", "Value a.x <\"b\"> b [\"y\"]"),
            ("[a]\nx = [\"b\"\ny = |2\n", "Value a.y <2> "),
            ("[a]\nx = [\"b\"\n[c]\nd|", "Key c.d <d> d"),
            ("[a]\nx = [\"b\"] |", "After a.x <> "),
            ("[a]\nx = { k|, z = 1 }", "Key a.x.k <k> k"),
            ("[a]\nx = { k = 1, |", "Key a.x <> "),
            ("[a]\nx = { k = \"|\" }", "Value a.x.k <\"\"> "),
            ("[a]\nx = { k = [\"|\"] }", "Value a.x.k <\"\">  []"),
            ("[a]\nx = { k = 1 } |", "After a.x <> "),
            ("x = 1 # no|te", "Comment x <> "),
            ("date = 2026-12-|10", "Value date <2026-12-10> 2026-12-"),
        ] {
            assert_eq!(told(text), expected, "{text:?}");
        }
    }

    #[test]
    fn depth_costs_nothing() {
        // With a look at all that is open for each token, any of these takes hours.
        let n = 300_000;
        for text in [
            format!("x = {}{}", "{".repeat(n), "]".repeat(n)),
            format!("x = {}", "{\n".repeat(n)),
            format!("x = {}", "{a = ".repeat(n)),
            format!("[{}b]\n{}", "a.".repeat(n), "x = 1\n".repeat(n / 2)),
        ] {
            assert_eq!(at(&text, text.len()).token, text.len()..text.len());
            assert!(keys_of(&text, &["b".to_owned()]).is_empty());
        }
    }

    proptest::proptest! {
        #[test]
        fn any_place_of_any_text_is_told(text in "[a-c\\[\\]{}=,.\"' \n#é]{0,40}", offset in 0usize..50) {
            let found = at(&text, offset);
            proptest::prop_assert!(text.get(found.token.clone()).is_some());
        }
    }
}
