//! The words for states, levels, verdicts and kinds, in both languages.

use crate::address::Kind;
use crate::check::{Checked, Verdict};
use crate::finding::Level;
use crate::lang::Lang;
use crate::method::{Clause, Passage};
use crate::model::Key;
use crate::rule::{Family, State};
use crate::tr;

/// The sentence that goes with every verdict.
pub const fn caveat(lang: Lang) -> &'static str {
    lang.pick(
        "nrt vérifie la présence des éléments, non leur qualité.",
        "nrt checks that the elements are there, not that they are good.",
    )
}

/// The sentence that goes with every document for a committee.
pub const fn source(lang: Lang) -> &'static str {
    lang.pick(
        "D'après la démarche Numérique responsable de l'ANCT\u{a0}; document de la collectivité, non validé par l'ANCT.",
        "After the ANCT's method Numérique responsable; a document of the authority's own, not approved by the ANCT.",
    )
}

/// The title of step 1.
pub const fn step(lang: Lang) -> &'static str {
    lang.pick("Étape 1 — Sécuriser les prérequis", "Step 1 — Secure the prerequisites")
}

/// A level, as a person reads it.
pub const fn level(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Error => lang.pick("erreur", "error"),
        Level::Warning => lang.pick("avertissement", "warning"),
        Level::Info => lang.pick("info", "info"),
    }
}

/// A level that starts a sentence: the whole word.
pub const fn level_noun(level: Level, lang: Lang) -> &'static str {
    match level {
        Level::Error | Level::Warning => self::level(level, lang),
        Level::Info => lang.pick("information", "information"),
    }
}

/// A state, as a person reads it.
pub const fn state(state: State, lang: Lang) -> &'static str {
    match state {
        State::Done => lang.pick("fait", "done"),
        State::Waived => lang.pick("dispensé", "waived"),
        State::Planned => lang.pick("prévu", "planned"),
        State::Unknown => lang.pick("inconnu", "unknown"),
        State::ToConfirm => lang.pick("à confirmer", "to confirm"),
        State::ToDo => lang.pick("à faire", "to do"),
    }
}

/// A verdict, as a sentence without a full stop.
pub const fn verdict(verdict: Verdict, lang: Lang) -> &'static str {
    match verdict {
        Verdict::Ready => lang.pick("Prérequis réunis", "Prerequisites met"),
        Verdict::ReadyIfPlanned => lang.pick(
            "Prérequis réunis sous réserve des échéances prévues",
            "Prerequisites met, provided that what is planned takes place",
        ),
        Verdict::NotReady => lang.pick("Prérequis non réunis", "Prerequisites not met"),
        Verdict::CannotTell => lang.pick(
            "Impossible de conclure, les fichiers contiennent des erreurs",
            "Cannot tell, the files contain errors",
        ),
    }
}

/// The short name of an activity, a recommendation or the variant.
pub fn clause(clause: Clause, lang: Lang) -> &'static str {
    match clause {
        Clause::Passage(Passage::Variant) => {
            lang.pick("Variante de la méthode", "Variant of the method")
        }
        Clause::Activity(_) | Clause::Recommendation(_) => match clause.article() {
            Some(article) => lang.pick(article.name.0, article.name.1),
            None => "",
        },
        Clause::Passage(_) => lang.pick("La méthode", "The method"),
        Clause::Law => lang.pick("Repère juridique", "Legal pointer"),
        Clause::Own => lang.pick("Règle propre à nrt", "nrt's own rule"),
    }
}

/// A family of rules.
pub const fn family(family: Family, lang: Lang) -> &'static str {
    match family {
        Family::Validity => lang.pick("Validité", "Validity"),
        Family::Activity => lang.pick("Activités", "Activities"),
        Family::Recommendation => lang.pick("Recommandations", "Recommendations"),
        Family::Coherence => lang.pick("Cohérence", "Coherence"),
        Family::Legal => lang.pick("Repères juridiques", "Legal pointers"),
        Family::Privacy => lang.pick("Données personnelles", "Personal data"),
        Family::Waiver => lang.pick("Dispenses", "Waivers"),
        Family::History => lang.pick("Historique", "History"),
    }
}

/// What a kind of file holds.
pub const fn kind(kind: Kind, lang: Lang) -> &'static str {
    match kind {
        Kind::Project => lang.pick("Projet", "Project"),
        Kind::Referent => lang.pick("Référents", "Referents"),
        Kind::Stakeholder => lang.pick("Parties prenantes", "Stakeholders"),
        Kind::Scope => lang.pick("Périmètre", "Scope"),
        Kind::Milestone => lang.pick("Jalons", "Milestones"),
        Kind::Document => lang.pick("Documents", "Documents"),
        Kind::Body => lang.pick("Instances", "Bodies"),
        Kind::Calendar => lang.pick("Calendrier", "Calendar"),
        Kind::Decision => lang.pick("Décisions", "Decisions"),
        Kind::Waiver => lang.pick("Dispenses", "Waivers"),
    }
}

/// The title of a key's column: « échange bilatéral », "first discussion".
pub fn title(key: &Key, lang: Lang) -> String {
    let name = match lang {
        Lang::Fr => key.aliases.first().copied().unwrap_or(key.name),
        Lang::En => key.name,
    };
    let mut title = String::new();
    for part in name.split('-') {
        title.push_str(part);
        let elided = matches!(part, "d" | "l" | "qu" | "jusqu");
        title.push(if elided && lang == Lang::Fr { '\'' } else { ' ' });
    }
    title.pop();
    title
}

/// « 1 erreur, 2 avertissements, 3 informations, 1 dispense », without what is not there.
pub fn counts(checked: &Checked, lang: Lang) -> String {
    let (errors, warnings) = (checked.count(Level::Error), checked.count(Level::Warning));
    let (infos, waived) = (checked.count(Level::Info), checked.waived());
    let skipped = checked.skipped.len();
    let s = |n| lang.s(n);
    let mut parts = Vec::new();
    if errors > 0 {
        parts.push(tr!(lang, "{errors} erreur{}", "{errors} error{}", s(errors)));
    }
    if warnings > 0 {
        parts.push(tr!(lang, "{warnings} avertissement{}", "{warnings} warning{}", s(warnings)));
    }
    if infos > 0 {
        parts.push(tr!(lang, "{infos} information{}", "{infos} notice{}", s(infos)));
    }
    if waived > 0 {
        parts.push(tr!(lang, "{waived} dispense{}", "{waived} waived finding{}", s(waived)));
    }
    if skipped > 0 {
        parts.push(tr!(
            lang,
            "{skipped} règle{} non vérifiée{0}",
            "{skipped} rule{} not run",
            s(skipped)
        ));
    }
    if parts.is_empty() {
        return lang.pick("aucun constat", "no finding").to_owned();
    }
    parts.join(", ")
}

/// « 1 activité à faire, 1 prévue, 6 faites », the variant counted only when it is not settled.
pub fn activities(checked: &Checked, lang: Lang) -> String {
    let order =
        [State::ToDo, State::ToConfirm, State::Unknown, State::Planned, State::Waived, State::Done];
    let mut parts = Vec::new();
    for state in order {
        let n = checked
            .states
            .iter()
            .filter(|s| matches!(s.clause, Clause::Activity(_)) && s.state == state)
            .count();
        if n == 0 {
            continue;
        }
        let s = lang.s(n);
        let word = match (state, lang) {
            (State::Done, Lang::Fr) => format!("faite{s}"),
            (State::Planned, Lang::Fr) => format!("prévue{s}"),
            (State::Waived, Lang::Fr) => format!("dispensée{s}"),
            (State::Unknown, Lang::Fr) => format!("inconnue{s}"),
            (state, lang) => self::state(state, lang).to_owned(),
        };
        let noun = match (parts.is_empty(), lang) {
            (false, _) => String::new(),
            (true, Lang::Fr) => format!(" activité{s}"),
            (true, Lang::En) if n == 1 => " activity".to_owned(),
            (true, Lang::En) => " activities".to_owned(),
        };
        parts.push(format!("{n}{noun} {word}"));
    }
    parts.join(", ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Shape;

    #[test]
    fn titles_are_words() {
        let key = |aliases| Key::new("first-discussion", aliases, Shape::Date, ("", ""));
        for (aliases, expected) in [
            (&["premier-échange"] as &'static [&'static str], "premier échange"),
            (&["jusqu-au"], "jusqu'au"),
            (&["délai-d-invitation"], "délai d'invitation"),
            (&[], "first discussion"),
        ] {
            assert_eq!(title(&key(aliases), Lang::Fr), expected);
            assert_eq!(title(&key(aliases), Lang::En), "first discussion");
        }
    }
}
