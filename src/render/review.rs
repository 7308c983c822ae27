//! The review of a change, as a comment for whoever approves it: what needs a decision first, in
//! sentences that speak of functions and dates; addresses, rules and commands are folded away.

mod act;
mod block;
mod control;
mod detail;
mod json;
mod scope;
mod told;

use super::diff::Diff;
use super::forge::{Run, line};
use super::markdown::{self, MAX_CHARACTERS};
use super::phrase::{self, Subject};
use super::prose::{code, cut, prose};
use super::words;
use crate::changes::Changes;
use crate::check::Checked;
use crate::finding::{Finding, News};
use crate::git::Revision;
use crate::lang::Lang;
use crate::load::Loaded;
use crate::review::Review;
use crate::rule::Family;
use crate::{rules, tr};

pub use json::json;

/// By what a job finds the comment that it wrote before.
const MARK: &str = "<!-- nrt-review -->";

/// The most findings of one sort that are told at length; a threshold of nrt's own.
const MAX_TOLD: usize = 12;

/// The most lines on what stays open.
const MAX_OPEN: usize = 5;

/// A review, and where it was made.
#[derive(Debug, Clone, Copy)]
pub struct Page<'p> {
    /// What there is to say.
    pub review: &'p Review<'p>,
    /// The commit from which the change starts.
    pub base: Revision,
    /// The commit that ends it.
    pub head: Revision,
    /// The commit whose levels, thresholds, roles and waivers count, where that was asked.
    pub policy: Option<Revision>,
    /// The project's folder in its repository, ending with `/`; empty where they are the same.
    pub folder: &'p str,
}

/// The comment, with a final line break.
pub fn markdown(page: &Page<'_>) -> String {
    let (review, lang) = (page.review, page.lang());
    if review.is_silent() {
        let sentence = if review.changes.cosmetic.is_empty() {
            lang.pick(
                "Rien à relire\u{a0}: cette demande ne change rien au projet.",
                "Nothing to review: this request changes nothing in the project.",
            )
        } else {
            lang.pick(
                "Rien à décider\u{a0}: corrections de forme.",
                "Nothing to decide: only the form changed.",
            )
        };
        return format!("{MARK}\n{sentence}\n");
    }
    let mut text = format!("{MARK}\n{}\n\n{}\n", verdict(page), markdown::heading(review.settings));
    for part in [
        partial(page),
        control::section(page),
        told::to_decide(page),
        told::decided(page),
        told::consequences(page),
        told::asked(page),
        block::section(page),
        told::others(page),
        news(page),
        fixed(page),
        open(page),
        detail::changes(page),
        detail::news(page),
        detail::unchanged(page),
        detail::again(page),
    ] {
        text.push_str(&part);
    }
    text.push_str(&format!("\n{}\n", words::caveat(lang)));
    let command = code(&page.command());
    let rest = tr!(
        lang,
        "Coupé à 60 000 caractères : {command} donne le début, `--format json` donne tout.",
        "Cut at 60,000 characters: {command} gives the start, `--format json` gives all."
    );
    cut(text, MAX_CHARACTERS, &rest)
}

impl<'p> Page<'p> {
    pub(super) const fn lang(&self) -> Lang {
        self.review.settings.lang
    }

    /// The command that makes the same review, as it can be pasted.
    fn command(&self) -> String {
        let (base, head) = (self.base.short(), self.head.short());
        let policy = self.policy.map(|policy| format!(" --policy-from {}", policy.short()));
        let options = markdown::options(self.review.settings);
        format!("nrt review {base}..{head}{options}{}", policy.unwrap_or_default())
    }

    /// The check of the version after, for what shows findings with their places.
    fn after(&self) -> Run<'p> {
        self.run(self.review.after, self.review.is)
    }

    fn run(&self, loaded: &'p Loaded<'p>, checked: &'p Checked) -> Run<'p> {
        Run { loaded, checked, settings: self.review.settings, folder: self.folder }
    }

    fn diff(&self) -> Diff<'p> {
        let Review { before, after, changes, .. } = self.review;
        let Changes { changes, cosmetic, partial } = (*changes).clone();
        let changes = Changes { changes, cosmetic, partial };
        let (before, after) = (&before.documents, &after.documents);
        Diff { before, after, changes, opened: Vec::new(), closed: Vec::new() }
    }
}

/// A section, where there is something in it.
fn section(title: &str, body: &str) -> String {
    if body.is_empty() { String::new() } else { format!("\n**{title}**\n\n{body}") }
}

/// What is to be done with the change, then whether the step is ready.
fn verdict(page: &Page<'_>) -> String {
    let (review, lang) = (page.review, page.lang());
    let (n, errors) = (review.to_decide(), review.errors());
    let (s, es) = (lang.s(n), lang.s(errors));
    let points = tr!(lang, "{n} point{s} à décider", "{n} point{s} to decide");
    let wrong = tr!(lang, "{errors} erreur{es} à corriger", "{errors} error{es} to correct");
    let first = match (n, errors) {
        (0, 0) => tr!(lang, "Rien à décider", "Nothing to decide"),
        (_, 0) => points,
        (0, _) => wrong,
        _ => format!("{points}, {wrong}"),
    };
    let now = words::verdict(review.is.verdict, lang);
    let second = match review.was.map(|was| was.verdict) {
        None => tr!(
            lang,
            "Cette demande crée le projet. {now}.",
            "This request creates the project. {now}."
        ),
        Some(was) if was == review.is.verdict => {
            let now = small(now);
            tr!(lang, "Comme avant cette demande : {now}.", "As before this request: {now}.")
        }
        Some(was) => {
            let was = small(words::verdict(was, lang));
            tr!(lang, "{now} ; avant cette demande : {was}.", "{now}; before this request: {was}.")
        }
    };
    format!("**{first}.** {second}")
}

/// A sentence as it continues another one.
fn small(sentence: &str) -> String {
    let mut chars = sentence.chars();
    chars.next().map_or_else(String::new, |c| c.to_lowercase().chain(chars).collect())
}

/// A phrase as it starts a sentence.
fn capital(phrase: &str) -> String {
    let mut chars = phrase.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}

/// What could not be compared or checked.
fn partial(page: &Page<'_>) -> String {
    let (lang, partial) = (page.lang(), &page.review.changes.partial);
    let mut text = String::new();
    if !partial.is_empty() {
        let files: Vec<String> = partial.iter().map(|kind| format!("`{}`", kind.file())).collect();
        let files = lang.list(&files);
        text.push_str(&tr!(
            lang,
            "\nComparaison incomplète, car un fichier n'a pu être lu qu'en partie : {files}\n",
            "\nThe comparison is incomplete, since a file could only be read in part: {files}\n"
        ));
    }
    let skipped = markdown::skipped(&page.after());
    if !skipped.is_empty() {
        text.push_str(&format!("\n{}\n", skipped.trim_end()));
    }
    text
}

/// A text from a file or a message, on one line of Markdown.
fn shown(text: &str) -> String {
    prose(&line(&text.into()))
}

/// A finding in one line, without the ids that follow titles.
fn finding(loaded: &Loaded<'_>, finding: &Finding, lang: Lang) -> String {
    let level = capital(words::level_noun(finding.level, lang));
    let colon = lang.pick("\u{a0}:", ":");
    let message = without_ids(&line(&finding.message), lang);
    let at = about(loaded, finding, lang).map(|at| format!(" ({})", shown(&at)));
    format!("- {level}{}{colon} {}\n", at.unwrap_or_default(), prose(&message))
}

/// What a finding on a value is about, where its message does not name it: nobody opens the file
/// to read a review.
fn about(loaded: &Loaded<'_>, finding: &Finding, lang: Lang) -> Option<String> {
    rules::find(finding.rule).filter(|rule| rule.family == Family::Validity)?;
    let subject = Subject::of(&loaded.documents, &finding.address);
    let message = finding.message.json();
    let named = matches!(subject, Subject::Called(name) if message.contains(name));
    (!named).then(|| phrase::of(lang, &finding.address, subject))
}

/// A message without the id that stands between brackets after a title.
fn without_ids(message: &str, lang: Lang) -> String {
    let open = lang.pick("\u{a0}» (`", "\" (`");
    let mut text = String::new();
    let mut rest = message;
    while let Some((before, after)) = rest.split_once(open) {
        text.push_str(before);
        text.push_str(lang.pick("\u{a0}»", "\""));
        rest = match after.split_once("`)") {
            Some((id, rest)) if !id.contains(['`', ' ']) => rest,
            _ => {
                text.push_str(&open[open.len() - 3..]);
                after
            }
        };
    }
    text + rest
}

/// Findings in one line each, as many as are told.
fn findings<'f>(
    loaded: &Loaded<'_>,
    found: impl Iterator<Item = &'f Finding>,
    most: usize,
    lang: Lang,
) -> String {
    let mut found: Vec<&Finding> = found.collect();
    found.sort_by_key(|finding| std::cmp::Reverse(finding.level));
    // The line that counts the rest is one of them.
    let shown = if found.len() > most { most - 1 } else { found.len() };
    let mut text: String =
        found[..shown].iter().map(|found| finding(loaded, found, lang)).collect();
    let more = found.len() - shown;
    if more > 0 {
        let s = lang.s(more);
        text.push_str(&match lang {
            Lang::Fr => format!("- et {more} autre{s}, plus bas\n"),
            Lang::En => format!("- and {more} more, below\n"),
        });
    }
    text
}

/// The findings that the change brings, and those that it makes heavier; what the rules of history
/// found is told above in sentences.
fn news(page: &Page<'_>) -> String {
    let (review, lang) = (page.review, page.lang());
    let of = |news| review.findings(news).filter(|finding| !told::is_told(finding));
    let new = findings(review.after, of(News::New), MAX_TOLD, lang);
    let due = findings(review.after, of(News::NowDue), MAX_TOLD, lang);
    section(lang.pick("Constats nouveaux", "New findings"), &new)
        + &section(lang.pick("Constats devenus plus graves", "Findings that weigh more now"), &due)
}

fn fixed(page: &Page<'_>) -> String {
    let lang = page.lang();
    let review = page.review;
    let fixed = findings(review.before, review.fixed.iter().copied(), MAX_TOLD, lang);
    section(lang.pick("Constats résolus", "Settled findings"), &fixed)
}

/// What the change leaves as it was.
fn open(page: &Page<'_>) -> String {
    let lang = page.lang();
    let review = page.review;
    let open = findings(review.after, review.findings(News::Unchanged), MAX_OPEN, lang);
    section(lang.pick("Ce qui reste ouvert par ailleurs", "What else stays open"), &open)
}
