//! `nrt check --stdin-filename FILE -`: the project as it would be if the editor saved.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use nrt::address::Kind;

use crate::gallery::{self, LaidOut};
use crate::runner::{Ran, run_given, run_with};
use crate::small::project;

const ON: [&str; 2] = ["--on", "2026-11-23"];

/// Runs a check in a folder, with a text on the standard input.
fn check(folder: &Path, args: &[&str], input: &[u8]) -> Ran {
    let args: Vec<&str> = ["check"].iter().chain(&ON).chain(args).copied().collect();
    run_given(folder, &[("NRT_LANG", "fr")], &args, input)
}

/// The same, one line a finding.
fn concise(folder: &Path, file: &str, input: &str) -> String {
    let args = ["--stdin-filename", file, "--format", "concise", "-"];
    let ran = check(folder, &args, input.as_bytes());
    assert_eq!(ran.err, "", "{file}");
    ran.out
}

/// The places of findings that are no mere information, in their order: `scope.toml:1:1 no-scope`.
fn places(out: &str) -> Vec<String> {
    let place = |line: &str| {
        let (at, rest) = line.split_once(": ").expect("a place");
        let mut words = rest.split([' ', '\u{a0}']);
        let (level, rule) = (words.next()?, words.next()?);
        (level != "info").then(|| format!("{at} {rule}"))
    };
    out.lines().filter_map(place).collect()
}

fn bytes_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let entries = fs::read_dir(folder).expect("a folder");
    let read = |entry: fs::DirEntry| {
        let bytes = fs::read(entry.path()).unwrap_or_default();
        (entry.file_name().to_string_lossy().into_owned(), bytes)
    };
    entries.map(|entry| read(entry.expect("an entry"))).collect()
}

#[test]
fn a_text_says_what_its_file_would_say() {
    let mut compared = 0;
    for LaidOut { folder, files, .. } in gallery::projects() {
        let known = |name: &String| Kind::ALL.into_iter().any(|kind| kind.file() == *name);
        for file in files.iter().filter(|file| known(file)) {
            let saved = check(folder.path(), &["--format", "json"], b"");
            let path = folder.path().join(file);
            let text = fs::read(&path).unwrap_or_default();
            // What an editor does not see: a link, a folder.
            let own = path.symlink_metadata().expect("there").is_file();
            if own {
                fs::write(&path, "# une autre version\n[x]\ny = 1\n").expect("written");
            }
            let before = bytes_below(folder.path());
            let given =
                check(folder.path(), &["--format", "json", "--stdin-filename", file], &text);
            assert_eq!((given.out, given.code), (saved.out, saved.code), "{file}");
            assert_eq!(given.err, "");
            assert_eq!(bytes_below(folder.path()), before, "nothing is written");
            if own {
                fs::write(&path, &text).expect("written");
            }
            compared += 1;
        }
    }
    assert!(compared > 80, "{compared} files");
}

#[test]
fn what_a_text_does_to_other_files_is_said_after_what_is_in_it() {
    let folder = project(&[]).written();
    let text = "[dg]\nname = \"Direction générale\"\nrole = \"senior-manager\"\n";
    assert_eq!(
        places(&concise(folder.path(), "stakeholders.toml", text)),
        [
            "stakeholders.toml:1:2 no-bilateral",
            "stakeholders.toml:3:8 unknown-value",
            "milestones.toml:11:17 dangling-reference",
        ]
    );
}

#[test]
fn a_file_is_named_from_anywhere_and_shown_as_it_is_named() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let written = project(&[]).written();
    let folder = outside.path().join("la démarche");
    fs::create_dir_all(folder.join("pieces")).expect("a folder");
    for (name, bytes) in bytes_below(written.path()) {
        fs::write(folder.join(name), bytes).expect("written");
    }
    let absolute = folder.join("scope.toml").display().to_string();
    let text = "coverage = [\"ville\"]\norganisation = \"central-services\"\n";
    for (from, file) in [
        ("", "la démarche/scope.toml"),
        ("", "./la démarche/scope.toml"),
        ("", absolute.as_str()),
        ("la démarche", "scope.toml"),
        ("la démarche", "../la démarche/scope.toml"),
        ("la démarche/pieces", "../scope.toml"),
        ("la démarche/pieces", absolute.as_str()),
    ] {
        let found = places(&concise(&outside.path().join(from), file, text));
        assert_eq!(found[0], format!("{file}:1:13 unknown-value"), "{from}");
    }
    let args = ["-C", "la démarche", "--stdin-filename", "scope.toml", "--format", "concise"];
    let ran = check(outside.path(), &args, text.as_bytes());
    assert_eq!(places(&ran.out)[0], "scope.toml:1:13 unknown-value");
    // A form for a program names files as it does without an editor.
    let args = ["--stdin-filename", &absolute, "--format", "json-lines"];
    let ran = check(outside.path(), &args, text.as_bytes());
    assert!(ran.out.contains("\"path\":\"scope.toml\""), "{}", ran.out);
}

#[test]
fn a_file_may_not_be_saved_yet() {
    let folder = project(&[]).written();
    let text = "[x]\ntarget = \"stakeholders.dgs\"\nrule = \"no-such-rule\"\nreason = \"Parce que.\"\nuntil = 2027-01-31\n";
    let out = concise(folder.path(), "waivers.toml", text);
    assert_eq!(places(&out)[0], "waivers.toml:3:8 waiver-unknown-rule", "{out}");
    assert!(!folder.path().join("waivers.toml").exists());
}

#[test]
fn the_file_that_makes_a_project_may_not_be_saved_yet() {
    let folder = project(&[]).without("nrt.toml").written();
    let below = folder.path().join("en-dessous");
    fs::create_dir(&below).expect("a folder");
    let text = "format = 1\n[project]\nlanguage = \"en\"\nmethod = \"slow\"\n";
    let args = ["check", "--stdin-filename", "nrt.toml", "--format", "concise", "-"];
    // In the language that the text says; before that it spoke French, as nobody said anything.
    let ran = run_given(folder.path(), &[], &args, text.as_bytes());
    let first = ran.out.lines().find(|line| line.starts_with("nrt.toml:4:10:")).unwrap_or_default();
    assert_eq!(first, "nrt.toml:4:10: error unknown-value: `slow` is not a known value");
    // A project of its own, whatever lies above.
    fs::write(folder.path().join("nrt.toml"), "format = 1\n").expect("written");
    let out = concise(&below, "nrt.toml", text);
    assert!(out.contains("referents.toml: "), "there are no referents there:\n{out}");
}

#[test]
fn the_language_is_that_of_the_project_that_the_file_lies_in() {
    let folder = project(&[]).swap("nrt.toml", "\"fr\"", "\"en\"").written();
    let here = project(&[]).written();
    let file = folder.path().join("scope.toml").display().to_string();
    let args = ["check", "--stdin-filename", &file, "--format", "concise", "-"];
    let ran = run_given(here.path(), &[], &args, b"coverage = 1\n");
    assert!(ran.out.contains("error wrong-type: "), "{}{}", ran.out, ran.err);
    let file = folder.path().join("notes.toml").display().to_string();
    let ran = run_with(here.path(), &[], &["check", "--stdin-filename", &file]);
    assert!(ran.err.contains("is not a file of the project"), "{}", ran.err);
}

#[test]
fn a_text_past_the_limit_is_said_to_be_so_with_its_size() {
    let folder = project(&[]).written();
    let text = "#".repeat(2_000_001);
    let named = ["--stdin-filename", "scope.toml", "--format", "concise"];
    let ran = check(folder.path(), &named, text.as_bytes());
    let first = ran.out.lines().next().unwrap_or_default().replace('\u{a0}', " ");
    assert_eq!(
        first.replace('\u{202f}', " "),
        "scope.toml:1:1: erreur unreadable-file : scope.toml est trop grand : 2 000 001 octets, pour une limite de 1 048 576 octets"
    );
    let args = [&named[..], &["--max-file-size", "2000001"]].concat();
    let ran = check(folder.path(), &args, text.as_bytes());
    assert!(!ran.out.contains("unreadable-file"), "{}", ran.out);
}

#[test]
fn the_exit_code_and_the_mending_are_those_of_an_editor() {
    let folder = project(&[]).written();
    let fixable = b"coverage = \"authority\"\norganisation = \"central-services\"\n";
    let args = ["--stdin-filename", "scope.toml", "-"];
    let ran = check(folder.path(), &args, fixable);
    // `check --fix` would mend what is on the disk, not this.
    assert_eq!((ran.code, ran.err.as_str()), (1, ""), "{}", ran.out);
    let args = [&args[..], &["--fail-on", "never"]].concat();
    assert_eq!(check(folder.path(), &args, fixable).code, 0);
    fs::write(folder.path().join("scope.toml"), fixable).expect("written");
    let ran = check(folder.path(), &[], b"");
    assert!(ran.err.contains("nrt check --fix"), "{}", ran.err);
}

#[test]
fn a_file_that_no_project_has_is_refused_with_its_place_and_what_to_do() {
    let outside = tempfile::tempdir().expect("a temporary folder");
    let written = project(&[]).written();
    let top = outside.path().canonicalize().expect("a real path");
    fs::create_dir_all(top.join("demarche/pieces")).expect("a folder");
    fs::create_dir(top.join("vide")).expect("a folder");
    fs::write(top.join("vide/nrt.toml.txt"), "").expect("written");
    for (name, bytes) in bytes_below(written.path()) {
        fs::write(top.join("demarche").join(name), bytes).expect("written");
    }
    let mut said = String::new();
    for file in [
        "demarche/notes.toml",
        "demarche/pieces/scope.toml",
        "demarche/nulle-part/scope.toml",
        "vide/scope.toml",
    ] {
        let ran = check(&top, &["--stdin-filename", file, "-"], b"coverage = 1\n");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{file}");
        said.push_str(&ran.err.replace(&top.display().to_string(), "TOP").replace('\u{a0}', " "));
    }
    let expected = "\
erreur : `demarche/notes.toml` n'est pas un fichier du projet de `TOP/demarche` : nrt ne le lit pas
  aide : les fichiers d'un projet s'appellent nrt.toml, referents.toml, stakeholders.toml, scope.toml, milestones.toml, documents.toml, bodies.toml, calendar.toml, decisions.toml, waivers.toml
erreur : `demarche/pieces/scope.toml` n'est pas un fichier du projet : ceux du projet sont dans `TOP/demarche`, à côté de son `nrt.toml`
  aide : si c'est lui que vous modifiez, nommez `TOP/demarche/scope.toml`
erreur : `demarche/nulle-part/scope.toml` : le dossier de ce fichier n'existe pas
  aide : donnez à `--stdin-filename` le chemin du fichier que l'éditeur a ouvert
erreur : `vide/scope.toml` n'est dans aucun projet : il n'y a de `nrt.toml` ni à côté de lui ni dans un dossier au-dessus
  aide : Windows a ajouté `.txt` : renommez `TOP/vide/nrt.toml.txt` en `nrt.toml`
";
    assert_eq!(said, expected);
    // What to do there depends on what lies above.
    for file in ["scope.toml", ".."] {
        let ran = check(&top, &["--stdin-filename", file, "-"], b"coverage = 1\n");
        let message = format!("`{file}` n'est dans aucun projet");
        assert!(ran.code == 2 && ran.err.contains(&message), "{}", ran.err);
    }
}

#[cfg(unix)]
#[test]
fn an_input_that_cannot_be_read_is_no_text() {
    let folder = project(&[]).written();
    let input = fs::File::open(folder.path()).expect("a folder");
    let ran = std::process::Command::new(env!("CARGO_BIN_EXE_nrt"))
        .args(["check", "--lang", "fr", "--stdin-filename", "scope.toml", "-"])
        .current_dir(folder.path())
        .env_clear()
        .stdin(input)
        .output()
        .expect("nrt can be run");
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!(ran.status.code(), Some(2), "{said}");
    assert!(said.contains("l'entrée standard ne peut pas être lue"), "{said}");
}

#[test]
fn what_a_branch_brings_is_known_before_it_is_saved() {
    let folder = project(&[]).written();
    let git = |args: &[&str]| {
        let identity = ["-c", "user.name=n", "-c", "user.email=e@x.fr"];
        let mut command = std::process::Command::new("git");
        let done = command.args(identity).args(args).current_dir(folder.path()).output();
        assert!(done.expect("git runs").status.success(), "{args:?}");
    };
    git(&["init", "-q", "."]);
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "Projet"]);
    let text = b"coverage = [\"ville\"]\norganisation = \"central-services\"\n";
    let args = ["--stdin-filename", "scope.toml", "--new-since", "HEAD", "--format", "concise"];
    let ran = check(folder.path(), &args, text);
    assert!(ran.out.starts_with("scope.toml:1:13: erreur unknown-value"), "{}{}", ran.out, ran.err);
    let saved = fs::read(folder.path().join("scope.toml")).expect("there");
    let ran = check(folder.path(), &args, &saved);
    assert!(!ran.out.contains("scope.toml"), "{}", ran.out);
}

#[test]
fn the_dash_may_be_left_out() {
    let folder = project(&[]).written();
    let text = b"coverage = 1\n";
    let named = ["--stdin-filename", "scope.toml"];
    let with = check(folder.path(), &[&named[..], &["-"]].concat(), text);
    let without = check(folder.path(), &named, text);
    let before = check(folder.path(), &[&["-"], &named[..]].concat(), text);
    assert!(with.out.contains("scope.toml:1:12"), "{}", with.out);
    assert_eq!((&with.out, with.code), (&without.out, without.code));
    assert_eq!((&with.out, with.code), (&before.out, before.code));
}
