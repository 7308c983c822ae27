//! The scope leaves out the territory that the REEN law's decree speaks of.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::{Coverage, DocumentKind};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::rules::duty::duty;
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "reen-territory-scope",
    aliases: &[],
    family: Family::Legal,
    clause: Clause::Law,
    level: Level::Info,
    needs: &[Kind::Project, Kind::Scope],
    page: include_str!("reen_territory_scope.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let coverage = &cx.project.scope.coverage;
    if coverage.is_empty() || coverage.contains(&Coverage::Territory) {
        return;
    }
    let authority = &cx.project.settings.authority;
    let Some(duty) = duty(authority, DocumentKind::ReenStrategy) else {
        return;
    };
    let (bound, text) = (duty.bound(cx.lang), duty.text(cx.lang));
    let message = tr!(
        cx.lang,
        "le territoire est hors du périmètre, alors que la loi REEN demande à {bound} un bilan « sur le territoire concerné » ({text}, article D. 2311-15-1 du CGCT)",
        "the territory is outside the scope, whereas the REEN law asks {bound} for an account of \"the territory concerned\" ({text}, article D. 2311-15-1 of the CGCT)"
    );
    let address = Address::file(Kind::Scope).key("coverage");
    report
        .find(address, message)
        .help(tr!(
            cx.lang,
            "si ce projet doit porter la stratégie de la loi REEN : ajoutez `\"territory\"` à `coverage`",
            "if this project is to carry the REEN law's strategy: add `\"territory\"` to `coverage`"
        ))
        .note(tr!(
            cx.lang,
            "la méthode se contente de la DSI et des services ; l'étendue que la loi exige est discutée",
            "the method is content with IT and departments; how far the law reaches is disputed"
        ))
        .note(super::advice(cx.lang));
}
