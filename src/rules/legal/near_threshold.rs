//! The population is so close to a legal threshold that a new figure may change what is due.

use std::cmp::Ordering;

use super::Threshold;
use crate::address::{Address, Kind};
use crate::finding::Level;
use crate::method::Clause;
use crate::model::DocumentKind;
use crate::rule::{Check, Context, Family, Report, Rule};
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
    let percent = settings.thresholds.near_threshold();
    let near = |past: u64| {
        let allowed = u128::from(past) * u128::from(percent.unsigned_abs());
        u128::from(here.abs_diff(past)) * 100 <= allowed
    };
    let thresholds =
        DocumentKind::ALL.iter().filter_map(|document| match super::asked(kind, *document)? {
            (Threshold::Population(past), text) if near(past) => Some((past, text)),
            _ => None,
        });
    let thresholds: Vec<_> = thresholds.collect();
    // The closest one only, with every text that has it.
    let Some(past) = thresholds.iter().map(|(past, _)| *past).min_by_key(|p| here.abs_diff(*p))
    else {
        return;
    };
    let lang = cx.lang;
    let mut texts: Vec<&str> = thresholds
        .iter()
        .filter(|(other, _)| *other == past)
        .map(|(_, text)| lang.pick(text.0, text.1))
        .collect();
    texts.dedup();
    let (texts, who) = (lang.list(&texts), super::a_kind(kind, lang));
    let [population, gap, limit] =
        [here, here.abs_diff(past), past].map(|figure| super::number(lang, figure));
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
            "vérifiez que `population` est le dernier chiffre publié par l'Insee, et suivez le prochain",
            "check that `population` is the latest figure published by Insee, and watch for the next"
        ))
        .note(tr!(
            lang,
            "proche : à {percent} % ou moins, seuil propre à nrt (`near-threshold-percent`)",
            "close: within {percent} per cent, a threshold of nrt's own (`near-threshold-percent`)"
        ))
        .note(super::advice(lang));
}
