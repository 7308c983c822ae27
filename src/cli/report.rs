//! `--report FORMAT=PATH`: the result in a file as well, in another form.

use std::path::Path;

use clap::ArgMatches;

use super::{Edge, Error, Failure, usage};
use crate::lang::Lang;
use crate::render::Style;
use crate::tr;
use crate::worktree;

/// A file that the result is to be written to.
pub(super) struct Report<'a> {
    format: &'a str,
    path: &'a str,
}

/// The reports that are asked for, each in one of the forms of its command.
pub(super) fn asked<'a>(
    args: &'a ArgMatches,
    formats: &[&str],
    lang: Lang,
) -> Result<Vec<Report<'a>>, Error> {
    let reports = args.get_many::<String>("report").into_iter().flatten();
    reports.map(|report| parts(report, formats, lang)).collect()
}

fn parts<'a>(report: &'a str, formats: &[&str], lang: Lang) -> Result<Report<'a>, Error> {
    let known = |(format, path): &(&str, &str)| formats.contains(format) && !path.is_empty();
    let parts = report.split_once('=').filter(known);
    let (format, path) = parts.ok_or_else(|| {
        let formats = formats.join(", ");
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
    })?;
    Ok(Report { format, path })
}

impl Report<'_> {
    /// Writes it, and says so: never over a file of the project.
    pub(super) fn write(
        &self,
        edge: &mut Edge,
        root: &Path,
        render: impl FnOnce(&str, Style) -> String,
    ) -> Result<(), Failure> {
        let (lang, path) = (edge.lang, self.path);
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
        let text = render(self.format, Style { lang, width: 100, colour: false });
        worktree::write(Path::new(path), text.as_bytes())
            .map_err(|cause| usage::unwritable(path, &cause, lang))?;
        edge.tell(&tr!(lang, "écrit : {path}\n", "written: {path}\n"))?;
        Ok(())
    }
}
