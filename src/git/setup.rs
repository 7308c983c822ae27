//! What a clone is told of nrt, in its own configuration alone: the merge driver, hunk headers and
//! words of a difference. Added and taken out as text: what git wrote around it stays as it is.

mod hooks;

use std::path::PathBuf;

use git2::AttrCheckFlags;

use super::{GitError, Source};
use crate::address::Kind;

pub use hooks::{BEFORE, HOOKS, Hooks, hook, is_hook};

/// The lines of `.gitattributes` that hand the files of a project to nrt: in the project's folder.
pub const ATTRIBUTES: &str = "nrt.toml merge=nrt diff=nrt
referents.toml merge=nrt diff=nrt
stakeholders.toml merge=nrt diff=nrt
scope.toml merge=nrt diff=nrt
milestones.toml merge=nrt diff=nrt
documents.toml merge=nrt diff=nrt
bodies.toml merge=nrt diff=nrt
calendar.toml merge=nrt diff=nrt
decisions.toml merge=nrt diff=nrt
waivers.toml merge=nrt diff=nrt
";

const BEGIN: &str = "# >>> nrt git setup";
/// The same where the line before it had no end.
const BEGIN_ENDED: &str = "# >>> nrt git setup (after a line without end)";
const END: &str = "# <<< nrt git setup";

/// A header of a table, which git shows above each stretch of a difference.
const HEADER: &str = r"^(\[[^]]+\])";

/// A word of a difference: what stands between spaces, quotes, commas and brackets; each of these.
const WORD: &str = r#"[^][:space:]"',=#[]+|[^[:space:]]"#;

/// The command by which git merges a file, for the shell that git brings along on every system.
///
/// Where nrt is not there, is killed, or fails before it could merge, git's own merge is run: else
/// git would keep our side alone, without a mark. 200 says that the result could not be written:
/// then git stops and restores everything. Versions of git before 2.44 do not know the labels.
pub fn driver_line(program: &str) -> String {
    let program = in_shell(program).replace('%', "%%");
    format!(
        "{program} git merge-driver %O %A %B %L %P %S %X %Y; \
         s=$?; case $s in 0|1|200) exit $s;; esac; \
         b=%S o=%X t=%Y; case \"$o\" in %%X) b=base o=ours t=theirs;; esac; \
         git merge-file --marker-size=%L -L \"$o\" -L \"$b\" -L \"$t\" %A %O %B"
    )
}

/// The program that a driver's command starts with, as [`driver_line`] writes it.
pub fn named_program(line: &str) -> Option<String> {
    let (quoted, _) = line.strip_prefix('\'')?.split_once("' git merge-driver ")?;
    Some(quoted.replace(r"'\''", "'").replace("%%", "%"))
}

/// A path as a word of a shell. Git for Windows' shell takes `/` as well.
fn in_shell(path: &str) -> String {
    let path = if cfg!(windows) { path.replace('\\', "/") } else { path.to_owned() };
    format!("'{}'", path.replace('\'', r"'\''"))
}

/// A configuration with what git is told of nrt, in the place where it stood, or last.
pub fn with_block(config: &str, program: &str) -> String {
    let lines = [
        "[merge \"nrt\"]".to_owned(),
        "\tname = nrt: by entity and by field".to_owned(),
        format!("\tdriver = {}", quoted(&driver_line(program))),
        "[diff \"nrt\"]".to_owned(),
        format!("\txfuncname = {}", quoted(HEADER)),
        format!("\twordRegex = {}", quoted(WORD)),
        END.to_owned(),
    ];
    let (begin, head, tail) = match stretch(config) {
        Some(found) => {
            let (head, tail) = (config.get(..found.start), config.get(found.end..));
            (found.begin, head.unwrap_or_default(), found.kept + tail.unwrap_or_default())
        }
        None if config.is_empty() || config.ends_with('\n') => (BEGIN, config, String::new()),
        None => (BEGIN_ENDED, config, String::new()),
    };
    let end = if begin == BEGIN_ENDED && !head.ends_with('\n') { "\n" } else { "" };
    format!("{head}{end}{begin}\n{}\n{tail}", lines.join("\n"))
}

/// A configuration without what git was told of nrt.
pub fn without_block(config: &str) -> String {
    let Some(found) = stretch(config) else { return config.to_owned() };
    let (head, tail) = (config.get(..found.start), config.get(found.end..));
    let (mut head, tail) = (head.unwrap_or_default(), tail.unwrap_or_default());
    if found.begin == BEGIN_ENDED && found.kept.is_empty() && tail.is_empty() {
        head = head.strip_suffix('\n').unwrap_or(head);
    }
    format!("{head}{}{tail}", found.kept)
}

/// Whether a configuration holds what `nrt git setup` adds to it.
pub fn has_block(config: &str) -> bool {
    stretch(config).is_some()
}

/// What nrt added to a configuration, and what somebody put between it.
struct Stretch {
    begin: &'static str,
    start: usize,
    end: usize,
    /// Lines that are not nrt's.
    kept: String,
}

fn stretch(config: &str) -> Option<Stretch> {
    let mut at = 0;
    let mut found: Option<Stretch> = None;
    // The section that the lines are in, as long as it is not known to be needed.
    let mut section: Option<&str> = None;
    for line in config.split_inclusive('\n') {
        let start = at;
        at += line.len();
        let plain = line.trim();
        let Some(found) = &mut found else {
            let begin = if plain == BEGIN { BEGIN } else { BEGIN_ENDED };
            if plain == begin {
                found = Some(Stretch { begin, start, end: at, kept: String::new() });
            }
            continue;
        };
        let ours = ["name =", "driver =", "xfuncname =", "wordRegex ="];
        if plain == END {
            found.end = at;
            break;
        } else if matches!(plain, "[merge \"nrt\"]" | "[diff \"nrt\"]") {
            section = Some(line);
        } else if plain.starts_with('[') {
            // Git took the end away with a section.
            break;
        } else if !ours.iter().any(|key| plain.starts_with(key)) {
            found.kept.extend(section.take());
            found.kept.push_str(line);
        }
        found.end = at;
    }
    found
}

/// A value as a configuration of git writes it.
fn quoted(value: &str) -> String {
    format!("\"{}\"", value.replace('\\', "\\\\").replace('"', "\\\""))
}

impl Source {
    /// The configuration of this clone alone; all its working trees share it.
    pub fn config_file(&self) -> PathBuf {
        self.repository.commondir().join("config")
    }

    /// The command by which git merges files of a project here, from whatever configuration.
    pub fn driver(&self) -> Option<String> {
        let config = self.repository.config().and_then(|mut config| config.snapshot()).ok()?;
        config.get_string("merge.nrt.driver").ok()
    }

    /// The files of the project that no `.gitattributes` hands to nrt.
    ///
    /// # Errors
    ///
    /// When the repository cannot be asked.
    pub fn unattributed(&self) -> Result<Vec<Kind>, GitError> {
        let mut missing = Vec::new();
        for kind in Kind::ALL {
            let path = self.paths_of(&[kind]).concat();
            let asks = |name: &str| -> Result<bool, GitError> {
                let flags = AttrCheckFlags::FILE_THEN_INDEX;
                Ok(self.repository.get_attr(path.as_ref(), name, flags)? == Some("nrt"))
            };
            if !asks("merge")? || !asks("diff")? {
                missing.push(kind);
            }
        }
        Ok(missing)
    }

    /// What the index holds of a file in the project's folder.
    pub fn staged_bytes(&self, name: &str, limit: u64) -> Option<Vec<u8>> {
        let path = match self.prefix.as_str() {
            "" => name.to_owned(),
            prefix => format!("{prefix}/{name}"),
        };
        let entry = self.index(None).ok()?.get_path(path.as_ref(), 0)?;
        self.blob(i32::try_from(entry.mode).ok()?, entry.id, limit).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_of_a_project_is_handed_to_nrt() {
        let lines = Kind::ALL.map(|kind| format!("{} merge=nrt diff=nrt\n", kind.file()));
        assert_eq!(ATTRIBUTES, lines.concat());
    }

    #[test]
    fn what_is_added_is_taken_out_again() {
        let own = "[core]\n\tbare = false\n# mine\n[merge \"nrt2\"]\n\tname = x";
        for config in ["", "[core]\n", own, &format!("{own}\n"), "\n\n"] {
            let with = with_block(config, "/opt/l'outil à %/nrt");
            assert!(has_block(&with) && !has_block(config));
            assert_eq!(with_block(&with, "/opt/l'outil à %/nrt"), with, "once");
            assert_eq!(without_block(&with), config);
            let moved = with_block(&with, "/usr/bin/nrt");
            assert_eq!(without_block(&moved), config);
            // What git adds after it stays.
            let later = "[remote \"origin\"]\n\turl = x\n";
            let ended = if config.ends_with('\n') || config.is_empty() { "" } else { "\n" };
            assert_eq!(without_block(&format!("{with}{later}")), format!("{config}{ended}{later}"));
        }
        assert_eq!(without_block(own), own);
    }

    #[test]
    fn what_others_put_into_it_stays() {
        let with = with_block("[core]\n", "nrt");
        let line = "\trecursive = binary\n";
        let added = with.replace("[diff \"nrt\"]\n", &format!("{line}[diff \"nrt\"]\n"));
        assert_eq!(without_block(&added), format!("[core]\n[merge \"nrt\"]\n{line}"));
        // The end went with a section that git removed.
        let cut = with.split("[diff").next().expect("a part").to_owned() + "[user]\n\tname = x\n";
        assert_eq!(without_block(&cut), "[core]\n[user]\n\tname = x\n");
    }

    #[test]
    fn the_program_is_found_in_its_command() {
        for program in ["/usr/bin/nrt", "/opt/l'outil à %/nrt", "C:/Program Files/nrt/nrt.exe"] {
            assert_eq!(named_program(&driver_line(program)).as_deref(), Some(program));
        }
        assert_eq!(named_program("nrt git merge-driver %O"), None);
    }
}
