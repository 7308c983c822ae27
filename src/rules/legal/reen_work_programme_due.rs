//! The REEN law asks for a work programme, and nothing accounts for it.

use crate::address::Kind;
use crate::finding::Level;
use crate::method::Clause;
use crate::model::DocumentKind;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "reen-work-programme-due",
    aliases: &[],
    family: Family::Legal,
    clause: Clause::Law,
    level: Level::Info,
    needs: &[Kind::Project, Kind::Document],
    page: include_str!("reen_work_programme_due.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let noun = (
        "un programme de travail préalable à la stratégie numérique responsable",
        "a work programme ahead of the responsible-digital strategy",
    );
    let note = tr!(
        cx.lang,
        "échéance de la loi : le 1er janvier 2023 ; son contenu est à l'article D. 2311-15-1 du CGCT",
        "the law's deadline: 1 January 2023; article D. 2311-15-1 of the CGCT gives its contents"
    );
    super::point(cx, report, DocumentKind::ReenWorkProgramme, noun, Some(note));
}
