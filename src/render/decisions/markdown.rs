//! The register for a committee's file: each decision in words, no address and no author.

use super::told::{Line, Told};
use super::{Shown, standing};
use crate::address::Address;
use crate::history::{Drift, Standing};
use crate::lang::{Lang, dates};
use crate::load::Loaded;
use crate::model;
use crate::render::phrase::phrase;
use crate::render::prose::{code, prose};
use crate::render::{diff::edit, value, words};
use crate::text::terminal;
use crate::tr;

/// The title of the register, and of the project.
pub fn heading(project: &Loaded<'_>, lang: Lang) -> String {
    let title = lang.pick("Registre des décisions", "Register of decisions");
    let project = project.project.settings.project.title.as_deref();
    let project = project.map(|project| format!("\n\n{}", prose(&terminal(project))));
    format!("# {title}{}\n", project.unwrap_or_default())
}

/// A decision, a heading of the second level above it.
pub fn markdown(shown: &Shown<'_>, lang: Lang) -> String {
    let (decision, colon) = (shown.decision(), lang.pick("\u{a0}:", ":"));
    let title = decision.and_then(|decision| decision.title.as_deref());
    let title = title.map_or_else(|| code(&shown.registered.id), |title| prose(&terminal(title)));
    let mut text = format!("\n## {title}\n\n");
    let day = decision.and_then(|decision| decision.date).map(|day| dates::date(lang, day));
    let taker = shown.taker().map(|taker| prose(&terminal(taker)));
    let parts = taker.into_iter().chain(day).chain([format!("**{}**", state(shown, lang))]);
    text.push_str(&format!("{}\n", parts.collect::<Vec<_>>().join(" · ")));
    if let Some(decided) = decision.and_then(|decision| decision.decision.as_deref()) {
        text.push_str(&format!("\n{}\n", prose(&terminal(decided))));
    }
    if let Some(reason) = decision.and_then(|decision| decision.reason.as_deref()) {
        let word = lang.pick("Motif", "Reason");
        text.push_str(&format!("\n{word}{colon} {}\n", prose(&terminal(reason))));
    }
    let items = items(shown, lang);
    if !items.is_empty() {
        text.push('\n');
    }
    text.extend(items.iter().map(|item| format!("- {item}\n")));
    text
}

/// What to say at the end of the register.
pub fn ending(lang: Lang) -> String {
    format!("\n{} {}\n", words::caveat(lang), words::source(lang))
}

/// Whether it holds; what supersedes it is named by its title.
fn state(shown: &Shown<'_>, lang: Lang) -> String {
    let Standing::Superseded(by) = &shown.registered.standing else {
        return standing(shown.registered, lang);
    };
    let titles: Vec<String> = by
        .iter()
        .map(|id| {
            let title = shown.now.written().decisions.get(id).and_then(|by| by.title.as_deref());
            title.map_or_else(|| code(id), |title| quoted(&prose(&terminal(title)), lang))
        })
        .collect();
    let titles = lang.list(&titles);
    tr!(lang, "remplacée par {titles}", "superseded by {titles}")
}

fn quoted(text: &str, lang: Lang) -> String {
    tr!(lang, "«\u{a0}{text}\u{a0}»", "\"{text}\"")
}

/// What it concerns: what is otherwise now, then what it changed, then what it left as it was.
fn items(shown: &Shown<'_>, lang: Lang) -> Vec<String> {
    let drifts = shown.registered.drifts.iter().map(|drift| drifted(shown, drift, lang));
    let told = Told::of(shown, lang);
    let lines = told.lines.iter().filter(|line| !line.otherwise);
    drifts.chain(lines.map(|line| item(shown, line, lang))).collect()
}

fn item(shown: &Shown<'_>, line: &Line, lang: Lang) -> String {
    let colon = lang.pick("\u{a0}:", ":");
    let named = named(shown, &line.address, lang);
    let found = shown.effects.iter().find_map(|done| {
        let before = spoken(done.before, &line.address, lang);
        let after = spoken(done.after, &line.address, lang);
        (before != after).then_some((before, after))
    });
    let value = match found {
        Some((Some(before), Some(after))) => format!("{} → {}", prose(&before), prose(&after)),
        Some((None, Some(after))) => prose(&after),
        Some((Some(before), None)) => {
            let before = prose(&before);
            tr!(lang, "{before}, retiré", "{before}, taken out")
        }
        Some((None, None)) | None => {
            let kept = line.kept.as_ref();
            let decided = kept.and_then(|at| spoken(shown.decided(at), &at.address, lang));
            decided.map_or_else(|| prose(&line.value), |decided| prose(&decided))
        }
    };
    format!("{named}{colon} {value}")
}

fn drifted(shown: &Shown<'_>, drift: &Drift, lang: Lang) -> String {
    let colon = lang.pick("\u{a0}:", ":");
    let named = named(shown, &drift.address, lang);
    let nothing = || lang.pick("rien", "nothing").to_owned();
    let then = spoken(shown.decided(&drift.then), &drift.then.address, lang);
    let then = then.map_or_else(nothing, |text| prose(&text));
    let now = spoken(shown.now, &drift.address, lang).map_or_else(nothing, |text| prose(&text));
    let titled = |id: &String| {
        let title = shown.now.written().decisions.get(id).and_then(|by| by.title.as_deref());
        title.map_or_else(|| code(id), |title| quoted(&prose(&terminal(title)), lang))
    };
    match drift.decision.as_ref().map(titled) {
        Some(by) => tr!(
            lang,
            "{named}{colon} {then}, aujourd'hui {now}, par la décision {by}",
            "{named}{colon} {then}, today {now}, by the decision {by}"
        ),
        None => tr!(
            lang,
            "{named}{colon} {then}, aujourd'hui {now}, **sans décision**",
            "{named}{colon} {then}, today {now}, **without a decision**"
        ),
    }
}

/// An address in words, a capital first.
fn named(shown: &Shown<'_>, address: &Address, lang: Lang) -> String {
    let mut versions = std::iter::once(shown.now).chain(&shown.decided);
    let version = versions.find(|version| version.documents.holds(address)).unwrap_or(shown.now);
    let documents = &version.documents;
    let phrase = terminal(&phrase(lang, documents, address));
    // What follows comes after a colon of its own.
    let parts = phrase.split_once(lang.pick("\u{a0}: ", ": "));
    let phrase = parts.map_or_else(|| phrase.clone(), |(what, which)| format!("{what} ({which})"));
    let mut letters = phrase.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    prose(&(first + letters.as_str()))
}

/// A value as people say it, dates in words; a personal one masked. Of an entity, its title.
fn spoken(loaded: &Loaded<'_>, address: &Address, lang: Lang) -> Option<String> {
    let keys = address.keys();
    let found = loaded.documents.get(address.kind)?.value(&address.path)?.get_ref();
    if keys.is_empty() {
        return super::told::value(loaded, address, lang);
    }
    let key = model::find_key(model::keys(address.kind), keys)?;
    if key.personal {
        return Some("••••".to_owned());
    }
    if found.is_datetime() || found.is_array() {
        return Some(terminal(&value::human(found, &key.shape, lang)));
    }
    Some(edit::shown(&loaded.documents, found, &key.shape, lang))
}
