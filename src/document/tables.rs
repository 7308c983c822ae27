//! A sound text cut into its tables, and these into their lines: what is written of each key, and
//! the comments and empty lines around it. Put together again, it is the text, byte for byte.

use std::ops::Range;

use toml_parser::Source;
use toml_parser::lexer::TokenKind;

use super::layout::Layout;

/// A text of tables and keys.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tables<'t> {
    /// The first one holds what stands before any header, and has no header itself.
    pub sections: Vec<Section<'t>>,
    /// What stands after everything else, from the first empty line on.
    pub end: Vec<&'t str>,
}

/// A header and what stands below it; every line is without its end.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Section<'t> {
    /// The keys of the header; none for what stands before the first one.
    pub path: Vec<String>,
    /// The comment right above the header, and the empty lines above that.
    pub lead: Vec<&'t str>,
    /// The header, and what follows it on its line.
    pub header: Option<(&'t str, &'t str)>,
    /// The keys, in their order.
    pub entries: Vec<Entry<'t>>,
    /// What stands after the last key and is not the next header's.
    pub rest: Vec<&'t str>,
}

/// A key and its value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry<'t> {
    /// The key below the section's own: several words where it is dotted.
    pub path: Vec<String>,
    /// Comments and empty lines above it.
    pub lead: Vec<&'t str>,
    /// What is written before the value: `key = `.
    pub head: &'t str,
    /// The value as it is written; it may take several lines.
    pub value: &'t str,
    /// What follows the value on its line: spaces, a comment.
    pub tail: &'t str,
}

impl<'t> Tables<'t> {
    /// Cuts a text whose lines all end with `\n`, without a byte-order mark, and known to hold no
    /// mistake. Nothing where it has arrays of tables, which no file of a project has.
    pub fn of(text: &'t str) -> Option<Self> {
        let mut sections = vec![Section::default()];
        let mut lead: Vec<&'t str> = Vec::new();
        let mut at = 0;
        for statement in Layout::of(text).statements {
            let Range { start, end } = statement.lines.clone();
            lead.extend(text.get(at..start)?.lines());
            at = end;
            let line = text.get(start..end)?;
            let end = start + line.strip_suffix('\n').unwrap_or(line).len();
            let section = sections.last_mut()?;
            let Some(value) = statement.value.clone() else {
                if statement.repeated {
                    return None;
                }
                let own = lead.split_off(own_lead(&lead));
                section.rest = std::mem::take(&mut lead);
                let written = text.get(start..statement.comment.map_or(end, |c| c.start))?;
                let header = text.get(start..end)?.split_at(written.trim_end().len());
                let (path, header) = (statement.path, Some(header));
                sections.push(Section { path, lead: own, header, ..Section::default() });
                continue;
            };
            let above = statement.path.len() - statement.keys.len();
            section.entries.push(Entry {
                path: statement.path.get(above..)?.to_vec(),
                lead: std::mem::take(&mut lead),
                head: text.get(start..value.start)?,
                value: text.get(value.clone())?,
                tail: text.get(value.end..end)?,
            });
        }
        lead.extend(text.get(at..)?.lines());
        let own = lead.iter().take_while(|line| !line.trim().is_empty()).count();
        let whole = sections.len() == 1 && sections.iter().all(|only| only.entries.is_empty());
        let end = lead.split_off(if whole { 0 } else { own });
        sections.last_mut()?.rest = lead;
        Some(Self { sections, end })
    }
}

/// The members of an array as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Array<'t> {
    /// In their order.
    pub items: Vec<Item<'t>>,
    /// Whether a comma follows the last one.
    pub comma: bool,
    /// What stands before the closing bracket.
    pub close: &'t str,
}

/// A member of an array.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item<'t> {
    /// What stands before it: spaces, line ends, comments.
    pub lead: &'t str,
    /// The member itself.
    pub value: &'t str,
    /// The comment that follows it on its line, and the spaces before that.
    pub tail: &'t str,
}

impl<'t> Array<'t> {
    /// Cuts an array that is known to hold no mistake; nothing where the value is no array.
    pub fn of(text: &'t str) -> Option<Self> {
        let mut array = Self { items: Vec::new(), comma: false, close: "" };
        let mut depth = 0_usize;
        // Where what comes before the next member starts; the member that is being read.
        let (mut from, mut member): (usize, Option<(usize, usize)>) = (0, None);
        for token in Source::new(text).lex() {
            let (start, end) = (token.span().start(), token.span().end());
            match token.kind() {
                TokenKind::LeftSquareBracket if depth == 0 && start == 0 => {
                    (depth, from) = (1, end);
                    continue;
                }
                _ if depth == 0 => break,
                TokenKind::RightSquareBracket if depth == 1 => {
                    if let Some((first, last)) = member.take() {
                        array.push(text, from, first, last)?;
                        (from, array.comma) = (last, false);
                        let line = text.get(last..start)?.split('\n').next()?;
                        if line.trim_start().starts_with('#') {
                            array.items.last_mut()?.tail = line;
                            from += line.len();
                        }
                    }
                    array.close = text.get(from..start)?;
                    return Some(array);
                }
                TokenKind::Comma if depth == 1 => {
                    let (first, last) = member.take()?;
                    array.push(text, from, first, last)?;
                    // A comma may stand on a line of its own, after a comment.
                    if !text.get(last..start)?.trim().is_empty() {
                        return None;
                    }
                    (from, array.comma) = (end, true);
                    continue;
                }
                TokenKind::Comment if depth == 1 && member.is_none() => {
                    if let Some(item) = array.items.last_mut()
                        && !text.get(from..start)?.contains('\n')
                    {
                        item.tail = text.get(from..end)?;
                        from = end;
                    }
                    continue;
                }
                TokenKind::Whitespace | TokenKind::Newline | TokenKind::Comment => continue,
                TokenKind::LeftSquareBracket | TokenKind::LeftCurlyBracket => depth += 1,
                TokenKind::RightSquareBracket | TokenKind::RightCurlyBracket => {
                    depth = depth.saturating_sub(1);
                }
                _ => {}
            }
            member = Some((member.map_or(start, |(first, _)| first), end));
        }
        None
    }

    fn push(&mut self, text: &'t str, from: usize, first: usize, last: usize) -> Option<()> {
        let (lead, value) = (text.get(from..first)?, text.get(first..last)?);
        self.items.push(Item { lead, value, tail: "" });
        Some(())
    }
}

/// The comments of a text, each without the spaces around it.
pub fn comments(text: &str) -> Vec<&str> {
    let tokens = Source::new(text).lex().filter(|token| token.kind() == TokenKind::Comment);
    let spans = tokens.map(|token| token.span().start()..token.span().end());
    spans.filter_map(|span| text.get(span)).map(str::trim_end).collect()
}

/// Where the lines start that belong to the header after them.
fn own_lead(lead: &[&str]) -> usize {
    let empty = |line: &&&str| line.trim().is_empty();
    let comment = lead.iter().rev().take_while(|line| !empty(line)).count();
    let above = lead.iter().rev().skip(comment).take_while(empty).count();
    lead.len() - comment - above
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A text again, from its parts.
    fn written(layout: &Tables<'_>) -> String {
        let mut lines: Vec<String> = Vec::new();
        for section in &layout.sections {
            lines.extend(section.lead.iter().map(ToString::to_string));
            lines.extend(section.header.map(|(head, tail)| format!("{head}{tail}")));
            for entry in &section.entries {
                lines.extend(entry.lead.iter().map(ToString::to_string));
                lines.push(format!("{}{}{}", entry.head, entry.value, entry.tail));
            }
            lines.extend(section.rest.iter().map(ToString::to_string));
        }
        lines.extend(layout.end.iter().map(ToString::to_string));
        lines.iter().map(|line| format!("{line}\n")).collect()
    }

    #[test]
    fn a_text_is_the_sum_of_its_parts() {
        let text = "# top\n\nformat = 1\n'a b' . c=[ # one\n [2], # two\n]  # three\n\n# free\n\n# of a\n  [a.\"b\"] # here\nx = '''\n[no]\n# no\n'''\ny.z = { k = [1] }   \n\n\n# end\n";
        let layout = Tables::of(text).expect("sound");
        assert_eq!(written(&layout), text);
        let [root, a] = layout.sections.as_slice() else { panic!("{layout:?}") };
        assert_eq!(root.rest, ["", "# free"]);
        assert_eq!(a.lead, ["", "# of a"]);
        assert_eq!(
            (a.path.as_slice(), a.header),
            (["a".to_owned(), "b".to_owned()].as_slice(), Some(("  [a.\"b\"]", " # here")))
        );
        assert_eq!(root.entries[1].path, ["a b", "c"]);
        assert_eq!(root.entries[1].tail, "  # three");
        assert_eq!(a.entries[1].path, ["y", "z"]);
        assert_eq!(a.entries[1].value, "{ k = [1] }");
        assert_eq!((a.rest.len(), layout.end.as_slice()), (0, ["", "", "# end"].as_slice()));
        assert_eq!(Tables::of("[[a]]\n"), None);
    }

    #[test]
    fn an_array_is_cut_into_its_members() {
        let text = "[\n  # above\n  \"a,b\", # beside\n  [1, 2],\n  { x = 3 }\n  # below\n]";
        let array = Array::of(text).expect("an array");
        let items: Vec<_> = array.items.iter().map(|i| (i.lead, i.value, i.tail)).collect();
        assert_eq!(
            items,
            [
                ("\n  # above\n  ", "\"a,b\"", " # beside"),
                ("\n  ", "[1, 2]", ""),
                ("\n  ", "{ x = 3 }", "")
            ]
        );
        assert_eq!((array.comma, array.close), (false, "\n  # below\n"));
        assert!(Array::of("[]").is_some_and(|array| array.items.is_empty()));
        assert_eq!(Array::of("{ a = [1] }"), None);
        assert_eq!(comments(text), ["# above", "# beside", "# below"]);
    }
}
