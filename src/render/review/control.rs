//! What makes the control more lenient, in sentences: they stand on top.

use super::{Page, shown};
use crate::address::{Address, Kind};
use crate::lang::{Lang, dates};
use crate::model::{LevelSetting, Role, Waiver};
use crate::render::phrase;
use crate::rules;
use crate::rules::policy::Shift;
use crate::tr;

/// Each setting that is more lenient, and each waiver that is new, longer or aimed elsewhere.
pub(super) fn section(page: &Page<'_>) -> String {
    let (lang, eased) = (page.lang(), &page.review.eased);
    let lines: String = eased.iter().map(|shift| format!("- {}\n", told(page, shift))).collect();
    if lines.is_empty() {
        return String::new();
    }
    let title = lang.pick(
        "Attention\u{a0}: cette demande assouplit le contrôle",
        "Caution: this request makes the control more lenient",
    );
    let mut text = format!("\n**{title}**\n\n{lines}");
    if page.policy.is_some() {
        text.push_str(lang.pick(
            "\nCet avis n'en tient pas compte\u{a0}: il suit les réglages de la version qui reçoit la demande.\n",
            "\nThis review does not go by it: it follows the settings of the version that receives the request.\n",
        ));
    }
    text
}

fn told(page: &Page<'_>, shift: &Shift) -> String {
    let lang = page.lang();
    let keys: Vec<&str> = shift.address.path.iter().map(String::as_str).collect();
    let said = match (shift.address.kind, keys.as_slice()) {
        (Kind::Project, ["levels", name]) => Some(level(page, name)),
        (Kind::Project, ["thresholds", key]) => threshold(page, key),
        (Kind::Project, ["roles", ..]) => Some(roles(page)),
        (Kind::Waiver, [id, ..]) => waiver(page, id),
        _ => None,
    };
    said.unwrap_or_else(|| {
        let phrase = shown(&phrase::phrase(lang, &page.review.after.documents, &shift.address));
        tr!(lang, "Change {phrase}.", "Changes {phrase}.")
    })
}

fn level(page: &Page<'_>, name: &str) -> String {
    let lang = page.lang();
    let (old, new) = (page.review.before.written(), page.review.after.written());
    let of =
        |levels: &crate::model::Entities<Option<LevelSetting>>| levels.get(name).copied().flatten();
    let usual = || {
        let rule = rules::find(name)?;
        Some(crate::render::words::level(rule.level, lang))
    };
    let label = |setting: Option<LevelSetting>| match setting {
        Some(setting) => setting.word().label(lang),
        None => usual().unwrap_or_default(),
    };
    let (old, new) = (of(&old.settings.levels), of(&new.settings.levels));
    let title = shown(&phrase::rule(name, lang));
    if new == Some(LevelSetting::Off) {
        return tr!(
            lang,
            "Un constat n'est plus signalé du tout : {title}.",
            "A finding is no longer reported at all: {title}."
        );
    }
    let (was, is) = (label(old), label(new));
    tr!(
        lang,
        "Un constat pèse moins : {title} passe de « {was} » à « {is} ».",
        "A finding weighs less: {title} goes from \"{was}\" to \"{is}\"."
    )
}

fn threshold(page: &Page<'_>, key: &str) -> Option<String> {
    let lang = page.lang();
    let old = &page.review.before.written().settings.thresholds;
    let new = &page.review.after.written().settings.thresholds;
    let (was, is, unit) = match key {
        "launch-notice-working-days" => {
            (old.launch_notice(), new.launch_notice(), lang.pick("jours ouvrés", "working days"))
        }
        "waiver-expiring-days" => {
            (old.waiver_expiring(), new.waiver_expiring(), lang.pick("jours", "days"))
        }
        "near-threshold-percent" => {
            (old.near_threshold(), new.near_threshold(), lang.pick("pour cent", "per cent"))
        }
        _ => return None,
    };
    let address = Address::file(Kind::Project).key("thresholds").key(key);
    let what = super::capital(&phrase::of(lang, &address, phrase::Subject::Nameless));
    Some(tr!(
        lang,
        "{what} passe de {was} à {is} {unit}.",
        "{what} goes from {was} to {is} {unit}."
    ))
}

fn roles(page: &Page<'_>) -> String {
    let lang = page.lang();
    let key = |project: &crate::model::Project| {
        project.settings.roles.as_ref().map(|roles| roles.key.clone()).unwrap_or_default()
    };
    let new = key(page.review.after.written());
    let label = |role: &Role| role.word().label(lang);
    let left = lang.list(&new.iter().map(label).collect::<Vec<_>>());
    tr!(
        lang,
        "La liste des acteurs clés est raccourcie ; elle ne compte plus que : {left}.",
        "The list of key stakeholders is shorter; it now holds only: {left}."
    )
}

fn waiver(page: &Page<'_>, id: &str) -> Option<String> {
    let (lang, review) = (page.lang(), page.review);
    let Waiver { rule, target, reason, until, .. } = review.after.written().waivers.get(id)?;
    let title = shown(&phrase::rule(rule.as_ref().map_or("", |rule| rule.0.as_str()), lang));
    let about = target.as_ref().map(|target| {
        let phrase = shown(&phrase::phrase(lang, &review.after.documents, target));
        tr!(lang, ", pour {phrase}", ", for {phrase}")
    });
    let about = about.unwrap_or_default();
    let end = |day| dates::date(lang, day);
    let until = until.map_or_else(|| "?".to_owned(), end);
    let was = review.before.written().waivers.get(id);
    let same = was.filter(|was| (&was.rule, &was.target) == (rule, target));
    let mut text = match (same.and_then(|was| was.until), was) {
        (Some(before), _) => {
            let before = end(before);
            tr!(
                lang,
                "Un écart est accepté plus longtemps, jusqu'au {until} au lieu du {before} : {title}{about}.",
                "A departure is accepted for longer, until {until} instead of {before}: {title}{about}."
            )
        }
        (None, Some(_)) => tr!(
            lang,
            "Une dispense porte sur autre chose qu'avant, jusqu'au {until} : {title}{about}.",
            "A waiver is about something else than before, until {until}: {title}{about}."
        ),
        (None, None) => tr!(
            lang,
            "Un écart est accepté jusqu'au {until} : {title}{about}.",
            "A departure is accepted until {until}: {title}{about}."
        ),
    };
    text.push_str(&why(reason.as_deref(), lang));
    Some(text)
}

fn why(reason: Option<&str>, lang: Lang) -> String {
    match reason {
        Some(reason) => {
            let reason = shown(reason);
            tr!(lang, " Motif donné : « {reason} »", " Reason given: \"{reason}\"")
        }
        None => tr!(lang, " Aucun motif n'est donné.", " No reason is given."),
    }
}
