//! The files that a commit changed, before it and after it: each is read once, and parsed only as
//! far as the two sides differ.

use std::cell::OnceCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use toml::de::DeValue;

use super::Options;
use crate::address::Kind;
use crate::changes::{Changes, between};
use crate::document::{Differing, Document, Outline};
use crate::files::Unreadable;
use crate::git::{Commit, FileId, GitError, Place, Source, Step, Walk};
use crate::load::Documents;
use crate::model::Shape;

/// How many versions of a file are kept for the commits to come, which start from one of them.
const KEPT: usize = 3;

/// The versions of the files that were read last.
pub(super) struct Versions<'s> {
    source: &'s Source,
    options: &'s Options,
    recent: Vec<(Kind, FileId, Rc<Content>)>,
}

/// A version of a file.
pub(super) struct Content {
    bytes: Result<Vec<u8>, Unreadable>,
    /// Its tables, where it was found to be sound, and they can be told apart.
    outline: OnceCell<Option<Outline>>,
}

/// A file that a commit changed.
struct Side {
    kind: Kind,
    after: Option<Rc<Content>>,
    before: OnceCell<Rc<Content>>,
    /// What it is compared with where what is before cannot be read whole.
    instead: OnceCell<Rc<Content>>,
    /// Which version that is, if there is one.
    replaced: OnceCell<Option<FileId>>,
}

/// What a commit did to some files.
pub(super) struct Compared<'d> {
    /// The place before, with the files that it was compared with.
    pub(super) first: Place,
    pub(super) before: &'d Documents<'d>,
    pub(super) after: &'d Documents<'d>,
    pub(super) changes: Changes<'d>,
    /// The files that it leaves in a form that cannot be read whole.
    pub(super) unreadable: Vec<Kind>,
}

/// Ids of entities by kind.
type Ids = BTreeMap<Kind, BTreeSet<String>>;

/// A document before and after, where the file was there.
type Pair<'d> = (Option<Document<'d>>, Option<Document<'d>>);

impl<'s> Versions<'s> {
    pub(super) fn new(source: &'s Source, options: &'s Options) -> Self {
        Self { source, options, recent: Vec::new() }
    }

    /// Compares some files of a commit with those of a place before it, and hands over what was
    /// found.
    pub(super) fn compared<R>(
        &mut self,
        (walk, step): (&Walk<'_>, &Step),
        first: &Place,
        kinds: &BTreeSet<Kind>,
        done: impl for<'d> FnOnce(Compared<'d>) -> R,
    ) -> Result<R, GitError> {
        let (mut sides, extras) = (Vec::new(), OnceCell::new());
        for kind in kinds.iter().copied() {
            let after = step.place.file(kind).map(|file| self.content(kind, file)).transpose()?;
            let [before, instead] = [const { OnceCell::new() }; 2];
            sides.push(Side { kind, after, before, instead, replaced: OnceCell::new() });
        }
        let (mut before, mut after) = (Documents::default(), Documents::default());
        let (mut sound, mut unreadable) = (Vec::new(), Vec::new());
        for side in &sides {
            let Some((old, new)) = self.pair((walk, step), first, side)? else {
                unreadable.push(side.kind);
                continue;
            };
            before.extend(old);
            after.extend(new);
            sound.push(side);
        }
        let replaced = sides.iter().filter_map(|side| Some((side.kind, *side.replaced.get()?)));
        let first = replaced.fold(first.clone(), |first, (kind, file)| first.with(kind, file));
        let changed = || sound.iter().map(|side| side.kind);
        let found = between(changed(), &before, &after);
        let mut referred = if self.options.titles { referred(&found) } else { Ids::new() };
        referred.retain(|kind, ids| {
            let held = |documents: &Documents<'_>, id: &str| {
                documents.get(*kind).is_some_and(|document| document.table.contains_key(id))
            };
            ids.retain(|id| !held(&before, id) && !held(&after, id));
            !ids.is_empty()
        });
        if referred.is_empty() {
            let (before, after) = (&before, &after);
            return Ok(done(Compared { first, before, after, changes: found, unreadable }));
        }
        let extras = extras.get_or_init(|| self.extras(step, kinds, &referred));
        // What was read whole lacks nothing.
        let of_sound = sound.iter().filter_map(|side| {
            let content = side.after.as_ref().filter(|content| content.outline().is_some());
            Some((side.kind, content?))
        });
        for (kind, content) in of_sound.chain(extras.iter().map(|(kind, content)| (*kind, content)))
        {
            let Some(ids) = referred.get(&kind) else { continue };
            // What the commit left as it was has one title.
            before.extend(self.titled(kind, content, ids));
            after.extend(self.titled(kind, content, ids));
        }
        let found = between(changed(), &before, &after);
        let (before, after) = (&before, &after);
        Ok(done(Compared { first, before, after, changes: found, unreadable }))
    }

    /// A file before and after; nothing where the commit leaves it in a form that cannot be read
    /// whole.
    fn pair<'v>(
        &mut self,
        (walk, step): (&Walk<'_>, &Step),
        first: &Place,
        side: &'v Side,
    ) -> Result<Option<Pair<'v>>, GitError> {
        let kind = side.kind;
        let mut whole = None;
        if let Some(content) = side.after.as_ref().filter(|content| content.outline().is_none()) {
            let document = self.whole(kind, content);
            if document.broken {
                return Ok(None);
            }
            whole = Some(document);
        }
        let before = match first.file(kind) {
            None => None,
            Some(file) => {
                let content = self.content(kind, file)?;
                Some(side.before.get_or_init(|| content))
            }
        };
        if let (Some(own), Some(other)) = (&side.after, before)
            && let Some((before, after)) = own.differing(kind, other, self.options.limit)
        {
            return Ok(Some((Some(before), Some(after))));
        }
        let after = whole.or_else(|| Some(self.whole(kind, side.after.as_ref()?)));
        let mut before = before.map(|content| self.whole(kind, content));
        if before.as_ref().is_some_and(|document| document.broken) {
            before = match step.parents.first() {
                None => None,
                Some((commit, place)) => {
                    let found = self.last_sound(walk, commit, place, kind)?;
                    side.replaced.get_or_init(|| found.as_ref().map(|(file, _)| *file));
                    found.map(|(_, content)| self.whole(kind, side.instead.get_or_init(|| content)))
                }
            };
        }
        Ok(Some((before, after)))
    }

    /// The last version of a file, before a commit that broke it, that can be read whole.
    pub(super) fn last_sound(
        &mut self,
        walk: &Walk<'_>,
        commit: &Commit,
        place: &Rc<Place>,
        kind: Kind,
    ) -> Result<Option<(FileId, Rc<Content>)>, GitError> {
        let (mut commit, mut place) = (commit.clone(), Rc::clone(place));
        while let Some((parent, there)) = walk.before(&commit, &place)? {
            if !there.same_file(&place, kind) {
                let Some(file) = there.file(kind) else { return Ok(None) };
                let content = self.content(kind, file)?;
                if !self.whole(kind, &content).broken {
                    return Ok(Some((file, content)));
                }
            }
            (commit, place) = (parent, there);
        }
        Ok(None)
    }

    /// The files that the commit did not change and that titles are wanted of. What is not in this
    /// clone has no title; the changes are known all the same.
    fn extras(
        &mut self,
        step: &Step,
        changed: &BTreeSet<Kind>,
        referred: &Ids,
    ) -> Vec<(Kind, Rc<Content>)> {
        let wanted = referred.iter().filter(|(kind, _)| !changed.contains(kind));
        let content = |(kind, _): (&Kind, _)| {
            let content = self.content(*kind, step.place.file(*kind)?).ok()?;
            Some((*kind, content))
        };
        wanted.filter_map(content).collect()
    }

    /// The entities of some ids, or everything where the file is not cut into tables.
    fn titled<'v>(
        &self,
        kind: Kind,
        content: &'v Content,
        ids: &BTreeSet<String>,
    ) -> Option<Document<'v>> {
        let whole =
            if content.outline().is_none() { Some(self.whole(kind, content)) } else { None };
        match (&content.bytes, content.outline()) {
            (Ok(bytes), Some(outline)) => {
                let ids = ids.iter().map(String::as_str).collect();
                Some(outline.named(kind, bytes, &ids))
            }
            _ => whole,
        }
    }

    /// A file with everything in it.
    fn whole<'v>(&self, kind: Kind, content: &'v Content) -> Document<'v> {
        let Options { limit, lang, .. } = *self.options;
        let bytes = match &content.bytes {
            Ok(bytes) => bytes,
            Err(why) => return Document::unreadable(kind, why, lang).0,
        };
        let Some(document) = Document::sound(kind, bytes, limit) else {
            return Document::read(kind, bytes, limit, lang).0;
        };
        let cut = || Outline::of(document.text).filter(|_| kind.holds_entities());
        content.outline.get_or_init(cut);
        document
    }

    fn content(&mut self, kind: Kind, file: FileId) -> Result<Rc<Content>, GitError> {
        let known = self.recent.iter().position(|(k, id, _)| (*k, *id) == (kind, file));
        let content = match known {
            Some(at) => self.recent.remove(at).2,
            None => {
                let mut of_kind = self.recent.iter().enumerate().filter(|(_, r)| r.0 == kind);
                if let (Some((oldest, _)), true) = (of_kind.next(), of_kind.count() + 1 >= KEPT) {
                    self.recent.remove(oldest);
                }
                let bytes = self.source.content(file, self.options.limit)?;
                Rc::new(Content { bytes, outline: OnceCell::new() })
            }
        };
        self.recent.push((kind, file, Rc::clone(&content)));
        Ok(content)
    }
}

impl Content {
    fn outline(&self) -> Option<&Outline> {
        self.outline.get()?.as_ref()
    }

    /// The tables in which this version and the one before it differ: those before, then its own.
    fn differing<'v>(
        &'v self,
        kind: Kind,
        before: &'v Self,
        limit: u64,
    ) -> Option<(Document<'v>, Document<'v>)> {
        let (Ok(own), Ok(other)) = (&self.bytes, &before.bytes) else { return None };
        let Differing { own, other, outline } =
            self.outline()?.differing(kind, own, other, limit)?;
        before.outline.get_or_init(|| Some(outline));
        Some((other, own))
    }
}

/// What the changed fields refer to.
fn referred(changes: &Changes<'_>) -> Ids {
    fn collect(shape: &Shape, value: &DeValue<'_>, ids: &mut Ids) {
        match (shape, value) {
            (Shape::Reference(kinds), DeValue::String(id)) => {
                for kind in *kinds {
                    ids.entry(*kind).or_default().insert(id.to_string());
                }
            }
            (Shape::List(inner), DeValue::Array(items)) => {
                items.iter().for_each(|item| collect(inner, item.get_ref(), ids));
            }
            _ => {}
        }
    }
    let mut ids = Ids::new();
    for edit in changes.changes.iter().flat_map(|change| &change.edits) {
        for value in [edit.before, edit.after].into_iter().flatten() {
            collect(edit.shape, value, &mut ids);
        }
    }
    ids
}
