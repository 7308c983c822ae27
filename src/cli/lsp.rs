//! `nrt lsp`: the language server, for editors.

use std::io::IsTerminal as _;

use clap::ArgMatches;

use super::{Edge, Error, FINDINGS, Outcome, SUCCESS};
use crate::files::DEFAULT_MAX_FILE_SIZE;
use crate::lang::Lang;
use crate::lsp::{self, Surroundings};
use crate::tr;

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let asked = args.get_one::<String>("lang").cloned();
    let asked = asked.or_else(|| std::env::var("NRT_LANG").ok());
    if std::io::stdin().is_terminal() {
        return Err(alone(edge.lang).into());
    }
    let limit = args.get_one::<u64>("max-file-size").copied();
    let surroundings = Surroundings {
        lang: asked.as_deref().and_then(Lang::from_code),
        otherwise: edge.lang,
        today: || chrono::Local::now().date_naive(),
        limit: limit.unwrap_or(DEFAULT_MAX_FILE_SIZE),
    };
    match lsp::serve(surroundings) {
        Ok(true) => Ok(SUCCESS),
        // The editor went away without a word.
        Ok(false) => Ok(FINDINGS),
        Err(cause) => Err(broken(&cause, edge.lang).into()),
    }
}

/// Nobody is there to talk to but a person.
fn alone(lang: Lang) -> Error {
    Error::new(
        tr!(
            lang,
            "`nrt lsp` parle à un éditeur, pas à un terminal",
            "`nrt lsp` talks to an editor, not to a terminal"
        ),
        tr!(
            lang,
            "réglez l'éditeur pour qu'il le lance\u{a0}; ici, `nrt check` dit la même chose",
            "set the editor up to start it; here, `nrt check` says the same"
        ),
    )
}

fn broken(cause: &str, lang: Lang) -> Error {
    let cause = crate::text::terminal(cause);
    Error {
        message: tr!(
            lang,
            "l'échange avec l'éditeur s'est rompu\u{a0}: {cause}",
            "the talk with the editor broke off: {cause}"
        ),
        help: None,
    }
}
