//! What each file of a project is for, and what the types of its values are called.

use crate::address::Kind;
use crate::lang::Lang;
use crate::method::{Clause, Passage};
use crate::model::{Key, Shape, Word, misread};
use crate::tr;

/// One entity of a kind; the file itself where it holds none.
pub const fn one(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Project => lang.pick("Projet", "Project"),
        Kind::Referent => lang.pick("Référent", "Referent"),
        Kind::Stakeholder => lang.pick("Partie prenante", "Stakeholder"),
        Kind::Scope => lang.pick("Périmètre", "Scope"),
        Kind::Milestone => lang.pick("Jalon", "Milestone"),
        Kind::Document => lang.pick("Document", "Document"),
        Kind::Body => lang.pick("Instance", "Body"),
        Kind::Calendar => lang.pick("Période", "Period"),
        Kind::Decision => lang.pick("Décision", "Decision"),
        Kind::Waiver => lang.pick("Dispense", "Waiver"),
    }
}

/// What a file says, as a sentence.
pub const fn says(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Project => lang.pick(
            "Le projet lui-même ; la présence de ce fichier marque son dossier.",
            "The project itself; the presence of this file marks its folder.",
        ),
        Kind::Referent => {
            lang.pick("Qui pilote la démarche (activité 1).", "Who leads the work (activity 1).")
        }
        Kind::Stakeholder => {
            lang.pick("Qui doit être entendu (activité 3).", "Who must be heard (activity 3).")
        }
        Kind::Scope => {
            lang.pick("Ce qui est couvert (activité 4).", "What is covered (activity 4).")
        }
        Kind::Milestone => lang.pick(
            "Ce qui se passe, et quand (activités 2 et 5).",
            "What happens, and when (activities 2 and 5).",
        ),
        Kind::Document => lang.pick(
            "Ce qui existe déjà sur le papier (activité 6).",
            "What already exists on paper (activity 6).",
        ),
        Kind::Body => lang.pick(
            "Les instances où présenter la démarche (activité 7).",
            "The bodies where the work can be presented (activity 7).",
        ),
        Kind::Calendar => lang.pick(
            "Cycles budgétaires, temps forts et congés (recommandation 3).",
            "Budget cycles, busy periods and leave (recommendation 3).",
        ),
        Kind::Decision => {
            lang.pick("Ce qui a été décidé, par qui, quand.", "What was decided, by whom, when.")
        }
        Kind::Waiver => lang.pick(
            "Quels constats sont acceptés, pourquoi, jusqu'à quand.",
            "Which findings are accepted, why, until when.",
        ),
    }
}

/// The passage of the method that a key serves, by its name; of most, that of its file.
pub fn clause(kind: Kind, key: &str) -> Option<Clause> {
    let of_file = match kind {
        Kind::Referent => Some(Clause::Activity(1)),
        Kind::Stakeholder => Some(Clause::Activity(3)),
        Kind::Scope => Some(Clause::Activity(4)),
        Kind::Milestone => Some(Clause::Activity(5)),
        Kind::Document => Some(Clause::Activity(6)),
        Kind::Body => Some(Clause::Activity(7)),
        Kind::Calendar => Some(Clause::Recommendation(3)),
        Kind::Project | Kind::Decision | Kind::Waiver => None,
    };
    let own = match (kind, key) {
        (_, "note" | "formerly") => return None,
        (Kind::Project, "method" | "method-reason" | "population" | "it-department") => {
            Clause::Passage(Passage::Variant)
        }
        (Kind::Project, "objectives") | (Kind::Milestone, "covers") => Clause::Activity(2),
        (Kind::Project, "start" | "end") => Clause::Passage(Passage::Duration),
        (Kind::Project, "timing") | (Kind::Scope, "resources") => Clause::Passage(Passage::Timing),
        (Kind::Project, "holiday-zone" | "school-zone") | (Kind::Milestone, "date-reason") => {
            Clause::Recommendation(3)
        }
        (Kind::Project, "launch-notice-working-days")
        | (Kind::Milestone, "invited")
        | (Kind::Stakeholder, "launch") => Clause::Recommendation(4),
        (Kind::Project, "roles" | "key" | "optional")
        | (Kind::Stakeholder, "role" | "importance") => Clause::Passage(Passage::Stakeholders),
        (Kind::Referent, "profile") => Clause::Recommendation(1),
        (Kind::Referent, "brings") => Clause::Passage(Passage::Territory),
        (Kind::Stakeholder, "bilateral" | "bilateral-outcome" | "questions") => {
            Clause::Recommendation(5)
        }
        (Kind::Scope, "departments") => Clause::Passage(Passage::ScopeMinimum),
        (Kind::Scope, "reason") => Clause::Passage(Passage::ScopeWider),
        (Kind::Scope, "organisation") => Clause::Passage(Passage::ScopeOrganisation),
        (Kind::Scope, "facilities") => Clause::Passage(Passage::ScopeUse),
        (Kind::Document, "kind") => Clause::Passage(Passage::Documents),
        (Kind::Document, "reason") => Clause::Passage(Passage::DocumentDuty),
        (Kind::Document, "findings" | "nothing-found") => Clause::Passage(Passage::DocumentStudy),
        _ => return of_file,
    };
    Some(own)
}

/// What there is to say of a key beside its meaning: lines of Markdown.
pub fn notes(kind: Kind, key: &Key, lang: Lang) -> Vec<String> {
    let (wanted, example) = (shape(&key.shape, lang), misread::example_line(kind, key));
    let mut notes = vec![tr!(
        lang,
        "Type\u{a0}: {wanted}\u{a0}; par exemple `{example}`",
        "Type: {wanted}; for instance `{example}`"
    )];
    let mut note = |there: bool, fr, en| {
        if there {
            notes.push(lang.pick(fr, en).to_owned());
        }
    };
    note(key.required, "Obligatoire.", "Required.");
    note(
        key.personal,
        "Donnée personnelle\u{a0}: les constats ne la montrent jamais.",
        "Personal data: findings never show it.",
    );
    // Of the dates of milestones, the launch's alone binds others.
    let launch = kind == Kind::Milestone;
    note(
        key.commitment && !launch,
        "Point structurant\u{a0}: une fois écrit, il ne change qu'avec une décision qui le désigne.",
        "A commitment: once written, it changes only with a decision that names it.",
    );
    note(
        key.commitment && launch,
        "Point structurant pour le comité de lancement\u{a0}: une fois écrit, il ne change qu'avec une décision qui le désigne.",
        "A commitment for the launch committee: once written, it changes only with a decision that names it.",
    );
    notes
}

/// The words of a key that takes one of them, or a list of them.
pub const fn words_of(shape: &Shape) -> Option<&'static [Word]> {
    match *shape {
        Shape::Word(words) | Shape::List(&Shape::Word(words)) => Some(words),
        _ => None,
    }
}

/// Where an id is defined: « dans `bodies.toml` ».
fn whose(kinds: &[Kind], lang: Lang) -> String {
    let files: Vec<String> = kinds.iter().map(|kind| format!("`{}`", kind.file())).collect();
    let files = files.join(lang.pick(" ou ", " or "));
    tr!(lang, "dans {files}", "in {files}")
}

/// What a value is, in a few words: « date », « liste de textes », "id in `bodies.toml`".
pub fn shape(shape: &Shape, lang: Lang) -> String {
    let word = match shape {
        Shape::Text => lang.pick("texte", "text"),
        Shape::Date => "date",
        Shape::Time => lang.pick("heure", "time"),
        Shape::Count => lang.pick("nombre entier", "whole number"),
        Shape::Number => lang.pick("nombre", "number"),
        Shape::Flag => lang.pick("`true` ou `false`", "`true` or `false`"),
        Shape::Word(_) => lang.pick("mot de la liste", "word of the list"),
        Shape::Reference(kinds) => {
            let whose = whose(kinds, lang);
            return tr!(lang, "identifiant {whose}", "id {whose}");
        }
        Shape::Address => lang.pick("adresse", "address"),
        Shape::Rule => lang.pick("nom de règle", "name of a rule"),
        Shape::List(inner) => return list(inner, lang),
        Shape::Table(_) => "table",
        Shape::Map(_) => lang.pick("table, clés libres", "table, free keys"),
    };
    word.to_owned()
}

fn list(inner: &Shape, lang: Lang) -> String {
    let words = match inner {
        Shape::Text => lang.pick("liste de textes", "list of texts"),
        Shape::Date => lang.pick("liste de dates", "list of dates"),
        Shape::Word(_) => lang.pick("liste de mots", "list of words"),
        Shape::Address => lang.pick("liste d'adresses", "list of addresses"),
        Shape::Reference(kinds) => {
            let whose = whose(kinds, lang);
            return tr!(lang, "liste d'identifiants {whose}", "list of ids {whose}");
        }
        other => {
            let inner = shape(other, lang);
            return tr!(lang, "liste : {inner}", "list: {inner}");
        }
    };
    words.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model;
    use crate::rules;

    fn each_key(kind: Kind, keys: &'static [Key], visit: &mut dyn FnMut(Kind, &'static Key)) {
        for key in keys {
            visit(kind, key);
            if let Shape::Table(inner) | Shape::Map(&Shape::Table(inner)) = key.shape {
                each_key(kind, inner, visit);
            }
        }
    }

    /// Where the meaning of a key names an activity or a recommendation, it is that one.
    #[test]
    fn the_passage_of_a_key_is_the_one_that_its_meaning_names() {
        let mut count = 0;
        let mut wrong = Vec::new();
        for kind in Kind::ALL {
            each_key(kind, model::keys(kind), &mut |kind, key| {
                let recommendations = (1..=5).map(Clause::Recommendation);
                for named in (1..=7).map(Clause::Activity).chain(recommendations) {
                    if key.meaning(Lang::En).contains(&format!("({})", named.title(Lang::En))) {
                        count += 1;
                        let found = clause(kind, key.name);
                        if found != Some(named) {
                            wrong.push((kind, key.name, named, found));
                        }
                    }
                }
            });
        }
        assert!(wrong.is_empty(), "{wrong:?}");
        assert!(count >= 3, "{count}");
    }

    /// A passage that no rule holds would be one of which nrt knows nothing.
    #[test]
    fn the_passage_of_a_key_is_held_by_a_rule_that_reads_its_file() {
        let mut wrong = Vec::new();
        for kind in Kind::ALL {
            each_key(kind, model::keys(kind), &mut |kind, key| {
                let Some(clause) = clause(kind, key.name) else { return };
                if !rules::holding(clause).any(|rule| rule.needs.contains(&kind)) {
                    wrong.push((kind, key.name, clause));
                }
            });
        }
        assert!(wrong.is_empty(), "{wrong:#?}");
    }

    #[test]
    fn the_rules_that_speak_of_a_key_are_those_whose_examples_mark_it() {
        let names = |kind, key| rules::about(kind, key).iter().map(|rule| rule.name).collect();
        let found: Vec<&str> = names(Kind::Stakeholder, "bilateral");
        assert!(found.contains(&"late-bilateral") && found.contains(&"no-bilateral"), "{found:?}");
        assert!(!found.contains(&"no-stakeholder"), "{found:?}");
        let found: Vec<&str> = names(Kind::Milestone, "bilateral");
        assert!(found.is_empty(), "{found:?}");
    }
}
