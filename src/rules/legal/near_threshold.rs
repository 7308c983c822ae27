//! The population is so close to a legal threshold that a new figure may change what is due.

use std::cmp::Ordering;

use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::rule::{Check, Context, Family, Report, Rule};
use crate::rules::duty;
use crate::tr;

pub(super) static RULE: Rule = Rule {
    name: "near-threshold",
    aliases: &[],
    family: Family::Legal,
    clause: Clause::Law,
    level: Level::Info,
    needs: &[Kind::Project],
    page: include_str!("near_threshold.md"),
    check: Check::Project(check),
};

fn check(cx: &Context<'_>, report: &mut Report<'_>) {
    let settings = &cx.project.settings;
    let (Some(kind), Some(here)) = (settings.authority.kind, settings.authority.population) else {
        return;
    };
    let (percent, lang) = (settings.thresholds.near_threshold(), cx.lang);
    let Some((past, texts)) = duty::near_threshold(kind, here, percent, lang) else { return };
    let (texts, who) = (lang.list(&texts), duty::a_kind(kind, lang));
    let [population, gap, limit] =
        [here, here.abs_diff(past), past].map(|figure| duty::number(lang, figure));
    let s = lang.s(usize::try_from(here.abs_diff(past)).unwrap_or(usize::MAX));
    let gap = tr!(lang, "{gap} habitant{s}", "{gap} inhabitant{s}");
    let side = match here.cmp(&past) {
        Ordering::Less => tr!(lang, "à {gap} sous le seuil", "{gap} below the threshold"),
        Ordering::Equal => tr!(lang, "juste au seuil", "exactly at the threshold"),
        Ordering::Greater => tr!(lang, "à {gap} au-dessus du seuil", "{gap} above the threshold"),
    };
    let message = tr!(
        lang,
        "{population} habitants : {side} de {limit} qui compte pour {who} ({texts})",
        "{population} inhabitants: {side} of {limit} that counts for {who} ({texts})"
    );
    let address = Address::file(Kind::Project).key("authority").key("population");
    report
        .find(address, message)
        .help(tr!(
            lang,
            "vérifiez que `population` est le dernier chiffre publié par l'Insee, et suivez le chiffre de l'an prochain",
            "check that `population` is the latest figure published by Insee, and watch for next year's"
        ))
        .note(tr!(
            lang,
            "proche : à {percent} % ou moins, seuil propre à nrt (`near-threshold-percent`)",
            "close: within {percent} per cent, a threshold of nrt's own (`near-threshold-percent`)"
        ))
        .note(super::advice(lang));
}
