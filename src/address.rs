//! Where a value lives in a project: a kind of file and a path of keys, such as
//! `stakeholders.dgs.bilateral`. Findings, waivers, decisions and edits all point with it.

use std::fmt;

/// One of the ten kinds of file that make up a project.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// `nrt.toml`: the project itself; its presence marks the project's root.
    Project,
    /// `referents.toml`: who leads the work (activity 1).
    Referent,
    /// `stakeholders.toml`: who must be heard (activity 3).
    Stakeholder,
    /// `scope.toml`: what is covered (activity 4).
    Scope,
    /// `milestones.toml`: what happens when (activities 2 and 5).
    Milestone,
    /// `documents.toml`: what already exists on paper (activity 6).
    Document,
    /// `bodies.toml`: existing governance bodies (activity 7).
    Body,
    /// `calendar.toml`: budget dates, busy periods, leave (recommendation 3).
    Calendar,
    /// `decisions.toml`: what was decided, by whom, when.
    Decision,
    /// `waivers.toml`: which findings are accepted, why, until when.
    Waiver,
}

impl Kind {
    /// Every kind, in the order people read a project.
    pub const ALL: [Self; 10] = [
        Self::Project,
        Self::Referent,
        Self::Stakeholder,
        Self::Scope,
        Self::Milestone,
        Self::Document,
        Self::Body,
        Self::Calendar,
        Self::Decision,
        Self::Waiver,
    ];

    /// The file's name without its extension, which is also the first word of an address.
    pub const fn stem(self) -> &'static str {
        match self {
            Self::Project => "nrt",
            Self::Referent => "referents",
            Self::Stakeholder => "stakeholders",
            Self::Scope => "scope",
            Self::Milestone => "milestones",
            Self::Document => "documents",
            Self::Body => "bodies",
            Self::Calendar => "calendar",
            Self::Decision => "decisions",
            Self::Waiver => "waivers",
        }
    }

    /// The file's name in the project's folder.
    pub const fn file(self) -> &'static str {
        match self {
            Self::Project => "nrt.toml",
            Self::Referent => "referents.toml",
            Self::Stakeholder => "stakeholders.toml",
            Self::Scope => "scope.toml",
            Self::Milestone => "milestones.toml",
            Self::Document => "documents.toml",
            Self::Body => "bodies.toml",
            Self::Calendar => "calendar.toml",
            Self::Decision => "decisions.toml",
            Self::Waiver => "waivers.toml",
        }
    }

    /// Whether the file holds one table per entity; `nrt.toml` and `scope.toml` do not.
    pub const fn holds_entities(self) -> bool {
        !matches!(self, Self::Project | Self::Scope)
    }

    /// The kind whose file has this stem.
    pub fn from_stem(stem: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.stem() == stem)
    }

    /// The kind that a person means by a word: a stem, its singular, or the French name.
    pub fn from_word(word: &str) -> Option<Self> {
        let word = word.to_lowercase();
        Self::ALL.into_iter().find(|kind| kind.words().contains(&word.as_str()))
    }

    /// Every word by which a person may name this kind, the stem first.
    pub const fn words(self) -> &'static [&'static str] {
        match self {
            Self::Project => &["nrt", "project", "projet"],
            Self::Referent => &["referents", "referent", "référents", "référent"],
            Self::Stakeholder => &[
                "stakeholders",
                "stakeholder",
                "parties-prenantes",
                "partie-prenante",
                "acteurs",
                "acteur",
            ],
            Self::Scope => &[
                "scope",
                "périmètre",
                "perimetre",
                "facilities",
                "facility",
                "équipements",
                "équipement",
                "equipements",
                "equipement",
            ],
            Self::Milestone => &["milestones", "milestone", "jalons", "jalon"],
            Self::Document => &["documents", "document"],
            Self::Body => &["bodies", "body", "instances", "instance"],
            Self::Calendar => &[
                "calendar",
                "calendars",
                "calendrier",
                "périodes",
                "periodes",
                "période",
                "periode",
                "period",
            ],
            Self::Decision => &["decisions", "decision", "décisions", "décision"],
            Self::Waiver => &["waivers", "waiver", "dispenses", "dispense"],
        }
    }
}

/// The place of a value, or of what is missing there.
///
/// Printed as TOML would write the path (`documents.pcaet.findings.procurement`). A subject after
/// `#` names an absent thing or a member of a list: `documents#spaser`,
/// `milestones.atelier.participants#personne`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Address {
    /// The file.
    pub kind: Kind,
    /// The keys below it, outermost first; empty for the file itself.
    pub path: Vec<String>,
    /// What is absent there, or which member of the list is meant.
    pub subject: Option<String>,
}

impl Address {
    /// The file of a kind, as a whole.
    pub const fn file(kind: Kind) -> Self {
        Self { kind, path: Vec::new(), subject: None }
    }

    /// An entity of a kind.
    pub fn entity(kind: Kind, id: &str) -> Self {
        Self::file(kind).key(id)
    }

    /// The value under `key` below this address.
    #[must_use]
    pub fn key(mut self, key: &str) -> Self {
        self.path.push(key.to_owned());
        self
    }

    /// An absent thing, or a member of the list, at this address.
    #[must_use]
    pub fn subject(mut self, subject: &str) -> Self {
        self.subject = Some(subject.to_owned());
        self
    }

    /// The id of the entity that this address lies in, for kinds that hold entities.
    pub fn entity_id(&self) -> Option<&str> {
        if self.kind.holds_entities() { self.path.first().map(String::as_str) } else { None }
    }

    /// The keys below the entity that this address lies in; all of them where the kind holds none.
    pub fn keys(&self) -> &[String] {
        self.path.get(usize::from(self.kind.holds_entities())..).unwrap_or_default()
    }

    /// Whether `other` is this address or lies below it.
    pub fn contains(&self, other: &Self) -> bool {
        self.kind == other.kind
            && self.subject.is_none()
            && other.path.len() >= self.path.len()
            && self.path.iter().zip(&other.path).all(|(a, b)| a == b)
    }

    /// Reads an address as it is printed. `None` when it is not one.
    pub fn parse(text: &str) -> Option<Self> {
        let (path, subject) = split_subject(text);
        let mut segments = split_segments(path)?.into_iter();
        let kind = Kind::from_stem(&segments.next()?)?;
        Some(Self { kind, path: segments.collect(), subject: subject.map(str::to_owned) })
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.stem())?;
        for segment in &self.path {
            f.write_str(".")?;
            write_segment(f, segment)?;
        }
        match &self.subject {
            Some(subject) => write!(f, "#{subject}"),
            None => Ok(()),
        }
    }
}

/// Whether TOML accepts `key` without quotes: `A-Z a-z 0-9 - _`.
pub fn is_bare_key(key: &str) -> bool {
    !key.is_empty() && key.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-' || b == b'_')
}

fn write_segment(f: &mut fmt::Formatter<'_>, segment: &str) -> fmt::Result {
    if is_bare_key(segment) {
        return f.write_str(segment);
    }
    f.write_str("\"")?;
    for c in segment.chars() {
        match c {
            '"' => f.write_str("\\\"")?,
            '\\' => f.write_str("\\\\")?,
            c if c.is_control() => write!(f, "\\u{:04X}", c as u32)?,
            c => write!(f, "{c}")?,
        }
    }
    f.write_str("\"")
}

/// Cuts at the first `#` outside quotes.
fn split_subject(text: &str) -> (&str, Option<&str>) {
    let mut quoted = false;
    let mut escaped = false;
    for (at, c) in text.char_indices() {
        match c {
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' => quoted = !quoted,
            '#' if !quoted => return (&text[..at], Some(&text[at + 1..])),
            _ => {}
        }
    }
    (text, None)
}

fn split_segments(path: &str) -> Option<Vec<String>> {
    let mut segments = Vec::new();
    let mut rest = path;
    loop {
        let (segment, after) = take_segment(rest)?;
        segments.push(segment);
        match after.strip_prefix('.') {
            Some(next) => rest = next,
            None if after.is_empty() => return Some(segments),
            None => return None,
        }
    }
}

fn take_segment(text: &str) -> Option<(String, &str)> {
    let Some(quoted) = text.strip_prefix('"') else {
        let end = text.find('.').unwrap_or(text.len());
        let (segment, rest) = text.split_at(end);
        return (!segment.is_empty()).then(|| (segment.to_owned(), rest));
    };
    let mut segment = String::new();
    let mut chars = quoted.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return Some((segment, &quoted[at + 1..])),
            '\\' => match chars.next()?.1 {
                'u' => {
                    let code: String = chars.by_ref().take(4).map(|(_, c)| c).collect();
                    segment.push(char::from_u32(u32::from_str_radix(&code, 16).ok()?)?);
                }
                c => segment.push(c),
            },
            c => segment.push(c),
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_printed_is_read_back() {
        for text in [
            "nrt",
            "nrt.authority.population",
            "stakeholders.dgs.bilateral",
            "documents#spaser",
            "milestones.atelier.participants#personne",
            "stakeholders.\"élu.é\"",
            "stakeholders.\"a\\\"#b\\\\\"#c",
            "bodies.\"\\u0007\"",
        ] {
            let address = Address::parse(text).unwrap_or_else(|| panic!("{text} is an address"));
            assert_eq!(address.to_string(), text);
        }
    }

    #[test]
    fn what_is_not_an_address_is_refused() {
        for text in ["", "people.dgs", "stakeholders.", "stakeholders..a", "stakeholders.\"a"] {
            assert_eq!(Address::parse(text), None, "{text}");
        }
    }

    #[test]
    fn an_address_contains_what_lies_below_it() {
        let entity = Address::entity(Kind::Stakeholder, "dgs");
        assert!(entity.contains(&entity.clone().key("bilateral")));
        assert!(!entity.contains(&Address::entity(Kind::Stakeholder, "dg")));
        assert!(!entity.clone().subject("x").contains(&entity));
    }
}
