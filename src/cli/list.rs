//! `nrt list`: the entities of a kind.

use clap::ArgMatches;

use super::{Edge, Error, Outcome, SUCCESS, open};
use crate::address::Kind;
use crate::check;
use crate::diff::nearest;
use crate::finding::Level;
use crate::lang::Lang;
use crate::render::list;
use crate::tr;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let lang = edge.lang;
    let opened = open::open(edge, args)?;
    let loaded = opened.load(lang);
    let Some(word) = args.get_one::<String>("kind") else {
        let format = args.get_one::<String>("format").filter(|format| *format != "table");
        if format.is_some() {
            return Err(Error::new(
                tr!(
                    lang,
                    "une liste pour un programme porte sur une seule sorte",
                    "a list for a program holds one kind"
                ),
                tr!(
                    lang,
                    "par exemple `nrt list jalons --format json`",
                    "for instance `nrt list milestones --format json`"
                ),
            )
            .into());
        }
        edge.print(&list::ids(&loaded.documents, edge.style()))?;
        return Ok(SUCCESS);
    };
    let kind = kind(word, lang)?;
    let text = match args.get_one::<String>("format").map(String::as_str) {
        Some("json") => list::json(&loaded.documents, kind),
        Some("csv") => list::csv(&loaded.documents, kind, lang),
        _ => {
            let settings = open::settings_without_project(args, lang)?;
            list::table(&check::context(&loaded, &settings), kind, edge.style())
        }
    };
    edge.print(&text)?;
    let errors = loaded
        .findings
        .iter()
        .filter(|finding| finding.level == Level::Error && finding.address.kind == kind);
    let n = errors.count();
    if n > 0 {
        let (file, s) = (kind.file(), lang.s(n));
        edge.tell(&tr!(
            lang,
            "{n} erreur{s} dans {file} : la liste peut être incomplète (`nrt check`)\n",
            "{n} error{s} in {file}: the list may be incomplete (`nrt check`)\n"
        ))?;
    }
    Ok(SUCCESS)
}

/// The kind of entity that a person means by a word.
pub(super) fn kind(word: &str, lang: Lang) -> Result<Kind, Error> {
    let kind = Kind::from_word(word).filter(|kind| *kind != Kind::Project);
    kind.ok_or_else(|| {
        let words = Kind::ALL.into_iter().skip(1).flat_map(|kind| kind.words().iter().copied());
        let help = nearest(word, words).map_or_else(
            || {
                let all = Kind::ALL.map(Kind::stem)[1..].join(", ");
                tr!(lang, "sortes possibles\u{a0}: {all}", "possible kinds: {all}")
            },
            |close| tr!(lang, "vouliez-vous dire `{close}`\u{a0}?", "did you mean `{close}`?"),
        );
        let message =
            tr!(lang, "`{word}` n'est pas une sorte d'entité", "`{word}` is not a kind of entity");
        Error::new(message, help)
    })
}
