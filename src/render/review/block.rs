//! The decision that is missing, as TOML to complete and paste into `decisions.toml`.

use super::Page;
use super::act::{Act, act};
use crate::address::Kind;
use crate::edit;
use crate::lang::Lang;
use crate::review::{Agreed, Whole};
use crate::tr;

/// The most changes that the title of the decision names.
const MAX_NAMED: usize = 3;

/// What is to be pasted, in a fence that nothing in it can close; nothing where nothing is missing.
pub(super) fn section(page: &Page<'_>) -> String {
    let Some(block) = block(page) else { return String::new() };
    let lang = page.lang();
    let title = lang.pick("À ajouter à `decisions.toml`", "To add to `decisions.toml`");
    let longest = block.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(3.max(longest + 1));
    format!("\n**{title}**\n\n{fence}toml\n{block}{fence}\n")
}

/// The table of the decision; `…` stands for what only people know.
pub(super) fn block(page: &Page<'_>) -> Option<String> {
    let (review, lang) = (page.review, page.lang());
    let acts: Vec<Act> = review.undecided().map(|agreed| act(page, agreed, &plain)).collect();
    if acts.is_empty() {
        return None;
    }
    let addresses = |agreed: &Agreed<'_>| -> Vec<String> {
        match agreed.whole {
            Whole::Scope => vec![Kind::Scope.stem().to_owned()],
            Whole::One | Whole::Facilities => {
                agreed.commitments.iter().map(|one| one.address.to_string()).collect()
            }
        }
    };
    let concerns: Vec<String> =
        review.undecided().flat_map(addresses).map(|address| edit::quoted(&address)).collect();
    let decided: Vec<&str> = acts.iter().map(|act| act.decided.as_str()).collect();
    let on = review.settings.today;
    let mut text = edit::header(&id(page));
    text.push_str(&format!("title = {}\n", edit::quoted(&title(&acts, lang))));
    text.push_str(lang.pick("# Le jour où elle est prise.\n", "# The day on which it is taken.\n"));
    text.push_str(&format!("date = {on}\n"));
    text.push_str(lang.pick(
        "# La fonction qui décide ; si c'est une instance du projet, body = \"…\" à la place.\n",
        "# The function that decides; if it is a body of the project, body = \"…\" instead.\n",
    ));
    text.push_str("taken-by = \"…\"\n");
    text.push_str(&format!("decision = {}\n", edit::quoted(&decided.join(" "))));
    text.push_str(lang.pick("# Pourquoi, en une phrase.\n", "# Why, in a sentence.\n"));
    text.push_str("reason = \"…\"\n");
    text.push_str(&format!("concerns = [{}]\n", concerns.join(", ")));
    if let Some(id) = superseded(page) {
        text.push_str(&format!("supersedes = {}\n", edit::quoted(&id)));
    }
    Some(text)
}

/// The text of a file for TOML, which escapes on its own; of a bounded length.
fn plain(text: &str) -> String {
    let mut short: String = text.chars().take(80).collect();
    if short.len() < text.len() {
        short.push('…');
    }
    short
}

fn title(acts: &[Act], lang: Lang) -> String {
    let titles: Vec<String> = acts
        .iter()
        .enumerate()
        .map(|(n, act)| if n == 0 { act.title.clone() } else { super::small(&act.title) })
        .collect();
    if titles.len() > MAX_NAMED {
        let n = titles.len();
        return tr!(lang, "Revoir {n} points structurants", "Change {n} commitments");
    }
    lang.list(&titles)
}

/// The day and a word for what is decided; a number after it where the project has this id.
fn id(page: &Page<'_>) -> String {
    let (review, lang) = (page.review, page.lang());
    let word = |kind, key: &str| match kind {
        Kind::Milestone => lang.pick("lancement", "launch"),
        Kind::Scope => lang.pick("perimetre", "scope"),
        Kind::Project if key == "end" => lang.pick("fin-de-l-etape-1", "end-of-step-1"),
        _ => lang.pick("variante", "variant"),
    };
    let mut words = review
        .undecided()
        .flat_map(|agreed| &agreed.commitments)
        .map(|one| word(one.address.kind, one.address.path.last().map_or("", String::as_str)));
    let first = words.next().unwrap_or_default();
    let all = words.all(|word| word == first);
    let slug = if all { first } else { lang.pick("points-structurants", "commitments") };
    let id = format!("{}-{slug}", review.settings.today);
    let taken = |id: &String| {
        let at = [id.clone()];
        review.after.documents.get(Kind::Decision).is_some_and(|file| file.value(&at).is_some())
    };
    let numbered = (2..1000).map(|n| format!("{id}-{n}"));
    let mut ids = std::iter::once(id.clone()).chain(numbered);
    ids.find(|id| !taken(id)).unwrap_or(id)
}

/// The one decision that was about all of what is undecided, and that nothing supersedes.
fn superseded(page: &Page<'_>) -> Option<String> {
    let mut all = page.review.undecided().map(|agreed| agreed.standing.as_slice());
    match all.next()? {
        [one] if all.all(|standing| standing == [one.clone()]) => Some(one.clone()),
        _ => None,
    }
}
