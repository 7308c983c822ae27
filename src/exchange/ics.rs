//! iCalendar (RFC 5545): what a project plans, for any calendar; and the events of others.

mod events;
pub mod paris;
mod read;
mod write;

pub use events::{Stamp, events, has_dates};
pub use read::{Foreign, Moment, Zone, read};
pub use write::write;

use chrono::{NaiveDate, NaiveDateTime};

/// An event to write.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// What tells it from every other, and stays when anything else of it changes.
    pub uid: String,
    /// When it is.
    pub when: When,
    /// What it is called.
    pub summary: String,
    /// Where it is.
    pub place: Option<String>,
    /// What there is to know.
    pub description: String,
    /// What sort of event it is.
    pub category: String,
    /// Whether it does not take place.
    pub cancelled: bool,
}

/// How what tells nrt's own events from all others starts.
pub const OWN: &str = "nrt-";

/// When an event is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum When {
    /// Whole days, both inclusive.
    Days(NaiveDate, NaiveDate),
    /// From one time to another, in Paris.
    Times(NaiveDateTime, NaiveDateTime),
}
