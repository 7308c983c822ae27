//! What is shown within the lines: the title after an id, the weekday after a date and how far it is
//! from the launch committee.

use chrono::NaiveDate;
use gen_lsp_types::{InlayHint, Label, Range, Tooltip};
use toml::de::DeValue;

use super::hover::card::title;
use super::hover::day;
use super::view::View;
use crate::address::{Address, Kind};
use crate::amend::entity_path;
use crate::holidays;
use crate::lang::dates;
use crate::load::{Spot, each_value};
use crate::model::Shape;
use crate::model::misread::fold;
use crate::rule::Context;
use crate::text::terminal;

/// Most characters of a title that are shown; a threshold of nrt's own.
const LONGEST: usize = 40;

/// Most days from the launch that are counted, a year before and after; a threshold of nrt's own.
const FARTHEST: i64 = 366;

/// Where the date of the launch committee is written, and the date.
type Launch = (Address, NaiveDate);

/// What is shown within a range of a file.
pub(super) fn within(view: &View<'_>, kind: Kind, range: Range) -> Vec<InlayHint> {
    let (Some(document), wanted) =
        (view.loaded.documents.get(kind), &view.client().options.inlay_hints)
    else {
        return Vec::new();
    };
    let bytes = view.offset(kind, range.start)..view.offset(kind, range.end);
    let cx = view.context();
    // Looked for once: it is the earliest of all milestones.
    let launch = cx.launch().and_then(|(id, milestone)| {
        Some((Address::entity(Kind::Milestone, id).key("date"), milestone.date?))
    });
    let mut hints = Vec::new();
    each_value(document, &bytes, &mut |at| {
        let end = at.value.span().end;
        if at.key.personal || !(bytes.start..=bytes.end).contains(&end) {
            return;
        }
        let shown = match at.shape {
            Shape::Date if wanted.dates => date(&cx, launch.as_ref(), at),
            Shape::Reference(_) | Shape::Address if wanted.titles => named(&cx, at),
            _ => None,
        };
        hints.extend(shown.map(|(label, tooltip)| InlayHint {
            position: view.range(kind, &(end..end)).start,
            label: Label::String(label),
            kind: None,
            text_edits: None,
            tooltip: Some(Tooltip::String(tooltip)),
            padding_left: Some(true),
            padding_right: None,
            data: None,
        }));
    });
    hints.sort_by_key(|hint| hint.position);
    hints
}

/// The title of what an id names, short and whole; nothing where the id says it already.
fn named(cx: &Context<'_>, at: &Spot<'_>) -> Option<(String, String)> {
    let text = at.value.get_ref().as_str()?;
    let entity = match at.shape {
        Shape::Reference(kinds) => {
            let mut entities = kinds.iter().map(|kind| Address::entity(*kind, text));
            entities.find(|entity| cx.documents.holds(entity))?
        }
        _ => Address::parse(text).filter(|address| {
            !address.path.is_empty() && entity_path(address).len() == address.path.len()
        })?,
    };
    let title = title(cx.documents, &entity)?;
    if entity.path.last().is_some_and(|id| fold(title) == fold(id)) {
        return None;
    }
    Some((format!("· {}", short(title)), terminal(title)))
}

/// A text, cut at a word where it is long.
fn short(text: &str) -> String {
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = text.char_indices().nth(LONGEST) else { return terminal(&text) };
    let cut = text.get(..end).unwrap_or_default();
    let whole = cut.rfind(' ').filter(|at| *at > end / 2).map_or(cut, |at| &cut[..at]);
    format!("{}…", terminal(whole.trim_end_matches([' ', ',', ';', ':', '.', '\u{a0}'])))
}

/// « jeu. · J−16 », and the whole date.
fn date(cx: &Context<'_>, launch: Option<&Launch>, at: &Spot<'_>) -> Option<(String, String)> {
    let DeValue::Datetime(moment) = at.value.get_ref() else { return None };
    let (lang, date) = (cx.lang, day::of(&moment.to_string())?);
    let holiday = cx.zone_known().then(|| holidays::holiday(cx.zone(), date)).flatten();
    let mut parts = vec![dates::short_weekday(lang, date).to_owned()];
    parts.extend(holiday.map(|_| lang.pick("férié", "public holiday").to_owned()));
    parts.extend(launch.and_then(|launch| distance(cx, launch, at, date)));
    let whole = dates::weekday_date(lang, date);
    let mut tooltip = format!("{whole}, {}", dates::distance(lang, cx.today, date));
    if let Some(holiday) = holiday {
        tooltip.push_str(&format!(" · {}", lang.pick(holiday.fr, holiday.en)));
    }
    Some((format!("· {}", parts.join(" · ")), tooltip))
}

/// How far a date is from the launch committee; the launch's own, from today.
fn distance(cx: &Context<'_>, launch: &Launch, at: &Spot<'_>, date: NaiveDate) -> Option<String> {
    let (own, launch) = launch;
    let (lang, days) = (cx.lang, (date - *launch).num_days());
    if days == 0 && at.address() == *own {
        return Some(dates::distance(lang, cx.today, date));
    }
    let (day, n) = (lang.pick("J", "D"), days.unsigned_abs());
    match days {
        0 => Some(lang.pick("jour J", "launch day").to_owned()),
        1..=FARTHEST => Some(format!("{day}+{n}")),
        days if (-FARTHEST..0).contains(&days) => Some(format!("{day}−{n}")),
        _ => None,
    }
}
