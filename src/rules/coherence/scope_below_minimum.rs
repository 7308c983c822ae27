//! Departments are listed, the IT department not among them.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::model::misread::fold;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "scope-below-minimum",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Passage(Passage::ScopeMinimum),
    level: Level::Warning,
    needs: &[Kind::Scope, Kind::Project],
    page: include_str!("scope_below_minimum.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let departments = &cx.project.scope.departments;
    let own = cx.project.settings.authority.it_department == Some(true);
    if !own || departments.is_empty() || departments.iter().any(|name| is_it(name)) {
        return;
    }
    let message = tr!(
        cx.lang,
        "la DSI n'est pas parmi les services du périmètre",
        "the IT department is not among the departments of the scope"
    );
    let address = Address::file(Kind::Scope).key("departments");
    report.find(address, message).help(tr!(
        cx.lang,
        "ajoutez-la : `departments = [\"DSI\", …]` ; si tous les services sont compris, effacez la liste",
        "add it: `departments = [\"DSI\", …]`; if every department is included, delete the list"
    ));
}

/// Whether the name of a department reads like that of the IT department.
fn is_it(name: &str) -> bool {
    let name = fold(name);
    let mut words = name.split(|c: char| !c.is_alphanumeric());
    words.any(|word| word.starts_with("dsi") || matches!(word, "it" | "si"))
        || ["informatique", "numeri", "systemes-d-information", "systeme-d-information", "digital"]
            .iter()
            .any(|part| name.contains(part))
}
