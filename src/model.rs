//! What a project says: plain data, one file per kind, without places and without TOML.

mod authority;
mod body;
mod calendar;
mod decision;
mod document;
mod field;
pub mod identifier;
mod key;
mod milestone;
pub mod misread;
mod propose;
mod reader;
mod referent;
mod scope;
mod settings;
mod stakeholder;
mod typed;
mod waiver;

use std::collections::BTreeMap;

use crate::address::{Address, Kind};
use crate::files::is_plain_relative;

pub use authority::{Authority, AuthorityKind, SchoolZone};
pub use body::{Body, BodyKind, Frequency};
pub use calendar::{Period, PeriodKind};
pub use decision::Decision;
pub use document::{Document, DocumentKind, Findings, Status};
pub use field::{Field, Scalar, Table};
pub use key::{Key, Shape, Word};
pub use milestone::{Milestone, MilestoneKind, Topic};
pub use propose::{hint, word_called};
pub use reader::{PLACEHOLDER, Reader, is_placeholder};
pub use referent::{Contribution, Profile, Referent};
pub use scope::{Coverage, Facility, FacilityKind, Organisation, Scope};
pub use settings::{About, LevelSetting, Method, ProjectLanguage, Roles, Settings, Thresholds};
pub use stakeholder::{Importance, Presence, Role, Stakeholder};
pub use typed::typed;
pub use waiver::Waiver;

crate::references! {
    /// The id of a referent.
    ReferentId => [Referent];
    /// The id of a stakeholder.
    StakeholderId => [Stakeholder];
    /// The id of a referent or of a stakeholder: they share one name space.
    ActorId => [Stakeholder, Referent];
    /// The id of a governance body.
    BodyId => [Body];
    /// The id of a decision.
    DecisionId => [Decision];
}

/// The entities of a kind, by id.
pub type Entities<T> = BTreeMap<String, T>;

/// A whole project: what its ten files say.
///
/// Entities that still hold a placeholder, and cancelled milestones, are not here: they count for
/// nothing, and stand in [`Project::aside`] instead.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Project {
    /// `nrt.toml`.
    pub settings: Settings,
    /// `referents.toml`.
    pub referents: Entities<Referent>,
    /// `stakeholders.toml`.
    pub stakeholders: Entities<Stakeholder>,
    /// `scope.toml`.
    pub scope: Scope,
    /// `milestones.toml`.
    pub milestones: Entities<Milestone>,
    /// `documents.toml`.
    pub documents: Entities<Document>,
    /// `bodies.toml`.
    pub bodies: Entities<Body>,
    /// `calendar.toml`.
    pub calendar: Entities<Period>,
    /// `decisions.toml`.
    pub decisions: Entities<Decision>,
    /// `waivers.toml`.
    pub waivers: Entities<Waiver>,
    /// The entities that count for nothing.
    pub aside: Vec<Address>,
}

impl Project {
    /// The paths that documents name and that can be looked at: plain relative ones.
    pub fn attached_paths(&self) -> impl Iterator<Item = &str> {
        let paths = self.documents.values().filter_map(|document| document.path.as_deref());
        paths.filter(|path| is_plain_relative(path))
    }
}

/// The keys of a kind's entities, or of the file itself where it holds none.
pub const fn keys(kind: Kind) -> &'static [Key] {
    match kind {
        Kind::Project => Settings::KEYS,
        Kind::Referent => Referent::KEYS,
        Kind::Stakeholder => Stakeholder::KEYS,
        Kind::Scope => Scope::KEYS,
        Kind::Milestone => Milestone::KEYS,
        Kind::Document => Document::KEYS,
        Kind::Body => Body::KEYS,
        Kind::Calendar => Period::KEYS,
        Kind::Decision => Decision::KEYS,
        Kind::Waiver => Waiver::KEYS,
    }
}

/// The key that a path of keys leads to.
pub fn find_key<'k>(keys: &'k [Key], path: &[String]) -> Option<&'k Key> {
    let (first, rest) = path.split_first()?;
    let key = keys.iter().find(|key| key.is_called(first))?;
    match (rest, key.shape) {
        ([], _) => Some(key),
        (rest, Shape::Table(inner)) => find_key(inner, rest),
        ([_, rest @ ..], Shape::Map(Shape::Table(inner))) if !rest.is_empty() => {
            find_key(inner, rest)
        }
        _ => Some(key),
    }
}

/// The keys of a kind's entities; of the scope, those of a facility.
pub const fn entity_keys(kind: Kind) -> &'static [Key] {
    match kind {
        Kind::Scope => Facility::KEYS,
        kind => keys(kind),
    }
}

/// The key that gives an entity of this kind its title in tables and messages.
pub const fn title_key(kind: Kind) -> &'static str {
    match kind {
        Kind::Referent => "function",
        Kind::Stakeholder | Kind::Body => "name",
        Kind::Waiver => "rule",
        _ => "title",
    }
}
