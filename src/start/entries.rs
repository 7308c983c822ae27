//! What is already there to be completed: the key roles, and the method's own eight documents.

use super::Answers;
use crate::edit::{self, Value};
use crate::lang::Lang;
use crate::method::{KEY_ROLES, LISTED_DOCUMENTS};
use crate::model::{Method, PLACEHOLDER, Role, Status, Word};

/// The stakeholders of the key roles; the IT contractor where there is no IT department, or where
/// the variant needs it.
pub(super) fn stakeholders(answers: &Answers) -> String {
    let mut roles = Vec::new();
    for role in KEY_ROLES {
        if role != Role::It || answers.it_department {
            roles.push(role);
        }
        if role == Role::It && (!answers.it_department || answers.method == Method::Flash) {
            roles.push(Role::ItProvider);
        }
    }
    let tables: Vec<String> = roles
        .into_iter()
        .map(|role| {
            let word = role.word();
            let fields = [("name", to_complete(word, answers.lang)), ("role", text(word.name))];
            edit::table(id(word, answers.lang), &fields)
        })
        .collect();
    tables.join("\n")
}

/// The documents that the method lists.
pub(super) fn documents(lang: Lang) -> String {
    let tables: Vec<String> = LISTED_DOCUMENTS
        .into_iter()
        .map(|kind| {
            let word = kind.word();
            let fields = [
                ("title", to_complete(word, lang)),
                ("kind", text(word.name)),
                ("status", text(Status::ToFind.word().name)),
            ];
            // A word of one part is an acronym, and is called so in French as well.
            let id = if word.name.contains('-') { id(word, lang) } else { word.name };
            edit::table(id, &fields)
        })
        .collect();
    tables.join("\n")
}

/// An id, as people call the thing in the project's language.
fn id(word: &Word, lang: Lang) -> &'static str {
    match lang {
        Lang::Fr => word.aliases.first().copied().unwrap_or(word.name),
        Lang::En => word.name,
    }
}

fn to_complete(word: &Word, lang: Lang) -> Value {
    let (label, colon) = (word.label(lang), lang.pick("\u{a0}:", ":"));
    Value::Text(format!("{PLACEHOLDER}{colon} {label}"))
}

fn text(text: &str) -> Value {
    Value::Text(text.to_owned())
}
