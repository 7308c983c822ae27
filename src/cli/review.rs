//! `nrt review`: what a change means, for whoever approves it.

use clap::ArgMatches;

use super::open::{self, Opened, Version};
use super::{Edge, Error, FINDINGS, Outcome, SUCCESS, base, check, report, repository};
use crate::files::{DEFAULT_MAX_FILE_SIZE, Files};
use crate::finding::Finding;
use crate::git;
use crate::lang::Lang;
use crate::load::load;
use crate::render::Style;
use crate::render::forge::Run;
use crate::render::review::{self, Page};
use crate::render::{github, gitlab, junit, rdjson, sarif};
use crate::tr;
use crate::worktree;

/// The forms of the result, the default first.
pub(super) const FORMATS: &[&str] =
    &["markdown", "json", "sarif", "junit", "github", "gitlab", "rdjson"];

/// What `--fail-on` takes, the default first.
pub(super) const FAIL_ON: &[&str] =
    &["new:error", "new:warning", "new:info", "error", "warning", "info", "never"];

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    // Before anything is shown: a report that cannot be written is no result.
    let reports = report::asked(args, FORMATS, lang)?;
    let root = open::root(edge, true)?;
    let range = args.get_one::<String>("range").map_or("", String::as_str);
    let (from, to) = ends(range, lang)?;
    let from = repository::revision(&root, from, lang)?;
    let head = repository::revision(&root, to.unwrap_or("HEAD"), lang)?;
    let limit = args.get_one::<u64>("max-file-size").copied().unwrap_or(DEFAULT_MAX_FILE_SIZE);
    let opened = open::read(edge, root, Version::At(head), limit)?.with_a_project(lang)?;
    let policy = repository::named(&opened.root, args, "policy-from", lang)?;
    let beside = base::beside(edge, &opened, Some(from), policy)?;
    if to.is_none() && differs(edge, &opened) {
        edge.tell(&tr!(
            lang,
            "le dossier a des changements qui ne sont pas dans un commit : cet avis n'en parle pas (`nrt diff` les montre)\n",
            "the folder has changes that are in no commit: this review does not speak of them (`nrt diff` shows them)\n"
        ))?;
    }
    let mut after = opened.load(lang);
    let nothing = Files::default();
    let (before, there) = match beside.load(&mut after, lang)? {
        Some(before) => (before, true),
        None => (load(&nothing, lang), false),
    };
    let settings = opened.settings(&after, args, lang)?;
    let (mut is, was) = beside.check(Some(&before).filter(|_| there), &after, &settings)?;
    let changes = beside.changes(Some(&before), &after);
    let fixed = beside.compare(&mut is, was.as_ref(), &changes);
    let news = is.news();
    let review =
        crate::review::review((&before, &after), &changes, (was.as_ref(), &is), fixed, &settings);
    let folder = git::workdir(&opened.root)
        .map_or_else(String::new, |repository| worktree::below(&repository, &opened.root));
    let base = beside.since.unwrap_or(from);
    let page = Page { review: &review, base, head, policy, folder: &folder };
    let checked = Run { loaded: &after, checked: &news, settings: &settings, folder: &folder };
    let render = |format: &str, _: Style| match format {
        "json" => review::json(&page),
        "sarif" => sarif::check(&checked),
        "junit" => junit::check(&checked),
        "github" => github::check(&checked),
        "gitlab" => gitlab::check(&checked),
        "rdjson" => rdjson::check(&checked),
        _ => review::markdown(&page),
    };
    let format = args.get_one::<String>("format").map_or("markdown", String::as_str);
    let text = render(format, edge.style());
    edge.print(&text)?;
    for report in reports {
        report.write(edge, &opened.root, render)?;
    }
    let limit = args.get_one::<String>("fail-on").map_or("new:error", String::as_str);
    Ok(if fails(limit, is.open()) { FINDINGS } else { SUCCESS })
}

/// The base and the head of a range, as they are written; the head may be left out.
fn ends(range: &str, lang: Lang) -> Result<(&str, Option<&str>), Error> {
    // From the merge base in either case: three dots say the same.
    let (base, head) = match range.split_once("...").or_else(|| range.split_once("..")) {
        Some((base, head)) => (base, Some(head).filter(|head| !head.is_empty())),
        None => (range, None),
    };
    if base.is_empty() {
        return Err(Error::new(
            tr!(lang, "`{range}` ne nomme pas de base", "`{range}` names no base"),
            tr!(
                lang,
                "nommez la branche qui reçoit la demande : `nrt review main` ou `nrt review main..branche`",
                "name the branch that receives the request: `nrt review main` or `nrt review main..branch`"
            ),
        ));
    }
    Ok((base, head))
}

/// Whether the folder holds other files than the commit; nothing is said where there is no folder.
fn differs(edge: &Edge, opened: &Opened) -> bool {
    let folder = open::read(edge, opened.root.clone(), Version::Worktree, opened.limit);
    folder.is_ok_and(|folder| folder.is_there() && !opened.same_texts(&folder))
}

/// Whether a finding weighs as much as a limit; `new:` looks at those alone that the change brings
/// or makes heavier.
fn fails<'f>(limit: &str, mut open: impl Iterator<Item = &'f Finding>) -> bool {
    let (news, word) = match limit.strip_prefix("new:") {
        Some(word) => (true, word),
        None => (false, limit),
    };
    let Some(least) = check::level(word) else { return false };
    open.any(|finding| finding.level >= least && (!news || finding.is_news()))
}
