//! What each file of a project is for, and what the types of its values are called.

use crate::address::Kind;
use crate::lang::Lang;
use crate::model::{Shape, Word};
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
