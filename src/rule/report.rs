//! What a rule's function may say: items of the step with their states, and findings.

use chrono::NaiveDate;

use super::{Context, Rule};
use crate::address::Address;
use crate::finding::{Finding, Level, Related};
use crate::lang::dates;
use crate::tr;

/// The state of an item of the step. The order is that in which a whole takes its worst item.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum State {
    /// Dated on or before today, with its outcome where the kind has one; or simply there.
    Done,
    /// Accepted by a waiver.
    Waived,
    /// After today, up to the horizon if there is one.
    Planned,
    /// A file it needs could not be read.
    Unknown,
    /// Dated before today, and the outcome is not written.
    ToConfirm,
    /// Absent, undated where a date is what counts, or after the horizon.
    ToDo,
}

impl State {
    /// The word used in JSON.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Waived => "waived",
            Self::Planned => "planned",
            Self::Unknown => "unknown",
            Self::ToConfirm => "to-confirm",
            Self::ToDo => "to-do",
        }
    }
}

/// One thing that an activity or a recommendation asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// How far it is.
    pub state: State,
    /// How many things it stands for, at least one.
    pub count: usize,
    /// The finding about it, by its position in the report.
    pub finding: Option<usize>,
    /// Where it is, or should be.
    pub address: Address,
}

/// Collects what one rule says.
#[derive(Debug)]
pub struct Report<'r> {
    cx: &'r Context<'r>,
    rule: &'static Rule,
    /// The findings, with the rule's level or the one it asked for.
    pub findings: Vec<Finding>,
    /// Whether a finding's level was asked for by the rule, by position.
    pub pinned: Vec<bool>,
    /// The items.
    pub items: Vec<Item>,
}

impl<'r> Report<'r> {
    /// An empty report of a rule.
    pub const fn new(cx: &'r Context<'r>, rule: &'static Rule) -> Self {
        Self { cx, rule, findings: Vec::new(), pinned: Vec::new(), items: Vec::new() }
    }

    /// A finding that is no item of the step.
    pub fn find(&mut self, address: Address, message: String) -> Draft<'_, 'r> {
        let mut finding = Finding::new(self.rule.name, self.rule.level, address, message);
        finding.place = self.cx.documents.place(&finding.address);
        self.findings.push(finding);
        self.pinned.push(false);
        Draft { report: self }
    }

    /// An item that is to do, and the finding that says so.
    pub fn missing(&mut self, address: Address, message: String) -> Draft<'_, 'r> {
        let finding = Some(self.findings.len());
        self.items.push(Item { state: State::ToDo, count: 1, finding, address: address.clone() });
        self.find(address, message)
    }

    /// An item that is to do because of something another rule already reports.
    pub fn follows(&mut self, address: Address) {
        self.item(State::ToDo, address);
    }

    /// An item that is there.
    pub fn present(&mut self, address: Address) {
        self.item(State::Done, address);
    }

    /// An item whose value could not be taken.
    pub fn unknown(&mut self, address: Address) {
        self.item(State::Unknown, address);
    }

    /// An item that a date settles: done, planned, or too late for the horizon, which is a finding.
    /// `what` names it: « l'échange avec la direction ».
    pub fn dated(&mut self, date: NaiveDate, address: Address, what: &str) {
        if date <= self.cx.today {
            self.item(State::Done, address);
        } else {
            self.planned(date, address, what);
        }
    }

    /// An item that a date and an outcome settle: as [`Report::dated`], and to confirm when the
    /// date is past and nothing says that it took place.
    pub fn held(&mut self, date: NaiveDate, outcome: bool, address: Address, what: &str) {
        if date > self.cx.today {
            self.planned(date, address, what);
        } else if outcome {
            self.item(State::Done, address);
        } else if date == self.cx.today {
            self.item(State::Planned, address);
        } else {
            self.item(State::ToConfirm, address);
        }
    }

    fn planned(&mut self, date: NaiveDate, address: Address, what: &str) {
        let Some(horizon) = self.cx.horizon.as_ref().filter(|horizon| date > horizon.date) else {
            self.item(State::Planned, address);
            return;
        };
        let lang = self.cx.lang;
        let (on, title) = (dates::date(lang, date), &horizon.title);
        let limit = dates::date(lang, horizon.date);
        let message = tr!(
            lang,
            "{what} : la date prévue, le {on}, vient après « {title} »",
            "{what}: the planned date, {on}, comes after \"{title}\""
        );
        let place = horizon.address.clone();
        self.missing(address, message).related(&place, limit);
    }

    fn item(&mut self, state: State, address: Address) {
        self.items.push(Item { state, count: 1, finding: None, address });
    }
}

/// The finding just reported, to complete.
#[derive(Debug)]
pub struct Draft<'d, 'r> {
    report: &'d mut Report<'r>,
}

impl Draft<'_, '_> {
    /// What to do; something that can be pasted.
    pub fn help(self, help: String) -> Self {
        self.change(|finding| finding.help = Some(help.into()))
    }

    /// Why it applies, beside the clause.
    pub fn note(self, note: String) -> Self {
        self.change(|finding| finding.notes.push(note.into()))
    }

    /// A few words under the marked value.
    pub fn label(self, label: String) -> Self {
        self.change(|finding| finding.label = Some(label.into()))
    }

    /// Another place that explains it; nothing where the file is absent.
    pub fn related(self, address: &Address, message: String) -> Self {
        let place = self.report.cx.documents.place(address);
        self.change(|finding| {
            let message = message.into();
            finding.related.extend(place.map(|place| Related { place, message }));
        })
    }

    /// Another weight than the rule's, for this finding.
    pub fn level(self, level: Level) -> Self {
        if let Some(pinned) = self.report.pinned.last_mut() {
            *pinned = true;
        }
        self.change(|finding| finding.level = level)
    }

    /// How many items this one finding stands for.
    pub fn stands_for(self, count: usize) -> Self {
        if let Some(item) = self.report.items.last_mut() {
            item.count = count.max(1);
        }
        self
    }

    fn change(self, change: impl FnOnce(&mut Finding)) -> Self {
        if let Some(finding) = self.report.findings.last_mut() {
            change(finding);
        }
        self
    }
}
