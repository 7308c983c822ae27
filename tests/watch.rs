//! `nrt check --watch`: a session beside an editor. What is waited for comes, or the test fails after
//! a minute; nothing is measured.
#![cfg(unix)]

use std::fs;
use std::path::Path;

use crate::runner::{Running, run_with};
use crate::small::{Project, project};

/// A project whose scope is settled, with a paper that is not there.
fn started() -> Project {
    let paper = "[pcaet]\ntitle = \"PCAET\"\nkind = \"pcaet\"\nstatus = \"studied\"\nnothing-found = true\npath = \"pcaet.pdf\"\n";
    project(&[("documents.toml", paper)])
}

fn watch(folder: &Path, args: &[&str]) -> Running {
    let args = [&["check", "--watch", "--format", "concise", "--on", "2026-11-23"], args].concat();
    Running::start(folder, &[("NRT_LANG", "fr")], &args)
}

/// Writes as most editors do: beside, then in the place of the file.
fn save(folder: &Path, name: &str, text: &str) {
    let beside = folder.join("4913~");
    fs::write(&beside, text).expect("written");
    fs::rename(&beside, folder.join(name)).expect("renamed");
}

fn swapped(folder: &Path, name: &str, old: &str, new: &str) -> String {
    let text = fs::read_to_string(folder.join(name)).expect("there");
    assert_eq!(text.matches(old).count(), 1, "{name} holds {old:?} once");
    text.replace(old, new)
}

/// Where each check begins, where no terminal reads.
const BEGINS: &str = "── ";

#[test]
fn each_save_is_checked_and_the_same_again_is_not_shown() {
    let folder = started().written();
    let here = folder.path();
    let before = swapped(here, "scope.toml", "central-services", "central-services");
    let mut nrt = watch(here, &[]);
    nrt.see("document-file-missing");
    save(here, "scope.toml", &swapped(here, "scope.toml", "central-services", "partout"));
    let shown = nrt.see("`partout` n'est pas une valeur connue");
    assert!(shown.contains("\nscope.toml:2:16: erreur unknown-value"), "{shown}");
    // Written in place; then once more with the same text, which changes nothing to be shown.
    fs::write(here.join("scope.toml"), &before).expect("written");
    let shown = nrt.see("document-file-missing");
    assert!(!shown.contains("partout"), "{shown}");
    save(here, "scope.toml", &before);
    fs::write(here.join("notes.txt"), "rien\n").expect("written");
    // The next result that is shown is of the paper that comes.
    fs::write(here.join("pcaet.pdf"), "x").expect("written");
    let shown = nrt.see(BEGINS);
    assert!(!shown.contains("scope.toml"), "{shown}");
    fs::remove_file(here.join("pcaet.pdf")).expect("removed");
    let shown = nrt.see("document-file-missing");
    assert_eq!(shown.matches(BEGINS).count(), 1, "with the paper, nothing is said:\n{shown}");
    nrt.interrupt();
    let ended = nrt.end();
    assert_eq!((ended.code, ended.err.as_str()), (130, ""));
}

#[test]
fn a_project_that_goes_is_waited_for() {
    let folder = started().written();
    let here = folder.path().join("demarche");
    fs::create_dir(&here).expect("a folder");
    for entry in fs::read_dir(folder.path()).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_file() {
            fs::rename(&path, here.join(path.file_name().expect("a name"))).expect("moved");
        }
    }
    let mut nrt = watch(&here, &[]);
    nrt.see("document-file-missing");
    fs::rename(here.join("nrt.toml"), here.join("aside")).expect("renamed");
    nrt.hear("le projet n'est plus là");
    fs::rename(here.join("aside"), here.join("nrt.toml")).expect("renamed");
    nrt.see("document-file-missing");
    // The whole folder, as when another branch has none.
    fs::rename(&here, folder.path().join("ailleurs")).expect("renamed");
    nrt.hear("le projet n'est plus là");
    fs::rename(folder.path().join("ailleurs"), &here).expect("renamed");
    nrt.see("document-file-missing");
    nrt.interrupt();
    let ended = nrt.end();
    assert_eq!(ended.code, 130);
    assert_eq!(ended.err.matches("plus là").count(), 0, "it is said once:\n{}", ended.err);
}

#[test]
fn what_stops_a_check_is_said_and_does_not_stop_the_watch() {
    let folder = started().written();
    let here = folder.path();
    let mut nrt = watch(here, &["--for", "launch"]);
    nrt.see("document-file-missing");
    let before = fs::read_to_string(here.join("milestones.toml")).expect("there");
    save(here, "milestones.toml", &swapped(here, "milestones.toml", "[launch]", "[comite]"));
    nrt.hear("launch");
    save(here, "milestones.toml", &before);
    nrt.see(BEGINS);
    nrt.see("document-file-missing");
    nrt.interrupt();
    assert_eq!(nrt.end().code, 130);
}

#[test]
fn it_speaks_the_project_s_language_as_it_is_now() {
    let folder = started().written();
    let here = folder.path();
    let mut nrt = Running::start(here, &[], &["check", "--watch", "--on", "2026-11-23"]);
    nrt.see("Étape 1 —");
    save(here, "nrt.toml", &swapped(here, "nrt.toml", "\"fr\"", "\"en\""));
    nrt.see("Step 1 —");
    nrt.interrupt();
    assert_eq!(nrt.end().code, 130);
}

#[test]
fn a_reader_that_is_gone_ends_it() {
    let folder = started().written();
    let here = folder.path();
    let (reader, writer) = std::io::pipe().expect("a pipe");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_nrt"))
        .args(["check", "--watch"])
        .current_dir(here)
        .env_clear()
        .stdout(writer)
        .spawn()
        .expect("nrt can be run");
    {
        let mut reader = reader;
        let mut some = [0; 8];
        std::io::Read::read_exact(&mut reader, &mut some).expect("the first result");
    }
    save(here, "scope.toml", "coverage = 1\n");
    assert_eq!(child.wait().expect("nrt ends").code(), Some(0));
}

#[test]
fn what_cannot_begin_does_not_wait() {
    let folder = started().written();
    let empty = tempfile::tempdir().expect("a temporary folder");
    let french = [("NRT_LANG", "fr")];
    let ran = run_with(empty.path(), &french, &["check", "--watch"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("il n'y a pas de projet ici"), "{}", ran.err);
    let ran = run_with(folder.path(), &french, &["check", "--watch", "--for", "lunch"]);
    assert_eq!((ran.code, ran.out.as_str()), (2, ""));
    assert!(ran.err.contains("lunch"), "{}", ran.err);
}
