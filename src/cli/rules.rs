//! `nrt rules`: every rule, its clause, its level here.

use clap::ArgMatches;

use super::{Edge, Outcome, SUCCESS, open};
use crate::check;
use crate::files::Files;
use crate::load;
use crate::render::rules;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let style = edge.style();
    // Rules can be read anywhere; a project only says how they weigh in it.
    let opened = open::open_if_any(edge, args)?;
    let none = Files::default();
    let loaded =
        opened.as_ref().map_or_else(|| load::load(&none, edge.lang), |o| o.load(edge.lang));
    let settings = match &opened {
        Some(opened) => opened.settings(&loaded, args, edge.lang)?,
        None => open::settings_without_project(args, edge.lang)?,
    };
    let cx = check::context(&loaded, &settings);
    let text = match args.get_one::<String>("format").map(String::as_str) {
        Some("json") => rules::json(&cx),
        Some("markdown") => rules::markdown(&cx),
        _ => rules::table(&cx, style),
    };
    edge.print(&text)?;
    Ok(SUCCESS)
}
