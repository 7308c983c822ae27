//! `nrt check`: the rules, before a committee.

mod asked;
mod edited;
mod watch;

use std::path::Path;

use clap::ArgMatches;

use edited::Edited;

use super::open::{self, Opened, Version};
use super::{Edge, FINDINGS, Outcome, SUCCESS, base, fix, report, repository};
use crate::check::{self, Checked, Settings, plan};
use crate::finding::{Finding, Level};
use crate::git;
use crate::load::Loaded;
use crate::model::Method;
use crate::render::concise::Positions;
use crate::render::forge::Run;
use crate::render::groups::{self, Grouping};
use crate::render::{
    Style, concise, full, github, gitlab, json, junit, markdown, rdjson, sarif, summary,
};
use crate::tr;
use crate::worktree;

/// The forms of the result, the default first.
pub(super) const FORMATS: &[&str] = &[
    "full",
    "concise",
    "json",
    "json-lines",
    "sarif",
    "junit",
    "github",
    "gitlab",
    "rdjson",
    "markdown",
];

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    asked::agrees(args, edge.lang)?;
    if args.get_flag("watch") {
        return watch::run(edge, args);
    }
    // Before anything is shown: a report that cannot be written is no result.
    let reports = report::asked(args, FORMATS, edge.lang)?;
    let (mut opened, edited) = match edited::open(edge, args)? {
        Some((opened, edited)) => (opened, Some(edited)),
        None => (open::open(edge, args)?, None),
    };
    if args.get_flag("fix") {
        opened = fix::run(edge, args, opened)?;
    }
    once(edge, args, &opened, Around { reports, edited, before: "" })
}

/// What surrounds a check.
struct Around<'a> {
    reports: Vec<report::Report<'a>>,
    /// The file that an editor has open.
    edited: Option<Edited>,
    /// What is written just before the result.
    before: &'a str,
}

/// Checks a project that was read, and shows the result.
fn once(edge: &mut Edge, args: &ArgMatches, opened: &Opened, around: Around<'_>) -> Outcome {
    let named = |option| repository::named(&opened.root, args, option, edge.lang);
    let beside = base::beside(edge, opened, named("new-since")?, named("policy-from")?)?;
    let mut loaded = opened.load(edge.lang);
    let before = beside.load(&mut loaded, edge.lang)?;
    let settings = opened.settings(&loaded, args, edge.lang)?;
    let (mut checked, was) = beside.check(before.as_ref(), &loaded, &settings)?;
    let changed = beside.changes(before.as_ref(), &loaded);
    beside.compare(&mut checked, was.as_ref(), &changed);
    let news = checked.news();
    if args.get_flag("verbose") {
        edge.tell(&read(&loaded, &opened.root, edge.style()))?;
    }
    let folder = git::workdir(&opened.root)
        .map_or_else(String::new, |repository| worktree::below(&repository, &opened.root));
    let show = Show {
        folder: &folder,
        edited: around.edited.as_ref(),
        loaded: &loaded,
        settings: &settings,
        checked: &checked,
        news: &news,
        grouping: grouping(args),
        waived: args.get_flag("show-waived"),
        statistics: args.get_flag("statistics"),
    };
    let format = args.get_one::<String>("format").map_or("full", String::as_str);
    let text = show.render(format, edge.style());
    edge.print(&format!("{}{text}", around.before))?;
    // What an editor has not saved cannot be mended in its file.
    let saved = opened.version == Version::Worktree && show.edited.is_none();
    if saved && matches!(format, "full" | "concise") {
        mention_fixes(edge, &checked, args.get_flag("fix"))?;
    }
    for report in around.reports {
        report.write(edge, &opened.root, |format, style| show.render(format, style))?;
    }
    let limit = args.get_one::<String>("fail-on").map_or("error", String::as_str);
    let limit = level(limit);
    let fails = |finding: &Finding| limit.is_some_and(|limit| finding.level >= limit);
    let failed = checked.open().any(|finding| finding.is_news() && fails(finding));
    Ok(if failed { FINDINGS } else { SUCCESS })
}

/// That some findings can be mended without anybody writing.
fn mention_fixes(edge: &mut Edge, checked: &Checked, asked: bool) -> std::io::Result<()> {
    let lang = edge.lang;
    let of = |safe: bool| {
        let open = checked.open().filter(|finding| finding.is_news());
        open.filter(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safe == safe)).count()
    };
    let (sure, likely) = (of(true), of(false));
    // What is sure was mended just now, or could not be.
    if sure > 0 && !asked {
        let (s, nt) = (lang.s(sure), if lang.many(sure) { "nt" } else { "" });
        return edge.tell(&tr!(
            lang,
            "{sure} constat{s} se corrige{nt} d'une commande\u{a0}: `nrt check --fix`\n",
            "one command mends {sure} finding{s}: `nrt check --fix`\n"
        ));
    }
    if likely > 0 && asked {
        let s = lang.s(likely);
        return edge.tell(&tr!(
            lang,
            "pour {likely} constat{s}, nrt propose une correction\u{a0}: `nrt check --fix --unsafe --dry-run`\n",
            "for {likely} finding{s}, nrt proposes a fix: `nrt check --fix --unsafe --dry-run`\n"
        ));
    }
    Ok(())
}

fn grouping(args: &ArgMatches) -> Grouping {
    match args.get_one::<String>("group-by").map(String::as_str) {
        Some("rule") => Grouping::Rule,
        Some("clause") => Grouping::Clause,
        Some("level") => Grouping::Level,
        _ => Grouping::File,
    }
}

/// The level from which findings count, as `--fail-on` names it; none for `never`.
pub(super) fn level(word: &str) -> Option<Level> {
    match word {
        "never" => None,
        "info" => Some(Level::Info),
        "warning" => Some(Level::Warning),
        _ => Some(Level::Error),
    }
}

/// A check, and what of it is to be shown.
struct Show<'s> {
    folder: &'s str,
    /// The file that an editor has open.
    edited: Option<&'s Edited>,
    loaded: &'s Loaded<'s>,
    settings: &'s Settings,
    checked: &'s Checked,
    /// The same without the findings that a base had already.
    news: &'s Checked,
    grouping: Grouping,
    waived: bool,
    statistics: bool,
}

impl Show<'_> {
    fn render(&self, format: &str, style: Style) -> String {
        match format {
            "json" => json::check(self.loaded, self.checked, self.settings),
            "json-lines" => json::lines(self.loaded, self.checked, self.settings),
            "concise" => self.concise(style),
            "sarif" => sarif::check(&self.run()),
            "junit" => junit::check(&self.run()),
            "github" => github::check(&self.run()),
            "gitlab" => gitlab::check(&self.run()),
            "rdjson" => rdjson::check(&self.run()),
            "markdown" => markdown::check(&self.run()),
            _ => self.full(style),
        }
    }

    const fn run(&self) -> Run<'_> {
        let Self { loaded, news, settings, folder, .. } = *self;
        Run { loaded, checked: news, settings, folder }
    }

    fn groups(&self, style: Style) -> Vec<groups::Group<'_>> {
        let shown = self.news.findings.iter().filter(|f| self.waived || f.waiver.is_none());
        let mut shown: Vec<&Finding> = shown.collect();
        if let Some(edited) = self.edited {
            shown.sort_by_key(|finding| !edited.is_about(finding));
        }
        groups::group(shown, self.grouping, style.lang)
    }

    fn concise(&self, style: Style) -> String {
        let positions = Positions::new(&self.loaded.documents);
        let folder = self.edited.map_or("", |edited| edited.folder.as_str());
        let mut text = String::new();
        for group in self.groups(style) {
            text.push_str(&group.heading);
            text.push_str(&concise::findings(group.findings, &positions, folder, style));
        }
        if self.statistics {
            text.push_str(&groups::statistics(self.news, style));
        }
        text.push_str(&summary::since(self.checked, style));
        text
    }

    fn full(&self, style: Style) -> String {
        let mut text = String::new();
        for group in self.groups(style) {
            text.push_str(&group.heading);
            text.push_str(&full::findings(group.findings, &self.loaded.documents, style));
        }
        if self.statistics {
            text.push_str(&groups::statistics(self.news, style));
            text.push('\n');
        }
        if self.checked.since.is_some() {
            text.push_str(&summary::since(self.checked, style));
            return text;
        }
        text.push_str(&summary::heading(self.settings, style));
        text.push_str(&summary::states(self.checked, style));
        if self.settings.horizon.is_some() {
            let cx = check::context(self.loaded, self.settings);
            let plan = crate::render::plan::plan(&plan::plan(&cx, self.checked), style);
            text.push('\n');
            text.push_str(&plan);
        }
        let flash = self.loaded.project.settings.project.method == Some(Method::Flash);
        text.push_str(&summary::verdict(self.checked, flash, style));
        text
    }
}

/// What was read, for `--verbose`.
fn read(loaded: &Loaded<'_>, root: &Path, style: Style) -> String {
    let folder = crate::text::terminal(&root.display().to_string());
    let mut text = tr!(style.lang, "projet : {folder}\n", "project: {folder}\n");
    for document in loaded.documents.iter() {
        let (file, n) = (document.kind.file(), document.text.len());
        text.push_str(&tr!(style.lang, "lu : {file}, {n} octets\n", "read: {file}, {n} bytes\n"));
    }
    text
}
