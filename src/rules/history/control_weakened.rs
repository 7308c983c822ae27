//! Levels, thresholds, roles or waivers were made more lenient.

use super::super::policy::{self, Shift};
use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Family, Report, Rule, Versions};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "control-weakened",
    aliases: &[],
    family: Family::History,
    clause: Clause::Own,
    level: Level::Warning,
    needs: &[Kind::Project, Kind::Waiver],
    page: include_str!("control_weakened.md"),
    check: Check::Versions(check),
};

fn check(versions: &Versions<'_>, report: &mut Report<'_>) {
    let lang = versions.cx.lang;
    // With a policy from elsewhere nothing of this one counts, so that all that differs is told.
    let elsewhere = versions.after.is_under_another();
    for Shift { address, lenient, message } in policy::shifts(versions) {
        if !(lenient || elsewhere) || !versions.known(&address) {
            continue;
        }
        let mut draft = report.find(address, message);
        if !lenient {
            draft = draft.level(Level::Info);
        }
        if elsewhere {
            draft.note(tr!(
                lang,
                "cette vérification n'en tient pas compte : elle suit la version donnée à `--policy-from`",
                "this check does not go by it: it follows the version given to `--policy-from`"
            ));
        } else {
            draft.help(tr!(
                lang,
                "faites-le valider par qui pilote la démarche, ou rétablissez la version de référence",
                "have it approved by whoever steers the work, or go back to what the base says"
            ));
        }
    }
}
