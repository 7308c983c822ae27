//! A SIREN number or an INSEE code is not one.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::AuthorityKind;
use crate::model::identifier::{wrong_insee, wrong_siren};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "bad-identifier",
    aliases: &[],
    family: Family::Validity,
    clause: Clause::Own,
    level: Level::Error,
    needs: &[Kind::Project],
    page: include_str!("bad_identifier.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let authority = &cx.project.settings.authority;
    let table = Address::file(Kind::Project).key("authority");
    let siren = authority.siren.as_deref().and_then(|siren| wrong_siren(siren, cx.lang));
    if let Some((message, help)) = siren {
        report.find(table.clone().key("siren"), message).help(help);
    }
    let Some(insee) = &authority.insee else { return };
    let wrong = if authority.kind.is_none_or(|kind| kind == AuthorityKind::Commune) {
        wrong_insee(insee, cx.lang)
    } else {
        Some((
            tr!(cx.lang, "seule une commune a un code INSEE", "only a commune has an INSEE code"),
            tr!(
                cx.lang,
                "effacez la ligne, ou écrivez `kind = \"commune\"`",
                "delete the line, or write `kind = \"commune\"`"
            ),
        ))
    };
    if let Some((message, help)) = wrong {
        report.find(table.key("insee"), message).help(help);
    }
}
