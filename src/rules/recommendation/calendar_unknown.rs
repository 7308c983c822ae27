//! Budget, busy or leave periods that the calendar does not give.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::PeriodKind;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "calendar-unknown",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(3),
    level: Level::Warning,
    needs: &[Kind::Calendar],
    page: include_str!("calendar_unknown.md"),
    check: Check::Project(check),
};

/// What the recommendation names; school holidays are the leave that can be foreseen.
const ASKED: [(&str, &[PeriodKind]); 3] = [
    ("budget", &[PeriodKind::Budget]),
    ("busy", &[PeriodKind::Busy]),
    ("leave", &[PeriodKind::Leave, PeriodKind::SchoolHoliday]),
];

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let lang = cx.lang;
    let calendar = &cx.project.calendar;
    for (word, kinds) in ASKED {
        let one = calendar.iter().find(|(_, p)| p.kind.is_some_and(|kind| kinds.contains(&kind)));
        if let Some((id, _)) = one {
            report.present(Address::entity(Kind::Calendar, id));
            continue;
        }
        if let Some((id, _)) = calendar.iter().find(|(_, period)| period.kind.is_none()) {
            report.unknown(Address::entity(Kind::Calendar, id).key("kind"));
            continue;
        }
        let (what, table, title) = match word {
            "budget" => (
                lang.pick("échéance budgétaire", "budget date"),
                lang.pick("budget-primitif", "budget-vote"),
                lang.pick("Vote du budget primitif", "Budget vote"),
            ),
            "busy" => (
                lang.pick("période chargée", "busy period"),
                lang.pick("temps-fort", "busy-weeks"),
                lang.pick("Clôture de l'exercice", "End of the financial year"),
            ),
            _ => (
                lang.pick("période de congés", "leave period"),
                lang.pick("conges", "leave"),
                lang.pick("Congés d'été", "Summer leave"),
            ),
        };
        let message = tr!(lang, "aucune {what} n'est déclarée", "no {what} is declared");
        report.missing(Address::file(Kind::Calendar).subject(word), message).help(tr!(
            lang,
            "dans `calendar.toml` : `[{table}]`, puis `title = \"{title}\"`, `kind = \"{word}\"`, `start = …` et `end = …`",
            "in `calendar.toml`: `[{table}]`, then `title = \"{title}\"`, `kind = \"{word}\"`, `start = …` and `end = …`"
        ));
    }
}
