//! Every referent has the same profile.

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::Profile;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "uniform-profiles",
    aliases: &[],
    family: Family::Recommendation,
    clause: Clause::Recommendation(1),
    level: Level::Info,
    needs: &[Kind::Referent],
    page: include_str!("uniform_profiles.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let referents = &cx.project.referents;
    let Some((last, referent)) = referents.last_key_value().filter(|_| referents.len() > 1) else {
        return;
    };
    // Two « autre » may well differ.
    let Some(profile) = referent.profile.filter(|profile| *profile != Profile::Other) else {
        return;
    };
    if referents.values().any(|referent| referent.profile != Some(profile)) {
        return;
    }
    let (fr, en) = profile.word().label;
    let n = referents.len();
    let message = tr!(
        cx.lang,
        "les {n} référents ont le même profil : {fr}",
        "the {n} referents have the same profile: {en}"
    );
    let profile = |id: &str| Address::entity(Kind::Referent, id).key("profile");
    let mut draft = report.find(profile(last), message).help(tr!(
        cx.lang,
        "associez un autre profil, par exemple DSI et métier, ou chargé de mission et élu",
        "bring in another profile, for instance IT and business, or a project officer and an elected member"
    ));
    for id in referents.keys().filter(|id| *id != last) {
        draft = draft.related(&profile(id), tr!(cx.lang, "le même profil", "the same profile"));
    }
}
