//! Characters that move a cursor, hide or reorder text never reach an output as they are. The
//! ranges are written out here, not taken from the program.

use nrt::lang::Lang;

use crate::runner::run;
use crate::small::project;

/// First and last character of each range.
const HIDDEN: &[(char, char)] = &[
    // Controls.
    ('\u{0}', '\u{1f}'),
    ('\u{7f}', '\u{9f}'),
    // Soft hyphen, joiner of graphemes, Arabic letter mark, Mongolian vowel separator.
    ('\u{ad}', '\u{ad}'),
    ('\u{34f}', '\u{34f}'),
    ('\u{61c}', '\u{61c}'),
    ('\u{180e}', '\u{180e}'),
    // Zero-width, marks of direction.
    ('\u{200b}', '\u{200f}'),
    // Separators of lines and paragraphs, embeddings and overrides of direction.
    ('\u{2028}', '\u{2029}'),
    ('\u{202a}', '\u{202e}'),
    // Word joiner, invisible operators, isolates, shaping.
    ('\u{2060}', '\u{206f}'),
    ('\u{feff}', '\u{feff}'),
    // Interlinear annotations.
    ('\u{fff9}', '\u{fffb}'),
    // Tags.
    ('\u{e0000}', '\u{e007f}'),
];

fn is_hidden(c: char) -> bool {
    HIDDEN.iter().any(|(first, last)| (*first..=*last).contains(&c))
}

const TERMINAL: &[&[&str]] = &[
    &["check", "--on", "2026-11-23"],
    &["check", "--on", "2026-11-23", "--for", "launch"],
    &["check", "--on", "2026-11-23", "--for", "codir", "--show-waived", "--statistics"],
    &["check", "--on", "2026-11-23", "--format", "concise"],
    &["check", "--on", "2026-11-23", "--format", "concise", "--group-by", "rule"],
    &["status", "--on", "2026-11-23"],
    &["status", "--on", "2026-11-23", "--for", "launch"],
    &["status", "--on", "2026-11-23", "--for", "codir"],
    &["explain", "dgs", "--on", "2026-11-23"],
    &["explain", "launch", "--on", "2026-11-23"],
    &["explain", "codir", "--on", "2026-11-23"],
    &["explain", "stakeholders.dgs.name", "--on", "2026-11-23"],
    &["explain", "no-bilateral", "--on", "2026-11-23"],
    &["list", "stakeholders"],
];

const JSON: &[&[&str]] = &[
    &["check", "--on", "2026-11-23", "--for", "launch", "--format", "json"],
    &["check", "--on", "2026-11-23", "--format", "json-lines"],
    &["list", "stakeholders", "--format", "json"],
];

/// A project whose texts, keys, ids, values and remarks hold `raw`; `escaped` as TOML escapes.
fn infested(raw: &str, escaped: &str) -> tempfile::TempDir {
    project(&[
        (
            "stakeholders.toml",
            &format!(
                "# remarque {raw}\n[dgs]\nname = \"zz{escaped}zz\" # {raw}\nrole = \"senior-management\"\n\"cle{escaped}\" = 1\nimportance = \"{escaped}\"\nlead = \"{raw}\"\n[\"id{escaped}\"]\nname = \"{raw}\"\nrole = \"role{escaped}\"\n"
            ),
        ),
        (
            "milestones.toml",
            &format!(
                "[launch]\ntitle = \"zz{escaped}zz\"\nkind = \"launch-committee\"\ndate = 2026-12-10\nparticipants = [\"x{escaped}\"]\n[passe]\ntitle = \"{raw}{escaped}\"\nkind = \"other\"\ndate = 2026-11-02\n"
            ),
        ),
        (
            "bodies.toml",
            &format!(
                "[codir]\nname = \"zz{escaped}zz\"\nkind = \"management-committee\"\nexisting = true\nsessions = [2026-12-08]\npresents = \"zz{escaped}zz\"\n"
            ),
        ),
        (
            "documents.toml",
            &format!(
                "[schema]\ntitle = \"zz{escaped}zz\"\nkind = \"digital-plan\"\nstatus = \"requested\"\npath = \"../{escaped}\"\n"
            ),
        ),
        (
            "waivers.toml",
            &format!(
                "[\"d{escaped}\"]\nrule = \"r{escaped}\"\ntarget = \"stakeholders.dgs\"\nreason = \"{escaped}\"\nuntil = 2026-12-01\n[d2]\nrule = \"no-bilateral\"\ntarget = \"stakeholders\"\nreason = \"{escaped}{raw}\"\nuntil = 2026-12-01\n"
            ),
        ),
        ("cassé.toml", ""),
    ])
    .swap("nrt.toml", "title = \"Démarche", &format!("title = \"zz{escaped}zz Démarche"))
    .written()
}

#[test]
fn no_output_holds_a_character_that_a_reader_cannot_see() {
    let every: Vec<char> = HIDDEN.iter().flat_map(|(first, last)| *first..=*last).collect();
    let mut wrong = Vec::new();
    // A few at a time: long lines are cut.
    for few in every.chunks(9) {
        let escaped: String = few.iter().map(|c| format!("\\U{:08x}", u32::from(*c))).collect();
        let raw: String = few.iter().filter(|c| u32::from(**c) >= 0x80).collect();
        let folder = infested(&raw, &escaped);
        for args in TERMINAL {
            let ran = run(folder.path(), Lang::Fr, args);
            assert!(ran.code == 0 || ran.code == 1, "{args:?}: {}", ran.err);
            let shown = ran.out + &ran.err;
            let passed = shown.chars().find(|c| *c != '\n' && is_hidden(*c));
            wrong.extend(passed.map(|c| format!("{args:?} shows {}", c.escape_unicode())));
        }
        for args in JSON {
            let ran = run(folder.path(), Lang::Fr, args);
            let passed = ran.out.chars().find(|c| *c != '\n' && *c <= '\u{1f}');
            wrong.extend(passed.map(|c| format!("{args:?} holds {}", c.escape_unicode())));
            for line in ran.out.lines().filter(|_| args.contains(&"json-lines")) {
                assert!(serde_json::from_str::<serde_json::Value>(line).is_ok(), "{line}");
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_is_hidden_is_shown_by_its_number() {
    let folder = infested("\u{202e}", "\\u001b\\u202e");
    for args in TERMINAL {
        let ran = run(folder.path(), Lang::Fr, args);
        assert!(ran.out.contains("\\u{1b}"), "{args:?} shows it:\n{}", ran.out);
        assert!(ran.out.contains("\\u{202e}"), "{args:?} shows it:\n{}", ran.out);
    }
}

#[test]
fn what_is_typed_is_not_obeyed_either() {
    let folder = project(&[]).written();
    let typed = "a\u{1b}[2J\u{202e}\u{9b}\u{200b}\u{feff}\u{e0041}";
    for args in [
        &["explain", typed][..],
        &["check", "--for", typed],
        &["check", "--on", typed],
        &["check", "--format", typed],
        &["list", typed],
        &["-C", typed, "status"],
        &["check", "--report", typed],
        &[typed],
        &["--lang", typed],
    ] {
        let ran = run(folder.path(), Lang::Fr, args);
        assert_eq!(ran.code, 2, "{args:?}");
        let shown = ran.out + &ran.err;
        let passed = shown.chars().find(|c| *c != '\n' && is_hidden(*c));
        assert_eq!(passed, None, "{args:?}: {shown:?}");
    }
}
