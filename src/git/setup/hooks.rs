//! The hooks that a clone may ask for. They call the ones that were there before.

use std::path::PathBuf;

use super::{Source, in_shell};

/// The hooks that `nrt git setup --hooks` installs.
pub const HOOKS: [&str; 2] = ["pre-commit", "post-merge"];

/// How the name of a hook ends that was there before.
pub const BEFORE: &str = ".before-nrt";

/// Where the hooks of a clone are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Hooks {
    /// In this folder, which belongs to the clone alone.
    Own(PathBuf),
    /// Where `core.hooksPath` says: a folder that is the project's or is shared with other clones.
    Elsewhere(String),
}

const MARK: &str = "# nrt git setup --hooks";

impl Source {
    /// Where the hooks of this clone are.
    pub fn hooks(&self) -> Hooks {
        let config = self.repository.config().and_then(|mut config| config.snapshot());
        match config.and_then(|config| config.get_string("core.hookspath")) {
            Ok(path) if !path.is_empty() => Hooks::Elsewhere(path),
            _ => Hooks::Own(self.repository.commondir().join("hooks")),
        }
    }
}

const BEFORE_COMMIT: &str = r#"    if git rev-parse -q --verify HEAD >/dev/null; then
        "$nrt" -C "$folder" check --staged --new-since HEAD --format concise </dev/null
    else
        "$nrt" -C "$folder" check --staged --format concise </dev/null
    fi
    [ $? -ne 1 ] || exit 1
"#;

const AFTER_MERGE: &str = r#"    "$nrt" -C "$folder" check --new-since ORIG_HEAD --format concise </dev/null || :
"#;

/// Whether a hook is one that nrt installed.
pub fn is_hook(text: &[u8]) -> bool {
    String::from_utf8_lossy(text).lines().nth(1).is_some_and(|line| line.starts_with(MARK))
}

/// A hook: the one before it, then a check of every project of the repository.
///
/// Only errors that a commit brings in stop it: a project under way has others. Where nrt is not
/// there, or cannot do its work, nothing is stopped.
pub fn hook(name: &str, program: &str) -> String {
    let program = in_shell(program);
    let check = if name == "pre-commit" { BEFORE_COMMIT } else { AFTER_MERGE };
    format!(
        "#!/bin/sh
{MARK}
if [ -x \"$0{BEFORE}\" ]; then
    \"$0{BEFORE}\" \"$@\" || exit $?
fi
nrt={program}
[ -x \"$nrt\" ] || exit 0
git -c core.quotePath=false ls-files --full-name :/nrt.toml ':/**/nrt.toml' |
while IFS= read -r file; do
    folder=./${{file%nrt.toml}}
    [ -d \"$folder\" ] || continue
{check}done
"
    )
}
