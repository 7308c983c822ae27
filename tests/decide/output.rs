//! Who reads what `nrt decide` says, or that nobody does, changes nothing of what it does.

use std::path::Path;
use std::process::{Child, Command, Stdio};

use super::{DECISION, ID, With, project};
use crate::history::repository::Repository;

/// Runs nrt through a shell that sends its outputs somewhere.
fn command(folder: &Path, with: With, outputs: &str) -> Command {
    let path = match with {
        With::Git => std::env::var("PATH").expect("a path"),
        With::Nothing => String::new(),
    };
    let mut command = Command::new("/bin/sh");
    command
        .args(["-c", &format!("exec \"$0\" \"$@\" {outputs}"), env!("CARGO_BIN_EXE_nrt")])
        .args(DECISION)
        .current_dir(folder)
        .env_clear()
        .envs([("NRT_LANG", "fr"), ("PATH", path.as_str()), ("GIT_CONFIG_GLOBAL", "/dev/null")])
        .envs([("HOME", folder.to_str().expect("UTF-8")), ("GIT_CONFIG_SYSTEM", "/dev/null")])
        .stdin(Stdio::null())
        .stderr(Stdio::piped());
    command
}

/// The code, and what is left of the standard error.
fn redirected(folder: &Path, with: With, outputs: &str) -> (Option<i32>, String) {
    ended(command(folder, with, outputs).stdout(Stdio::piped()).spawn().expect("nrt can be run"))
}

/// The same, where nobody reads the standard output.
fn piped(folder: &Path, with: With, outputs: &str) -> (Option<i32>, String) {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    ended(command(folder, with, outputs).stdout(writer).spawn().expect("nrt can be run"))
}

fn ended(child: Child) -> (Option<i32>, String) {
    let ran = child.wait_with_output().expect("nrt ends");
    (ran.status.code(), String::from_utf8_lossy(&ran.stderr).replace('\u{a0}', " "))
}

fn is_recorded(it: &Repository) {
    assert!(it.git(&["show", "HEAD:nr/decisions.toml"]).contains(ID));
    it.is_sound();
}

#[test]
fn a_decision_is_recorded_though_nobody_reads() {
    for with in [With::Git, With::Nothing] {
        for outputs in [">&-", "2>&-", ">&- 2>&-", "2>/dev/full"] {
            let it = project();
            let (code, err) = redirected(&it.path().join("nr"), with, outputs);
            assert_eq!(code, Some(0), "{with:?} {outputs}: {err}");
            is_recorded(&it);
        }
    }
}

/// The reader is gone before the first word, as after `| head -0`.
#[test]
fn a_decision_is_recorded_though_the_reader_is_gone() {
    for with in [With::Git, With::Nothing] {
        for outputs in ["", "2>&1", "3>&1 >/dev/null 2>&3"] {
            let it = project();
            let (code, err) = piped(&it.path().join("nr"), with, outputs);
            assert_eq!(code, Some(0), "{with:?} {outputs}: {err}");
            is_recorded(&it);
        }
    }
}

/// A full disk behind the output is told, and that the decision is recorded all the same.
#[test]
fn a_full_output_is_told_and_the_decision_is_recorded() {
    for with in [With::Git, With::Nothing] {
        let it = project();
        let (code, err) = redirected(&it.path().join("nr"), with, ">/dev/full");
        assert_eq!(code, Some(2), "{err}");
        assert!(err.contains(&format!("la décision `{ID}` est enregistrée")), "{err}");
        assert!(err.contains("plus de place sur le disque"), "{err}");
        assert!(err.contains(&format!("nrt decisions show {ID}")), "{err}");
        is_recorded(&it);
    }
}
