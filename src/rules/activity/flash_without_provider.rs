//! Flash needs the IT contractor, and no stakeholder is one.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::model::{Method, Role};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "flash-without-provider",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Passage(Passage::FlashProvider),
    level: Level::Error,
    needs: &[Kind::Project, Kind::Stakeholder],
    page: include_str!("flash_without_provider.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    if cx.project.settings.project.method != Some(Method::Flash) {
        return;
    }
    let stakeholders = &cx.project.stakeholders;
    let provider = stakeholders.iter().find(|(_, one)| one.role == Some(Role::ItProvider));
    if let Some((id, _)) = provider {
        report.present(Address::entity(Kind::Stakeholder, id).key("role"));
        return;
    }
    let roles = stakeholders.keys().map(|id| Address::entity(Kind::Stakeholder, id).key("role"));
    if let Some(role) = roles.into_iter().find(|role| cx.unknown(role)) {
        report.unknown(role);
        return;
    }
    let at = Address::file(Kind::Stakeholder).subject(Role::ItProvider.word().name);
    if stakeholders.is_empty() {
        // `no-stakeholder` says so.
        report.follows(at);
        return;
    }
    let message = tr!(
        cx.lang,
        "le prestataire SI ne figure pas parmi les parties prenantes, et la variante Flash demande sa collaboration",
        "the IT contractor is not among the stakeholders, and the Flash variant needs it"
    );
    report.missing(at, message).help(tr!(
        cx.lang,
        "dans `stakeholders.toml` : `[prestataire-si]` puis, une par ligne, `name = \"…\"` et `role = \"it-provider\"`",
        "in `stakeholders.toml`: `[it-contractor]` then, one a line, `name = \"…\"` and `role = \"it-provider\"`"
    ));
}
