//! Addresses in words: « la date du comité de lancement », « la présence de Direction générale des
//! services au lancement ». What is returned is not yet cleaned: it may hold a title from a file.

mod keys;

use super::{kinds, words};
use crate::address::{Address, Kind};
use crate::lang::Lang;
use crate::load::Documents;
use crate::model::{self, MilestoneKind};
use crate::rule::page::Page;
use crate::{rules, tr};

/// What an address lies in, as a sentence names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject<'s> {
    /// The launch committee, which everybody knows by that name.
    Launch,
    /// An entity by its title.
    Called(&'s str),
    /// An entity without a title, or none: its id is all there is.
    Nameless,
}

impl<'s> Subject<'s> {
    /// The entity that an address lies in, as some files call it.
    pub fn of(documents: &'s Documents<'_>, address: &Address) -> Self {
        let text = |key: &str| {
            let path = [entity(address)?, &[key.to_owned()]].concat();
            documents.get(address.kind)?.value(&path)?.get_ref().as_str()
        };
        let launch = MilestoneKind::LaunchCommittee.word().name;
        if address.kind == Kind::Milestone && text("kind") == Some(launch) {
            return Self::Launch;
        }
        let title = match address.kind {
            Kind::Scope => text("name"),
            kind => text(model::title_key(kind)),
        };
        title.map_or(Self::Nameless, Self::Called)
    }
}

/// An address in words, its entity being called as these files call it.
pub fn phrase(lang: Lang, documents: &Documents<'_>, address: &Address) -> String {
    of(lang, address, Subject::of(documents, address))
}

/// How the value of a key is called, in French and in English: « la date de l'échange bilatéral {} »,
/// where `{}` stands for the entity.
pub fn key(kind: Kind, key: &str) -> Option<(&'static str, &'static str)> {
    keys::template(kind, true, key)
}

/// An address in words: an entity, a value of one, or all that a file holds.
pub fn of(lang: Lang, address: &Address, subject: Subject<'_>) -> String {
    let Some(entity) = entity(address) else {
        let kind = words::kind(address.kind, lang).to_lowercase();
        return match (lang, address.kind) {
            (Lang::Fr, Kind::Project | Kind::Scope | Kind::Calendar) => format!("le {kind}"),
            (Lang::Fr, _) => format!("les {kind}"),
            (Lang::En, _) => format!("the {kind}"),
        };
    };
    let keys: Vec<&str> = address.path[entity.len()..].iter().map(String::as_str).collect();
    if keys.is_empty() {
        return the(lang, address, subject);
    }
    if let [section, key] = keys.as_slice()
        && address.kind == Kind::Project
        && *section == "levels"
    {
        let title = rule(key, lang);
        return tr!(lang, "la gravité du constat {title}", "the level of the finding {title}");
    }
    let key = keys.join(".");
    let template = keys::template(address.kind, !entity.is_empty(), &key);
    let Some(template) = template.map(|(fr, en)| lang.pick(fr, en)) else {
        let whole = the(lang, address, subject);
        return tr!(lang, "« {key} », dans {whole}", "\"{key}\" in {whole}");
    };
    template.replace("{}", &genitive(lang, address, subject))
}

/// The keys of the entity that an address lies in: none where the file holds no entities. `None`
/// where the file as a whole is meant.
fn entity(address: &Address) -> Option<&[String]> {
    let depth = match address.kind {
        Kind::Scope if address.path.first().is_some_and(|key| key == "facilities") => 2,
        Kind::Project | Kind::Scope => 0,
        _ => 1,
    };
    if address.path.is_empty() { None } else { address.path.get(..depth) }
}

/// An entity with its article: « le jalon « Note de cadrage » ».
fn the(lang: Lang, address: &Address, subject: Subject<'_>) -> String {
    let article = match (lang, address.kind) {
        (Lang::En, _) => "the ",
        (Lang::Fr, Kind::Stakeholder | Kind::Calendar | Kind::Decision | Kind::Waiver) => "la ",
        (Lang::Fr, Kind::Body) => "l'",
        (Lang::Fr, Kind::Scope) => "les ",
        (Lang::Fr, Kind::Project | Kind::Referent | Kind::Milestone | Kind::Document) => "le ",
    };
    format!("{article}{}", bare(lang, address, subject))
}

/// An entity after « de »: « du jalon « Note de cadrage » », « de « Direction générale des services » ».
fn genitive(lang: Lang, address: &Address, subject: Subject<'_>) -> String {
    if let (Kind::Stakeholder | Kind::Referent, Subject::Called(name)) = (address.kind, subject) {
        return tr!(lang, "de «\u{a0}{name}\u{a0}»", "of {name}");
    }
    let of = match (lang, address.kind) {
        (Lang::En, _) => "of the ",
        (Lang::Fr, Kind::Stakeholder | Kind::Calendar | Kind::Decision | Kind::Waiver) => "de la ",
        (Lang::Fr, Kind::Body) => "de l'",
        (Lang::Fr, Kind::Scope) => "des ",
        (Lang::Fr, Kind::Project | Kind::Referent | Kind::Milestone | Kind::Document) => "du ",
    };
    format!("{of}{}", bare(lang, address, subject))
}

/// An entity without its article.
fn bare(lang: Lang, address: &Address, subject: Subject<'_>) -> String {
    let noun = match address.kind {
        Kind::Scope => tr!(lang, "équipements", "facilities"),
        kind => kinds::one(kind, lang).to_lowercase(),
    };
    match subject {
        Subject::Launch => tr!(lang, "comité de lancement", "launch committee"),
        Subject::Called(name) if address.kind == Kind::Waiver => {
            let title = rule(name, lang);
            tr!(lang, "dispense du constat {title}", "waiver of the finding {title}")
        }
        Subject::Called(name) => quoted(lang, &noun, name),
        Subject::Nameless => {
            let id = address.path.last().filter(|_| address.path.len() < 3);
            let id = address.entity_id().or(id.map(String::as_str)).unwrap_or_default();
            format!("{noun} `{id}`")
        }
    }
}

/// « jalon « Note de cadrage » » · "milestone "Scoping note"".
fn quoted(lang: Lang, noun: &str, name: &str) -> String {
    tr!(lang, "{noun} « {name} »", "{noun} \"{name}\"")
}

/// A rule, by what it finds.
pub fn rule(name: &str, lang: Lang) -> String {
    match rules::find(name) {
        Some(rule) => {
            let title = Page::parse(rule.page).title(lang);
            tr!(lang, "« {title} »", "\"{title}\"")
        }
        None => format!("`{name}`"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Key, Shape};

    /// The path of every key, those of nested tables included.
    fn paths(above: &[String], keys: &[Key]) -> Vec<Vec<String>> {
        let mut found = Vec::new();
        for key in keys {
            let path = [above, &[key.name.to_owned()]].concat();
            match key.shape {
                Shape::Table(inner) => found.extend(paths(&path, inner)),
                Shape::Map(inner) => {
                    let below = [path.as_slice(), &["no-lead".to_owned()]].concat();
                    if let Shape::Table(inner) = inner {
                        found.extend(paths(&below, inner));
                    }
                    found.push(below);
                }
                _ => {}
            }
            found.push(path);
        }
        found
    }

    #[test]
    fn every_key_of_the_model_has_its_words() {
        for kind in Kind::ALL {
            let above = if kind.holds_entities() { vec!["x".to_owned()] } else { Vec::new() };
            let all = paths(&above, model::keys(kind));
            let mut seen = std::collections::BTreeSet::new();
            for path in all {
                let address = Address { kind, path, subject: None };
                for lang in Lang::ALL {
                    let said = of(lang, &address, Subject::Called("Nom"));
                    let own = address.path.last().map_or("", String::as_str);
                    assert!(
                        !said.contains(&format!("«\u{a0}{own}\u{a0}», dans")),
                        "{address}: {said}"
                    );
                    assert!(!said.contains("\" in the"), "{address}: {said}");
                    assert!(!said.contains("{}") && !said.contains("de le "), "{said}");
                    assert!(
                        seen.insert((lang, said.clone())),
                        "{address} is not told apart: {said}"
                    );
                }
            }
        }
    }

    #[test]
    fn entities_are_named_as_in_a_sentence() {
        let say = |text: &str, subject| {
            let address = Address::parse(text).expect("an address");
            Lang::ALL.map(|lang| of(lang, &address, subject)).join(" | ").replace('\u{a0}', " ")
        };
        let dgs = Subject::Called("Direction générale des services");
        for (address, subject, expected) in [
            (
                "milestones.launch.date",
                Subject::Launch,
                "la date du comité de lancement | the date of the launch committee",
            ),
            (
                "milestones.note",
                Subject::Called("Note"),
                "le jalon « Note » | the milestone \"Note\"",
            ),
            (
                "stakeholders.dgs.launch",
                dgs,
                "la présence de « Direction générale des services » au lancement | the presence of Direction générale des services at the launch",
            ),
            (
                "stakeholders.a.bilateral",
                Subject::Called("Achats"),
                "la date de l'échange bilatéral de « Achats » | the date of the one-to-one of Achats",
            ),
            (
                "scope.coverage",
                Subject::Nameless,
                "le périmètre : qui est concerné | the scope: who is covered",
            ),
            (
                "scope.facilities.piscines",
                Subject::Called("Piscines"),
                "les équipements « Piscines » | the facilities \"Piscines\"",
            ),
            (
                "scope.facilities.piscines.count",
                Subject::Called("Piscines"),
                "le nombre des équipements « Piscines » | the number of the facilities \"Piscines\"",
            ),
            (
                "waivers.w.until",
                Subject::Called("no-lead"),
                "la fin de la dispense du constat « Aucun référent n'est chargé d'une partie du travail » | the end of the waiver of the finding \"No referent is in charge of a part of the work\"",
            ),
            ("decisions", Subject::Nameless, "les décisions | the decisions"),
            (
                "bodies.codir.sessions",
                Subject::Nameless,
                "les séances de l'instance `codir` | the sessions of the body `codir`",
            ),
            (
                "milestones.launch.colour",
                Subject::Launch,
                "« colour », dans le comité de lancement | \"colour\" in the launch committee",
            ),
        ] {
            assert_eq!(say(address, subject), expected);
        }
    }
}
