//! Names and contact details appear in no output but those whose purpose is to show them.

use std::fs;
use std::path::Path;

use nrt::lang::Lang;

use crate::runner::run;

/// What every personal value of the project below holds.
pub const CANARY: &str = "canari";

const QUIET: &str = "format = 1\n\n[project]\ntitle = \"Démarche\"\nmethod = \"standard\"\n\n[authority]\nname = \"Valbrune\"\nkind = \"commune\"\npopulation = 12_000\n";

/// Sound files: `nrt list` shows the values, so that this test could fail.
pub const SOUND: &[(&str, &str)] = &[
    (
        "referents.toml",
        "[dsi]\nfunction = \"DSI\"\nprofile = \"it\"\nname = \"canari\"\nemail = \"canari@canari.example\"\n",
    ),
    (
        "stakeholders.toml",
        "[dgs]\nname = \"DGS\"\nrole = \"senior-management\"\ncontact = \"canari@canari.example\"\n",
    ),
    (
        "bodies.toml",
        "[codir]\nname = \"CODIR\"\nkind = \"management-committee\"\nexisting = true\ncontact = \"canari 06 12\"\n",
    ),
];

/// Every kind of mistake around a personal value: one file's text each.
pub const BROKEN: &[(&str, &str)] = &[
    // Another type than wanted.
    (
        "referents.toml",
        "[dsi]\nfunction = \"DSI\"\nemail = [\"canari\"]\nname = { prenom = \"canari\" }\n",
    ),
    ("referents.toml", "[dsi]\nfunction = \"DSI\"\n[dsi.email]\npro = \"canari\"\n"),
    (
        "referents.toml",
        "[dsi]\nfunction = [\"DSI\"]\nemail = [\n  \"canari\",\n  \"canari\" 3\n]\n",
    ),
    (
        "stakeholders.toml",
        "[dgs]\nname = \"DGS\"\nrole = \"canari-role\"\ncontact = 3\n[dgs2]\ncontact = [\"canari\", 4]\n",
    ),
    // Broken lines.
    ("referents.toml", "[dsi]\nemail = canari@canari.example\nname = canari canari\n"),
    ("referents.toml", "[dsi]\nemail = \"canari\nname = 'canari\n"),
    ("referents.toml", "[dsi]\nemail = “canari”\nname = « canari »\n"),
    ("referents.toml", "[dsi]\nemail : \"canari\"\nname canari\ncourriel canari@x.example\n"),
    ("referents.toml", "[dsi]\nemail = \"canari\" \"canari\"\nname = \"canari\" canari\n"),
    ("referents.toml", "[dsi]\nemail = \"canari\\q\"\nname = \"\"\"\ncanari \\q\ncanari\n\"\"\"\n"),
    ("referents.toml", "[dsi]\nemail\u{a0}= \"canari\"\n\u{200b}name = \"canari\"\n"),
    ("referents.toml", "dsi = { function = \"DSI\" email = \"canari\" }\n"),
    ("referents.toml", "dsi.email = canari\ndsi.\"name\" = canari\n"),
    ("stakeholders.toml", "[dgs]\ncontact = \"canari\" = \"canari\"\n"),
    ("stakeholders.toml", "[dgs]\nname = \"DGS\"\ncontact = \"canari"),
    ("bodies.toml", "[codir]\ncontact = 06 canari\nsessions = [2026-13-01]\n"),
    ("referents.toml", "[dsi] email = \"canari\"\n"),
    ("referents.toml", "[dsi]\nfunction = \"X\" email = \"canari\"\n"),
    ("referents.toml", "[dsi]\nadresse mail = \"canari\"\n"),
    ("referents.toml", "[dsi]\nprofile = \"it\", name = \"canari\"\n"),
    ("referents.toml", "[dsi]\nprofile = \"it\"\ncanari@canari.example\n"),
    ("referents.toml", "[dsi]\n# canari \u{7} canari\nprofile = \"it\"\n"),
    // Misspelt and unknown keys.
    (
        "referents.toml",
        "[dsi]\nfunction = \"DSI\"\nemial = \"canari\"\nnoms = \"canari\"\ntelephone = \"canari\"\n",
    ),
    (
        "stakeholders.toml",
        "[dgs]\nname = \"DGS\"\nrole = \"it\"\ncontacts = [\"canari\"]\n\"e-mail\" = \"canari\"\n",
    ),
    // Written twice.
    ("referents.toml", "[dsi]\nemail = \"canari\"\nemail = \"canari\"\n[dsi]\nname = \"canari\"\n"),
    ("bodies.toml", "[codir]\ncontact = \"canari\"\n[CODIR]\ncontact = \"canari\"\n"),
    // Hidden characters, conflicts, encodings, placeholders.
    ("referents.toml", "[dsi]\nemail = \"canari\u{202e}\"\nname = \"canari\u{200b}\"\n"),
    (
        "referents.toml",
        "[dsi]\n<<<<<<< HEAD\nemail = \"canari\"\n=======\nemail = \"canari2\"\n>>>>>>> x\n",
    ),
    ("stakeholders.toml", "[dgs]\ncontact = \"canari TODO(nrt)\"\nname = 3\n"),
    ("stakeholders.toml", "[dgs]\rcontact = \"canari\"\rname = 3\r"),
];

/// Commands that must never show a personal value.
const SILENT: &[&[&str]] = &[
    &["check", "--on", "2026-11-23"],
    &["check", "--on", "2026-11-23", "--format", "concise"],
    &["check", "--on", "2026-11-23", "--format", "json"],
    &["check", "--on", "2026-11-23", "--format", "json-lines"],
    &["check", "--on", "2026-11-23", "--format", "sarif"],
    &["check", "--on", "2026-11-23", "--format", "junit"],
    &["check", "--on", "2026-11-23", "--format", "github"],
    &["check", "--on", "2026-11-23", "--format", "gitlab"],
    &["check", "--on", "2026-11-23", "--format", "rdjson"],
    &["check", "--on", "2026-11-23", "--format", "markdown"],
    &["check", "--on", "2026-11-23", "--group-by", "rule", "--statistics", "--show-waived", "-v"],
    &["status", "--on", "2026-11-23"],
    &["explain", "dsi", "--on", "2026-11-23"],
    &["explain", "dgs", "--on", "2026-11-23"],
    &["explain", "codir", "--on", "2026-11-23"],
    &["explain", "referents.dsi.email", "--on", "2026-11-23"],
    &["explain", "stakeholders.dgs.contact", "--on", "2026-11-23"],
];

fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    fs::write(folder.path().join("nrt.toml"), QUIET).expect("a file");
    for (name, text) in files {
        fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

fn leaks(folder: &Path, shown: &str) -> Vec<String> {
    let mut leaks = Vec::new();
    for lang in Lang::ALL {
        for args in SILENT {
            let ran = run(folder, lang, args);
            assert!(ran.code != 101, "{args:?} on {shown}:\n{}", ran.err);
            for line in ran.out.lines().chain(ran.err.lines()) {
                // `role` is no personal value: only the canary itself is looked for.
                if line.replace("canari-role", "").contains(CANARY) {
                    leaks.push(format!("{args:?} on {shown}: {line}"));
                }
            }
        }
    }
    leaks
}

#[test]
fn personal_values_are_in_no_output_but_that_of_list() {
    let folder = project(SOUND);
    let mut found = leaks(folder.path(), "sound files");
    for kind in ["referents", "stakeholders", "bodies"] {
        let ran = run(folder.path(), Lang::Fr, &["list", kind, "--format", "csv"]);
        assert!(
            ran.out.contains(CANARY),
            "`nrt list` is the exception, and shows them:\n{}",
            ran.out
        );
    }
    for (name, text) in BROKEN {
        let folder = project(&[(name, text)]);
        found.extend(leaks(folder.path(), &format!("{text:?}")));
    }
    found.sort();
    found.dedup();
    assert!(found.is_empty(), "{} leaks:\n{}", found.len(), found.join("\n"));
}
