//! `nrt check`: the rules, before a committee.

use std::path::Path;

use clap::ArgMatches;

use super::{Edge, Error, FINDINGS, Outcome, SUCCESS, base, open, usage};
use crate::check::{self, Checked, Settings, plan};
use crate::finding::Level;
use crate::git;
use crate::lang::Lang;
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
    let reports: Vec<&String> = args.get_many("report").into_iter().flatten().collect();
    // Before anything is shown: a report that cannot be written is no result.
    for report in &reports {
        report_parts(report, edge.lang)?;
    }
    let opened = open::open(edge, args)?;
    let beside = base::beside(edge, &opened, args)?;
    let mut loaded = opened.load(edge.lang);
    let settings = opened.settings(&loaded, args, edge.lang)?;
    let checked = beside.check(&mut loaded, &settings)?;
    let news = checked.news();
    if args.get_flag("verbose") {
        edge.tell(&read(&loaded, &opened.root, edge.style()))?;
    }
    let folder = git::workdir(&opened.root)
        .map_or_else(String::new, |repository| worktree::below(&repository, &opened.root));
    let show = Show {
        folder: &folder,
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
    edge.print(&text)?;
    for report in reports {
        write_report(edge, &show, &opened.root, report)?;
    }
    Ok(if fails(&checked, args) { FINDINGS } else { SUCCESS })
}

fn grouping(args: &ArgMatches) -> Grouping {
    match args.get_one::<String>("group-by").map(String::as_str) {
        Some("rule") => Grouping::Rule,
        Some("clause") => Grouping::Clause,
        Some("level") => Grouping::Level,
        _ => Grouping::File,
    }
}

fn fails(checked: &Checked, args: &ArgMatches) -> bool {
    let limit = match args.get_one::<String>("fail-on").map(String::as_str) {
        Some("never") => return false,
        Some("info") => Level::Info,
        Some("warning") => Level::Warning,
        _ => Level::Error,
    };
    checked.open().any(|finding| finding.level >= limit && finding.is_news())
}

/// A check, and what of it is to be shown.
struct Show<'s> {
    folder: &'s str,
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
        let shown =
            self.news.findings.iter().filter(|f| self.waived || f.waiver.is_none()).collect();
        groups::group(shown, self.grouping, style.lang)
    }

    fn concise(&self, style: Style) -> String {
        let positions = Positions::new(&self.loaded.documents);
        let mut text = String::new();
        for group in self.groups(style) {
            text.push_str(&group.heading);
            text.push_str(&concise::findings(group.findings, &positions, style));
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

fn write_report(
    edge: &mut Edge,
    show: &Show<'_>,
    root: &Path,
    report: &str,
) -> Result<(), super::Failure> {
    let lang = edge.lang;
    let (format, path) = report_parts(report, lang)?;
    if worktree::is_project_file(root, Path::new(path)) {
        return Err(Error::new(
            tr!(lang, "`{path}` est un fichier du projet", "`{path}` is a file of the project"),
            tr!(
                lang,
                "choisissez un autre nom pour le rapport",
                "choose another name for the report"
            ),
        )
        .into());
    }
    let style = Style { lang, width: 100, colour: false };
    let text = show.render(format, style);
    worktree::write(Path::new(path), text.as_bytes())
        .map_err(|cause| usage::unwritable(path, &cause, lang))?;
    edge.tell(&tr!(lang, "écrit : {path}\n", "written: {path}\n"))?;
    Ok(())
}

/// The form and the path of a report.
fn report_parts(report: &str, lang: Lang) -> Result<(&str, &str), Error> {
    report
        .split_once('=')
        .filter(|(format, path)| FORMATS.contains(format) && !path.is_empty())
        .ok_or_else(|| {
            let formats = FORMATS.join(", ");
            Error::new(
                tr!(
                    lang,
                    "`{report}` n'est pas de la forme FORMAT=CHEMIN",
                    "`{report}` is not of the form FORMAT=PATH"
                ),
                tr!(
                    lang,
                    "par exemple `--report json=constats.json` ; formats : {formats}",
                    "for instance `--report json=findings.json`; formats: {formats}"
                ),
            )
        })
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
