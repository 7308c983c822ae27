//! The house: one direction, one home per foreign crate, rooms of a size one can read.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{files_below, read, root};

/// The floors: a module uses only lower ones. `docs/architecture.md` shows the same.
const FLOORS: &[&[&str]] = &[
    &["address", "lang", "text", "literal", "slug", "splice"],
    &["files", "finding", "document", "diff", "edit", "merge"],
    &["holidays", "model", "method"],
    &["load", "changes", "rule"],
    &["rules", "worktree", "git"],
    &["check", "history", "decide", "review", "amend", "reconcile"],
    &["render", "exchange", "start", "choices"],
    &["lsp", "cli"],
];

/// Within a floor, a module may use the ones before it.
fn rank(module: &str) -> Option<(usize, usize)> {
    FLOORS.iter().enumerate().find_map(|(floor, modules)| {
        modules.iter().position(|name| *name == module).map(|at| (floor, at))
    })
}

/// Where a foreign crate may be used: the modules whose path starts so.
const HOMES: &[(&str, &[&str])] = &[
    ("annotate_snippets", &["render/full"]),
    ("anstream", &["cli/output"]),
    ("clap", &["cli"]),
    ("comfy_table", &["render/table"]),
    ("gen_lsp_types", &["lsp"]),
    ("git2", &["git"]),
    ("inquire", &["cli/ask"]),
    ("libc", &["worktree"]),
    ("lsp_server", &["lsp"]),
    ("quick_xml", &["exchange/xml"]),
    ("sha2", &["finding"]),
    ("signal_hook", &["cli/check/watch"]),
    ("similar", &["diff"]),
    ("terminal_size", &["cli/output"]),
    ("toml_parser", &["document"]),
    ("zip", &["exchange/package"]),
];

/// Crates that may be anywhere.
const ANYWHERE: &[&str] = &["chrono", "serde", "serde_json", "toml"];

/// Named in `Cargo.toml` for their version or features alone.
const UNUSED: &[&str] = &["libgit2-sys", "libz-sys"];

#[test]
fn a_name_uses_only_lower_floors() {
    let mut wrong = Vec::new();
    for (module, text) in sources() {
        let top = module.split('/').next().unwrap_or_default().to_owned();
        if matches!(top.as_str(), "lib" | "main") {
            continue;
        }
        let Some(own) = rank(&top) else {
            wrong.push(format!("src/{module}.rs stands on no floor"));
            continue;
        };
        for used in modules_used(&text) {
            if used == top {
                continue;
            }
            match rank(&used) {
                Some(other) if other < own => {}
                Some(_) => wrong.push(format!("src/{module}.rs uses `{used}`, which is not below")),
                None => {}
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_foreign_crate_has_one_home() {
    let mut wrong = Vec::new();
    for (module, text) in sources() {
        for (name, homes) in HOMES {
            let used = text.contains(&format!("{name}::"));
            if used && !homes.iter().any(|home| module.starts_with(home)) {
                wrong.push(format!("src/{module}.rs uses {name}, whose home is {homes:?}"));
            }
        }
    }
    let listed: Vec<String> = HOMES.iter().map(|(name, _)| (*name).to_owned()).collect();
    let manifest = read(&root().join("Cargo.toml"));
    for name in section(&manifest, "[dependencies]") {
        let name = name.as_str();
        let code = name.replace('-', "_");
        let known =
            listed.contains(&code) || ANYWHERE.contains(&code.as_str()) || UNUSED.contains(&name);
        if !known {
            wrong.push(format!("the dependency {name} has no home here"));
        }
        let used = sources().iter().any(|(_, text)| text.contains(&format!("{code}::")));
        if !used && !UNUSED.contains(&name) {
            wrong.push(format!("the dependency {name} is not used"));
        }
    }
    for name in section(&manifest, "[dev-dependencies]") {
        let code = name.replace('-', "_");
        let texts = ["tests", "benches"].map(|folder| files_below(&root().join(folder), "rs"));
        let used = |path: &std::path::PathBuf| {
            let text = read(path);
            text.contains(&format!("{code}::")) || text.contains(&format!("use {code}"))
        };
        if !texts.iter().flatten().any(used) {
            wrong.push(format!("the dev-dependency {name} is not used"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn files_have_a_size_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for (module, text) in sources() {
        let lines = text.lines().count();
        let limit = if module == "main" {
            20
        } else if module.starts_with("rules/") && module.matches('/').count() == 2 {
            59
        } else {
            399
        };
        if lines > limit {
            wrong.push(format!("src/{module}.rs has {lines} lines, more than {limit}"));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("src/{module}.rs does not say what it is for"));
        }
    }
    for path in files_below(&root().join("tests"), "rs") {
        let text = read(&path);
        if text.lines().count() >= 400 || !text.starts_with("//! ") {
            wrong.push(format!("{} is too long, or does not say what it is for", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn below_the_command_line_nothing_prints_or_asks_the_world() {
    let asked = [
        "std::env",
        "std::process",
        "Local::now",
        "Utc::now",
        "Instant::now",
        "SystemTime",
        "stdout()",
        "stderr()",
        "println!",
        "print!(",
    ];
    let mut wrong = Vec::new();
    for (module, text) in sources() {
        if module.starts_with("cli") || module == "main" {
            continue;
        }
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let top = module.split('/').next().unwrap_or_default();
        for word in asked.iter().filter(|word| code.contains(**word)) {
            // The git program, which alone makes a commit as a person would.
            if module == "git/record/program" && *word == "std::process" {
                continue;
            }
            // The name of a temporary file beside the one that is written.
            if top == "worktree"
                && code.matches(word).count() == code.matches("std::process::id()").count()
            {
                continue;
            }
            wrong.push(format!("src/{module}.rs has {word}"));
        }
        if top != "worktree" && (code.contains("std::fs") || code.contains("File::open")) {
            wrong.push(format!("src/{module}.rs touches the disk"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// French puts a no-break space inside its guillemets and before its double punctuation, or a line
/// may start with a colon. What is quoted from the method, word for word, is its own.
#[test]
fn french_texts_do_not_break_before_their_punctuation() {
    let broken = |line: &str| {
        let double = [" :", " ;", " ?", " !"];
        let ends = |rest: &str| rest.starts_with([' ', '"', '\\']);
        let before = |mark: &str| line.split(mark).skip(1).any(ends);
        line.contains("« ") || line.contains(" »") || double.iter().any(|mark| before(mark))
    };
    let mut wrong = Vec::new();
    for (module, text) in sources().into_iter().filter(|(module, _)| module != "method") {
        let shipped = text.split("#[cfg(test)]").next().unwrap_or_default();
        let code = shipped.lines().enumerate();
        let code = code.filter(|(_, line)| !line.trim_start().starts_with("//"));
        let found = code.filter(|(_, line)| broken(line));
        wrong.extend(found.map(|(n, line)| format!("src/{module}.rs:{}: {}", n + 1, line.trim())));
    }
    assert!(wrong.is_empty(), "an ordinary space where French does not break:\n{wrong:#?}");
}

/// A rule reads only files it says it needs, so that it is not run on one read in part.
#[test]
fn a_rule_needs_what_it_reads() {
    let reads: &[(&str, &[&str])] = &[
        (".referents", &["Referent"]),
        (".stakeholders", &["Stakeholder"]),
        (".milestones", &["Milestone"]),
        ("project.documents", &["Document"]),
        (".bodies", &["Body"]),
        (".calendar", &["Calendar"]),
        (".decisions", &["Decision"]),
        (".waivers", &["Waiver"]),
        ("project.scope", &["Scope"]),
        (".launch()", &["Milestone"]),
        (".launch_date()", &["Milestone"]),
        (".key_stakeholders()", &["Stakeholder", "Scope", "Project"]),
        (".is_key(", &["Scope", "Project"]),
        (".is_key_role(", &["Scope", "Project"]),
        ("cx.key(", &["Stakeholder", "Scope", "Project"]),
        (".key_role(", &["Scope", "Project"]),
        (".working_days(", &["Project"]),
        (".zone()", &["Project"]),
        (".settings", &["Project"]),
    ];
    let mut wrong = Vec::new();
    for (module, text) in sources() {
        if !module.starts_with("rules/") || !text.contains("static RULE: Rule") {
            continue;
        }
        let needs = text.split("needs:").nth(1).unwrap_or_default();
        let needs = needs.split(']').next().unwrap_or_default();
        // The scope's own file has no entities whose key is called so.
        for (read, kinds) in reads.iter().filter(|(read, _)| text.contains(*read)) {
            for kind in kinds.iter().filter(|kind| !needs.contains(&format!("Kind::{kind}"))) {
                wrong.push(format!("src/{module}.rs reads `{read}` and does not need {kind}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The names of a section of the manifest.
fn section(manifest: &str, title: &str) -> Vec<String> {
    let section = manifest.split(title).nth(1).unwrap_or_default();
    let section = section.split("\n[").next().unwrap_or_default();
    let lines = section.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| Some(line.split_once('=')?.0.trim().to_owned())).collect()
}

/// Names of modules below `src`, without `.rs`, and their texts.
fn sources() -> BTreeMap<String, String> {
    let src = root().join("src");
    files_below(&src, "rs").iter().map(|path| (module(&src, path), read(path))).collect()
}

fn module(src: &Path, path: &Path) -> String {
    let relative = path.strip_prefix(src).expect("a file of src");
    relative.with_extension("").to_string_lossy().replace('\\', "/")
}

fn modules_used(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let mut used = Vec::new();
    for after in code.split("crate::").skip(1) {
        let name: String =
            after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
        if let Some(group) = after.strip_prefix('{') {
            let group = group.split("};").next().unwrap_or_default();
            for part in group.split(',') {
                let part: String = part
                    .trim()
                    .chars()
                    .take_while(|c| c.is_ascii_lowercase() || *c == '_')
                    .collect();
                used.push(part);
            }
        }
        used.push(name);
    }
    used
}
