//! The language a project is written in, read before anything else.

use toml::de::DeTable;

use crate::address::Kind;
use crate::files::Files;
use crate::lang::Lang;

/// `project.language` of `nrt.toml`, where it can be read.
pub fn language(files: &Files) -> Option<Lang> {
    let bytes = files.known.get(&Kind::Project)?.as_ref().ok()?;
    let text = std::str::from_utf8(bytes).ok()?;
    // A line is enough, and costs nothing on a file that the parser must not see whole.
    let line = text.lines().find(|line| {
        line.split_once('=')
            .is_some_and(|(key, _)| matches!(key.trim(), "language" | "project.language"))
    })?;
    if line.len() > 200 {
        return None;
    }
    let table = DeTable::parse(line).ok()?;
    let (_, value) = table.get_ref().iter().next()?;
    let value = value.get_ref();
    let code = value.as_str().or_else(|| value.get("language")?.get_ref().as_str())?;
    Lang::from_code(code)
}
