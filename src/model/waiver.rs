//! Which findings are accepted, why, until when.

use chrono::NaiveDate;

use super::DecisionId;
use crate::address::Address;

crate::entity! {
    /// A finding that the project accepts, for a time.
    Waiver {
        "rule" | "règle" => rule: Option<RuleName> [required],
            "Règle dont le constat est accepté ; `nrt rules` les liste.",
            "The rule whose finding is accepted; `nrt rules` lists them.";
        "target" | "cible" => target: Option<Address> [required],
            "Adresse concernée : `stakeholders.elu-numerique` ; `nrt explain RÈGLE` donne celle de chaque constat.",
            "The address concerned: `stakeholders.elu-numerique`; `nrt explain RULE` gives that of each finding.";
        "reason" | "motif" => reason: Option<String>,
            "Pourquoi cet écart est assumé, en une phrase.",
            "Why this is accepted, in a sentence.";
        "until" | "jusqu-au" | "échéance" => until: Option<NaiveDate> [required],
            "Dernier jour de la dispense, compris.",
            "The last day of the waiver, inclusive.";
        "decision" => decision: Option<DecisionId>,
            "Décision qui l'a accordée.",
            "The decision that granted it.";
    }
}

/// The name of a rule, as a file gives it; whether it exists is a rule's question.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct RuleName(pub String);

impl super::Scalar for RuleName {
    const SHAPE: super::Shape = super::Shape::Rule;

    fn scan<'v>(
        value: &'v toml::Spanned<toml::de::DeValue<'v>>,
        reader: &mut super::Reader<'v>,
    ) -> Option<Self> {
        reader.text(value, &Self::SHAPE).map(|name| Self(name.to_owned()))
    }
}
