//! What a change does to the scope, in sentences: what enters it, what leaves it.

use toml::de::DeValue;

use super::Page;
use super::act::Act;
use crate::changes::Edit;
use crate::lang::Lang;
use crate::model::{Coverage, Organisation};
use crate::render::phrase::Subject;
use crate::rules::policy::Commitment;
use crate::tr;

/// The most members of a list that are named; a threshold of nrt's own.
const MAX_NAMED: usize = 8;

/// The words that a list gained and lost.
fn turned<'e>(edit: Option<&'e Edit<'_>>) -> Option<(Vec<&'e str>, Vec<&'e str>)> {
    let edit = edit?;
    let words = |value: Option<&'e DeValue<'_>>| -> Vec<&'e str> {
        let items = value.and_then(DeValue::as_array).into_iter().flat_map(|items| items.iter());
        items.filter_map(|item| item.get_ref().as_str()).collect()
    };
    let (before, after) = (words(edit.before), words(edit.after));
    let gained: Vec<&str> = after.iter().filter(|word| !before.contains(word)).copied().collect();
    let lost: Vec<&str> = before.iter().filter(|word| !after.contains(word)).copied().collect();
    (!gained.is_empty() || !lost.is_empty()).then_some((gained, lost))
}

/// The first axis: who is covered.
pub(super) fn coverage(lang: Lang, edit: Option<&Edit<'_>>) -> Option<Act> {
    let (gained, lost) = turned(edit)?;
    let find =
        |word: &&str| Coverage::ALL.iter().copied().find(|coverage| coverage.word().name == *word);
    let to = |words: &[&str]| {
        let parts = words.iter().filter_map(find).map(|coverage| match coverage {
            Coverage::Authority => lang.pick("à la collectivité", "the authority"),
            Coverage::Intercommunality => {
                lang.pick("à l'intercommunalité", "the inter-municipal body")
            }
            Coverage::Territory => lang.pick("au territoire", "the territory"),
        });
        lang.list(&parts.collect::<Vec<_>>())
    };
    let the = |words: &[&str]| {
        let parts = words.iter().filter_map(find).map(|coverage| match coverage {
            Coverage::Authority => lang.pick("la collectivité", "the authority"),
            Coverage::Intercommunality => {
                lang.pick("l'intercommunalité", "the inter-municipal body")
            }
            Coverage::Territory => lang.pick("le territoire", "the territory"),
        });
        lang.list(&parts.collect::<Vec<_>>())
    };
    let (to, the) = (to(&gained), the(&lost));
    match (to.is_empty(), the.is_empty()) {
        (true, true) => None,
        (false, true) => Some(Act {
            does: tr!(lang, "élargit le périmètre {to}", "widens the scope to {to}"),
            title: tr!(lang, "Élargir le périmètre {to}", "Widen the scope to {to}"),
            decided: tr!(lang, "Le périmètre s'étend {to}.", "The scope extends to {to}."),
        }),
        (true, false) => Some(Act {
            does: tr!(
                lang,
                "réduit le périmètre, qui ne comprend plus {the}",
                "narrows the scope, which no longer includes {the}"
            ),
            title: tr!(lang, "Retirer du périmètre {the}", "Take {the} out of the scope"),
            decided: tr!(
                lang,
                "Le périmètre ne comprend plus {the}.",
                "The scope no longer includes {the}."
            ),
        }),
        (false, false) => Some(Act {
            does: tr!(
                lang,
                "change le périmètre, qui s'étend {to} et ne comprend plus {the}",
                "changes the scope, which extends to {to} and no longer includes {the}"
            ),
            title: tr!(
                lang,
                "Étendre le périmètre {to}, et en retirer {the}",
                "Extend the scope to {to}, and take {the} out of it"
            ),
            decided: tr!(
                lang,
                "Le périmètre s'étend {to} et ne comprend plus {the}.",
                "The scope extends to {to} and no longer includes {the}."
            ),
        }),
    }
}

/// The second axis: departments alone, or public facilities as well.
pub(super) fn organisation(lang: Lang, edit: Option<&Edit<'_>>) -> Option<Act> {
    let edit = edit?;
    let facilities = Organisation::CentralServicesAndFacilities.word().name;
    match edit.after {
        None => Some(Act {
            does: tr!(
                lang,
                "ne dit plus si le périmètre comprend les équipements publics",
                "no longer says whether the scope includes public facilities"
            ),
            title: tr!(
                lang,
                "Revenir sur la place des équipements publics",
                "Reconsider the place of public facilities"
            ),
            decided: tr!(
                lang,
                "La place des équipements publics dans le périmètre reste à fixer.",
                "The place of public facilities in the scope is open."
            ),
        }),
        Some(DeValue::String(word)) if *word == facilities => Some(Act {
            does: tr!(
                lang,
                "élargit le périmètre aux équipements publics",
                "widens the scope to public facilities"
            ),
            title: tr!(
                lang,
                "Élargir le périmètre aux équipements publics",
                "Widen the scope to public facilities"
            ),
            decided: tr!(
                lang,
                "Le périmètre comprend aussi les équipements publics.",
                "The scope includes public facilities as well."
            ),
        }),
        Some(DeValue::String(word)) if *word == Organisation::CentralServices.word().name => {
            Some(Act {
                does: tr!(
                    lang,
                    "réduit le périmètre aux services généraux, sans les équipements publics",
                    "narrows the scope to central services, without public facilities"
                ),
                title: tr!(
                    lang,
                    "Retirer du périmètre les équipements publics",
                    "Take public facilities out of the scope"
                ),
                decided: tr!(
                    lang,
                    "Le périmètre ne comprend plus que les services généraux, sans les équipements publics.",
                    "The scope includes central services only, without public facilities."
                ),
            })
        }
        Some(_) => None,
    }
}

/// Some names between guillemets, not all where there are many.
fn named(lang: Lang, names: &[&str], open: &dyn Fn(&str) -> String) -> String {
    let mut shown: Vec<String> = names
        .iter()
        .take(MAX_NAMED)
        .map(|name| tr!(lang, "« {} »", "\"{}\"", open(name)))
        .collect();
    let more = names.len().saturating_sub(MAX_NAMED);
    if more > 0 {
        let s = lang.s(more);
        shown.push(match lang {
            Lang::Fr => format!("{more} autre{s}"),
            Lang::En => format!("{more} more"),
        });
    }
    lang.list(&shown)
}

/// The departments that are named in the scope.
pub(super) fn departments(
    lang: Lang,
    edit: Option<&Edit<'_>>,
    open: &dyn Fn(&str) -> String,
) -> Option<Act> {
    let (gained, lost) = turned(edit)?;
    let (enter, leave) = (named(lang, &gained, open), named(lang, &lost, open));
    let (n, m) = (gained.len(), lost.len());
    let service = |n| match lang {
        Lang::Fr if lang.many(n) => "les services",
        Lang::Fr => "le service",
        Lang::En if lang.many(n) => "the departments",
        Lang::En => "the department",
    };
    let (entering, leaving) = (service(n), service(m));
    Some(match (n, m) {
        (_, 0) => Act {
            does: tr!(
                lang,
                "fait entrer dans le périmètre {entering} {enter}",
                "adds to the scope {entering} {enter}"
            ),
            title: tr!(
                lang,
                "Faire entrer dans le périmètre {entering} {enter}",
                "Add to the scope {entering} {enter}"
            ),
            decided: tr!(
                lang,
                "Le périmètre comprend aussi {entering} {enter}.",
                "The scope also includes {entering} {enter}."
            ),
        },
        (0, _) => Act {
            does: tr!(
                lang,
                "retire du périmètre {leaving} {leave}",
                "takes out of the scope {leaving} {leave}"
            ),
            title: tr!(
                lang,
                "Retirer du périmètre {leaving} {leave}",
                "Take out of the scope {leaving} {leave}"
            ),
            decided: tr!(
                lang,
                "Le périmètre ne comprend plus {leaving} {leave}.",
                "The scope no longer includes {leaving} {leave}."
            ),
        },
        _ => Act {
            does: tr!(
                lang,
                "fait entrer dans le périmètre {entering} {enter}, et en retire {leaving} {leave}",
                "adds to the scope {entering} {enter}, and takes out {leaving} {leave}"
            ),
            title: tr!(
                lang,
                "Revoir la liste des services du périmètre",
                "Change the list of departments in the scope"
            ),
            decided: tr!(
                lang,
                "Le périmètre comprend aussi {entering} {enter}, et ne comprend plus {leaving} {leave}.",
                "The scope also includes {entering} {enter}, and no longer {leaving} {leave}."
            ),
        },
    })
}

/// What is left out of the scope in so many words.
pub(super) fn excluded(
    lang: Lang,
    edit: Option<&Edit<'_>>,
    open: &dyn Fn(&str) -> String,
) -> Option<Act> {
    let (gained, lost) = turned(edit)?;
    let (out, back) = (named(lang, &gained, open), named(lang, &lost, open));
    Some(match (gained.len(), lost.len()) {
        (_, 0) => Act {
            does: tr!(lang, "exclut du périmètre {out}", "leaves {out} out of the scope"),
            title: tr!(lang, "Exclure du périmètre {out}", "Leave {out} out of the scope"),
            decided: tr!(
                lang,
                "Sont exclus du périmètre : {out}.",
                "Left out of the scope: {out}."
            ),
        },
        (0, _) => Act {
            does: tr!(
                lang,
                "n'exclut plus du périmètre {back}",
                "no longer leaves {back} out of the scope"
            ),
            title: tr!(
                lang,
                "Ne plus exclure du périmètre {back}",
                "No longer leave {back} out of the scope"
            ),
            decided: tr!(
                lang,
                "Ne sont plus exclus du périmètre : {back}.",
                "No longer left out of the scope: {back}."
            ),
        },
        _ => Act {
            does: tr!(
                lang,
                "exclut du périmètre {out}, et n'en exclut plus {back}",
                "leaves {out} out of the scope, and no longer {back}"
            ),
            title: tr!(
                lang,
                "Revoir ce qui est exclu du périmètre",
                "Change what is left out of the scope"
            ),
            decided: tr!(
                lang,
                "Sont exclus du périmètre : {out}. Ne le sont plus : {back}.",
                "Left out of the scope: {out}. No longer: {back}."
            ),
        },
    })
}

/// Facilities that leave the scope.
pub(super) fn facilities(
    page: &Page<'_>,
    gone: &[Commitment<'_>],
    open: &dyn Fn(&str) -> String,
) -> Act {
    let lang = page.lang();
    let name = |commitment: &Commitment<'_>| match Subject::of(
        &page.review.before.documents,
        &commitment.address,
    ) {
        Subject::Called(name) => name.to_owned(),
        Subject::Launch | Subject::Nameless => {
            commitment.address.path.last().cloned().unwrap_or_default()
        }
    };
    let names: Vec<String> = gone.iter().map(name).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let names = named(lang, &names, open);
    Act {
        does: tr!(
            lang,
            "retire du périmètre les équipements {names}",
            "takes the facilities {names} out of the scope"
        ),
        title: tr!(
            lang,
            "Retirer du périmètre les équipements {names}",
            "Take the facilities {names} out of the scope"
        ),
        decided: tr!(
            lang,
            "Le périmètre ne comprend plus les équipements {names}.",
            "The scope no longer includes the facilities {names}."
        ),
    }
}

/// The scope as a whole, which is no longer said.
pub(super) fn gone(lang: Lang) -> Act {
    Act {
        does: tr!(lang, "efface tout le périmètre", "takes away the whole scope"),
        title: tr!(lang, "Revenir sur le périmètre", "Reconsider the scope"),
        decided: tr!(lang, "Le périmètre n'est plus fixé.", "The scope is open."),
    }
}
