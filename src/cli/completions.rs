//! `nrt completions`: the script by which a shell asks nrt what may stand at the cursor.
//!
//! The scripts hold no command and no option: they hand the line to `nrt complete`, which walks the
//! command tree and reads the project. So they are short enough to be read, the same for every
//! version, and speak the project's language. clap's own engine (`clap_complete`, whose
//! `unstable-dynamic` is not settled) runs the typed line through `Invoke-Expression` in PowerShell,
//! expands patterns in bash, and knows neither addresses nor `key=value`.

use clap::ArgMatches;

use super::{Edge, Outcome, SUCCESS};
use crate::lang::Lang;
use crate::tr;

/// The shells, as they are called on the command line.
pub(super) const SHELLS: &[&str] = &["bash", "zsh", "fish", "powershell"];

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    let shell = args.get_one::<String>("shell").map_or("", String::as_str);
    edge.print(&script(shell, edge.lang))?;
    Ok(SUCCESS)
}

/// A script, with how to install it on top.
fn script(shell: &str, lang: Lang) -> String {
    let (first, body, install) = match shell {
        "zsh" => (
            "#compdef nrt\n",
            include_str!("completions/nrt.zsh"),
            tr!(
                lang,
                "Une fois pour toutes, dans un dossier de $fpath\u{a0}:\n#   nrt completions zsh > ~/.zfunc/_nrt\n# et dans ~/.zshrc\u{a0}: fpath+=~/.zfunc\u{a0}; autoload -Uz compinit\u{a0}; compinit",
                "Once and for all, in a folder of $fpath:\n#   nrt completions zsh > ~/.zfunc/_nrt\n# and in ~/.zshrc: fpath+=~/.zfunc; autoload -Uz compinit; compinit"
            ),
        ),
        "fish" => (
            "",
            include_str!("completions/nrt.fish"),
            tr!(
                lang,
                "Une fois pour toutes\u{a0}:\n#   nrt completions fish > ~/.config/fish/completions/nrt.fish",
                "Once and for all:\n#   nrt completions fish > ~/.config/fish/completions/nrt.fish"
            ),
        ),
        "powershell" => (
            "",
            include_str!("completions/nrt.ps1"),
            tr!(
                lang,
                "À chaque session, dans le fichier que nomme $PROFILE\u{a0}:\n#   nrt completions powershell | Out-String | Invoke-Expression",
                "For every session, in the file that $PROFILE names:\n#   nrt completions powershell | Out-String | Invoke-Expression"
            ),
        ),
        _ => (
            "",
            include_str!("completions/nrt.bash"),
            tr!(
                lang,
                "À chaque session, dans ~/.bashrc\u{a0}:\n#   eval \"$(nrt completions bash)\"",
                "For every session, in ~/.bashrc:\n#   eval \"$(nrt completions bash)\""
            ),
        ),
    };
    let what = tr!(
        lang,
        "# Ce que nrt propose à la touche de tabulation\u{a0}: commandes, options, et ce que contient\n# le projet. Rien de ce qui est écrit dans ses fichiers n'est exécuté.",
        "# What nrt proposes at the tabulation key: commands, options, and what the project\n# holds. Nothing that stands in its files is run."
    );
    format!("{first}{what}\n#\n# {install}\n{body}")
}
