//! The elements of an XML part, read without expanding what a hostile one would have expanded; and
//! texts for one that is written. The only home of quick-xml.

use quick_xml::XmlVersion;
use quick_xml::events::{BytesStart, Event};

use super::cells::is_no_character;
use super::grid::Unreadable;

/// How deep elements may lie in one another; a threshold of nrt's own.
const DEPTH: usize = 64;

/// A part that is read, element by element.
pub(super) struct Xml<'a> {
    reader: quick_xml::Reader<&'a [u8]>,
    depth: usize,
}

/// What comes next in a part. Names are without their prefix.
#[derive(Debug)]
pub(super) enum Node<'a> {
    /// An element starts.
    Start(Element<'a>),
    /// The element of this name ends.
    End(String),
    /// Text.
    Text(String),
    /// The part ends.
    Eof,
}

/// An element that starts.
#[derive(Debug)]
pub(super) struct Element<'a>(BytesStart<'a>);

impl Element<'_> {
    /// Its name, without its prefix.
    pub(super) fn name(&self) -> String {
        self.0.local_name().as_ref().to_owned()
    }

    /// The value of an attribute, by its name without its prefix.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.0.attributes().flatten().find_map(|attribute| {
            let same = attribute.key.local_name().as_ref() == name;
            let value = same.then(|| attribute.normalized_value(XmlVersion::Implicit1_0))?;
            value.ok().map(std::borrow::Cow::into_owned)
        })
    }

    /// The same, as a number.
    pub(super) fn number(&self, name: &str) -> Option<usize> {
        self.attribute(name)?.trim().parse().ok()
    }
}

impl<'a> Xml<'a> {
    /// A part from its text.
    pub(super) fn new(text: &'a str) -> Self {
        let mut reader = quick_xml::Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        Self { reader, depth: 0 }
    }

    /// What comes next.
    pub(super) fn next(&mut self) -> Result<Node<'a>, Unreadable> {
        loop {
            let event = self.reader.read_event().map_err(|_| Unreadable::Damaged("XML"))?;
            return Ok(match event {
                Event::Start(start) => {
                    self.depth += 1;
                    if self.depth > DEPTH {
                        return Err(Unreadable::Damaged("XML"));
                    }
                    Node::Start(Element(start))
                }
                Event::End(end) => {
                    self.depth = self.depth.saturating_sub(1);
                    Node::End(end.local_name().as_ref().to_owned())
                }
                Event::Text(text) => Node::Text(text.xml10_content().into_owned()),
                Event::CData(text) => Node::Text(text.xml10_content().into_owned()),
                Event::GeneralRef(name) => Node::Text(reference(&name.into_inner())),
                Event::Eof => Node::Eof,
                _ => continue,
            });
        }
    }

    /// The text of the element that has just started, up to its end; `skip` are the elements in it
    /// that say nothing.
    pub(super) fn text(&mut self, skip: &[&str]) -> Result<String, Unreadable> {
        let mut text = String::new();
        let (mut depth, mut skipped) = (1_usize, 0_usize);
        while depth > 0 {
            match self.next()? {
                Node::Start(element) => {
                    depth += 1;
                    if skipped > 0 || skip.contains(&element.name().as_str()) {
                        skipped += 1;
                    }
                }
                Node::End(_) => {
                    depth -= 1;
                    skipped = skipped.saturating_sub(1);
                }
                Node::Text(part) if skipped == 0 => text.push_str(&part),
                Node::Text(_) => {}
                Node::Eof => return Err(Unreadable::Damaged("XML")),
            }
        }
        Ok(text)
    }
}

/// The character that a reference stands for: one of XML's own five, or a number. Those that a part
/// declares itself are not expanded.
fn reference(name: &str) -> String {
    let number = name.strip_prefix('#').and_then(|number| match number.strip_prefix('x') {
        Some(digits) => u32::from_str_radix(digits, 16).ok(),
        None => number.parse().ok(),
    });
    let c = match name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => number.and_then(char::from_u32),
    };
    c.map(String::from).unwrap_or_default()
}

/// A text that stands in an element or between the quotes of an attribute. What XML cannot hold is
/// left out.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\n' | '\t' => escaped.push(c),
            '\r' => escaped.push_str("&#13;"),
            c if c < ' ' || is_no_character(c) => {}
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(part: &str) -> Result<String, Unreadable> {
        let mut xml = Xml::new(part);
        while let Node::Text(_) = xml.next()? {}
        xml.text(&["skip"])
    }

    #[test]
    fn texts_are_read_whole() {
        assert_eq!(
            text("<a>x &amp; <b>&#233;</b><skip>z<b>z</b></skip><![CDATA[<]]>\r\n</a>"),
            Ok("x & é<\n".to_owned())
        );
        assert_eq!(
            text(&format!("<a>{}</a>", escaped("« <\"&' »\u{7}"))),
            Ok("« <\"&' »".to_owned())
        );
    }

    #[test]
    fn nothing_is_expanded_and_nothing_is_too_deep() {
        let bomb = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;x</a>";
        assert_eq!(text(bomb), Ok("x".to_owned()));
        assert_eq!(text(&"<a>".repeat(65)), Err(Unreadable::Damaged("XML")));
        assert_eq!(text("<a>"), Err(Unreadable::Damaged("XML")));
        assert!(text("<a></b>").is_err());
    }
}
