//! One field that changed, as a person reads it: dates with their shift, lists as sets, prose word
//! by word, ids with their titles.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use toml::de::DeValue;

use super::Diff;
use crate::address::Kind;
use crate::changes::{Change, ChangeKind, Edit};
use crate::diff::{Part, words};
use crate::lang::Lang;
use crate::load::Documents;
use crate::model::{self, Shape};
use crate::render::wrap::indented;
use crate::render::{Style, value};
use crate::text::terminal;
use crate::tr;

/// From how many characters a text is compared word by word.
const PROSE: usize = 24;

/// Which part of a text must have stayed for the rest to be shown within it: one in so many.
const STAYED: usize = 3;

/// The fields of a change, one or more lines each.
pub(super) fn edits(diff: &Diff<'_>, change: &Change<'_>, style: Style) -> String {
    let fields = fields(diff, change, style.lang);
    let widest = fields.iter().map(|(name, _)| name.chars().count()).max().unwrap_or(0);
    let column = widest.min(24);
    let indent = " ".repeat(column + 6);
    let line = |(name, shown): &(String, String)| {
        let pad = " ".repeat(column.saturating_sub(name.chars().count()) + 2);
        indented(shown, style.width, &format!("    {name}{pad}"), &indent)
    };
    fields.iter().map(line).collect()
}

/// The name of each field that changed, and what changed in it; both clean.
pub(in crate::render) fn fields(
    diff: &Diff<'_>,
    change: &Change<'_>,
    lang: Lang,
) -> Vec<(String, String)> {
    let name = |edit: &Edit<'_>| {
        let own = edit.address.path.iter().skip(change.address.path.len());
        terminal(&own.map(String::as_str).collect::<Vec<_>>().join("."))
    };
    change.edits.iter().map(|edit| (name(edit), field(diff, change, edit, lang))).collect()
}

/// What changed in a field of an entity; clean.
pub(in crate::render) fn field(
    diff: &Diff<'_>,
    change: &Change<'_>,
    edit: &Edit<'_>,
    lang: Lang,
) -> String {
    if change.kind == ChangeKind::Added {
        one(diff.after, edit.after, edit, lang)
    } else {
        both(diff, edit, lang)
    }
}

/// One value, personal ones masked.
fn one(
    documents: &Documents<'_>,
    value: Option<&DeValue<'_>>,
    edit: &Edit<'_>,
    lang: Lang,
) -> String {
    match value {
        None => lang.pick("(rien)", "(nothing)").to_owned(),
        Some(_) if edit.personal => "••••".to_owned(),
        Some(value) => shown(documents, value, edit.shape, lang),
    }
}

/// A value as a person reads it; dates stay as the file writes them.
pub(in crate::render) fn shown(
    documents: &Documents<'_>,
    value: &DeValue<'_>,
    shape: &Shape,
    lang: Lang,
) -> String {
    match (value, shape) {
        (DeValue::Datetime(moment), _) => moment.to_string(),
        (DeValue::String(id), Shape::Reference(kinds)) => {
            match kinds.iter().find_map(|kind| title(documents, *kind, id)) {
                Some(title) => terminal(&format!("{id} ({title})")),
                None => terminal(id),
            }
        }
        (DeValue::Array(items), Shape::List(inner)) => {
            let items: Vec<String> =
                items.iter().map(|item| shown(documents, item.get_ref(), inner, lang)).collect();
            items.join(", ")
        }
        _ => terminal(&value::human(value, shape, lang)),
    }
}

fn title(documents: &Documents<'_>, kind: Kind, id: &str) -> Option<String> {
    let path = [id.to_owned(), model::title_key(kind).to_owned()];
    let value = documents.get(kind)?.value(&path)?;
    value.get_ref().as_str().map(str::to_owned)
}

fn both(diff: &Diff<'_>, edit: &Edit<'_>, lang: Lang) -> String {
    let before = one(diff.before, edit.before, edit, lang);
    let after = one(diff.after, edit.after, edit, lang);
    let plain = format!("{before} → {after}");
    if edit.personal {
        return tr!(lang, "modifié (donnée personnelle)", "changed (personal data)");
    }
    match (edit.before, edit.after) {
        (Some(DeValue::Datetime(a)), Some(DeValue::Datetime(b))) => {
            match (day(&a.to_string()), day(&b.to_string())) {
                (Some(a), Some(b)) => {
                    let days = (b - a).num_days();
                    tr!(lang, "{plain}   {days:+} j", "{plain}   {days:+} d")
                }
                _ => plain,
            }
        }
        (Some(DeValue::Array(_)), Some(DeValue::Array(_))) => {
            set(diff, edit, lang).unwrap_or(plain)
        }
        (Some(DeValue::String(a)), Some(DeValue::String(b)))
            if matches!(edit.shape, Shape::Text)
                && a.chars().count().max(b.chars().count()) >= PROSE =>
        {
            prose(a, b, lang).unwrap_or(plain)
        }
        _ => plain,
    }
}

fn day(text: &str) -> Option<NaiveDate> {
    text.parse().ok()
}

/// What a list lost and gained; `None` where only the order changed.
fn set(diff: &Diff<'_>, edit: &Edit<'_>, lang: Lang) -> Option<String> {
    let members = |documents: &Documents<'_>, value: Option<&DeValue<'_>>| -> Vec<String> {
        let Shape::List(inner) = edit.shape else { return Vec::new() };
        let items = value.and_then(DeValue::as_array).into_iter().flat_map(|items| items.iter());
        items.map(|item| shown(documents, item.get_ref(), inner, lang)).collect()
    };
    let before = members(diff.before, edit.before);
    let after = members(diff.after, edit.after);
    let (old, new): (BTreeSet<&String>, BTreeSet<&String>) =
        (before.iter().collect(), after.iter().collect());
    let lost = before.iter().filter(|item| !new.contains(item)).map(|item| format!("−{item}"));
    let gained = after.iter().filter(|item| !old.contains(item)).map(|item| format!("+{item}"));
    let parts: Vec<String> = lost.chain(gained).collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// A text word by word: `un plan [-annuel-]{+pluriannuel+}`; `None` where too little of it stayed.
fn prose(before: &str, after: &str, lang: Lang) -> Option<String> {
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let parts = words(before, after);
    let stayed: usize =
        parts.iter().map(|part| if let Part::Same(same) = part { letters(same) } else { 0 }).sum();
    if stayed * STAYED < letters(before).max(letters(after)) {
        return None;
    }
    let mut text = String::from(lang.pick("«\u{a0}", "\""));
    for part in parts {
        match part {
            Part::Same(same) => text.push_str(&terminal(&same)),
            Part::Removed(gone) => text.push_str(&format!("[-{}-]", terminal(&gone))),
            Part::Added(new) => text.push_str(&format!("{{+{}+}}", terminal(&new))),
        }
    }
    text.push_str(lang.pick("\u{a0}»", "\""));
    Some(text)
}
