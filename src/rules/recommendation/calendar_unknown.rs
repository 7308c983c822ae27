//! Budget, busy or leave periods that the calendar does not give.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::PeriodKind::{self, Budget, Busy, Leave, SchoolHoliday};
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

type Both = (&'static str, &'static str);

/// What the recommendation names, and an example; school holidays are leave that can be foreseen.
const ASKED: [(&[PeriodKind], Both, Both); 3] = [
    (&[Budget], ("aucune échéance budgétaire", "no budget date"), ("Vote du budget", "Budget")),
    (&[Busy], ("aucun temps fort", "no busy period"), ("Vœux aux agents", "New Year ceremony")),
    (
        &[Leave, SchoolHoliday],
        ("aucune période de congés", "no leave period"),
        ("Congés d'été", "Summer leave"),
    ),
];

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let (lang, calendar) = (cx.lang, &cx.project.calendar);
    for (kinds, what, title) in ASKED {
        let answers = |kind: Option<PeriodKind>| kind.is_none_or(|kind| kinds.contains(&kind));
        // A period whose kind could not be taken may be of any.
        let best =
            calendar.iter().filter(|(_, p)| answers(p.kind)).min_by_key(|(_, p)| p.kind.is_none());
        match best {
            Some((id, period)) if period.kind.is_some() => {
                report.present(Address::entity(Kind::Calendar, id));
            }
            Some((id, _)) => report.unknown(Address::entity(Kind::Calendar, id).key("kind")),
            None => {
                let word = kinds[0].word().name;
                let (what, title) = (lang.pick(what.0, what.1), lang.pick(title.0, title.1));
                let none = lang.pick("le calendrier ne déclare", "the calendar declares");
                let message = format!("{none} {what}");
                report.missing(Address::file(Kind::Calendar).subject(word), message).help(tr!(
                    lang,
                    "dans `calendar.toml` : `[{word}]` puis, une par ligne, `title = \"{title}\"`, `kind = \"{word}\"`, `start = …` et `end = …`",
                    "in `calendar.toml`: `[{word}]` then, one a line, `title = \"{title}\"`, `kind = \"{word}\"`, `start = …` and `end = …`"
                ));
            }
        }
    }
}
