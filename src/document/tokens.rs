//! One linear pass over the lexer's tokens, before the parser may see the text: the parser's own
//! limits can be got round, and a stack overflow is an abort that no code can catch.

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::at;
use crate::address::{Address, Kind};
use crate::finding::{Finding, Level};
use crate::lang::Lang;
use crate::tr;

/// Deepest nesting of arrays and inline tables; a threshold of nrt's own.
const MAX_NESTING: usize = 32;

/// Most dots in one key; a threshold of nrt's own.
const MAX_DOTS: usize = 8;

/// Bytes that the size limit must allow for each table or array: each costs the parser up to 2 KB.
const BYTES_PER_CONTAINER: u64 = 20;

/// Bytes that the size limit must allow for each token.
const BYTES_PER_TOKEN: u64 = 2;

/// What a text costs the parser.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cost {
    pub(super) containers: u64,
    pub(super) tokens: u64,
}

impl Cost {
    /// Whether files of at most `limit` bytes may cost so much.
    pub(super) const fn is_within(self, limit: u64) -> bool {
        self.containers <= limit / BYTES_PER_CONTAINER && self.tokens <= limit / BYTES_PER_TOKEN
    }
}

/// Refuses a text that would cost the parser too much stack or memory.
pub(super) fn check_bounds(
    kind: Kind,
    text: &str,
    limit: u64,
    lang: Lang,
) -> Result<Cost, Finding> {
    let mut open: Vec<TokenKind> = Vec::new();
    let (mut dots, mut cost) = (0, Cost::default());
    for token in Source::new(text).lex() {
        // The end is none of the text: the costs of its parts add up to its own.
        cost.tokens += u64::from(token.kind() != TokenKind::Eof);
        match token.kind() {
            opener @ (TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket) => {
                open.push(opener);
                cost.containers += 1;
            }
            // A stray closer never lowers the count: only the matching opener is popped.
            TokenKind::RightSquareBracket => pop(&mut open, TokenKind::LeftSquareBracket),
            TokenKind::RightCurlyBracket => pop(&mut open, TokenKind::LeftCurlyBracket),
            TokenKind::Dot => {
                dots += 1;
                cost.containers += 1;
            }
            _ => {}
        }
        if !continues_key(token.kind()) {
            dots = 0;
        }
        let cause = if open.len() > MAX_NESTING {
            tr!(
                lang,
                "plus de {MAX_NESTING} crochets ou accolades imbriqués",
                "more than {MAX_NESTING} nested brackets or braces"
            )
        } else if dots > MAX_DOTS {
            tr!(
                lang,
                "plus de {MAX_DOTS} points dans une même clé",
                "more than {MAX_DOTS} dots in one key"
            )
        } else if !cost.is_within(limit) {
            tr!(lang, "trop de tables, de listes ou de valeurs", "too many tables, lists or values")
        } else {
            continue;
        };
        let range = token.span().start()..token.span().end();
        let message =
            tr!(lang, "le fichier est trop complexe : {cause}", "the file is too complex: {cause}");
        let mut finding = at("too-complex", Level::Error, Address::file(kind), range, message);
        finding.help = Some(
            tr!(
                lang,
                "aucun projet n'a besoin d'un tel texte : vérifiez d'où vient ce fichier",
                "no project needs such a text: check where this file comes from"
            )
            .into(),
        );
        return Err(finding);
    }
    Ok(cost)
}

fn pop(open: &mut Vec<TokenKind>, opener: TokenKind) {
    if open.last() == Some(&opener) {
        open.pop();
    }
}

const fn continues_key(kind: TokenKind) -> bool {
    matches!(
        kind,
        TokenKind::Dot
            | TokenKind::Atom
            | TokenKind::Whitespace
            | TokenKind::BasicString
            | TokenKind::LiteralString
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIMIT: u64 = crate::files::DEFAULT_MAX_FILE_SIZE;

    fn passes(text: &str) -> bool {
        check_bounds(Kind::Project, text, LIMIT, Lang::En).is_ok()
    }

    #[test]
    fn nesting_is_bounded_whatever_the_closers() {
        assert!(passes(&format!("a = {}{}", "[".repeat(32), "]".repeat(32))));
        assert!(!passes(&format!("a = {}", "[".repeat(33))));
        assert!(!passes(&format!("a = {}", "[}".repeat(33))), "a stray closer lowers nothing");
        assert!(!passes(&format!("a = {}", "{b=".repeat(33))));
    }

    #[test]
    fn dots_and_sizes_are_bounded() {
        assert!(passes("a.b.c.d.e.f.g.h.i = 1"));
        assert!(!passes("a.b.c.d.e.f.g.h.i.j = 1"));
        assert!(!passes(&"[a.b.c.d.e.f.g.h]\n".repeat(7_000)), "each costs eight tables");
        assert!(passes(&"k = \"v\"\n".repeat(50_000)));
    }
}
