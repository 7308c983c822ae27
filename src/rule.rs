//! What a rule is: static data, one function and one page; and what the function may say.

pub mod page;
mod report;
mod versions;
pub mod wanted;

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
use crate::tr;

pub use report::{Draft, Item, Report, State};
pub use versions::Versions;

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

impl Rule {
    /// Whether it reports what makes the control itself more lenient: nothing may silence it.
    pub fn watches_control(&self) -> bool {
        self.name == "control-weakened"
    }

    /// Whether a finding of it may be accepted: neither what is wrong with a file or a waiver, nor
    /// what watches over the control.
    pub fn can_be_waived(&self) -> bool {
        !matches!(self.family, Family::Validity | Family::Waiver) && !self.watches_control()
    }

    /// Whether a project may switch it off: not what the step or the files cannot do without.
    pub fn can_be_off(&self) -> bool {
        self.family != Family::Activity && self.can_be_waived()
    }
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
    /// By a function, on two versions of the project; not run where there is no base.
    Versions(fn(&Versions<'_>, &mut Report<'_>)),
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
    /// What changed since a base, and should not have, or not so.
    History,
}

impl Family {
    /// Every family, in the order they are shown.
    pub const ALL: [Self; 8] = [
        Self::Validity,
        Self::Activity,
        Self::Recommendation,
        Self::Coherence,
        Self::Legal,
        Self::Privacy,
        Self::Waiver,
        Self::History,
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
            Self::History => "history",
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

    /// As [`Context::is_key`]; `None` where what decides it could not be taken.
    pub fn key(&self, id: &str, stakeholder: &Stakeholder) -> Option<bool> {
        let unsure = || {
            self.documents.misreads(Kind::Stakeholder)
                && self.unsure(&Address::entity(Kind::Stakeholder, id), &["importance"])
        };
        match stakeholder.importance {
            Some(_) => Some(self.is_key(stakeholder)),
            None if unsure() => None,
            None => self.key_role(stakeholder.role?),
        }
    }

    /// Whether a role is one of a key stakeholder in this project.
    pub fn is_key_role(&self, role: Role) -> bool {
        let own = self.project.settings.roles.as_ref().filter(|roles| !roles.key.is_empty());
        if let Some(roles) = own {
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

    /// As [`Context::is_key_role`]; `None` where what decides it could not be taken.
    pub fn key_role(&self, role: Role) -> Option<bool> {
        let project = |table, key| Address::file(Kind::Project).key(table).key(key);
        let decides = match role {
            _ if self.project.settings.roles.is_some() => project("roles", "key"),
            Role::It | Role::ItProvider => project("authority", "it-department"),
            Role::Education => Address::file(Kind::Scope).key("organisation"),
            Role::MemberMunicipalities | Role::TerritoryActors => {
                Address::file(Kind::Scope).key("coverage")
            }
            role => return Some(KEY_ROLES.contains(&role)),
        };
        (!self.unknown(&decides)).then(|| self.is_key_role(role))
    }

    /// The key stakeholders, by id; without those of whom it is not known.
    pub fn key_stakeholders(&self) -> impl Iterator<Item = (&str, &Stakeholder)> {
        self.project
            .stakeholders
            .iter()
            .filter(|(id, stakeholder)| self.key(id, stakeholder) == Some(true))
            .map(|(id, stakeholder)| (id.as_str(), stakeholder))
    }

    /// The zone whose public holidays count.
    pub fn zone(&self) -> Zone {
        self.project.settings.authority.zone()
    }

    /// Whether working days can be counted: the zone of public holidays could be read.
    pub fn zone_known(&self) -> bool {
        !self.unknown(&Address::file(Kind::Project).key("authority").key("holiday-zone"))
    }

    /// Working days after `from`, up to and including `to`; negative when `to` is earlier.
    pub fn working_days(&self, from: NaiveDate, to: NaiveDate) -> i64 {
        holidays::working_days_between(self.zone(), from, to)
    }

    /// Whether the value at an address could not be taken: neither absent nor known.
    pub fn unknown(&self, address: &Address) -> bool {
        self.documents.misread(address)
    }

    /// Whether one of these values of an entity, or of a table, could not be taken.
    pub fn unsure(&self, table: &Address, keys: &[&str]) -> bool {
        self.documents.misreads(table.kind)
            && keys.iter().any(|key| self.unknown(&table.clone().key(key)))
    }

    /// The state that a date gives to what it settles. `told` is whether something says that it
    /// took place; true as well where nothing has to.
    pub fn state(&self, date: NaiveDate, told: bool) -> State {
        if date > self.today {
            if self.horizon.as_ref().is_some_and(|horizon| date > horizon.date) {
                State::ToDo
            } else {
                State::Planned
            }
        } else if told {
            State::Done
        } else if date == self.today {
            State::Planned
        } else {
            State::ToConfirm
        }
    }

    /// The state of a milestone as an item.
    pub fn milestone_state(&self, id: &str, milestone: &Milestone) -> State {
        let at = Address::entity(Kind::Milestone, id);
        if milestone.date.is_some() && self.unsure(&at, &["end"]) {
            return State::Unknown;
        }
        let outcome = milestone.outcome.is_some();
        self.held_state(milestone.last_day(), outcome, &at.clone().key("date"), &at.key("outcome"))
    }

    /// The state of a stakeholder's one-to-one as an item.
    pub fn bilateral_state(&self, id: &str, stakeholder: &Stakeholder) -> State {
        let at = |key| Address::entity(Kind::Stakeholder, id).key(key);
        let outcome = stakeholder.bilateral_outcome.is_some();
        self.held_state(stakeholder.bilateral, outcome, &at("bilateral"), &at("bilateral-outcome"))
    }

    /// As [`Context::state`], where the date may be absent and either value unknown; `date_at` and
    /// `outcome_at` are where the two stand.
    fn held_state(
        &self,
        date: Option<NaiveDate>,
        outcome: bool,
        date_at: &Address,
        outcome_at: &Address,
    ) -> State {
        match date {
            None if self.unknown(date_at) => State::Unknown,
            None => State::ToDo,
            Some(date) if date <= self.today && !outcome && self.unknown(outcome_at) => {
                State::Unknown
            }
            Some(date) => self.state(date, outcome),
        }
    }

    /// How messages call a thing: « Comité de direction » (`codir`); by its id alone where it has
    /// no title.
    pub fn called(&self, title: Option<&str>, id: &str) -> String {
        match title {
            Some(title) => tr!(self.lang, "« {title} » (`{id}`)", "\"{title}\" (`{id}`)"),
            None => format!("`{id}`"),
        }
    }

    /// « il y a 5 jours », for a label under a date that is past.
    pub fn days_ago(&self, date: NaiveDate) -> String {
        let days = usize::try_from((self.today - date).num_days()).unwrap_or_default();
        let s = self.lang.s(days);
        tr!(self.lang, "il y a {days} jour{s}", "{days} day{s} ago")
    }
}
