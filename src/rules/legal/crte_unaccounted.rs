//! Nothing accounts for the ecological-transition contract that covers the territory.

use crate::address::Kind;
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::model::AuthorityKind;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::rules::duty::{a_kind, has_own_taxes};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "crte-unaccounted",
    aliases: &[],
    family: Family::Legal,
    clause: Clause::Passage(Passage::DocumentDuty),
    level: Level::Info,
    needs: &[Kind::Project, Kind::Document],
    page: include_str!("crte_unaccounted.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let Some(kind) = cx.project.settings.authority.kind else { return };
    if kind != AuthorityKind::Commune && !has_own_taxes(kind) {
        return;
    }
    let Some(address) = super::unaccounted_crte(cx) else { return };
    let (lang, bare) = (cx.lang, address.subject.is_none());
    let said = if bare {
        lang.pick(
            "une entrée dit sans motif qu'il n'existe pas",
            "an entry says without a reason that there is none",
        )
    } else {
        lang.pick("`documents.toml` n'en dit rien", "`documents.toml` says nothing of it")
    };
    let help = if bare {
        tr!(
            lang,
            "s'il n'y en a vraiment pas, ajoutez `reason = \"…\"` ; sinon `status = \"to-find\"`",
            "if there truly is none, add `reason = \"…\"`; otherwise `status = \"to-find\"`"
        )
    } else {
        super::crte_help(lang, kind)
    };
    let (who, here) = (a_kind(kind, lang), super::population_here(cx));
    let message = tr!(
        lang,
        "un contrat pour la réussite de la transition écologique (CRTE) couvre certainement le territoire d'{who}{here}, et {said}",
        "an ecological-transition contract (CRTE) surely covers the territory of {who}{here}, and {said}"
    );
    let duty = tr!(
        lang,
        "aucun article n'y oblige, et il n'y a pas de seuil : c'est un contrat avec l'État",
        "no article makes it a duty, and there is no threshold: it is a contract with the State"
    );
    report.find(address, message).help(help).note(duty).note(super::advice(lang));
}
