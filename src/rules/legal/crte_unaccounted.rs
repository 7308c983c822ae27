//! Nothing accounts for the ecological-transition contract that covers the territory.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::model::{AuthorityKind, DocumentKind, Status};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::rules::validity::is_reason;
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
    let authority = &cx.project.settings.authority;
    let Some(kind) = authority.kind else { return };
    let commune = kind == AuthorityKind::Commune;
    if !commune && !super::has_own_taxes(kind) {
        return;
    }
    let mut address = Address::file(Kind::Document).subject(DocumentKind::Crte.word().name);
    for (id, entry) in &cx.project.documents {
        match entry.kind {
            Some(DocumentKind::Crte) => {}
            Some(_) => continue,
            None => return,
        }
        let explained = entry.reason.as_deref().is_some_and(is_reason);
        if entry.status != Some(Status::None) || explained {
            return;
        }
        address = Address::entity(Kind::Document, id).key("status");
    }
    let who = super::a_kind(kind, cx.lang);
    let here = authority.population.map_or_else(String::new, |population| {
        let here = super::number(cx.lang, population);
        tr!(cx.lang, " (ici {here} habitants)", " (here {here} inhabitants)")
    });
    let bare = address.subject.is_none();
    let said = if bare {
        tr!(
            cx.lang,
            "une entrée dit sans motif qu'il n'existe pas",
            "an entry says without a reason that there is none"
        )
    } else {
        tr!(cx.lang, "`documents.toml` n'en dit rien", "`documents.toml` says nothing of it")
    };
    let message = tr!(
        cx.lang,
        "un contrat pour la réussite de la transition écologique (CRTE) couvre certainement le territoire d'{who}{here}, et {said} (ni seuil, ni article)",
        "an ecological-transition contract (CRTE) surely covers the territory of {who}{here}, and {said} (no threshold, no article)"
    );
    let help = if bare {
        tr!(
            cx.lang,
            "s'il n'y en a vraiment pas, ajoutez `reason = \"…\"` ; sinon `status = \"to-find\"`",
            "if there truly is none, add `reason = \"…\"`; otherwise `status = \"to-find\"`"
        )
    } else if commune {
        tr!(
            cx.lang,
            "demandez-le à votre intercommunalité, puis dans `documents.toml` : `[crte]`, `title = \"…\"`, `kind = \"crte\"`, `status = \"requested\"`",
            "ask your inter-municipal body for it, then in `documents.toml`: `[crte]`, `title = \"…\"`, `kind = \"crte\"`, `status = \"requested\"`"
        )
    } else {
        tr!(
            cx.lang,
            "dans `documents.toml` : `[crte]`, `title = \"…\"`, `kind = \"crte\"`, `status = \"to-find\"`",
            "in `documents.toml`: `[crte]`, `title = \"…\"`, `kind = \"crte\"`, `status = \"to-find\"`"
        )
    };
    report.find(address, message).help(help).note(super::advice(cx.lang));
}
