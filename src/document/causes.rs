//! Likely causes of a syntax error, read off its line: what people write where TOML wants something
//! else. Never echoes the line, but for a date, a time, a number or what is known to be a word.

mod values;

pub use values::day_missing;

use std::ops::Range;

use super::{Hint, Hints};
use crate::address::{Kind, is_bare_key};
use crate::lang::Lang;
use crate::literal;
use crate::tr;

/// A syntax error as the parser gives it.
pub(super) struct Fault<'f> {
    pub(super) kind: Kind,
    pub(super) text: &'f str,
    pub(super) line: &'f Range<usize>,
    pub(super) range: &'f Range<usize>,
    /// The parser's fixed words.
    pub(super) words: &'f str,
    pub(super) lang: Lang,
    pub(super) hints: Hints,
}

/// What probably happened.
#[derive(Default)]
pub(super) struct Cause {
    pub(super) range: Range<usize>,
    pub(super) message: String,
    pub(super) help: String,
    /// What was meant, and in the place of which bytes; whether that is sure.
    pub(super) mend: Option<(bool, Range<usize>, String)>,
}

/// The causes looked for, the surest first.
pub(super) const CAUSES: &[fn(&Fault<'_>) -> Option<Cause>] = &[
    values::curly_quotes,
    odd_space,
    header_with_accents,
    header_not_alone,
    no_value,
    values::literal_in_words,
    values::no_date,
    unclosed_list,
    values::forgotten_brackets,
    values::quote_inside,
    colon,
    no_comment_sign,
    values::unquoted,
];

impl Fault<'_> {
    fn raw(&self) -> &str {
        &self.text[self.line.clone()]
    }

    /// The value of a line `key = value`, without the comment that follows it.
    fn value(&self) -> Option<Range<usize>> {
        let raw = self.raw();
        let equals = raw.find('=')?;
        let value = &raw[equals + 1..];
        let bare = value.split(" #").next().unwrap_or_default();
        let start = self.line.start + equals + 1 + (bare.len() - bare.trim_start().len());
        let trimmed = bare.trim();
        (!trimmed.is_empty()).then(|| start..start + trimmed.len())
    }

    /// The key as written before the value at `value`.
    fn key(&self, value: &Range<usize>) -> &str {
        self.text[self.line.start..value.start].trim_end_matches([' ', '\t', '=']).trim()
    }

    /// What is known of the value of this line's key, from `raw`, its text.
    fn hint(&self, raw: &str) -> Hint {
        let key = key_of(self.raw()).and_then(|key| key.rsplit('.').next()).unwrap_or_default();
        (self.hints)(self.kind, key.trim().trim_matches(['"', '\'']), raw)
    }

    fn is(&self, words: &[&str]) -> bool {
        words.iter().any(|known| self.words.starts_with(known))
    }
}

/// The key of a line `key = value`.
pub(super) fn key_of(line: &str) -> Option<&str> {
    line.split_once('=').map(|(key, _)| key.trim())
}

/// A no-break or zero-width space where only spaces may stand: around the key.
fn odd_space(fault: &Fault<'_>) -> Option<Cause> {
    let (raw, lang) = (fault.raw(), fault.lang);
    let start = fault.line.start;
    let key_end = raw.find('=').map_or(raw.len(), |equals| equals + 1);
    let after = raw[key_end..].chars().next().map_or(0, char::len_utf8);
    let (at, c) = raw[..key_end + after].char_indices().find(|(at, c)| {
        matches!(
            c,
            '\u{a0}' | '\u{202f}' | '\u{2007}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}'
        ) && start + at > 0
    })?;
    let code = format!("U+{:04X}", c as u32);
    let (message, help) = match c {
        '\u{feff}' => (
            tr!(
                lang,
                "une marque d'ordre des octets ({code}) se trouve au milieu du fichier",
                "a byte-order mark ({code}) stands in the middle of the file"
            ),
            tr!(
                lang,
                "effacez ce caractère invisible : deux fichiers ont sans doute été mis bout à bout",
                "delete this invisible character: two files were probably joined"
            ),
        ),
        '\u{a0}' | '\u{202f}' | '\u{2007}' => (
            tr!(
                lang,
                "une espace insécable ({code}) se trouve à côté de la clé",
                "a no-break space ({code}) stands beside the key"
            ),
            tr!(
                lang,
                "effacez-la et tapez une espace ordinaire",
                "delete it and type an ordinary space"
            ),
        ),
        _ => (
            tr!(
                lang,
                "un caractère invisible ({code}) se trouve à côté de la clé",
                "an invisible character ({code}) stands beside the key"
            ),
            tr!(lang, "effacez-le, ou retapez la ligne", "delete it, or type the line again"),
        ),
    };
    let range = start + at..start + at + c.len_utf8();
    let instead = if matches!(c, '\u{a0}' | '\u{202f}' | '\u{2007}') { " " } else { "" };
    let mend = Some((true, range.clone(), instead.to_owned()));
    Some(Cause { range, message, help, mend })
}

/// A header such as `[chargée de mission]`.
fn header_with_accents(fault: &Fault<'_>) -> Option<Cause> {
    let (raw, lang) = (fault.raw(), fault.lang);
    let id = raw.trim().strip_prefix('[')?.strip_suffix(']')?;
    let proposed = literal::fold(id);
    if is_bare_key(id) || !is_bare_key(&proposed) {
        return None;
    }
    let start = fault.line.start + raw.find('[')? + 1;
    Some(Cause {
        range: start..start + id.len(),
        message: tr!(
            lang,
            "un identifiant s'écrit sans accent ni espace",
            "an id is written without accents or spaces"
        ),
        help: tr!(lang, "écrivez `[{proposed}]`", "write `[{proposed}]`"),
        mend: Some((true, start..start + id.len(), proposed)),
    })
}

/// A header followed by something else than a comment.
fn header_not_alone(fault: &Fault<'_>) -> Option<Cause> {
    let (raw, lang) = (fault.raw(), fault.lang);
    let (open, close) = (raw.find('[')?, raw.find(']')?);
    let name = raw.get(open + 1..close)?.trim();
    let sound = !name.is_empty() && name.split('.').all(|key| is_bare_key(key.trim()));
    let after = raw[close + 1..].trim();
    let start = fault.line.end - raw[close + 1..].trim_start().len();
    let header = sound && raw[..open].trim().is_empty() && fault.range.start >= start;
    (header && !after.is_empty() && !after.starts_with(['#', ']'])).then(|| Cause {
        range: start..start + after.len(),
        message: tr!(
            lang,
            "un en-tête `[…]` est seul sur sa ligne",
            "a header `[…]` stands alone on its line"
        ),
        help: tr!(
            lang,
            "allez à la ligne après `[{name}]`, puis une clé par ligne",
            "start a new line after `[{name}]`, then one key a line"
        ),
        ..Cause::default()
    })
}

fn no_value(fault: &Fault<'_>) -> Option<Cause> {
    let (raw, lang) = (fault.raw(), fault.lang);
    let equals = fault.line.start + raw.find('=')?;
    let nothing = fault.value().is_none_or(|value| fault.text[value].starts_with('#'));
    (nothing && key_of(raw).is_some_and(is_bare_key)).then(|| Cause {
        range: equals..equals + 1,
        message: tr!(lang, "il manque la valeur après `=`", "the value is missing after `=`"),
        help: tr!(
            lang,
            "écrivez la valeur, ou effacez la ligne tant qu'elle n'est pas connue",
            "write the value, or delete the line as long as it is unknown"
        ),
        ..Cause::default()
    })
}

/// A list that goes on into the next line's key.
fn unclosed_list(fault: &Fault<'_>) -> Option<Cause> {
    let (raw, lang) = (fault.raw(), fault.lang);
    let key = key_of(raw).filter(|key| is_bare_key(key))?;
    let start = fault.line.start + raw.find(key)?;
    let at_key = (start..=start + key.len()).contains(&fault.range.start);
    (at_key && fault.is(&["missing comma", "unclosed array", "unexpected `=` in array"])).then(
        || Cause {
            range: start..start + key.len(),
            message: tr!(
                lang,
                "la liste qui précède cette ligne n'est pas fermée",
                "the list before this line is not closed"
            ),
            help: tr!(
                lang,
                "fermez-la par `]` à la fin de la ligne précédente",
                "close it with `]` at the end of the line before"
            ),
            ..Cause::default()
        },
    )
}

fn colon(fault: &Fault<'_>) -> Option<Cause> {
    let (raw, lang) = (fault.raw(), fault.lang);
    let colon = raw.find(':')?;
    let key = raw[..colon].trim();
    let at = fault.line.start + colon;
    (is_bare_key(key) && !raw[..colon].contains('=')).then(|| Cause {
        range: at..at + 1,
        message: tr!(
            lang,
            "un deux-points sépare la clé de la valeur : TOML veut `=`",
            "a colon stands between key and value: TOML wants `=`"
        ),
        help: tr!(lang, "écrivez `{key} = …`", "write `{key} = …`"),
        mend: Some((true, at..at + 1, " =".to_owned())),
    })
}

/// A sentence that nothing marks as a comment.
fn no_comment_sign(fault: &Fault<'_>) -> Option<Cause> {
    let (raw, lang) = (fault.raw().trim(), fault.lang);
    let sentence = raw.contains(' ') && raw.starts_with(char::is_alphabetic);
    let words = ["invalid unquoted key", "key with no value"];
    (sentence && !raw.contains(['=', '[', '"']) && fault.is(&words) && raw.split(' ').count() > 2)
        .then(|| Cause {
            range: fault.line.clone(),
            message: tr!(
                lang,
                "cette ligne n'est pas de la forme `clé = valeur`",
                "this line is not of the form `key = value`"
            ),
            help: tr!(
                lang,
                "si c'est un commentaire, mettez `#` devant",
                "if it is a comment, put `#` before it"
            ),
            mend: Some((false, fault.line.start..fault.line.start, "# ".to_owned())),
        })
}
