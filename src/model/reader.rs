//! Walks the table of a document and reports each misread where it stands.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeString, DeValue};

use super::key::{Key, Shape, Word};
use super::misread::{self, Spot};
use crate::address::{Address, Kind, is_bare_key};
use crate::edit;
use crate::finding::{Act, Finding, Fix, Level, Place};
use crate::lang::Lang;
use crate::literal;
use crate::text;
use crate::tr;

/// The mark of a value that a scaffold left to complete.
pub const PLACEHOLDER: &str = "TODO(nrt)";

/// Whether a text is still to be written: it holds nrt's own mark, or is only a mark of people's.
pub fn is_placeholder(text: &str) -> bool {
    text.contains(PLACEHOLDER) || literal::is_placeholder(text)
}

/// How many misreads of a file are reported; a threshold of nrt's own.
const MAX_FINDINGS: usize = 1_000;

/// Where a reading stands, and what it has found.
pub struct Reader<'v> {
    pub(super) lang: Lang,
    kind: Kind,
    path: Vec<&'v str>,
    /// Spans of the keys of the table being read, for unknown keys and misplaced tables.
    key: Range<usize>,
    member: Option<usize>,
    personal: bool,
    placeholder: bool,
    /// Every misread so far, up to a number that nobody would read.
    pub findings: Vec<Finding>,
    /// How many misreads were only counted.
    pub more: usize,
    /// Where a value stands that could not be taken.
    pub misread: BTreeSet<Address>,
    /// The entities that hold a placeholder.
    pub aside: Vec<Address>,
}

impl<'v> Reader<'v> {
    /// A reading that starts at the root of a file.
    pub fn new(kind: Kind, lang: Lang) -> Self {
        Self {
            lang,
            kind,
            path: Vec::new(),
            key: 0..0,
            member: None,
            personal: false,
            placeholder: false,
            findings: Vec::new(),
            more: 0,
            misread: BTreeSet::new(),
            aside: Vec::new(),
        }
    }

    /// Reads below `key`; also says whether a placeholder was met there.
    pub(super) fn below<T>(
        &mut self,
        key: &'v str,
        read: impl FnOnce(&mut Self) -> T,
    ) -> (T, bool) {
        self.path.push(key);
        let before = std::mem::take(&mut self.placeholder);
        let value = read(self);
        let met = std::mem::replace(&mut self.placeholder, before);
        self.path.pop();
        (value, met)
    }

    /// Reads a table with fixed keys: calls `field` for each, then reports those that miss.
    pub fn table(
        &mut self,
        value: &'v Spanned<DeValue<'v>>,
        keys: &'static [Key],
        mut field: impl FnMut(&mut Self, &str, &'v Spanned<DeValue<'v>>),
    ) {
        let Some(table) = value.get_ref().as_table() else {
            self.wrong_type(value, &Shape::Table(keys));
            return;
        };
        for (key, value) in table {
            let name: &'v str = key.get_ref();
            let outer = std::mem::replace(&mut self.key, key.span());
            let personal = keys.iter().any(|key| key.personal && key.name == name);
            let outer_personal = std::mem::replace(&mut self.personal, personal);
            self.path.push(name);
            field(self, name, value);
            self.path.pop();
            self.personal = outer_personal;
            self.key = outer;
        }
        let blank = |key: &Key| {
            let text = table.get(key.name).and_then(|value| value.get_ref().as_str());
            text.is_some_and(|text| text.trim().is_empty())
        };
        let absent = |key: &&Key| !table.contains_key(key.name) || blank(key);
        for key in keys.iter().filter(|key| key.required).filter(absent) {
            // Written under a name close to its own: an unknown key already says so.
            if !self.misread.contains(&self.address().key(key.name)) {
                self.missing_key(key);
            }
        }
    }

    /// Reads the members of a list; those that cannot be taken are reported and left out.
    pub(super) fn members<T>(
        &mut self,
        items: &'v [Spanned<DeValue<'v>>],
        scan: fn(&'v Spanned<DeValue<'v>>, &mut Self) -> Option<T>,
    ) -> Vec<T> {
        let mut values = Vec::with_capacity(items.len());
        for (at, item) in items.iter().enumerate() {
            self.member = Some(at + 1);
            values.extend(scan(item, self));
        }
        self.member = None;
        values
    }

    /// The text of a value; `shape` is what is wanted, for the message. A blank text says nothing,
    /// as if it were absent.
    pub fn text(&mut self, value: &'v Spanned<DeValue<'v>>, shape: &Shape) -> Option<&'v str> {
        let Some(text) = value.get_ref().as_str() else {
            self.wrong_type(value, shape);
            return None;
        };
        if text.trim().is_empty() {
            return None;
        }
        if is_placeholder(text) {
            self.placeholder = true;
            if self.is_full() {
                return None;
            }
            let message = tr!(self.lang, "reste à compléter", "still to complete");
            // A mark of people's is one of few texts, never a personal one.
            let mark = if text.contains(PLACEHOLDER) { PLACEHOLDER } else { text.trim() };
            let help = tr!(
                self.lang,
                "remplacez `{mark}` par la valeur, ou effacez la ligne",
                "replace `{mark}` by the value, or delete the line"
            );
            self.report("placeholder-left", Level::Info, value.span(), message, Some(help));
            return None;
        }
        let plain = text.bytes().all(|byte| matches!(byte, b' '..=b'~'));
        let hidden = |c: &char| text::is_hidden(*c) && !matches!(c, '\n' | '\r' | '\t');
        if !plain
            && let Some(c) = text.chars().find(hidden)
            && !self.is_full()
        {
            let code = format!("U+{:04X}", c as u32);
            let message = tr!(
                self.lang,
                "le texte contient un caractère invisible ({code})",
                "the text holds a hidden character ({code})"
            );
            let help = tr!(
                self.lang,
                "effacez le texte et retapez-le",
                "delete the text and type it again"
            );
            self.report("hidden-characters", Level::Warning, value.span(), message, Some(help));
        }
        Some(text)
    }

    /// The position among `words` of the word that a value holds.
    pub fn word(
        &mut self,
        value: &'v Spanned<DeValue<'v>>,
        words: &'static [Word],
    ) -> Option<usize> {
        let text = self.text(value, &Shape::Word(words))?;
        let found = words.iter().position(|word| word.name == text);
        if found.is_none() && self.is_full() {
            let address = self.address();
            self.misread.insert(address);
        } else if found.is_none() {
            let (message, help) = misread::unknown_value(text, words, self.lang);
            self.misread("unknown-value", value.span(), message, Some(help));
            let called = misread::word_called(text, words);
            let safe = called.is_some();
            if let Some(word) = called.or_else(|| misread::word_meant(text, words)) {
                self.mend(safe, value.span(), edit::quoted(word.name));
            }
        }
        found
    }

    /// Reports a value of another type than `shape`, with the exact text to write where it can be told.
    pub fn wrong_type(&mut self, value: &Spanned<DeValue<'_>>, shape: &Shape) {
        if self.is_full() {
            let address = self.address();
            self.misread.insert(address);
            return;
        }
        let span = match value.get_ref() {
            // A table's span is its header's; its key says as much and is never a whole page.
            DeValue::Table(_) if self.member.is_none() => self.key.clone(),
            _ => value.span(),
        };
        let found = value.get_ref();
        let keys = matches!(shape, Shape::Table(_) | Shape::Map(_));
        let (message, help, exact) = match self.path.as_slice() {
            [id] if keys && self.kind.holds_entities() => {
                let (message, help) = misread::not_a_table(id, found, self.lang);
                (message, help, None)
            }
            path if keys && !path.is_empty() => {
                let (message, help) = misread::table_wanted(&path.join("."), found, self.lang);
                (message, help, None)
            }
            path => {
                let key = path.last().copied().unwrap_or_default();
                let spot = Spot { kind: self.kind, key, personal: self.personal };
                misread::wrong_type(found, shape, spot, self.lang)
            }
        };
        self.misread("wrong-type", span.clone(), message, Some(help));
        if let Some((exact, sure)) = exact {
            self.mend(sure, span, exact);
        }
    }

    /// Reports the key just met, which is none of `keys`.
    pub fn unknown_key(&mut self, key: &str, keys: &'static [Key]) {
        if self.is_full() {
            return;
        }
        let close = misread::close_key(key, keys);
        if let Some(close) = close {
            let mut meant = self.address();
            meant.path.pop();
            self.misread.insert(meant.key(close));
        }
        let (message, help) = misread::unknown_key(key, close, keys, self.lang);
        self.report("unknown-key", Level::Error, self.key.clone(), message, Some(help));
        if let Some(close) = close {
            let safe = keys.iter().any(|known| known.name == close && known.is_called(key));
            self.mend(safe, self.key.clone(), close.to_owned());
        }
    }

    /// Reports a text that is no address.
    pub(super) fn not_an_address(&mut self, value: &Spanned<DeValue<'_>>) {
        if self.is_full() {
            let address = self.address();
            self.misread.insert(address);
            return;
        }
        let (message, help) = misread::not_an_address(self.lang);
        self.misread("wrong-type", value.span(), message, Some(help));
    }

    /// Reports an id that TOML would only accept between quotes.
    pub(super) fn bad_id(&mut self, key: &'v Spanned<DeString<'v>>) {
        if self.is_full() {
            return;
        }
        let (message, help) = misread::bad_id(key.get_ref(), self.lang);
        self.path.push(key.get_ref());
        self.report("bad-id", Level::Error, key.span(), message, Some(help));
        let proposed = misread::fold(key.get_ref());
        if let Some(last) = self.findings.last_mut().filter(|_| is_bare_key(&proposed)) {
            last.fix = Some(Fix { safe: true, act: Act::Rename(proposed) });
        }
        self.path.pop();
    }

    /// Notes that an entity holds a placeholder and counts for nothing.
    pub(super) fn set_aside(&mut self, id: &str) {
        let address = self.address().key(id);
        self.aside.push(address);
    }

    fn missing_key(&mut self, key: &Key) {
        let address = self.address().key(key.name);
        if self.is_full() {
            self.misread.insert(address);
            return;
        }
        let (message, help) = misread::missing_key(key, self.lang);
        let mut finding = Finding::new("missing-key", Level::Error, address.clone(), message);
        finding.help = Some(help.into());
        self.misread.insert(address);
        self.findings.push(finding);
    }

    fn misread(
        &mut self,
        rule: &'static str,
        span: Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        let address = self.address();
        self.misread.insert(address);
        self.report(rule, Level::Error, span, message, help);
    }

    fn report(
        &mut self,
        rule: &'static str,
        level: Level,
        span: Range<usize>,
        message: String,
        help: Option<String>,
    ) {
        let mut finding = Finding::new(rule, level, self.address(), message);
        if let Some(n) = self.member {
            finding.address = finding.address.subject(&n.to_string());
        }
        finding.place = Some(Place { path: self.kind.file().to_owned(), range: span });
        finding.help = help.map(Into::into);
        self.findings.push(finding);
    }

    /// Says of the last finding what to write instead of some bytes.
    fn mend(&mut self, safe: bool, range: Range<usize>, text: String) {
        let kind = self.kind;
        if let Some(last) = self.findings.last_mut() {
            last.fix = Some(Fix::splice(safe, kind, range, text));
        }
    }

    /// Whether enough was reported of this file; what follows is only counted.
    const fn is_full(&mut self) -> bool {
        let full = self.findings.len() >= MAX_FINDINGS;
        if full {
            self.more += 1;
        }
        full
    }

    fn address(&self) -> Address {
        let path = self.path.iter().map(|key| (*key).to_owned()).collect();
        Address { kind: self.kind, path, subject: None }
    }
}
