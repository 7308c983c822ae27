//! What a rule is: static data, one function and one page; and what the function may say.

pub mod page;
mod report;

use std::collections::BTreeMap;

use chrono::NaiveDate;

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::holidays::{self, Zone};
use crate::lang::Lang;
use crate::load::Documents;
use crate::method::{Clause, KEY_ROLES};
use crate::model::{
    Coverage, Importance, Milestone, MilestoneKind, Organisation, Project, Role, Stakeholder,
};

pub use report::{Draft, Item, Report, State};

/// A rule, named for the bad thing.
#[derive(Debug)]
pub struct Rule {
    /// Its name: ASCII, never translated, never reused.
    pub name: &'static str,
    /// Names it had before.
    pub aliases: &'static [&'static str],
    /// Its family, which decides how its findings weigh.
    pub family: Family,
    /// Where it comes from.
    pub clause: Clause,
    /// Its weight, unless the family or the project says otherwise.
    pub level: Level,
    /// The files it needs: where one could only be read in part, the rule is not run.
    pub needs: &'static [Kind],
    /// Its documentation and examples, as Markdown.
    pub page: &'static str,
    /// How it is checked.
    pub check: Check,
}

/// How a rule is checked.
#[derive(Debug, Clone, Copy)]
pub enum Check {
    /// While the files are read: its findings come with the project.
    Load,
    /// By the runner itself, about levels and waivers.
    Runner,
    /// By a function, on the project that was read.
    Project(fn(&Context<'_>, &mut Report<'_>)),
}

/// A family of rules.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Family {
    /// The files cannot be understood or contradict themselves.
    Validity,
    /// The step is not finished without it.
    Activity,
    /// The method advises it.
    Recommendation,
    /// Parts that do not fit together.
    Coherence,
    /// A pointer to the law, never legal advice, never a failure.
    Legal,
    /// Personal data that should not be in a history.
    Privacy,
    /// The exceptions themselves.
    Waiver,
}

impl Family {
    /// Every family, in the order they are shown.
    pub const ALL: [Self; 7] = [
        Self::Validity,
        Self::Activity,
        Self::Recommendation,
        Self::Coherence,
        Self::Legal,
        Self::Privacy,
        Self::Waiver,
    ];

    /// The word used in JSON, and the folder of its rules.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Validity => "validity",
            Self::Activity => "activity",
            Self::Recommendation => "recommendation",
            Self::Coherence => "coherence",
            Self::Legal => "legal",
            Self::Privacy => "privacy",
            Self::Waiver => "waiver",
        }
    }
}

/// The committee that a check is made for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Horizon {
    /// The milestone, or the body.
    pub address: Address,
    /// Its date: what is planned later does not count.
    pub date: NaiveDate,
    /// How it is called.
    pub title: String,
}

/// What stands at a path that a document names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Attachment {
    /// A file.
    Present,
    /// Nothing.
    Missing,
    /// Something reached through a link that leaves the repository.
    Outside,
}

/// All that a rule may know.
#[derive(Debug)]
pub struct Context<'c> {
    /// The project, without what counts for nothing.
    pub project: &'c Project,
    /// Its files.
    pub documents: &'c Documents<'c>,
    /// What stands at the paths that documents name; a path that was not looked at is absent.
    pub attachments: &'c BTreeMap<String, Attachment>,
    /// The day of the evaluation.
    pub today: NaiveDate,
    /// The committee it is for, if any.
    pub horizon: Option<Horizon>,
    /// The reader's language.
    pub lang: Lang,
}

impl Context<'_> {
    /// The launch committee: the earliest one with a date, else the first by id.
    pub fn launch(&self) -> Option<(&str, &Milestone)> {
        self.project
            .milestones
            .iter()
            .filter(|(_, milestone)| milestone.kind == Some(MilestoneKind::LaunchCommittee))
            .min_by_key(|(id, milestone)| (milestone.date.is_none(), milestone.date, *id))
            .map(|(id, milestone)| (id.as_str(), milestone))
    }

    /// The date of the launch committee.
    pub fn launch_date(&self) -> Option<NaiveDate> {
        self.launch()?.1.date
    }

    /// Whether a stakeholder is a key one: as written, else by the project's lists of roles, else
    /// by nrt's own proposal and what the scope makes necessary.
    pub fn is_key(&self, stakeholder: &Stakeholder) -> bool {
        match stakeholder.importance {
            Some(importance) => importance == Importance::Key,
            None => stakeholder.role.is_some_and(|role| self.is_key_role(role)),
        }
    }

    /// Whether a role is one of a key stakeholder in this project.
    pub fn is_key_role(&self, role: Role) -> bool {
        if let Some(roles) = &self.project.settings.roles {
            return roles.key.contains(&role);
        }
        let scope = &self.project.scope;
        match role {
            Role::It => self.project.settings.authority.it_department != Some(false),
            Role::ItProvider => self.project.settings.authority.it_department == Some(false),
            Role::Education => {
                scope.organisation == Some(Organisation::CentralServicesAndFacilities)
            }
            Role::MemberMunicipalities => scope.coverage.contains(&Coverage::Intercommunality),
            Role::TerritoryActors => scope.coverage.contains(&Coverage::Territory),
            role => KEY_ROLES.contains(&role),
        }
    }

    /// The key stakeholders, by id.
    pub fn key_stakeholders(&self) -> impl Iterator<Item = (&str, &Stakeholder)> {
        self.project
            .stakeholders
            .iter()
            .filter(|(_, stakeholder)| self.is_key(stakeholder))
            .map(|(id, stakeholder)| (id.as_str(), stakeholder))
    }

    /// The zone whose public holidays count.
    pub fn zone(&self) -> Zone {
        self.project.settings.authority.zone()
    }

    /// Working days after `from`, up to and including `to`; negative when `to` is earlier.
    pub fn working_days(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        holidays::working_days_between(self.zone(), from, to)
    }

    /// Whether the value at an address could not be taken: neither absent nor known.
    pub fn unknown(&self, address: &Address) -> bool {
        self.documents.misread(address)
    }
}
