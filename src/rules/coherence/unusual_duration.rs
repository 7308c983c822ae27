//! Step 1 lasts less than four weeks or more than six.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::{Clause, Passage, WEEKS};
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "unusual-duration",
    aliases: &[],
    family: Family::Coherence,
    clause: Clause::Passage(Passage::Duration),
    level: Level::Info,
    needs: &[Kind::Project],
    page: include_str!("unusual_duration.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let about = &cx.project.settings.project;
    let (Some(start), Some(end)) = (about.start, about.end) else { return };
    // Both days count.
    let days = (end - start).num_days() + 1;
    let (least, most) = (*WEEKS.start(), *WEEKS.end());
    // An end before its start is `reversed-dates`.
    if days < 1 || (least * 7..=most * 7).contains(&days) {
        return;
    }
    let s = if days == 1 { "" } else { "s" };
    let message = if days < least * 7 {
        tr!(
            cx.lang,
            "l'étape 1 dure {days} jour{s}, soit moins de {least} semaines",
            "step 1 lasts {days} day{s}, less than {least} weeks"
        )
    } else {
        tr!(
            cx.lang,
            "l'étape 1 dure {days} jours, soit plus de {most} semaines",
            "step 1 lasts {days} days, more than {most} weeks"
        )
    };
    let help = cx.lang.pick(
        "rien à changer si cette durée est voulue : la méthode la donne « à titre indicatif uniquement » ; sinon, revoyez `start` ou `end` dans `nrt.toml`",
        "nothing to change if this length is intended: the method gives it as an indication only; if not, review `start` or `end` in `nrt.toml`",
    );
    let project = Address::file(Kind::Project).key("project");
    let label = cx.lang.pick("début de l'étape", "start of the step");
    let draft = report.find(project.clone().key("end"), message).help(help.to_owned());
    draft.related(&project.key("start"), label.to_owned());
}
