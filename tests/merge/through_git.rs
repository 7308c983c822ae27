//! Merges by git itself, in real repositories, with nrt as the driver: installed, absent, killed,
//! failing. Whatever happens, both sides are there, or in conflict, or git stopped and restored all.

use std::path::Path;
use std::process::Command;

use crate::decide::guarantees::script;
use crate::history::repository::Repository;
use crate::support::read;

/// A folder with a space and accents.
pub const FOLDER: &str = "Numérique responsable";

const BASE: &str = "[dgs]\nname = \"Direction générale\"\nrole = \"senior-management\"\nbilateral = 2026-11-05\nlaunch = \"invited\"\n";

pub fn file() -> String {
    format!("{FOLDER}/stakeholders.toml")
}

/// What a program said, and its exit code.
pub fn told(it: &Repository, program: &str, args: &[&str]) -> (i32, String) {
    let output = Command::new(program)
        .args(args)
        .current_dir(it.path())
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_CONFIG_SYSTEM", "/dev/null")
        .env("GIT_EDITOR", "true")
        .env("NRT_LANG", "fr")
        .output()
        .expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
    (output.status.code().unwrap_or(-1), text.into_owned())
}

pub fn git(it: &Repository, args: &[&str]) -> (i32, String) {
    told(it, "git", args)
}

pub fn nrt(it: &Repository, args: &[&str]) -> (i32, String) {
    let folder = it.path().join(FOLDER);
    let folder = folder.to_str().expect("UTF-8");
    let (code, text) = told(it, env!("CARGO_BIN_EXE_nrt"), &[&["-C", folder], args].concat());
    (code, text.replace('\u{a0}', " "))
}

/// A project whose branches `main` and `autre` both changed the stakeholders, as told.
pub fn project(ours: &[(&str, &str)], theirs: &[(&str, &str)]) -> Repository {
    let it = Repository::new();
    it.git(&["config", "user.name", "C. Vasseur"]);
    it.git(&["config", "user.email", "c@rivemont.example"]);
    let nrt = "format = 1\n\n[project]\ntitle = \"T\"\nlanguage = \"fr\"\nmethod = \"standard\"\n";
    it.write(&format!("{FOLDER}/nrt.toml"), nrt);
    it.write(&file(), BASE);
    it.write(&format!("{FOLDER}/.gitattributes"), nrt::git::ATTRIBUTES);
    it.commit("Ouvre");
    it.git(&["checkout", "--quiet", "-b", "autre"]);
    for (old, new) in theirs {
        it.edit(&file(), old, new);
    }
    it.commit("Autre");
    it.git(&["checkout", "--quiet", "main"]);
    for (old, new) in ours {
        it.edit(&file(), old, new);
    }
    it.commit("Main");
    it
}

/// Tells the clone which program merges.
fn driven_by(it: &Repository, program: &Path) {
    let line = nrt::git::driver_line(program.to_str().expect("UTF-8"));
    it.git(&["config", "merge.nrt.driver", &line]);
}

pub fn driven(it: &Repository) {
    driven_by(it, Path::new(env!("CARGO_BIN_EXE_nrt")));
}

pub fn is_sound(it: &Repository) {
    assert_eq!(it.git(&["fsck", "--strict", "--no-dangling"]), "");
}

pub const END: (&str, &str) = (
    "launch = \"invited\"\n",
    "launch = \"invited\"\n\n[port]\nname = \"Port\"\nrole = \"other\"\n",
);
pub const OTHER_END: (&str, &str) = (
    "launch = \"invited\"\n",
    "launch = \"confirmed\"\n\n[eau]\nname = \"Eau\"\nrole = \"other\"\n",
);
pub const OURS: (&str, &str) = ("2026-11-05", "2026-11-12");
pub const THEIRS: (&str, &str) = ("2026-11-05", "2026-11-19");

#[test]
fn both_branches_are_there() {
    let it = project(&[OURS, END], &[OTHER_END]);
    // Without the driver, git gives up.
    assert_eq!(git(&it, &["merge", "autre"]).0, 1);
    it.git(&["merge", "--abort"]);
    driven(&it);
    let (code, said) = git(&it, &["merge", "--no-edit", "autre"]);
    assert_eq!(code, 0, "{said}");
    let expected = BASE.replace("-05", "-12").replace("invited", "confirmed")
        + "\n[port]\nname = \"Port\"\nrole = \"other\"\n\n[eau]\nname = \"Eau\"\nrole = \"other\"\n";
    assert_eq!(read(&it.path().join(file())), expected);
    it.is_sound();
}

#[test]
fn a_conflict_is_git_s_own() {
    let it = project(&[OURS, END], &[THEIRS, OTHER_END]);
    driven(&it);
    for (style, base) in [("merge", ""), ("diff3", "||||||| BASE\nbilateral = 2026-11-05\n")] {
        it.git(&["config", "merge.conflictStyle", style]);
        let (code, said) = git(&it, &["merge", "autre"]);
        assert_eq!(code, 1, "{said}");
        let line = "stakeholders.toml\u{a0}:\n    la date de l'échange bilatéral de «\u{a0}Direction générale\u{a0}»\u{a0}: 2026-11-12 (HEAD), 2026-11-19 (autre)\n";
        assert!(said.contains(line), "{said}");
        let text = read(&it.path().join(file()));
        let (_, hunk) = text.split_once("<<<<<<< HEAD\n").expect("a marker");
        let (hunk, rest) = hunk.split_once(">>>>>>> autre\n").expect("a marker");
        // The base is called by its commit.
        let hunk: String = hunk
            .split_inclusive('\n')
            .map(|line| if line.starts_with('|') { "||||||| BASE\n" } else { line })
            .collect();
        assert_eq!(
            hunk,
            format!("bilateral = 2026-11-12\n{base}=======\nbilateral = 2026-11-19\n")
        );
        assert!(rest.contains("confirmed") && rest.contains("[port]") && rest.contains("[eau]"));
        assert!(it.git(&["status", "--porcelain"]).starts_with("UU "));
        it.git(&["merge", "--abort"]);
        it.is_sound();
    }
}

/// Absent, killed, failing: git's own merge, with both sides in it, as if there were no driver.
#[test]
fn without_the_program_git_merges_as_ever() {
    let it = project(&[OURS, END], &[THEIRS, OTHER_END]);
    assert_eq!(git(&it, &["merge", "autre"]).0, 1);
    let plain = read(&it.path().join(file()));
    it.git(&["merge", "--abort"]);
    let double = it.path().join(".git/un programme qui meurt");
    let ways = [
        ("kill -9 $$", "killed"),
        ("kill -SEGV $$", "crashed"),
        ("exit 101", "panicked"),
        ("exit 2", "an option it does not know"),
        ("exit 201", "could not read"),
        ("exec /nowhere/nrt", "not found"),
    ];
    for (way, name) in ways {
        script(&double, &format!("#!/bin/sh\n{way}\n"));
        driven_by(&it, &double);
        let (code, said) = git(&it, &["merge", "autre"]);
        assert_eq!(code, 1, "{name}: {said}");
        let text = read(&it.path().join(file()));
        assert_eq!(text, plain, "{name}");
        assert!(it.git(&["status", "--porcelain"]).starts_with("UU "), "{name}");
        it.git(&["merge", "--abort"]);
    }
    driven_by(&it, Path::new("/nowhere/l'outil à 100 %/nrt"));
    assert_eq!(git(&it, &["merge", "autre"]).0, 1);
    assert_eq!(read(&it.path().join(file())), plain);
    it.git(&["merge", "--abort"]);
    is_sound(&it);
}

/// The result could not be written: git restores everything.
#[test]
fn what_cannot_be_written_stops_git() {
    let it = project(&[OURS], &[THEIRS]);
    let double = it.path().join(".git/double");
    script(&double, "#!/bin/sh\nexit 200\n");
    driven_by(&it, &double);
    let before = (read(&it.path().join(file())), it.git(&["rev-parse", "HEAD"]));
    let (code, said) = git(&it, &["merge", "autre"]);
    assert!(code > 1, "{code}: {said}");
    assert_eq!((read(&it.path().join(file())), it.git(&["rev-parse", "HEAD"])), before);
    assert!(!it.path().join(".git/MERGE_HEAD").exists());
    it.is_sound();
}

/// The exit codes that the driver's command relies on.
#[test]
fn an_exit_code_says_what_was_done() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let write = |name: &str, text: &str| {
        std::fs::write(folder.path().join(name), text).expect("written");
    };
    let run = |args: &[&str]| {
        let ran = crate::runner::run(
            folder.path(),
            nrt::lang::Lang::Fr,
            &[&["git", "merge-driver"], args].concat(),
        );
        (ran.code, ran.err)
    };
    write("O", "[a]\nx = 1\ny = 1\n");
    write("A", "[a]\nx = 2\ny = 1\n");
    write("B", "[a]\nx = 1\ny = 2\n");
    assert_eq!(run(&["O", "A", "B", "7", "bodies.toml"]).0, 0);
    assert_eq!(read(&folder.path().join("A")), "[a]\nx = 2\ny = 2\n");
    write("B", "[a]\nx = 3\ny = 1\n");
    // A git that does not know the labels hands their placeholders on.
    assert_eq!(run(&["O", "A", "B", "9", "b/bodies.toml", "%S", "%X", "%Y"]).0, 1);
    let text = read(&folder.path().join("A"));
    assert!(text.contains("<<<<<<<<< ours\nx = 2\n=========\nx = 3\n>>>>>>>>> theirs\n"), "{text}");
    for wrong in [&["O", "A"][..], &["O", "A", "none", "7", "p"], &["O", "A", "B", "x", "p"], &[]] {
        let (code, said) = run(wrong);
        assert_eq!(code, 201, "{wrong:?}: {said}");
    }
    let mut permissions = std::fs::metadata(folder.path().join("A")).expect("there").permissions();
    permissions.set_readonly(true);
    std::fs::set_permissions(folder.path().join("A"), permissions).expect("set");
    write("O", &text);
    write("B", &text.replace("y = 2", "y = 5"));
    let (code, said) = run(&["O", "A", "B", "7", "bodies.toml"]);
    assert_eq!(code, 200, "{said}");
    assert_eq!(read(&folder.path().join("A")), text);
}

#[test]
fn rebase_and_cherry_pick_are_merges_too() {
    let it = project(&[OURS, END], &[OTHER_END]);
    driven(&it);
    let (code, said) = git(&it, &["cherry-pick", "autre"]);
    assert_eq!(code, 0, "{said}");
    let picked = read(&it.path().join(file()));
    it.git(&["reset", "--quiet", "--hard", "HEAD~1"]);
    it.git(&["checkout", "--quiet", "autre"]);
    let (code, said) = git(&it, &["rebase", "main"]);
    assert_eq!(code, 0, "{said}");
    assert_eq!(read(&it.path().join(file())), picked);
    assert!(picked.contains("[port]") && picked.contains("[eau]") && picked.contains("2026-11-12"));
    it.is_sound();
}
