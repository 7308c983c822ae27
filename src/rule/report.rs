//! What a rule's function may say: items of the step with their states, and findings.

use chrono::NaiveDate;

use super::{Context, Family, Rule};
use crate::address::{Address, Kind};
use crate::finding::{Finding, Level, Related};
use crate::lang::dates;
use crate::model::Milestone;
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
    /// Each with whether the rule asked for its level.
    findings: Vec<(Finding, bool)>,
    items: Vec<Item>,
}

impl<'r> Report<'r> {
    /// An empty report of a rule.
    pub const fn new(cx: &'r Context<'r>, rule: &'static Rule) -> Self {
        Self { cx, rule, findings: Vec::new(), items: Vec::new() }
    }

    /// What the rule said: its findings, each with whether it asked for that level, and its items.
    pub fn finish(self) -> (Vec<(Finding, bool)>, Vec<Item>) {
        (self.findings, self.items)
    }

    /// A finding that is no item of the step.
    pub fn find(&mut self, address: Address, message: String) -> Draft<'_, 'r> {
        let mut finding = Finding::new(self.rule.name, self.rule.level, address, message);
        finding.place = self.cx.documents.place(&finding.address);
        self.findings.push((finding, false));
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

    /// An item that is not done yet, and need not be.
    pub fn planned(&mut self, address: Address) {
        self.item(State::Planned, address);
    }

    /// An item whose value could not be taken.
    pub fn unknown(&mut self, address: Address) {
        self.item(State::Unknown, address);
    }

    /// An item that a date settles: done, planned, or too late for the horizon, which is a finding.
    /// `what` leads up to the date: « l'échange avec la direction est prévu le ».
    ///
    /// Recommendations prepare the launch: for their rules, a date after the horizon that is not
    /// after the launch is planned, even where the committee of the check comes before the launch.
    pub fn dated(
        &mut self,
        date: NaiveDate,
        address: Address,
        what: &str,
    ) -> Option<Draft<'_, 'r>> {
        self.held(date, true, address, what)
    }

    /// An item that a date and an outcome settle: as [`Report::dated`], and to confirm when the
    /// date is past and nothing says that it took place.
    pub fn held(
        &mut self,
        date: NaiveDate,
        told: bool,
        address: Address,
        what: &str,
    ) -> Option<Draft<'_, 'r>> {
        let state = self.measured(self.cx.state(date, told), Some(date));
        let horizon = self.cx.horizon.as_ref().filter(|_| state == State::ToDo);
        let Some(horizon) = horizon else {
            self.item(state, address);
            return None;
        };
        let lang = self.cx.lang;
        let (on, title) = (dates::date(lang, date), &horizon.title);
        let limit = dates::date(lang, horizon.date);
        let message = tr!(lang, "{what} {on}, après « {title} »", "{what} {on}, after \"{title}\"");
        let key = address.path.last().map_or("date", String::as_str);
        let (last, day) = (limit.clone(), horizon.date);
        let help = tr!(
            lang,
            "avancez cette date au {last} au plus tard : `{key} = {day}`",
            "bring this date forward, to {last} at the latest: `{key} = {day}`"
        );
        Some(self.missing(address, message).help(help).related(&horizon.address, limit))
    }

    /// The state of a milestone as an item of this rule: see [`Report::dated`].
    pub fn milestone_state(&self, id: &str, milestone: &Milestone) -> State {
        self.measured(self.cx.milestone_state(id, milestone), milestone.last_day())
    }

    /// A state that the horizon gave, or the launch where the rule is measured at it.
    fn measured(&self, state: State, date: Option<NaiveDate>) -> State {
        let launch = self.cx.launch().and_then(|(_, launch)| launch.last_day());
        let in_time = matches!((date, launch), (Some(date), Some(launch)) if date <= launch);
        if state == State::ToDo && self.rule.family == Family::Recommendation && in_time {
            State::Planned
        } else {
            state
        }
    }

    /// An item that a milestone settles, as [`Report::held`], and to do as long as it has no date.
    /// `what` leads up to the date, `name` names the milestone.
    pub fn milestone(&mut self, id: &str, milestone: &Milestone, what: &str, name: &str) {
        let at = Address::entity(Kind::Milestone, id).key("date");
        match milestone.last_day() {
            _ if self.cx.milestone_state(id, milestone) == State::Unknown => self.unknown(at),
            Some(day) => {
                let lang = self.cx.lang;
                let late = self.held(day, milestone.outcome.is_some(), at, what);
                if let Some(late) = late.filter(|_| milestone.end.is_some()) {
                    late.help(tr!(
                        lang,
                        "avancez `date` et `end`, ou choisissez un comité plus tardif",
                        "bring `date` and `end` forward, or choose a later committee"
                    ));
                }
            }
            None => {
                let lang = self.cx.lang;
                let message = tr!(lang, "{name} n'a pas encore de date", "{name} has no date yet");
                self.undated(id, message);
            }
        }
    }

    /// An item that a milestone would settle if it had a date.
    pub fn undated(&mut self, id: &str, message: String) {
        let (lang, at) = (self.cx.lang, Address::entity(Kind::Milestone, id).key("date"));
        self.missing(at, message).help(tr!(
            lang,
            "ajoutez `date = …` à `[{id}]` dans `milestones.toml`",
            "add `date = …` to `[{id}]` in `milestones.toml`"
        ));
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
    /// What to do; something that can be pasted. Where what is missing stands there already and
    /// is only to be completed, that is what to do instead: it must not be written twice.
    pub fn help(self, help: String) -> Self {
        let cx = self.report.cx;
        self.change(|finding| {
            let help = to_complete(cx, &finding.address, &help).unwrap_or(help);
            finding.help = Some(help.into());
        })
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
        if let Some((_, pinned)) = self.report.findings.last_mut() {
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
        if let Some((finding, _)) = self.report.findings.last_mut() {
            change(finding);
        }
        self
    }
}

/// What to do where a file lacks something that it holds with a placeholder.
fn to_complete(cx: &Context<'_>, address: &Address, help: &str) -> Option<String> {
    if !address.keys().is_empty() {
        return None;
    }
    let table = &cx.documents.get(address.kind)?.table;
    let text =
        |id: &str, key: &str| table.get(id)?.get_ref().as_table()?.get(key)?.get_ref().as_str();
    let aside = cx.project.aside.iter().filter(|aside| aside.kind == address.kind);
    let mut ids = aside.filter_map(Address::entity_id).filter(|id| {
        // A cancelled milestone has nothing to complete.
        let entity = table.get(*id).and_then(|entity| entity.get_ref().as_table());
        entity.is_some_and(|entity| !entity.contains_key("cancelled"))
    });
    let file = address.kind.file();
    if let Some(word) = &address.subject {
        let is = |id: &&str| ["kind", "role"].iter().any(|key| text(id, key) == Some(word));
        let id = ids.find(is)?;
        return Some(tr!(
            cx.lang,
            "complétez `[{id}]` dans `{file}`\u{a0}: tant qu'elle contient `TODO(nrt)`, cette table ne compte pas",
            "complete `[{id}]` in `{file}`: as long as it holds `TODO(nrt)`, this table does not count"
        ));
    }
    // Nothing but what is to be completed, or the very thing that the help would have written.
    let ids: Vec<&str> = ids.collect();
    let named = |id: &&str| {
        let words = ["kind", "role"].iter().filter_map(|key| text(id, key));
        words.into_iter().any(|word| help.contains(&format!("\"{word}\"")))
    };
    let all = !ids.is_empty() && ids.len() == table.len();
    (all || ids.iter().any(named)).then(|| {
        tr!(
            cx.lang,
            "complétez, dans `{file}`, les tables qui contiennent `TODO(nrt)`\u{a0}: elles ne comptent pas encore",
            "complete, in `{file}`, the tables that hold `TODO(nrt)`: they do not count yet"
        )
    })
}
