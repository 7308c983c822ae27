//! `nrt schema`: the JSON Schemas for editors.

use std::path::Path;

use clap::ArgMatches;

use super::{Edge, Outcome, SUCCESS, usage};
use crate::render::schema;
use crate::tr;
use crate::worktree;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let folder = args.get_one::<String>("dir").map_or("schema", String::as_str);
    let folder = edge.folder.join(folder);
    let mut written = 0;
    for (path, text) in schema::files() {
        // The folder that was asked for stands for `schema/`.
        let path = folder.join(Path::new(&path).strip_prefix("schema").unwrap_or(Path::new(&path)));
        worktree::write_below(&path, text.as_bytes())
            .map_err(|cause| usage::unwritable(&path.display().to_string(), &cause, lang))?;
        written += 1;
    }
    let (folder, s) = (folder.display().to_string(), lang.s(written));
    edge.print(&tr!(
        lang,
        "{written} schéma{s} écrit{s} dans {folder}\n",
        "{written} schema{s} written to {folder}\n"
    ))?;
    Ok(SUCCESS)
}
