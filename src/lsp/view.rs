//! A project as it stands at one moment, read and checked, for the requests of that moment.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use chrono::NaiveDate;
use gen_lsp_types::{Location, Position, Range, Uri};

use super::client::Client;
use super::memory::Memory;
use super::past;
use super::position::Lines;
use super::uri;
use crate::address::{Address, Kind};
use crate::check::{self, Checked, Settings};
use crate::document::cursor::{self, Cursor};
use crate::files::Files;
use crate::finding::{Finding, Place};
use crate::git;
use crate::lang::Lang;
use crate::load::{self, Loaded};
use crate::rule::Context;
use crate::worktree;

/// The files of a project at one moment, and for whom they are looked at.
#[derive(Debug)]
pub(super) struct Snapshot {
    /// The project's folder.
    pub(super) root: PathBuf,
    pub(super) files: Files,
    /// The files that the client is editing, with their addresses and versions.
    pub(super) open: BTreeMap<PathBuf, (String, i32)>,
    pub(super) client: Rc<Client>,
    pub(super) lang: Lang,
    pub(super) today: NaiveDate,
    /// The largest size of a file, in bytes.
    pub(super) limit: u64,
    /// What the history told.
    pub(super) memory: Rc<RefCell<Memory>>,
}

/// The same, read and checked.
#[derive(Debug)]
pub(super) struct View<'s> {
    pub(super) snapshot: &'s Snapshot,
    pub(super) loaded: Loaded<'s>,
    pub(super) settings: Settings,
    pub(super) checked: Checked,
    /// The text of each file, and where its lines start.
    texts: BTreeMap<Kind, (&'s str, OnceCell<Lines>)>,
    past: OnceCell<BTreeSet<Address>>,
    former: OnceCell<BTreeSet<String>>,
}

impl<'s> View<'s> {
    /// Reads and checks, as `nrt check` does.
    pub(super) fn of(snapshot: &'s Snapshot) -> Self {
        let Snapshot { root, files, lang, today, limit, .. } = snapshot;
        let loaded = load::load_within(files, *limit, *lang);
        let repository = git::workdir(root).unwrap_or_else(|| root.clone());
        let attachments = worktree::attachments(root, &repository, &loaded.project);
        let settings = Settings { today: *today, horizon: None, lang: *lang, attachments };
        let checked = check::check(&loaded, &settings);
        let texts = Kind::ALL.into_iter().map(|kind| (kind, (text(files, kind), OnceCell::new())));
        let (texts, past, former) = (texts.collect(), OnceCell::new(), OnceCell::new());
        Self { snapshot, loaded, settings, checked, texts, past, former }
    }

    /// The reader's language.
    pub(super) const fn lang(&self) -> Lang {
        self.snapshot.lang
    }

    pub(super) fn client(&self) -> &Client {
        &self.snapshot.client
    }

    /// What the rules are given, for those who ask the same questions.
    pub(super) fn context(&self) -> Context<'_> {
        check::context(&self.loaded, &self.settings)
    }

    /// The findings to tell of, in the order of `nrt check`.
    pub(super) fn findings(&self) -> impl Iterator<Item = &Finding> {
        let syntax = self.client().options.syntax_errors;
        self.checked.open().filter(move |finding| syntax || finding.rule != "invalid-toml")
    }

    /// A file's text, as far as it is one.
    pub(super) fn text(&self, kind: Kind) -> &'s str {
        self.texts[&kind].0
    }

    /// Whether an entity counts no more: a milestone that was cancelled, a decision that another one
    /// supersedes.
    pub(super) fn is_past(&self, entity: &Address) -> bool {
        self.past.get_or_init(|| past::past(&self.loaded.documents)).contains(entity)
    }

    /// Whether something had this id before it was renamed.
    pub(super) fn is_former(&self, id: &str) -> bool {
        self.former.get_or_init(|| past::former(&self.loaded.documents)).contains(id)
    }

    /// The path of a file of the project.
    pub(super) fn path(&self, name: &str) -> PathBuf {
        self.snapshot.root.join(name)
    }

    /// The address of a file of the project, as the client writes it.
    pub(super) fn uri(&self, name: &str) -> Uri {
        let path = self.path(name);
        let open = self.snapshot.open.get(&path).map(|(uri, _)| uri.clone());
        Uri(open.unwrap_or_else(|| uri::of(&path)))
    }

    /// The version of a file that the client is editing.
    pub(super) fn version(&self, name: &str) -> Option<i32> {
        self.snapshot.open.get(&self.path(name)).map(|(_, version)| *version)
    }

    /// Which file of the project an address names.
    pub(super) fn kind(&self, uri: &Uri) -> Option<Kind> {
        let path = uri::path(&uri.0)?;
        let name = path.strip_prefix(&self.snapshot.root).ok()?;
        Kind::ALL.into_iter().find(|kind| Path::new(kind.file()) == name)
    }

    /// The byte offset of a position in a file.
    pub(super) fn offset(&self, kind: Kind, position: Position) -> usize {
        let text = self.text(kind);
        self.lines(kind).offset(text, position, self.client().encoding)
    }

    /// What stands at a position of a file.
    pub(super) fn cursor(&self, kind: Kind, position: Position) -> Cursor {
        cursor::at(self.text(kind), self.offset(kind, position))
    }

    /// Bytes of a file as the client counts them.
    pub(super) fn range(&self, kind: Kind, bytes: &std::ops::Range<usize>) -> Range {
        let (text, lines) = (self.text(kind), self.lines(kind));
        // A client drops the byte-order mark of a file that it opens, or says that it did not.
        let marked = text.starts_with('\u{feff}') && self.version(kind.file()).is_none();
        let encoding = self.client().encoding;
        let at = |offset| {
            let mut position = lines.position(text, offset, encoding);
            if marked && position.line == 0 {
                position.character = position.character.saturating_sub(encoding.of_mark());
            }
            position
        };
        Range { start: at(bytes.start), end: at(bytes.end) }
    }

    /// A place as the client has it; of a file that nrt does not read, its start.
    pub(super) fn location(&self, place: &Place) -> Location {
        let kind = Kind::ALL.into_iter().find(|kind| kind.file() == place.path);
        let range = kind.map_or_else(Range::default, |kind| self.range(kind, &place.range));
        Location { uri: self.uri(&place.path), range }
    }

    fn lines(&self, kind: Kind) -> &Lines {
        let (text, lines) = &self.texts[&kind];
        lines.get_or_init(|| Lines::new(text))
    }
}

/// A file's text; whether it is one is found out once.
fn text(files: &Files, kind: Kind) -> &str {
    let read = files.known.get(&kind).and_then(|read| read.as_deref().ok());
    read.and_then(|bytes| std::str::from_utf8(bytes).ok()).unwrap_or_default()
}
