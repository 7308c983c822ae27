//! What is already there to be completed: the key roles, and the method's own eight documents.

use super::Answers;
use crate::lang::Lang;
use crate::method::{KEY_ROLES, LISTED_DOCUMENTS};
use crate::model::{Method, Role, Status};
use crate::rule::wanted::{self, New};

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
    tables(roles.into_iter().map(|role| wanted::stakeholder(role, answers.lang)), answers.lang)
}

/// The documents that the method lists.
pub(super) fn documents(lang: Lang) -> String {
    let listed = LISTED_DOCUMENTS.into_iter();
    tables(listed.map(|kind| wanted::document(kind, Status::ToFind, lang)), lang)
}

fn tables(wanted: impl Iterator<Item = New>, lang: Lang) -> String {
    let tables: Vec<String> = wanted.map(|new| wanted::table(&new, &new.id, lang)).collect();
    tables.join("\n")
}
