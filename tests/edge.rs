//! The edge of the program: closed pipes, colours, how the project is found, and attachments that
//! are reached through links.

use std::io::Read as _;
use std::path::Path;
use std::process::{Command, Stdio};

use nrt::lang::Lang;

use crate::runner::{Ran, run, run_with};
use crate::small::project;

const ESCAPE: char = '\u{1b}';

/// nrt with nothing of the machine around it, not even what the other tests set.
fn bare(folder: &Path, variables: &[(&str, &str)], args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nrt"));
    command.current_dir(folder).env_clear().envs(variables.iter().copied()).args(args);
    command.stdin(Stdio::null());
    command
}

#[test]
fn a_reader_that_is_gone_is_no_failure() {
    // Not ready: without the closed pipe, `check` gives 1.
    let folder = project(&[]).swap("scope.toml", "coverage", "couverture-2").written();
    for args in [
        &["rules"][..],
        &["rules", "--format", "markdown"],
        &["check"],
        &["check", "--format", "json"],
        &["status"],
        &["explain", "A3"],
        &["list", "stakeholders"],
        &["schema"],
        &["--help"],
        &["--version"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let ran = bare(folder.path(), &[], args).stdout(writer).output().expect("nrt can be run");
        let said = String::from_utf8_lossy(&ran.stderr).into_owned();
        assert_eq!((ran.status.code(), said.as_str()), (Some(0), ""), "{args:?}");
    }
}

#[test]
fn a_reader_that_leaves_in_the_middle_is_no_failure() {
    let many: String = (0..3_000)
        .map(|n| format!("[s{n}]\nname = \"Direction numéro {n}\"\nrole = \"other\"\n"))
        .collect();
    let folder = project(&[("stakeholders.toml", &many)]).written();
    let args = ["list", "stakeholders", "--format", "json"];
    let whole = run(folder.path(), Lang::Fr, &args);
    assert!(whole.out.len() > 200_000, "more than a pipe holds: {}", whole.out.len());
    let mut child = bare(folder.path(), &[], &args)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("nrt can be run");
    let mut some = [0; 16];
    let mut out = child.stdout.take().expect("its output");
    out.read_exact(&mut some).expect("the beginning");
    drop(out);
    let ran = child.wait_with_output().expect("nrt ends");
    let said = String::from_utf8_lossy(&ran.stderr).into_owned();
    assert_eq!((ran.status.code(), said.as_str()), (Some(0), ""));
}

#[test]
fn colours_show_on_a_terminal_or_where_they_are_asked_for() {
    let folder = project(&[]).without("bodies.toml").written();
    let mut table = String::new();
    for (variables, option) in [
        (&[][..], ""),
        (&[("TERM", "xterm-256color"), ("COLORTERM", "truecolor")], ""),
        (&[("CLICOLOR", "1")], ""),
        (&[], "auto"),
        (&[], "always"),
        (&[], "never"),
        (&[("CLICOLOR_FORCE", "1")], ""),
        (&[("CLICOLOR_FORCE", "1")], "never"),
        (&[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")], ""),
        (&[("NO_COLOR", "1")], ""),
    ] {
        let mut args = vec!["check"];
        if !option.is_empty() {
            args.extend(["--color", option]);
        }
        let ran = bare(folder.path(), variables, &args).output().expect("nrt can be run");
        let coloured = String::from_utf8(ran.stdout).expect("UTF-8").contains(ESCAPE);
        let names: Vec<&str> = variables.iter().map(|(name, _)| *name).collect();
        table.push_str(&format!("[{}] {option}: {coloured}\n", names.join(" ")));
    }
    let expected = "\
[] : false
[TERM COLORTERM] : false
[CLICOLOR] : false
[] auto: false
[] always: true
[] never: false
[CLICOLOR_FORCE] : true
[CLICOLOR_FORCE] never: false
[NO_COLOR CLICOLOR_FORCE] : false
[NO_COLOR] : false
";
    assert_eq!(table, expected);
}

#[test]
fn machine_forms_have_no_colours_even_where_they_are_asked_for() {
    let folder = project(&[]).without("bodies.toml").written();
    for format in ["json", "json-lines"] {
        let args = ["check", "--format", format, "--color", "always"];
        let ran = bare(folder.path(), &[("CLICOLOR_FORCE", "1")], &args).output();
        let out = String::from_utf8(ran.expect("nrt can be run").stdout).expect("UTF-8");
        assert!(!out.is_empty() && !out.contains(ESCAPE), "{format}");
    }
}

/// A project in `demarche`, with a folder below and another beside it.
fn beside() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let written = project(&[]).written();
    for name in ["demarche/pieces/2026", "ailleurs"] {
        std::fs::create_dir_all(folder.path().join(name)).expect("a folder");
    }
    for entry in std::fs::read_dir(written.path()).expect("a folder") {
        let entry = entry.expect("a file");
        let copy = folder.path().join("demarche").join(entry.file_name());
        std::fs::copy(entry.path(), copy).expect("a file that can be written");
    }
    folder
}

fn found(ran: &Ran) -> &'static str {
    match (ran.code, ran.out.contains("Démarche Numérique responsable"), ran.err.as_str()) {
        (0, true, _) => "found",
        (2, false, said) if said.contains("il n'y a pas de projet ici") => "no project",
        (2, false, said) if said.contains("n'existe pas") => "no folder",
        _ => panic!("{}: {}{}", ran.code, ran.out, ran.err),
    }
}

/// Runs each line: the folder it runs in, the options; and compares what is found.
fn assert_finds(table: &str) {
    let folder = beside();
    let mut now = String::new();
    for line in table.lines() {
        let columns: Vec<&str> = line.split('|').collect();
        let [from, args, _] = columns.as_slice() else { panic!("three columns: {line}") };
        let words: Vec<&str> = args.split_whitespace().collect();
        let ran = run(&folder.path().join(from.trim()), Lang::Fr, &words);
        now.push_str(&format!("{from}|{args}| {}\n", found(&ran)));
    }
    assert_eq!(now, table, "now:\n{now}");
}

#[test]
fn the_project_is_found_from_its_folder_and_below() {
    assert_finds(
        "\
demarche             | status | found
demarche/pieces      | status | found
demarche/pieces/2026 | status | found
ailleurs             | status | no project
.                    | status | no project
",
    );
}

#[test]
fn the_project_is_found_from_the_folder_that_is_given() {
    assert_finds(
        "\
.        | -C demarche status             | found
.        | status -C demarche             | found
.        | -Cdemarche status              | found
.        | -C demarche/pieces status      | found
ailleurs | -C ../demarche status          | found
ailleurs | -C ../demarche/pieces status   | found
demarche | -C pieces status               | found
.        | -C ailleurs status             | no project
.        | -C nulle-part status           | no folder
",
    );
}

#[test]
fn short_options_in_one_word_give_the_folder_too() {
    assert_finds(
        "\
.        | -qC demarche status    | found
.        | status -qC demarche    | found
.        | -qCdemarche status     | found
.        | -vC demarche status    | found
ailleurs | -qC ../demarche status | found
.        | -qC ailleurs status    | no project
",
    );
    let folder = project(&[]).swap("nrt.toml", "\"fr\"", "\"en\"").written();
    let outside = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().to_str().expect("a path");
    let ran = run_with(outside.path(), &[], &["-qC", path, "status"]);
    assert!(ran.out.contains("Prerequisites met"), "in its language:\n{}{}", ran.out, ran.err);
}

#[test]
fn the_folder_above_does_not_hold_the_project_one_comes_from() {
    assert_finds(
        "\
demarche             | -C .. status               | no project
demarche             | -C pieces/../.. status     | no project
demarche             | -C ../ailleurs status      | no project
demarche/pieces      | -C ../.. status            | no project
demarche/pieces      | -C .. status               | found
demarche/pieces/2026 | -C ../.. status            | found
.                    | -C demarche/.. status      | no project
ailleurs             | -C ../demarche/.. status   | no project
",
    );
}

#[test]
fn the_language_is_that_of_the_project_in_the_folder_that_is_given() {
    let folder = project(&[]).swap("nrt.toml", "\"fr\"", "\"en\"").written();
    let outside = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().to_str().expect("a path");
    for args in [&["-C", path, "status"], &["status", "-C", path]] {
        let ran = run_with(outside.path(), &[], args);
        assert!(ran.out.contains("Prerequisites met"), "{args:?}:\n{}{}", ran.out, ran.err);
    }
}

/// The rules that each path of a document breaks, among links that leave the repository or stay.
#[cfg(unix)]
fn attached(paths: &[&str]) -> String {
    use std::os::unix::fs::symlink;

    let outside = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(outside.path().join("la.pdf"), "x").expect("a file");
    let text: String = paths
        .iter()
        .zip(0..)
        .map(|(path, n)| format!("[d{n}]\ntitle = \"D\"\nkind = \"other\"\nstatus = \"studied\"\nnothing-found = true\npath = \"{path}\"\n"))
        .collect();
    let folder = project(&[("documents.toml", &text)]).written();
    let here = folder.path();
    std::fs::create_dir(here.join("pieces")).expect("a folder");
    std::fs::write(here.join("pieces/la.pdf"), "x").expect("a file");
    let link = |target: &Path, name: &str| symlink(target, here.join(name)).expect("a link");
    link(outside.path(), "dehors");
    link(&outside.path().join("la.pdf"), "la.pdf");
    link(&outside.path().join("absent.pdf"), "absent.pdf");
    link(Path::new("../nulle-part"), "relatif");
    link(Path::new("pieces"), "dedans");
    link(Path::new("pieces/absent.pdf"), "casse.pdf");
    let ran = run(here, Lang::En, &["check", "--format", "json", "--on", crate::small::TODAY]);
    let json: serde_json::Value = serde_json::from_str(&ran.out).expect("a document");
    let findings = json["findings"].as_array().expect("a list");
    let mut said = String::new();
    for (path, n) in paths.iter().zip(0..) {
        let at = format!("documents.d{n}.path");
        let rules: Vec<&str> = findings
            .iter()
            .filter(|finding| finding["address"] == at.as_str())
            .filter_map(|finding| finding["rule"].as_str())
            .collect();
        let rules = if rules.is_empty() { "none".to_owned() } else { rules.join(", ") };
        said.push_str(&format!("{path}: {rules}\n"));
    }
    said
}

#[cfg(unix)]
#[test]
fn an_attachment_is_there_missing_or_behind_a_link_that_leaves_the_repository() {
    let expected = "\
pieces/la.pdf: none
pieces/absent.pdf: document-file-missing
dedans/la.pdf: none
dedans/absent.pdf: document-file-missing
casse.pdf: document-file-missing
dehors/la.pdf: path-outside-repository
la.pdf: path-outside-repository
";
    let paths: Vec<&str> = expected.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(attached(&paths), expected);
}

/// Otherwise a project could ask what is there on the machine of whoever checks it.
#[cfg(unix)]
#[test]
fn a_link_that_leaves_the_repository_does_not_tell_whether_its_target_exists() {
    let expected = "\
dehors/la.pdf: path-outside-repository
dehors/absent.pdf: path-outside-repository
absent.pdf: path-outside-repository
relatif/absent.pdf: path-outside-repository
";
    let paths: Vec<&str> = expected.lines().filter_map(|line| line.split(':').next()).collect();
    assert_eq!(attached(&paths), expected);
}
