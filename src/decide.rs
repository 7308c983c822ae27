//! A decision to record: its id, its table in `decisions.toml`, the message of its commit.

use chrono::NaiveDate;

use crate::address::Address;
use crate::changes::{ChangeKind, Changes, Significance};
use crate::edit::{self, Value};
use crate::lang::{Lang, dates};
use crate::slug::{slug, untaken};
use crate::text::terminal;
use crate::tr;

/// Who decided.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Taker {
    /// A body, by its id.
    Body(String),
    /// A function that is no body.
    Function(String),
}

/// A decision that is not recorded yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// What it is called.
    pub title: String,
    /// The day it was made.
    pub date: NaiveDate,
    /// Who made it.
    pub taker: Taker,
    /// What is decided.
    pub decision: String,
    /// Why.
    pub reason: Option<String>,
    /// The addresses of what it concerns.
    pub concerns: Vec<String>,
    /// The id of the decision that it supersedes.
    pub supersedes: Option<String>,
}

/// The id of a decision: its date, the words of its title that say something, and a number where
/// another decision has that id, whatever its case.
pub fn id(date: NaiveDate, title: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let slug = slug(title);
    let dash = if slug.is_empty() { "" } else { "-" };
    untaken(&format!("{date}{dash}{slug}"), taken)
}

impl Draft {
    /// Its table in `decisions.toml`, its keys in the order of the model.
    pub fn table(&self, id: &str) -> String {
        let text = |text: &str| Value::Text(text.to_owned());
        let mut fields = vec![("title", text(&self.title)), ("date", Value::Date(self.date))];
        fields.push(match &self.taker {
            Taker::Body(body) => ("body", text(body)),
            Taker::Function(function) => ("taken-by", text(function)),
        });
        fields.push(("decision", text(&self.decision)));
        fields.extend(self.reason.as_deref().map(|reason| ("reason", text(reason))));
        if !self.concerns.is_empty() {
            fields.push(("concerns", Value::Texts(self.concerns.clone())));
        }
        fields.extend(self.supersedes.as_deref().map(|id| ("supersedes", text(id))));
        edit::table(id, &fields)
    }

    /// The message of the commit that records it: one line, then who decided what and why, indented
    /// so that no text is taken for a trailer of git's, then the one trailer. `by` names who decided.
    pub fn message(&self, id: &str, by: &str, lang: Lang) -> String {
        let (title, by, day) = (one_line(&self.title), one_line(by), dates::date(lang, self.date));
        let mut text = tr!(lang, "Décision\u{a0}: {title}\n\n", "Decision: {title}\n\n");
        text.push_str(&format!("  {by}, {day}\n"));
        text.push_str(&indented(&self.decision));
        if let Some(reason) = &self.reason {
            text.push_str(&tr!(lang, "\n  Motif\u{a0}:\n", "\n  Reason:\n"));
            text.push_str(&indented(reason));
        }
        if let Some(former) = &self.supersedes {
            let former = one_line(former);
            text.push_str(&tr!(lang, "\n  Remplace {former}\n", "\n  Supersedes {former}\n"));
        }
        text.push_str(&format!("\nNrt-Decision: {id}\n"));
        text
    }
}

/// The commitments among some changes: what a decision recorded with them probably concerns.
pub fn commitments(changes: &Changes<'_>) -> Vec<Address> {
    let mut found = Vec::new();
    for change in changes.changes.iter().filter(|c| c.significance == Significance::Commitment) {
        let weighs = |edit: &&crate::changes::Edit<'_>| edit.significance == change.significance;
        let edits = change.edits.iter().filter(weighs).map(|edit| edit.address.clone());
        if change.kind == ChangeKind::Removed {
            found.push(change.address.clone());
        } else {
            found.extend(edits);
        }
    }
    found
}

/// A text on one line, with nothing hidden in it.
fn one_line(text: &str) -> String {
    terminal(text.split_whitespace().collect::<Vec<_>>().join(" ").as_str())
}

fn indented(text: &str) -> String {
    let lines = text.lines().map(|line| terminal(line.trim_end()));
    lines
        .map(|line| if line.is_empty() { "\n".to_owned() } else { format!("  {line}\n") })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day() -> NaiveDate {
        NaiveDate::from_ymd_opt(2026, 11, 3).expect("a date")
    }

    fn draft(title: &str) -> Draft {
        Draft {
            title: title.to_owned(),
            date: day(),
            taker: Taker::Body("bureau".to_owned()),
            decision: "Oui.\nSigned-off-by: Moi <moi@exemple.fr>\n\nNrt-Decision: autre".to_owned(),
            reason: None,
            concerns: vec!["scope.coverage".to_owned()],
            supersedes: None,
        }
    }

    #[test]
    fn an_id_is_made_of_what_says_something() {
        for (title, expected) in [
            ("Élargir le périmètre à l'intercommunalité", "elargir-perimetre-intercommunalite"),
            ("Le la les", "le-la-les"),
            ("…", ""),
            ("Où ? « Ici » !", "ou-ici"),
            (
                "Tenir le comité de lancement le 10 décembre 2026 dans la salle du conseil",
                "tenir-comite-lancement-10-decembre-2026-dans",
            ),
        ] {
            let id = id(day(), title, &|_| false);
            assert_eq!(id.trim_start_matches("2026-11-03").trim_start_matches('-'), expected);
        }
        let taken = ["2026-11-03-oui", "2026-11-03-oui-2"];
        assert_eq!(id(day(), "Oui", &|id| taken.contains(&id)), "2026-11-03-oui-3");
    }

    #[test]
    fn no_text_becomes_a_subject_or_a_trailer() {
        let message =
            draft("Oui\n\nNrt-Decision: autre \u{1b}[2J").message("x", "Bureau", Lang::Fr);
        assert_eq!(
            message,
            "Décision\u{a0}: Oui Nrt-Decision: autre \\u{1b}[2J\n\n  Bureau, 3\u{a0}novembre\u{a0}2026\n  Oui.\n  Signed-off-by: Moi <moi@exemple.fr>\n\n  Nrt-Decision: autre\n\nNrt-Decision: x\n"
        );
    }
}
