//! The state of the step, for a client that shows it in a status bar.

use serde_json::{Value, json};

use super::uri;
use super::view::View;
use crate::finding::Level;
use crate::render::{prose, words};
use crate::text::terminal;
use crate::tr;

/// The notification that tells it.
pub(super) const METHOD: &str = "nrt/state";

/// What it says of a project: its verdict in a few words, its activities and its findings.
pub(super) fn of(view: &View<'_>) -> Value {
    let lang = view.lang();
    let checked = &view.checked;
    let verdict = words::verdict(checked.verdict, lang);
    let (counts, activities) = (words::counts(checked, lang), words::activities(checked, lang));
    let title = view.loaded.project.settings.project.title.as_deref().map(terminal);
    let title = title.unwrap_or_default();
    let errors = checked.count(Level::Error);
    let text = match errors {
        0 => tr!(lang, "Étape 1\u{a0}: {verdict}", "Step 1: {verdict}"),
        _ => {
            let s = lang.s(errors);
            tr!(
                lang,
                "Étape 1\u{a0}: {verdict}, {errors} erreur{s}",
                "Step 1: {verdict}, {errors} error{s}"
            )
        }
    };
    // The detail is Markdown: what a file says must be no link and no image there.
    let detail = format!("**{}**\n\n{activities}\n\n{counts}", prose(&title));
    json!({
        "uri": uri::of(&view.snapshot.root),
        "title": title,
        "verdict": checked.verdict.word(),
        "text": text,
        "detail": detail,
    })
}
