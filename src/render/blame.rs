//! Who last changed each field of an entity: text, and `nrt.blame/1`.

use chrono::NaiveDate;
use serde::Serialize;
use serde_json::Value;

use super::Style;
use super::json::to_text;
use super::log;
use super::value;
use super::wrap::indented;
use crate::history::{Blame, Blamed};
use crate::lang::Lang;
use crate::text::terminal;
use crate::tr;

/// The entities, each field with its value and its last change.
pub fn text(blames: &[Blame<'_>], today: NaiveDate, style: Style) -> String {
    let lang = style.lang;
    let mut text = String::new();
    for (n, blame) in blames.iter().enumerate() {
        if n > 0 {
            text.push('\n');
        }
        let title = blame.title.as_deref().map(|title| format!("  {}", terminal(title)));
        let head = terminal(&blame.address.to_string()) + &title.unwrap_or_default();
        text.push_str(&indented(&head, style.width, "", "    "));
        for field in &blame.fields {
            let name = name(blame, field);
            let line = format!("{name}  {}", shown(field, lang));
            text.push_str(&indented(line.trim_start(), style.width, "  ", "      "));
            for line in last(field, today, lang) {
                text.push_str(&indented(&line, style.width, "      ", "        "));
            }
        }
    }
    text
}

/// The latest change among the fields, without their values; nothing where none is known.
pub fn last_change(blames: &[Blame<'_>], today: NaiveDate, style: Style) -> Option<String> {
    let fields = blames.iter().flat_map(|blame| &blame.fields);
    let date = |field: &&Blamed<'_>| field.last.as_ref().and_then(|last| last.commit.date);
    let latest = fields.filter(|field| field.last.is_some()).max_by_key(date)?;
    let title = tr!(style.lang, "Dernier changement enregistré :", "Last recorded change:");
    let mut text = format!("{title}\n");
    for line in last(latest, today, style.lang) {
        text.push_str(&indented(&line, style.width, "  ", "    "));
    }
    Some(text)
}

fn name(blame: &Blame<'_>, field: &Blamed<'_>) -> String {
    let own = field.address.path.iter().skip(blame.address.path.len());
    terminal(&own.map(String::as_str).collect::<Vec<_>>().join("."))
}

/// A value as a person reads it; a personal one masked.
fn shown(field: &Blamed<'_>, lang: Lang) -> String {
    if field.personal {
        return "••••".to_owned();
    }
    terminal(&value::human(field.value, field.shape, lang))
}

fn last(field: &Blamed<'_>, today: NaiveDate, lang: Lang) -> Vec<String> {
    let Some(last) = &field.last else {
        return vec![
            lang.pick("avant la limite de cet historique", "before the boundary of this history")
                .to_owned(),
        ];
    };
    let age = field.age(today).map(|days| age(days, lang)).unwrap_or_default();
    let mut lines = vec![format!("{age}{}", log::title(&last.commit, lang))];
    if last.ignored {
        lines.push(tr!(
            lang,
            "commit que le dépôt demande de passer, mais rien ne le précède",
            "a commit that the repository asks to pass over, but nothing precedes it"
        ));
    }
    lines.extend(log::recorded(last.decisions.iter(), lang));
    lines
}

fn age(days: i64, lang: Lang) -> String {
    let n = usize::try_from(days.unsigned_abs()).unwrap_or(usize::MAX);
    let s = lang.s(n);
    match days {
        0 => tr!(lang, "aujourd'hui  ", "today  "),
        1.. => tr!(lang, "il y a {n}\u{a0}jour{s}  ", "{n} day{s} ago  "),
        _ => tr!(lang, "dans {n}\u{a0}jour{s}  ", "in {n} day{s}  "),
    }
}

#[derive(Debug, Serialize)]
struct Document {
    schema: &'static str,
    nrt: &'static str,
    language: &'static str,
    on: String,
    fields: Vec<Field>,
    stops: Option<&'static str>,
}

#[derive(Debug, Serialize)]
struct Field {
    address: String,
    entity: String,
    title: Option<String>,
    value: Value,
    age: Option<i64>,
    commit: Option<String>,
    date: Option<String>,
    author: Option<String>,
    subject: Option<String>,
    decision: Option<String>,
    decisions: Vec<String>,
    ignored: bool,
}

/// The document `nrt.blame/1`. Personal values are masked.
pub fn json(blames: &[Blame<'_>], today: NaiveDate, lang: Lang) -> String {
    let field = |blame: &Blame<'_>, field: &Blamed<'_>| {
        let last = field.last.as_ref();
        let (decision, decisions) = last.map(|l| log::ids(&l.decisions)).unwrap_or_default();
        Field {
            address: field.address.to_string(),
            entity: blame.address.to_string(),
            title: blame.title.clone(),
            value: if field.personal {
                Value::from("••••")
            } else {
                value::json(field.value)
            },
            age: field.age(today),
            commit: last.map(|last| last.commit.id.id()),
            date: last.and_then(|last| last.commit.date).map(|date| date.to_string()),
            author: last.map(|last| last.commit.author.json().to_owned()),
            subject: last.map(|last| last.commit.subject.json().to_owned()),
            decision,
            decisions,
            ignored: last.is_some_and(|last| last.ignored),
        }
    };
    let fields = blames.iter().flat_map(|blame| blame.fields.iter().map(move |one| (blame, one)));
    let document = Document {
        schema: "nrt.blame/1",
        nrt: env!("CARGO_PKG_VERSION"),
        language: lang.code(),
        on: today.to_string(),
        fields: fields.map(|(blame, one)| field(blame, one)).collect(),
        stops: blames.iter().find_map(|blame| blame.gap).map(log::stops),
    };
    to_text(serde_json::to_string_pretty(&document))
}
