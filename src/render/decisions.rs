//! The register of decisions: text, and one decision whole.

mod json;
mod markdown;
mod told;

use super::Style;
use super::diff::{self, Diff};
use super::log;
use super::wrap::{indented, spread};
use crate::git::Commit;
use crate::history::{Registered, Standing, Then};
use crate::lang::{Lang, dates};
use crate::load::Loaded;
use crate::model::Decision;
use crate::text::terminal;
use crate::tr;

pub use json::Document;
pub use markdown::{ending, heading, markdown};
pub use told::Told;

/// A decision, and the versions between which it took effect.
#[derive(Debug)]
pub struct Shown<'s> {
    /// What its history says.
    pub registered: &'s Registered,
    /// The project now.
    pub now: &'s Loaded<'s>,
    /// The versions in which it had taken effect, as far as their files are known.
    pub decided: Vec<Loaded<'s>>,
    /// What it did, the recording first.
    pub effects: Vec<Done<'s>>,
}

/// A change that a decision explains.
#[derive(Debug)]
pub struct Done<'s> {
    /// The commit that did it; nothing where only the folder has it.
    pub commit: Option<&'s Commit>,
    /// The version before.
    pub before: &'s Loaded<'s>,
    /// The version after.
    pub after: &'s Loaded<'s>,
    /// Whether all that changed is its effect, or only what it concerns.
    pub whole: bool,
    /// Whether no other decision was recorded with it.
    pub alone: bool,
}

impl Shown<'_> {
    /// What its table says.
    pub fn decision(&self) -> Option<&Decision> {
        self.now.written().decisions.get(&self.registered.id)
    }

    /// A version in which it had taken effect: the folder, where it is not recorded yet.
    fn decided(&self, then: &Then) -> &Loaded<'_> {
        self.decided.get(then.version).unwrap_or(self.now)
    }

    /// Who decided: the name of a body, or a function.
    pub fn taker(&self) -> Option<&str> {
        let decision = self.decision()?;
        let bodies = &self.now.project.bodies;
        let heir = |id: &str| bodies.values().find(|body| body.formerly.iter().any(|f| f == id));
        let named = |id: &str| bodies.get(id).or_else(|| heir(id))?.name.as_deref();
        let body = decision.body.as_ref().map(|id| named(&id.0).unwrap_or(&id.0));
        body.or(decision.taken_by.as_deref())
    }
}

/// A decision in the list: its line, then what it concerns and changed.
pub fn text(shown: &Shown<'_>, style: Style) -> String {
    let lang = style.lang;
    let title = shown.decision().and_then(|decision| decision.title.as_deref());
    let parts = [Some(shown.registered.id.as_str()), shown.taker(), title];
    let parts: Vec<String> = parts.into_iter().flatten().map(terminal).collect();
    let mut text = spread(&parts.join("  "), &standing(shown.registered, lang), style.width);
    let told = Told::of(shown, lang);
    for line in &told.lines {
        let by = line.by.as_ref().map(|by| format!("   {by}")).unwrap_or_default();
        let line = format!("{}  {}{by}", terminal(&line.address.to_string()), line.value);
        text.push_str(&indented(&line, style.width, "    ", "      "));
    }
    if let Some(line) = others(shown, &told, lang) {
        text.push_str(&indented(&line, style.width, "    ", "      "));
    }
    text
}

/// What the commit that recorded it changed besides, or where it is recorded.
fn others(shown: &Shown<'_>, told: &Told, lang: Lang) -> Option<String> {
    let id = terminal(&shown.registered.id);
    let (n, s) = (told.others, lang.s(told.others));
    if n > 0 && !told.lines.is_empty() {
        return Some(tr!(
            lang,
            "et {n} autre{s} modification{s} dans le même commit\u{a0}: `nrt decisions show {id}`",
            "and {n} more change{s} in the same commit: `nrt decisions show {id}`"
        ));
    }
    if n > 0 {
        return Some(tr!(
            lang,
            "enregistrée avec {n} modification{s}\u{a0}: `nrt decisions show {id}`",
            "recorded with {n} change{s}: `nrt decisions show {id}`"
        ));
    }
    None
}

/// Whether it holds, in a few words.
pub(super) fn standing(registered: &Registered, lang: Lang) -> String {
    let standing = match &registered.standing {
        // Nobody said that it is superseded, and others have decided otherwise since.
        Standing::InForce if !registered.drifts.is_empty() => {
            lang.pick("en vigueur, revue depuis", "in force, revised since").to_owned()
        }
        Standing::InForce => lang.pick("en vigueur", "in force").to_owned(),
        Standing::Superseded(by) => {
            let by: Vec<String> = by.iter().map(|id| terminal(id)).collect();
            let by = lang.list(&by);
            tr!(lang, "remplacée par {by}", "superseded by {by}")
        }
        Standing::Drifted => lang.pick("écart constaté", "drifted").to_owned(),
    };
    if registered.unrecorded {
        return tr!(
            lang,
            "{standing}, pas encore validée dans git",
            "{standing}, not committed yet"
        );
    }
    standing
}

/// One decision whole: what it says, who recorded it, all that changed with it, whether it holds.
pub fn whole(shown: &Shown<'_>, style: Style) -> String {
    let (lang, registered) = (style.lang, shown.registered);
    let mut text = String::new();
    let line = |text: &mut String, line: &str| {
        text.push_str(&indented(line, style.width, "", "    "));
    };
    let colon = lang.pick("\u{a0}:", ":");
    let decision = shown.decision();
    let title = decision.and_then(|decision| decision.title.as_deref()).map(terminal);
    line(&mut text, &format!("{}  {}", terminal(&registered.id), title.unwrap_or_default()));
    let taker = shown.taker().map(terminal);
    let day = decision.and_then(|decision| decision.date).map(|day| dates::date(lang, day));
    let by: Vec<String> = taker.into_iter().chain(day).collect();
    line(&mut text, &by.join(", "));
    text.push('\n');
    if let Some(decision) = decision {
        if let Some(decided) = &decision.decision {
            line(&mut text, &terminal(decided));
        }
        if let Some(reason) = &decision.reason {
            let why = lang.pick("Motif", "Reason");
            line(&mut text, &format!("{why}{colon} {}", terminal(reason)));
        }
        if let Some(former) = &decision.supersedes {
            let word = lang.pick("Remplace", "Supersedes");
            line(&mut text, &format!("{word}{colon} {}", terminal(&former.0)));
        }
    }
    let state = lang.pick("État", "State");
    line(&mut text, &format!("{state}{colon} {}", standing(registered, lang)));
    for line in drifts(shown, lang) {
        text.push_str(&indented(&line, style.width, "  ", "    "));
    }
    if let Some(commit) = &registered.commit {
        let word = lang.pick("Enregistrée", "Recorded");
        line(&mut text, &format!("{word}{colon} {}", log::title(commit, lang)));
    } else if !registered.unrecorded {
        let unknown = lang.pick(
            "le commit qui l'a enregistrée n'est pas connu ici",
            "the commit that recorded it is not known here",
        );
        line(&mut text, unknown);
    }
    let all = effects(shown, style);
    if all.is_empty() {
        return text;
    }
    let heading = lang.pick("Ce qu'elle a changé", "What it changed");
    text + &format!("\n{heading}\n{all}")
}

/// What is no longer as it was decided, a line each.
fn drifts(shown: &Shown<'_>, lang: Lang) -> Vec<String> {
    let lines = Told::of(shown, lang).lines.into_iter().filter(|line| line.otherwise);
    lines.map(|line| format!("{}  {}", terminal(&line.address.to_string()), line.value)).collect()
}

/// Every change that it explains.
fn effects(shown: &Shown<'_>, style: Style) -> String {
    let mut text = String::new();
    let inner = Style { width: style.width.saturating_sub(2).max(16), ..style };
    for done in &shown.effects {
        let diff = Diff {
            before: &done.before.documents,
            after: &done.after.documents,
            changes: told::explained(shown, done),
            opened: Vec::new(),
            closed: Vec::new(),
        };
        let entities = diff::entities(&diff, inner);
        text.extend(entities.lines().map(|line| format!("  {line}\n")));
    }
    text
}
