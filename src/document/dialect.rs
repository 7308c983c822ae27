//! Syntax of TOML 1.1 that the tools of 1.0 reject: read here, and said.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::at;
use crate::address::{Address, Kind};
use crate::finding::{Finding, Fix, Level};
use crate::lang::Lang;
use crate::tr;

/// One warning for each use of TOML 1.1: line breaks and trailing commas in inline tables, times
/// without seconds, the escapes `\e` and `\xHH`.
pub(super) fn findings(kind: Kind, text: &str, lang: Lang) -> Vec<Finding> {
    if !may_use_it(text) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut open = Vec::new();
    // One line break is said of each inline table.
    let mut broken = false;
    let mut comma = None;
    for token in Source::new(text).lex() {
        let range = token.span().start()..token.span().end();
        let raw = text.get(range.clone()).unwrap_or_default();
        let in_braces = open.last() == Some(&TokenKind::LeftCurlyBracket);
        let said = match token.kind() {
            TokenKind::LeftCurlyBracket | TokenKind::LeftSquareBracket => {
                broken &= !open.is_empty();
                open.push(token.kind());
                None
            }
            TokenKind::RightSquareBracket => {
                open.pop();
                None
            }
            TokenKind::RightCurlyBracket => {
                open.pop();
                let comma: Option<Range<usize>> = comma.take().filter(|_| in_braces);
                comma.map(|at| (at.clone(), trailing_comma(lang), Some((at, String::new()))))
            }
            TokenKind::Newline if in_braces && !broken => {
                broken = true;
                Some((range.clone(), line_break(lang), None))
            }
            TokenKind::BasicString | TokenKind::MlBasicString => new_escape(raw).map(|at| {
                let at = range.start + at..range.start + at + 2;
                let instead = if text[at.clone()].ends_with('x') { "\\u00" } else { "\\u001b" };
                (at.clone(), escape(lang), Some((at, instead.to_owned())))
            }),
            TokenKind::Atom if is_short_time(raw) => {
                let end = range.end..range.end;
                Some((range.clone(), short_time(raw, lang), Some((end, ":00".to_owned()))))
            }
            _ => None,
        };
        match token.kind() {
            TokenKind::Comma if in_braces => comma = Some(range),
            TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment => {}
            _ => comma = None,
        }
        if let Some((range, (message, help), mend)) = said {
            let n = (found.len() + 1).to_string();
            let address = Address::file(kind).subject(&n);
            let mut finding = at("toml-1-1-syntax", Level::Warning, address, range, message);
            finding.help = Some(help.into());
            finding.fix = mend.map(|(range, text)| Fix::splice(true, kind, range, text));
            found.push(finding);
        }
    }
    found
}

fn trailing_comma(lang: Lang) -> (String, String) {
    (
        tr!(
            lang,
            "virgule finale dans une table en ligne : refusée par les outils TOML 1.0",
            "trailing comma in an inline table: TOML 1.0 tools reject it"
        ),
        tr!(lang, "enlevez la dernière virgule", "remove the last comma"),
    )
}

fn line_break(lang: Lang) -> (String, String) {
    (
        tr!(
            lang,
            "retour à la ligne dans une table en ligne : refusé par les outils TOML 1.0",
            "line break in an inline table: TOML 1.0 tools reject it"
        ),
        tr!(
            lang,
            "écrivez la table entre accolades sur une seule ligne",
            "write the table between braces on one line"
        ),
    )
}

fn escape(lang: Lang) -> (String, String) {
    (
        tr!(
            lang,
            "séquence d'échappement refusée par les outils TOML 1.0",
            "escape sequence that TOML 1.0 tools reject"
        ),
        tr!(lang, "écrivez `\\u00HH` à la place", "write `\\u00HH` instead"),
    )
}

fn short_time(raw: &str, lang: Lang) -> (String, String) {
    (
        tr!(
            lang,
            "heure sans secondes : refusée par les outils TOML 1.0",
            "time without seconds: TOML 1.0 tools reject it"
        ),
        tr!(lang, "écrivez `{raw}:00`", "write `{raw}:00`"),
    )
}

/// Whether a text holds any of the characters that the syntax of TOML 1.1 needs: nearly none does,
/// and reading its tokens again would take as long as reading them once.
fn may_use_it(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let short_time = |at: usize| {
        digit(at.checked_sub(1)) && digit(Some(at + 2)) && bytes.get(at + 3) != Some(&b':')
    };
    text.contains(['{', '\\']) || text.match_indices(':').any(|(at, _)| short_time(at))
}

/// Whether an unquoted word is a time, or ends as a date and a time, without seconds.
fn is_short_time(raw: &str) -> bool {
    let time = raw.rsplit(['T', 't', ' ']).next().unwrap_or_default();
    let bytes = time.as_bytes();
    matches!(bytes, [a, b, b':', c, d] if [a, b, c, d].iter().all(|x| x.is_ascii_digit()))
}

/// Where an escape of TOML 1.1 stands in a basic string.
fn new_escape(raw: &str) -> Option<usize> {
    if !raw.contains('\\') {
        return None;
    }
    let mut escaped = false;
    for (at, byte) in raw.bytes().enumerate() {
        match byte {
            b'e' | b'x' if escaped => return Some(at - 1),
            b'\\' => escaped = !escaped,
            _ => escaped = false,
        }
    }
    None
}
