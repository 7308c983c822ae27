//! A contact is a personal mail address or a mobile number.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::rules::recommendation::named;
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

/// Providers of personal mailboxes by their domain; those without a dot, under any ending.
const PROVIDERS: &str = "aliceadsl.fr aol bbox.fr club-internet.fr fastmail free.fr gmail gmx \
    googlemail hotmail icloud.com laposte.net libertysurf.fr live mac.com mail.com mailo.com \
    me.com msn.com neuf.fr netcourrier.com noos.fr nordnet.fr numericable.fr orange.fr outlook \
    pm.me posteo proton.me protonmail sfr.fr tuta.com tutanota voila.fr wanadoo.fr yahoo ymail.com";

/// How the addresses begin that small authorities have at such providers: no person's.
const OFFICES: &str =
    "accueil ccas commune contact mairie secretariat syndicat ville- ville. villede";

/// Country codes of France and of its overseas departments.
const COUNTRIES: &[&str] = &["33", "262", "590", "594", "596"];

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let project = cx.project;
    let referents = project
        .referents
        .iter()
        .map(|(id, referent)| (Kind::Referent, id, &referent.function, "email", &referent.email));
    let stakeholders = project.stakeholders.iter().map(|(id, stakeholder)| {
        (Kind::Stakeholder, id, &stakeholder.name, "contact", &stakeholder.contact)
    });
    let bodies = project
        .bodies
        .iter()
        .map(|(id, body)| (Kind::Body, id, &body.name, "contact", &body.contact));
    for (kind, id, title, key, value) in referents.chain(stakeholders).chain(bodies) {
        let Some(value) = value else { continue };
        let name = named(cx.lang, title.as_deref(), id);
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
        let help = if kind == Kind::Referent {
            tr!(
                cx.lang,
                "écrivez l'adresse professionnelle, ou effacez la ligne",
                "write the professional address, or delete the line"
            )
        } else {
            tr!(
                cx.lang,
                "écrivez l'adresse du service ou du secrétariat, ou effacez la ligne",
                "write the address of the department or secretariat, or delete the line"
            )
        };
        report.find(Address::entity(kind, id).key(key), message).help(help).note(tr!(
            cx.lang,
            "effacer la ligne ne la retire pas de l'historique de git, s'il la contient déjà",
            "deleting the line does not remove it from git's history, if it is already there"
        ));
    }
}

fn holds_personal_mail(value: &str) -> bool {
    let value = value.to_lowercase();
    let separates = |c: char| c.is_whitespace() || "<>()[],;:\"'/".contains(c);
    value.split(separates).filter_map(|word| word.rsplit_once('@')).any(|(local, domain)| {
        let domain = domain.trim_end_matches('.');
        let provider = match domain.split_once('.') {
            Some((provider, ending)) if !ending.contains('.') || ending == "co.uk" => provider,
            _ => domain,
        };
        let personal = PROVIDERS.split(' ').any(|known| known == domain || known == provider);
        personal && !OFFICES.split(' ').any(|office| local.starts_with(office))
    })
}

/// Whether a text holds a French mobile number, however it is spaced.
fn holds_mobile(value: &str) -> bool {
    let spaces = |c: char| c.is_whitespace() || matches!(c, '.' | '-' | '(' | ')');
    let text = value.replace(spaces, "");
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c == '+' || c.is_ascii_digit()) {
        rest = &rest[at..];
        match national(rest) {
            Some((number, _)) if number.starts_with(['6', '7']) => return true,
            Some((_, after)) => rest = after,
            None => {
                rest =
                    rest.trim_start_matches('+').trim_start_matches(|c: char| c.is_ascii_digit());
            }
        }
    }
    false
}

/// The nine digits of the French number that a text begins with, and what follows them.
fn national(text: &str) -> Option<(&str, &str)> {
    let number = match text.strip_prefix('+').or_else(|| text.strip_prefix("00")) {
        Some(abroad) => {
            let number = COUNTRIES.iter().find_map(|code| abroad.strip_prefix(code))?;
            number.strip_prefix('0').unwrap_or(number)
        }
        None => text.strip_prefix('0')?,
    };
    let (digits, after) = number.split_at_checked(9)?;
    // Another number may follow, but not the rest of a longer one.
    let whole = !after.starts_with(|c: char| ('1'..='9').contains(&c));
    (whole && digits.bytes().all(|b| b.is_ascii_digit())).then_some((digits, after))
}
