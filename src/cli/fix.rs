//! `nrt check --fix`: what findings say themselves to write instead is written.

use clap::ArgMatches;

use super::open::{self, Opened, Version};
use super::{Edge, Error, Failure, amend, ask};
use crate::amend::mend::{Mended, mend};
use crate::finding::Finding;
use crate::git;
use crate::lang::Lang;
use crate::tr;

/// Mends what can be in the folder, and gives the project as it is then. Whether anything is written
/// depends on the options: with `--dry-run`, nothing is.
pub(super) fn run(edge: &mut Edge, args: &ArgMatches, opened: Opened) -> Result<Opened, Failure> {
    let lang = edge.lang;
    let (unsure, rehearse) = (args.get_flag("unsafe"), args.get_flag("dry-run"));
    let plan = |opened: &Opened| -> Result<Mended, Error> {
        let loaded = opened.load(lang);
        let settings = opened.settings(&loaded, args, lang)?;
        Ok(mend(opened.files(), &settings, opened.limit, unsure))
    };
    if rehearse || unsure {
        let mended = plan(&opened)?;
        if mended.amended.is_empty() {
            return nothing(edge, opened);
        }
        let lines = amend::lines(edge, &mended.amended);
        edge.err.say(&lines)?;
        if rehearse {
            edge.tell(
                lang.pick("rien n'a été écrit (--dry-run)\n", "nothing was written (--dry-run)\n"),
            )?;
            return Ok(opened);
        }
        let question = lang.pick("Écrire ces corrections\u{a0}?", "Write these fixes?");
        let ask = ask::Ask { lang, colour: edge.err.colour };
        if ask::is_possible() && !ask.confirm(question)? {
            edge.tell(lang.pick("rien n'a été écrit\n", "nothing was written\n"))?;
            return Ok(opened);
        }
    }
    let source = git::open(&opened.root).ok();
    let _lock = amend::lock(edge, source.as_ref(), &opened.root)?;
    // Somebody may have written since.
    let limit = opened.limit;
    let opened = open::read(edge, opened.root, Version::Worktree, limit)?;
    let mended = plan(&opened)?;
    if mended.amended.is_empty() {
        return nothing(edge, opened);
    }
    let undo = amend::undo::restored(edge, source.as_ref(), &opened, &mended.amended);
    amend::write(edge, &opened, &mended.amended)?;
    let said = said(lang, &mended.done);
    edge.mention(&said);
    if let Some(command) = undo {
        edge.mention(&tr!(lang, "pour annuler\u{a0}: `{command}`\n", "to undo it: `{command}`\n"));
    }
    Ok(open::read(edge, opened.root, Version::Worktree, limit)?)
}

fn nothing(edge: &mut Edge, opened: Opened) -> Result<Opened, Failure> {
    edge.tell(
        edge.lang
            .pick("rien que nrt sache corriger seul\n", "nothing that nrt can mend by itself\n"),
    )?;
    Ok(opened)
}

/// A line a correction, with the file in which it was found.
fn said(lang: Lang, done: &[Finding]) -> String {
    let (n, colon) = (done.len(), lang.pick("\u{a0}:", ":"));
    let word = match (lang, n) {
        (Lang::Fr, _) => format!("correction{}", lang.s(n)),
        (Lang::En, 1) => "fix".to_owned(),
        (Lang::En, _) => "fixes".to_owned(),
    };
    let mut text = format!("{n} {word}{colon}\n");
    for finding in done {
        let (file, rule) = (finding.address.kind.file(), finding.rule);
        let message = finding.message.terminal();
        text.push_str(&format!("  {file}  {rule}{colon} {message}\n"));
    }
    text
}
