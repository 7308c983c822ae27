//! What a project plans, as events: milestones, sessions of bodies, one-to-ones, periods.

use chrono::{NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Event, When};
use crate::address::{Address, Kind};
use crate::exchange::cells;
use crate::lang::Lang;
use crate::load::Loaded;
use crate::model::{self, Shape};
use crate::render::{kinds, list};
use crate::{finding, literal, tr};

/// When a project was last changed: what a calendar tells a newer event by.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Stamp(i64);

/// 1 January 2020 at 0:00 UTC, in seconds since 1970: before any project.
const FIRST: i64 = 1_577_836_800;

impl Stamp {
    /// From seconds since 1970.
    pub const fn of(seconds: i64) -> Self {
        let since = seconds.saturating_sub(FIRST);
        // A sequence has 31 bits: until 2088.
        let max = i32::MAX as i64;
        Self(if since < 0 {
            0
        } else if since > max {
            max
        } else {
            since
        })
    }

    /// The moment, in UTC; 1 January 2020 where nothing is known of it.
    pub(super) fn moment(self) -> NaiveDateTime {
        let moment = chrono::DateTime::from_timestamp(FIRST + self.0, 0);
        moment.map(|moment| moment.naive_utc()).unwrap_or_default()
    }

    /// A number that grows from one change to the next: the seconds since 2020.
    pub(super) const fn sequence(self) -> i64 {
        self.0
    }
}

/// Whether a kind has dates that a calendar can show.
pub const fn has_dates(kind: Kind) -> bool {
    matches!(kind, Kind::Milestone | Kind::Body | Kind::Stakeholder | Kind::Calendar)
}

/// The events of a project, by date: its milestones, the sessions of its bodies and the one-to-ones;
/// or those of one kind alone, its periods included. Functions alone are named.
pub fn events(loaded: &Loaded<'_>, kind: Option<Kind>, lang: Lang) -> Vec<Event> {
    let told = Told { loaded, lang, project: identity(loaded) };
    let wanted = |of: Kind| kind.map_or(of != Kind::Calendar, |kind| kind == of);
    let mut events = Vec::new();
    for of in [Kind::Milestone, Kind::Body, Kind::Stakeholder, Kind::Calendar] {
        if !wanted(of) {
            continue;
        }
        for (id, entity) in list::entities(&loaded.documents, of).rows {
            let aside = loaded.project.aside.contains(&Address::entity(of, id));
            if aside && !is_cancelled(entity) {
                continue;
            }
            match of {
                Kind::Milestone => events.extend(told.milestone(id, entity)),
                Kind::Body => events.extend(told.sessions(id, entity)),
                Kind::Stakeholder => events.extend(told.bilateral(id, entity)),
                _ => events.extend(told.period(id, entity)),
            }
        }
    }
    events.sort_by(|a, b| (first(a.when), &a.uid).cmp(&(first(b.when), &b.uid)));
    events
}

const fn first(when: When) -> NaiveDate {
    match when {
        When::Days(first, _) => first,
        When::Times(start, _) => start.date(),
    }
}

/// What tells a project from others: its authority's number, else its name.
fn identity(loaded: &Loaded<'_>) -> String {
    let authority = &loaded.project.settings.authority;
    let number = authority.siren.as_ref().or(authority.insee.as_ref());
    let name = number.or(authority.name.as_ref()).cloned().unwrap_or_default();
    finding::digest(&literal::fold(&name)).chars().take(16).collect()
}

/// What every event is told with.
struct Told<'a> {
    loaded: &'a Loaded<'a>,
    lang: Lang,
    project: String,
}

impl Told<'_> {
    /// Stays when the entity is renamed: it is made of the first id that it had.
    fn uid(&self, kind: Kind, id: &str, entity: &DeTable<'_>, day: Option<NaiveDate>) -> String {
        let former = entity.get("formerly").and_then(|ids| ids.get_ref().as_array());
        let former = former.and_then(|ids| ids.iter().next()).and_then(|id| id.get_ref().as_str());
        // Another entity may have that id today.
        let taken = |id: &&str| self.loaded.documents.holds(&Address::entity(kind, id));
        let former = former.filter(|id| !taken(id));
        let day = day.map_or_else(String::new, |day| format!("-{day}"));
        let (id, project) = (former.unwrap_or(id), &self.project);
        format!("nrt-{project}-{}-{id}{day}", kind.stem())
    }

    fn milestone(&self, id: &str, entity: &DeTable<'_>) -> Option<Event> {
        let first = date(entity, "date")?;
        let last = date(entity, "end").unwrap_or(first).max(first);
        let when = match (time(entity, "start-time"), time(entity, "end-time")) {
            (None, _) => When::Days(first, last),
            (Some(start), end) => {
                let start = first.and_time(start);
                let end = end.map(|end| last.and_time(end)).filter(|end| *end > start);
                // An hour, where nobody says how long it takes.
                When::Times(start, end.unwrap_or(start + TimeDelta::hours(1)))
            }
        };
        let lines = ["kind", "body", "participants", "outcome"];
        Some(Event {
            uid: self.uid(Kind::Milestone, id, entity, None),
            when,
            summary: title(Kind::Milestone, id, entity),
            place: text(entity, "place").map(str::to_owned),
            description: self.description(Kind::Milestone, entity, &lines),
            category: kinds::one(Kind::Milestone, self.lang).to_owned(),
            cancelled: is_cancelled(entity),
        })
    }

    /// The sessions of a body, but for those that a milestone is about.
    fn sessions(&self, id: &str, entity: &DeTable<'_>) -> Vec<Event> {
        let told = |day: &NaiveDate| {
            self.loaded.project.milestones.values().any(|milestone| {
                let body = milestone.body.as_ref().is_some_and(|body| body.0 == id);
                body && milestone.date == Some(*day)
            })
        };
        let mut days: Vec<NaiveDate> = dates(entity, "sessions");
        days.sort_unstable();
        days.dedup();
        days.retain(|day| !told(day));
        days.into_iter()
            .map(|day| Event {
                uid: self.uid(Kind::Body, id, entity, Some(day)),
                when: When::Days(day, day),
                summary: title(Kind::Body, id, entity),
                place: None,
                description: self.description(Kind::Body, entity, &["presents"]),
                category: kinds::one(Kind::Body, self.lang).to_owned(),
                cancelled: false,
            })
            .collect()
    }

    fn bilateral(&self, id: &str, entity: &DeTable<'_>) -> Option<Event> {
        let day = date(entity, "bilateral")?;
        let name = title(Kind::Stakeholder, id, entity);
        let lang = self.lang;
        Some(Event {
            uid: self.uid(Kind::Stakeholder, id, entity, None),
            when: When::Days(day, day),
            summary: tr!(lang, "Échange bilatéral\u{a0}: {name}", "One-to-one: {name}"),
            place: None,
            description: self.description(Kind::Stakeholder, entity, &["role", "questions"]),
            category: tr!(lang, "Échange bilatéral", "One-to-one"),
            cancelled: false,
        })
    }

    fn period(&self, id: &str, entity: &DeTable<'_>) -> Option<Event> {
        let first = date(entity, "start")?;
        let last = date(entity, "end").unwrap_or(first).max(first);
        Some(Event {
            uid: self.uid(Kind::Calendar, id, entity, None),
            when: When::Days(first, last),
            summary: title(Kind::Calendar, id, entity),
            place: None,
            description: self.description(Kind::Calendar, entity, &["kind"]),
            category: kinds::one(Kind::Calendar, self.lang).to_owned(),
            cancelled: false,
        })
    }

    /// Some of the values of an entity, one on each line; ids by the names of what they mean.
    fn description(&self, kind: Kind, entity: &DeTable<'_>, names: &[&str]) -> String {
        let keys = model::keys(kind);
        let lines = names.iter().filter_map(|name| {
            let key = keys.iter().find(|key| key.name == *name)?;
            let value = entity.get(*name)?.get_ref();
            let shown = match key.shape {
                Shape::Reference(kinds) => self.named(kinds, value.as_str()?),
                Shape::List(Shape::Reference(kinds)) => {
                    let ids = value.as_array()?.iter();
                    let called =
                        ids.filter_map(|id| Some(self.named(kinds, id.get_ref().as_str()?)));
                    called.collect::<Vec<_>>().join(", ")
                }
                shape => cells::text(value, &shape, self.lang),
            };
            let title = capital(&crate::render::words::title(key, self.lang));
            let colon = self.lang.pick("\u{a0}:", ":");
            (!shown.trim().is_empty()).then(|| format!("{title}{colon} {shown}"))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    /// The function or the name of an entity; its id where it has none.
    fn named(&self, kinds: &[Kind], id: &str) -> String {
        let found = kinds.iter().find_map(|kind| {
            let entity = self.loaded.documents.get(*kind)?.table.get(id)?.get_ref().as_table()?;
            text(entity, model::title_key(*kind))
        });
        found.unwrap_or(id).to_owned()
    }
}

fn title(kind: Kind, id: &str, entity: &DeTable<'_>) -> String {
    text(entity, model::title_key(kind)).unwrap_or(id).to_owned()
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

fn is_cancelled(entity: &DeTable<'_>) -> bool {
    entity.get("cancelled").and_then(|flag| flag.get_ref().as_bool()) == Some(true)
}

fn text<'d>(entity: &'d DeTable<'d>, key: &str) -> Option<&'d str> {
    entity.get(key)?.get_ref().as_str().filter(|text| !text.trim().is_empty())
}

fn date(entity: &DeTable<'_>, key: &str) -> Option<NaiveDate> {
    day(entity.get(key)?)
}

fn day(value: &Spanned<DeValue<'_>>) -> Option<NaiveDate> {
    let moment = value.get_ref().as_datetime().filter(|moment| moment.time.is_none())?;
    let date = literal::date(&moment.to_string())?;
    model::misread::YEARS.contains(&chrono::Datelike::year(&date)).then_some(date)
}

fn dates(entity: &DeTable<'_>, key: &str) -> Vec<NaiveDate> {
    let list = entity.get(key).and_then(|list| list.get_ref().as_array());
    list.into_iter().flat_map(|list| list.iter()).filter_map(day).collect()
}

fn time(entity: &DeTable<'_>, key: &str) -> Option<NaiveTime> {
    let moment = entity.get(key)?.get_ref().as_datetime().filter(|moment| moment.date.is_none())?;
    literal::time(&moment.to_string())
}
