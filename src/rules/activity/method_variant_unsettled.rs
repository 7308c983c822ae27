//! The variant of the method contradicts what the authority is, or its choice is not explained.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage, VARIANT_POPULATION};
use crate::model::Method;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "method-variant-unsettled",
    aliases: &[],
    family: Family::Activity,
    clause: Clause::Passage(Passage::Variant),
    level: Level::Error,
    needs: &[Kind::Project],
    page: include_str!("method_variant_unsettled.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let project = Address::file(Kind::Project).key("project");
    let (at, reason) = (project.clone().key("method"), project.key("method-reason"));
    let (about, authority) = (&cx.project.settings.project, &cx.project.settings.authority);
    // Each: whether it points to the standard variant; a population may point to none.
    let line = VARIANT_POPULATION;
    let by_population = authority.population.map(|n| (n != line).then_some(n > line));
    let said = about.method_reason.is_some() || cx.unknown(&reason);
    let (standard, other) = match about.method {
        Some(Method::Standard) => (true, "flash"),
        Some(Method::Flash) => (false, "standard"),
        None => return report.follows(at),
    };
    match (by_population, authority.it_department) {
        (Some(Some(a)), Some(b)) if a != standard && b != standard => {
            let message = tr!(
                cx.lang,
                "la population et la DSI indiquent toutes deux la variante `{other}`",
                "population and IT department both point to the `{other}` variant"
            );
            let help = tr!(cx.lang, "écrivez `\"{other}\"`", "write `\"{other}\"`");
            report.missing(at, message).level(Level::Error).help(help);
        }
        (Some(a), Some(b)) if said || (a, b) == (Some(standard), standard) => report.present(at),
        (Some(_), Some(_)) => {
            let message = tr!(
                cx.lang,
                "la population et la DSI n'indiquent pas toutes deux cette variante, et rien ne dit pourquoi elle est choisie",
                "population and IT department do not both point to this variant, and nothing says why it was chosen"
            );
            let help =
                tr!(cx.lang, "ajoutez `method-reason = \"…\"`", "add `method-reason = \"…\"`");
            report.present(at.clone());
            report.find(at, message).level(Level::Info).help(help);
        }
        (Some(Some(a)), None) | (None, Some(a)) if a == standard => report.present(at),
        _ => report.unknown(at),
    }
}
