//! A contact is a personal mail address or a mobile number.

use super::{holds_mobile, holds_personal_mail};
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "personal-contact",
    aliases: &[],
    family: Family::Privacy,
    clause: Clause::Own,
    level: Level::Info,
    needs: &[Kind::Referent, Kind::Stakeholder, Kind::Body],
    page: include_str!("personal_contact.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let (referents, others) = (&cx.project.referents, &cx.project.stakeholders);
    let referents =
        referents.iter().map(|(id, r)| (Kind::Referent, id, &r.function, "email", &r.email));
    let others =
        others.iter().map(|(id, s)| (Kind::Stakeholder, id, &s.name, "contact", &s.contact));
    let bodies = &cx.project.bodies;
    let bodies = bodies.iter().map(|(id, b)| (Kind::Body, id, &b.name, "contact", &b.contact));
    for (kind, id, title, key, value) in referents.chain(others).chain(bodies) {
        let Some(value) = value else { continue };
        let name = cx.called(title.as_deref(), id);
        let message = if holds_personal_mail(value) {
            tr!(
                cx.lang,
                "{name} : cette adresse électronique semble personnelle",
                "{name}: this mail address seems to be a personal one"
            )
        } else if holds_mobile(value) {
            tr!(
                cx.lang,
                "{name} : ce contact contient un numéro de téléphone mobile",
                "{name}: this contact holds a mobile phone number"
            )
        } else {
            continue;
        };
        let note = tr!(
            cx.lang,
            "effacer la ligne ne la retire pas de l'historique de git, s'il la contient déjà",
            "deleting the line does not remove it from git's history, if it is already there"
        );
        report.find(Address::entity(kind, id).key(key), message).note(note).help(tr!(
            cx.lang,
            "écrivez une adresse professionnelle, de préférence celle d'un service, ou effacez la ligne",
            "write a professional address, preferably that of a department, or delete the line"
        ));
    }
}
