//! What a merge left for a person to say, in words: of which entity, which field, and what each side
//! says.

use toml::de::DeValue;

use super::diff::edit::shown;
use super::phrase;
use crate::address::{Address, Kind};
use crate::document::meaning::meaning;
use crate::lang::Lang;
use crate::load::Documents;
use crate::merge::{Clash, Conflict, Three};
use crate::model;
use crate::text::terminal;
use crate::tr;

/// The longest value that is shown, in characters; a threshold of nrt's own.
const LONGEST: usize = 80;

/// A conflict, on one line or a few; clean. `labels` is what the sides are called.
pub fn conflict(
    lang: Lang,
    kind: Kind,
    conflict: &Conflict,
    documents: &Three<Documents<'_>>,
    labels: &Three<String>,
) -> String {
    let address = Address { path: conflict.path.clone(), ..Address::file(kind) };
    let sides = [&documents.ours, &documents.theirs, &documents.base];
    let named = sides.into_iter().find(|side| side.holds(&address)).unwrap_or(&documents.base);
    let what = terminal(&phrase::phrase(lang, named, &address));
    let (ours, theirs) = (terminal(&labels.ours), terminal(&labels.theirs));
    let colon = lang.pick("\u{a0}:", ":");
    let said = match conflict.clash {
        Clash::Value => values(lang, &address, documents, &ours, &theirs),
        Clash::OursDeleted => deleted(lang, &address, (&ours, &theirs), &documents.theirs),
        Clash::TheirsDeleted => deleted(lang, &address, (&theirs, &ours), &documents.ours),
        Clash::Renamed => tr!(
            lang,
            "deux nouveaux identifiants ({ours}, {theirs})",
            "two new ids ({ours}, {theirs})"
        ),
        Clash::AddedTwice => tr!(
            lang,
            "deux ajouts qui se contredisent ({ours}, {theirs})",
            "added twice, and not alike ({ours}, {theirs})"
        ),
    };
    format!("{what}{colon} {said}")
}

/// What each side says, where both changed a value.
fn values(
    lang: Lang,
    address: &Address,
    documents: &Three<Documents<'_>>,
    ours: &str,
    theirs: &str,
) -> String {
    let [a, b] = [&documents.ours, &documents.theirs].map(|of| found(of, address).map(meaning));
    if a == b {
        return tr!(
            lang,
            "deux commentaires sur la même ligne ({ours}, {theirs})",
            "two comments on the same line ({ours}, {theirs})"
        );
    }
    let a = value(lang, &documents.ours, address);
    let b = value(lang, &documents.theirs, address);
    format!("{a} ({ours}), {b} ({theirs})")
}

/// What one side deleted and the other one changed.
fn deleted(
    lang: Lang,
    address: &Address,
    (by, other): (&str, &str),
    documents: &Documents<'_>,
) -> String {
    match found(documents, address) {
        Some(DeValue::Table(_)) | None => tr!(
            lang,
            "suppression ({by}), modification ({other})",
            "deleted ({by}), changed ({other})"
        ),
        Some(_) => {
            let value = value(lang, documents, address);
            tr!(lang, "suppression ({by}), {value} ({other})", "deleted ({by}), {value} ({other})")
        }
    }
}

fn found<'d>(documents: &'d Documents<'_>, address: &Address) -> Option<&'d DeValue<'d>> {
    let found = documents.get(address.kind)?.value(&address.path)?;
    Some(found.get_ref())
}

/// A value as a person reads it; personal ones masked.
fn value(lang: Lang, documents: &Documents<'_>, address: &Address) -> String {
    let Some(value) = found(documents, address) else {
        return lang.pick("(rien)", "(nothing)").to_owned();
    };
    let key = model::find_key(model::keys(address.kind), address.keys());
    let text = match key {
        Some(key) if key.personal => return "••••".to_owned(),
        Some(key) => shown(documents, value, &key.shape, lang),
        // A key that nrt does not know may hold anything.
        None => return "…".to_owned(),
    };
    if text.chars().count() <= LONGEST {
        return text;
    }
    let cut: String = text.chars().take(LONGEST).collect();
    format!("{cut}…")
}
