//! `nrt status`: where the step stands.

use clap::ArgMatches;

use super::{Edge, Outcome, SUCCESS, open};
use crate::check::{self, Verdict, plan};
use crate::finding::Level;
use crate::method::{Clause, Passage};
use crate::model::Method;
use crate::render::{plan as shown_plan, summary};
use crate::text::terminal;
use crate::tr;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let opened = open::open(edge, args)?;
    let loaded = opened.load(lang);
    let settings = opened.settings(&loaded, args, lang)?;
    let checked = check::check(&loaded, &settings);
    let cx = check::context(&loaded, &settings);
    let style = edge.style();
    let mut text = String::new();
    if let Some(title) = &loaded.project.settings.project.title {
        text.push_str(&terminal(title));
        text.push_str("\n\n");
    }
    text.push_str(&summary::heading(&settings, style));
    text.push_str(&summary::states(&checked, style));
    text.push('\n');
    text.push_str(&shown_plan::plan(&plan::plan(&cx, &checked), style));
    let flash = loaded.project.settings.project.method == Some(Method::Flash);
    text.push_str(&summary::verdict(&checked, flash, style));
    if checked.verdict == Verdict::Ready {
        let next = Clause::Passage(Passage::NextStep).quote().unwrap_or_default();
        text.push_str(&tr!(lang, "Étape suivante : « {next} »\n", "Next step: « {next} »\n"));
    }
    if checked.open().any(|finding| finding.level != Level::Info) {
        text.push_str(&tr!(
            lang,
            "Détail des constats : `nrt check`\n",
            "The findings in detail: `nrt check`\n"
        ));
    }
    edge.print(&text)?;
    Ok(SUCCESS)
}
