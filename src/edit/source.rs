//! Where a text changes when a value is set, a key taken out, a table added, removed or renamed. Of
//! a text that holds no mistake; every byte outside the splices stays as it is.

use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::lines::{indent, with_comments};
use super::{key, list, written_like};
use crate::document::layout::{Layout, Statement};
use crate::splice::Splice;

/// Why an edit cannot be made by splicing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Nothing stands at the path, or at the table that it lies in.
    Absent,
    /// It is written in a way that nobody writes a project in: between double brackets, or deep in
    /// braces.
    Form,
}

/// A text as an edit needs it.
#[derive(Debug)]
pub struct Source<'t> {
    text: &'t str,
    table: &'t DeTable<'t>,
    layout: Layout,
    /// How the file ends its lines.
    end: &'static str,
}

impl<'t> Source<'t> {
    /// A text that holds no mistake, with the table that it was read as.
    pub fn of(text: &'t str, table: &'t DeTable<'t>) -> Self {
        let end = if text.contains("\r\n") { "\r\n" } else { "\n" };
        Self { text, table, layout: Layout::of(text), end }
    }

    /// Sets a value, in place where there is one, else as a key among its table's others: `order`
    /// has the names of the table's keys as a person writes them. A table below `depth` keys is
    /// made where it is not there.
    pub fn set(
        &self,
        path: &[String],
        literal: &str,
        order: &[&str],
        depth: usize,
    ) -> Result<Vec<Splice>, Refused> {
        let (name, above) = path.split_last().ok_or(Refused::Form)?;
        if let Some(value) = value(self.table, path) {
            return self.instead(path, value, literal);
        }
        if self.layout.below(path).next().is_some() {
            return Err(Refused::Form);
        }
        if let Some((_, braces)) = self.layout.below(&path[..0]).find(|(_, one)| {
            !one.is_header() && one.path.len() < path.len() && one.path == path[..one.path.len()]
        }) {
            return if braces.path == above {
                self.within(braces, name, literal)
            } else {
                Err(Refused::Form)
            };
        }
        let own = |one: &&Statement| !one.is_header() && one.is_below(above);
        let header =
            self.layout.statements.iter().position(|one| one.is_header() && one.is_at(above));
        if let Some(at) = header {
            if self.layout.statements[at].repeated {
                return Err(Refused::Form);
            }
            let inside = self.layout.statements[at + 1..].iter().take_while(|one| !one.is_header());
            return Ok(vec![self.among(&self.layout.statements[at], inside, name, literal, order)]);
        }
        if above.is_empty() {
            let root = self.layout.statements.iter().take_while(|one| !one.is_header());
            return Ok(vec![self.at_the_top(root, name, literal, order)]);
        }
        if let Some(last) = self.layout.statements.iter().rfind(own) {
            // The table is written as keys with dots.
            let written = &path[last.path.len() - last.keys.len()..];
            let written: Vec<String> = written.iter().map(|name| key(name)).collect();
            return Ok(vec![self.after(last, &format!("{} = {literal}", written.join(".")))]);
        }
        if above.len() > depth || depth == 0 {
            return self.new_table(above, &format!("{} = {literal}", key(name)), depth);
        }
        // The entity's header may be left out where it has tables below.
        match self.layout.below(above).next() {
            Some((_, below)) => {
                let text = format!(
                    "{}{} = {literal}{}{}",
                    super::header_of(above, self.end),
                    key(name),
                    self.end,
                    self.end
                );
                Ok(vec![Splice { range: below.lines.start..below.lines.start, text }])
            }
            None => Err(Refused::Absent),
        }
    }

    /// A table, its lines ended by `\n`, after all that belongs to another one.
    pub fn insert(&self, after: &[String], table: &str) -> Vec<Splice> {
        let Some((_, last)) = self.layout.below(after).next_back() else { return Vec::new() };
        let at = last.lines.end;
        let open = if self.text[..at].ends_with('\n') { "" } else { self.end };
        let gap = self.gap(at);
        let text = format!("{open}{}{}{gap}", self.end, table.replace('\n', self.end));
        vec![Splice { range: at..at, text }]
    }

    /// Takes a key out, or a table with all that is below it. A comment beside the value stays, on
    /// a line of its own.
    pub fn unset(&self, path: &[String]) -> Result<Vec<Splice>, Refused> {
        let Some(one) =
            self.layout.statements.iter().find(|one| !one.is_header() && one.is_at(path))
        else {
            return match value(self.table, path) {
                Some(value) if self.layout.below(path).next().is_none() => {
                    self.out_of_braces(path, value)
                }
                Some(_) => self.remove(path),
                None => Err(Refused::Absent),
            };
        };
        let Range { start, end } = one.lines.clone();
        let (range, text) = match &one.comment {
            Some(comment) => (
                start..end,
                format!("{}{}", indent(self.text, one), &self.text[comment.start..end]),
            ),
            // The last line of a file that does not end it: the break before it goes instead.
            None if !self.text[..end].ends_with('\n') => {
                let above = self.text[..start].strip_suffix('\n').unwrap_or(&self.text[..start]);
                (above.strip_suffix('\r').unwrap_or(above).len()..end, String::new())
            }
            None => (start..end, String::new()),
        };
        Ok(vec![Splice { range, text }])
    }

    /// Takes a table out, with all that is below it, and the comments right above and below that
    /// stand by it alone.
    pub fn remove(&self, path: &[String]) -> Result<Vec<Splice>, Refused> {
        let places: Vec<usize> = self.layout.below(path).map(|(at, _)| at).collect();
        if places.is_empty() {
            return Err(Refused::Absent);
        }
        let mut splices = Vec::new();
        for run in places.chunk_by(|a, b| b - a == 1) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else { continue };
            let (first, last) = (&self.layout.statements[*first], &self.layout.statements[*last]);
            if first.repeated {
                return Err(Refused::Form);
            }
            let range = with_comments(self.text, first, last);
            splices.push(Splice { range, text: String::new() });
        }
        Ok(splices)
    }

    /// Gives a table another name at the end of its path, wherever the text names it.
    pub fn rename(&self, path: &[String], name: &str) -> Result<Vec<Splice>, Refused> {
        let (old, depth) = (path.last().ok_or(Refused::Form)?, path.len() - 1);
        let mut splices = Vec::new();
        for (_, one) in self.layout.below(path) {
            let above = one.path.len() - one.keys.len();
            let Some(range) = depth.checked_sub(above).and_then(|at| one.keys.get(at)) else {
                continue;
            };
            splices.push(self.word(range.clone(), old, name, &key(name)));
        }
        if splices.is_empty() { Err(Refused::Absent) } else { Ok(splices) }
    }

    /// Writes another text in the place of one, in the same quotes where it stands as it is.
    /// `otherwise` is how it is written where not.
    pub fn word(&self, range: Range<usize>, old: &str, new: &str, otherwise: &str) -> Splice {
        let raw = &self.text[range.clone()];
        if let Some(at) = raw.find(old).filter(|_| raw.len() <= old.len() + 2) {
            let start = range.start + at;
            return Splice { range: start..start + old.len(), text: new.to_owned() };
        }
        Splice { range, text: otherwise.to_owned() }
    }

    fn instead(
        &self,
        path: &[String],
        value: &Spanned<DeValue<'_>>,
        literal: &str,
    ) -> Result<Vec<Splice>, Refused> {
        let written = self.layout.statements.iter().find(|one| one.is_at(path));
        let span = match (written.and_then(|one| one.value.clone()), value.get_ref()) {
            (Some(span), _) => span,
            // A table that is written with a header has no place of its own.
            (None, DeValue::Table(_)) => return Err(Refused::Form),
            (None, _) => value.span(),
        };
        if let DeValue::Array(items) = value.get_ref()
            && let Some(splices) = list::changed(self.text, &span, items, literal)
        {
            return Ok(splices);
        }
        let literal = written_like(&self.text[span.clone()], value.get_ref(), literal);
        Ok(vec![Splice { range: span, text: literal }])
    }

    /// A new key in a table between braces.
    fn within(
        &self,
        braces: &Statement,
        name: &str,
        literal: &str,
    ) -> Result<Vec<Splice>, Refused> {
        let span = braces.value.clone().ok_or(Refused::Form)?;
        let inside =
            self.text[span.clone()].strip_prefix('{').and_then(|text| text.strip_suffix('}'));
        let inside = inside.ok_or(Refused::Form)?;
        let line = format!("{} = {literal}", key(name));
        if inside.trim().is_empty() {
            return Ok(vec![Splice { range: span, text: format!("{{ {line} }}") }]);
        }
        let at = span.start + 1 + inside.trim_end().len();
        Ok(vec![Splice { range: at..at, text: format!(", {line}") }])
    }

    fn out_of_braces(
        &self,
        path: &[String],
        value: &Spanned<DeValue<'_>>,
    ) -> Result<Vec<Splice>, Refused> {
        let (name, above) = path.split_last().ok_or(Refused::Form)?;
        let table = self::value(self.table, above).and_then(|table| table.get_ref().as_table());
        let table = table.ok_or(Refused::Form)?;
        let mut spans: Vec<Range<usize>> =
            table.iter().map(|(key, value)| key.span().start..value.span().end).collect();
        spans.sort_by_key(|span| span.start);
        let at = spans.iter().position(|span| span.end == value.span().end).ok_or(Refused::Form)?;
        let own = spans[at].clone();
        if !self.text[own.clone()].contains(name.as_str()) {
            return Err(Refused::Form);
        }
        let range = match (at.checked_sub(1).and_then(|at| spans.get(at)), spans.get(at + 1)) {
            (_, Some(next)) => own.start..next.start,
            (Some(before), None) => before.end..own.end,
            (None, None) => own,
        };
        Ok(vec![Splice { range, text: String::new() }])
    }

    /// A new line in a table, after the last of the keys that come before it.
    fn among<'s>(
        &self,
        header: &'s Statement,
        inside: impl Iterator<Item = &'s Statement>,
        name: &str,
        literal: &str,
        order: &[&str],
    ) -> Splice {
        let before = last_before(inside, header.path.len(), name, order).unwrap_or(header);
        self.after(before, &format!("{} = {literal}", key(name)))
    }

    /// A new line before the first header of a file.
    fn at_the_top<'s>(
        &self,
        root: impl Iterator<Item = &'s Statement>,
        name: &str,
        literal: &str,
        order: &[&str],
    ) -> Splice {
        let line = format!("{} = {literal}", key(name));
        if let Some(before) = last_before(root, 0, name, order) {
            return self.after(before, &line);
        }
        let at = if self.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let rest = &self.text[at..];
        let end = self.end;
        let gap = if rest.is_empty() || rest.starts_with(['\n', '\r']) { "" } else { end };
        Splice { range: at..at, text: format!("{line}{end}{gap}") }
    }

    /// A line after a statement, as far in.
    fn after(&self, before: &Statement, line: &str) -> Splice {
        let indent = indent(self.text, before);
        let at = before.lines.end;
        let text = if self.text[..at].ends_with('\n') {
            format!("{indent}{line}{}", self.end)
        } else {
            format!("{}{indent}{line}", self.end)
        };
        Splice { range: at..at, text }
    }

    /// A table with one line, after all that belongs to what is above it.
    fn new_table(&self, path: &[String], line: &str, depth: usize) -> Result<Vec<Splice>, Refused> {
        let group = &path[..depth.max(1).min(path.len())];
        let last = self.layout.below(group).next_back().map(|(_, one)| one);
        let end = self.end;
        let header = super::header_of(path, end);
        let Some(last) = last else {
            if depth > 0 {
                return Err(Refused::Absent);
            }
            let whole =
                super::append(self.text, &format!("{}{line}\n", super::header_of(path, "\n")));
            let text = whole[self.text.len()..].to_owned();
            return Ok(vec![Splice { range: self.text.len()..self.text.len(), text }]);
        };
        let at = last.lines.end;
        let open = if self.text[..at].ends_with('\n') { "" } else { end };
        let gap = self.gap(at);
        Ok(vec![Splice { range: at..at, text: format!("{open}{end}{header}{line}{end}{gap}") }])
    }

    /// The empty line between a table that ends there and what follows: comments below are not its own.
    fn gap(&self, at: usize) -> &'static str {
        let next = self.text[at..].split('\n').next().unwrap_or_default();
        if next.trim().is_empty() { "" } else { self.end }
    }
}

/// The last statement of a table whose key does not come after `name`.
fn last_before<'s>(
    inside: impl Iterator<Item = &'s Statement>,
    depth: usize,
    name: &str,
    order: &[&str],
) -> Option<&'s Statement> {
    let rank = |name: &str| order.iter().position(|known| *known == name);
    let own = rank(name).unwrap_or(order.len());
    let mut rank_so_far = 0;
    let ranked = inside.map(|one| {
        // A key that is not known stays by the one above it.
        rank_so_far = one.path.get(depth).and_then(|name| rank(name)).unwrap_or(rank_so_far);
        (one, rank_so_far)
    });
    ranked.filter(|(_, rank)| *rank <= own).last().map(|(one, _)| one)
}

/// The value at a path.
pub(super) fn value<'t>(
    table: &'t DeTable<'t>,
    path: &[String],
) -> Option<&'t Spanned<DeValue<'t>>> {
    let (first, rest) = path.split_first()?;
    let mut value = table.get(first.as_str())?;
    for key in rest {
        value = value.get_ref().as_table()?.get(key.as_str())?;
    }
    Some(value)
}
