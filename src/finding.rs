//! What nrt has to say about a project: data that only renderers print.

use std::ops::Range;

use sha2::{Digest, Sha256};

use crate::address::{Address, Kind};
use crate::splice::Splice;
use crate::text::Text;

/// How much a finding weighs. `Info < Warning < Error`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Worth knowing; never a failure.
    Info,
    /// Advised by the method, or parts that do not fit together.
    Warning,
    /// The files cannot be understood, or the step is not finished without it.
    Error,
}

impl Level {
    /// The word used in options, files and JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// How a finding stands to those of a base.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum News {
    /// The base does not have it.
    New,
    /// The base has it, at a lower level.
    NowDue,
    /// The base has it, at this level or a higher one.
    Unchanged,
}

/// A stretch of a file: bytes `range` of the file at `path`, end exclusive.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Place {
    /// Relative to the project's folder, with `/`.
    pub path: String,
    /// Byte offsets in the file's text.
    pub range: Range<usize>,
}

/// Another place that explains a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Related {
    /// Where.
    pub place: Place,
    /// What is there.
    pub message: Text,
}

/// How a finding can be mended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fix {
    /// Whether what is written instead is what was meant, for sure.
    pub safe: bool,
    /// What to do.
    pub act: Act,
}

/// What mends a finding.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Act {
    /// Other bytes in some files.
    Splice(Vec<(Kind, Splice)>),
    /// A value, as a person would type it.
    Set(Address, String),
    /// Another id for the entity that the finding is about.
    Rename(String),
    /// The entity that the finding is about goes.
    Remove,
}

impl Fix {
    /// Other bytes in one place of a file.
    pub fn splice(safe: bool, kind: Kind, range: Range<usize>, text: String) -> Self {
        Self { safe, act: Act::Splice(vec![(kind, Splice { range, text })]) }
    }
}

/// One thing that could be better in a project.
///
/// Its identity is its rule and its address; places and words may change without making another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The name of the rule.
    pub rule: &'static str,
    /// Its weight here, after the project's own levels.
    pub level: Level,
    /// What it is about.
    pub address: Address,
    /// Where to show it; `None` when the file is absent.
    pub place: Option<Place>,
    /// What is wrong: a lowercase phrase without a final full stop.
    pub message: Text,
    /// A few words under the marked value.
    pub label: Option<Text>,
    /// What to do; something that can be pasted.
    pub help: Option<Text>,
    /// Why it applies.
    pub notes: Vec<Text>,
    /// Other places that explain it.
    pub related: Vec<Related>,
    /// The id of the waiver that covers it.
    pub waiver: Option<String>,
    /// How it can be mended, where that can be told.
    pub fix: Option<Fix>,
    /// How it stands to the base; `None` where there is none to compare with.
    pub news: Option<News>,
}

impl Finding {
    /// A finding with nothing but its message; the runner gives the place and the final level.
    pub fn new(rule: &'static str, level: Level, address: Address, message: String) -> Self {
        Self {
            rule,
            level,
            address,
            place: None,
            message: message.into(),
            label: None,
            help: None,
            notes: Vec::new(),
            related: Vec::new(),
            waiver: None,
            fix: None,
            news: None,
        }
    }

    /// Whether it is to be told of where only news is: nothing says that the base had it, or it
    /// weighs more than there.
    pub fn is_news(&self) -> bool {
        self.news != Some(News::Unchanged)
    }

    /// The order in which findings are shown: by file in the order people read a project, then down
    /// the file.
    pub fn order(&self) -> impl Ord + use<> {
        let range = self.place.as_ref().map_or(0..0, |place| place.range.clone());
        (self.address.kind, range.start, range.end)
    }

    /// A stable identity: SHA-256 over rule and address, in hexadecimal.
    pub fn fingerprint(&self) -> String {
        digest(&format!("{}\n{}", self.rule, self.address))
    }
}

/// The SHA-256 of a text, in hexadecimal.
pub fn digest(text: &str) -> String {
    Sha256::digest(text).iter().map(|byte| format!("{byte:02x}")).collect()
}
