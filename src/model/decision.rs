//! What was decided, by whom, when. Git says who recorded it.

use chrono::NaiveDate;

use super::{BodyId, DecisionId};
use crate::address::Address;

crate::entity! {
    /// A recorded decision: never rewritten, only superseded.
    Decision {
        "title" | "titre" => title: Option<String> [required],
            "Intitulé de la décision.",
            "The decision's title.";
        "date" => date: Option<NaiveDate> [required],
            "Date de la décision.",
            "The date of the decision.";
        "body" | "instance" => body: Option<BodyId>,
            "Instance qui a décidé ; sinon `taken-by`.",
            "The body that decided; otherwise `taken-by`.";
        "taken-by" | "prise-par" => taken_by: Option<String>,
            "Fonction qui a décidé, si ce n'est pas une instance.",
            "The function that decided, where it is no body.";
        "decision" => decision: Option<String> [required],
            "Ce qui est décidé, en une phrase.",
            "What is decided, in a sentence.";
        "reason" | "motif" => reason: Option<String>,
            "Pourquoi.",
            "Why.";
        "concerns" | "concerne" => concerns: Vec<Address>,
            "Adresses de ce que la décision concerne : `scope.coverage`, `milestones.launch.date`.",
            "The addresses of what the decision concerns: `scope.coverage`, `milestones.launch.date`.";
        "supersedes" | "remplace" => supersedes: Option<DecisionId>,
            "Décision que celle-ci remplace.",
            "The decision that this one supersedes.";
    }
}
