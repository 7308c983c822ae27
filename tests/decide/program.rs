//! The git program, asked as a person would ask it: nothing around the repository changes what it
//! does, and a hook sees what it would see.

use super::guarantees::script;
use super::{DECISION, ID, With, decide, project};
use crate::history::repository::Repository;
use crate::runner::run_with;
use crate::support::read;

fn hook(it: &Repository, name: &str, text: &str) {
    script(&it.path().join(".git/hooks").join(name), &format!("#!/bin/sh\n{text}"));
}

/// What was removed from the index, as `git rm` does it.
#[test]
fn a_removal_that_is_staged_is_recorded() {
    for with in [With::Git, With::Nothing] {
        for words in [["rm", "--quiet"].as_slice(), &["rm", "--quiet", "--cached"]] {
            let it = project();
            it.git(&["checkout", "--quiet", "nr/scope.toml"]);
            it.git(&[words, &["nr/scope.toml"]].concat());
            let ran = decide(&it.path().join("nr"), with, DECISION);
            assert_eq!(ran.code, 0, "{with:?}: {}", ran.err);
            assert_eq!(it.git(&["status", "--porcelain"]), "", "{with:?} {words:?}");
            it.is_sound();
        }
    }
}

/// What a person staged with care stays staged where the commit is not made.
#[test]
fn a_refused_commit_leaves_what_was_staged() {
    let it = project();
    it.git(&["add", "nr/scope.toml"]);
    it.edit("nr/scope.toml", "intercommunality", "territory");
    hook(&it, "pre-commit", "exit 1\n");
    let ran = decide(&it.path().join("nr"), With::Git, DECISION);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(it.git(&["show", ":nr/scope.toml"]).contains("intercommunality"), "it was replaced");
    // The command that it gives makes the commit, and of what the files say now.
    std::fs::remove_file(it.path().join(".git/hooks/pre-commit")).expect("removed");
    let command = ran.err.split('`').find(|words| words.starts_with("git ")).expect("a command");
    let mut words = std::process::Command::new("/bin/sh");
    let done = words.args(["-c", command]).current_dir(it.path());
    let done = done.envs([("GIT_CONFIG_GLOBAL", "/dev/null")]).output().expect("a shell");
    assert!(done.status.success(), "{command}: {}", String::from_utf8_lossy(&done.stderr));
    assert!(it.git(&["show", "HEAD:nr/scope.toml"]).contains("territory"));
    it.is_sound();
}

/// A hook asks git for `*.toml`, and must be given them.
#[test]
fn a_hook_sees_what_it_would_see() {
    let it = project();
    hook(&it, "pre-commit", "git diff --cached --name-only -- '*.toml' > .git/seen\n");
    let ran = decide(&it.path().join("nr"), With::Git, DECISION);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(read(&it.path().join(".git/seen")), "nr/decisions.toml\nnr/scope.toml\n");
}

#[test]
fn how_the_person_reads_paths_changes_nothing() {
    for name in [
        "GIT_LITERAL_PATHSPECS",
        "GIT_GLOB_PATHSPECS",
        "GIT_NOGLOB_PATHSPECS",
        "GIT_ICASE_PATHSPECS",
    ] {
        let it = project();
        let (folder, path) = (it.path().join("nr"), std::env::var("PATH").expect("a path"));
        let variables = [("PATH", path.as_str()), ("HOME", "/"), (name, "1")];
        let ran = run_with(&folder, &variables, DECISION);
        assert_eq!(ran.code, 0, "{name}: {}", ran.err);
        it.is_sound();
    }
}

/// A folder may be called as git calls several: only its own files are recorded.
#[test]
fn a_folder_is_called_as_it_is_called() {
    for with in [With::Git, With::Nothing] {
        for name in ["-x", ":(top)", ":", "n*", "[n]r", "é \"'$", "#"] {
            let it = project();
            it.git(&["stash", "--quiet"]);
            let folder = it.path().join(name);
            std::fs::create_dir(&folder).expect("made");
            for file in ["nrt.toml", "bodies.toml", "scope.toml"] {
                it.write(&format!("{name}/{file}"), &read(&it.path().join("nr").join(file)));
            }
            it.edit("nr/scope.toml", "authority", "territory");
            let ran = decide(&folder, with, DECISION);
            assert_eq!(ran.code, 0, "{with:?} {name}: {}", ran.err);
            let tree = it.git(&["ls-tree", "-r", "--name-only", "-z", "HEAD"]);
            assert!(tree.contains(&format!("{name}/decisions.toml\0")), "{tree}");
            assert_eq!(it.git(&["status", "--porcelain"]), " M nr/scope.toml\n", "{with:?} {name}");
        }
    }
}

/// Both sides of the talk are long: neither waits for the other.
#[test]
fn a_hook_that_talks_is_listened_to() {
    let it = project();
    hook(&it, "pre-commit", "yes non | head -c 3000000; yes non | head -c 3000000 >&2\n");
    let long = "Les communes membres en sont. ".repeat(3_000);
    let mut args = DECISION.to_vec();
    args[5] = &long;
    let ran = decide(&it.path().join("nr"), With::Git, &args);
    assert_eq!(ran.code, 0, "{}", ran.err);
    it.is_sound();

    // Of what it said, the end says why.
    hook(&it, "pre-commit", "yes blabla | head -c 700000; echo 'pas le vendredi' >&2; exit 1\n");
    let ran = decide(&it.path().join("nr"), With::Git, DECISION);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("blabla · pas le vendredi"), "{}", ran.err);
    assert!(ran.err.len() < 4_000, "{}", ran.err.len());
}

/// A message is UTF-8, whatever the repository says that its messages are.
#[test]
fn a_message_is_read_as_it_was_written() {
    let it = project();
    it.git(&["config", "i18n.commitEncoding", "ISO-8859-1"]);
    let ran = decide(&it.path().join("nr"), With::Git, DECISION);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let commit = it.git(&["cat-file", "commit", "HEAD"]);
    assert!(!commit.contains("\nencoding "), "{commit}");
}

/// A hook that records a decision would wait for the commit that waits for it.
#[test]
fn a_hook_that_decides_is_refused() {
    let it = project();
    let nrt = env!("CARGO_BIN_EXE_nrt");
    hook(
        &it,
        "pre-commit",
        &format!("cd nr && '{nrt}' decide Encore --body codir --decision Oui. 2>../.git/said\n"),
    );
    let ran = decide(&it.path().join("nr"), With::Git, DECISION);
    assert_eq!(ran.code, 2, "{}", ran.err);
    let said = read(&it.path().join(".git/said")).replace('\u{a0}', " ");
    assert!(said.contains("un hook de git"), "{said}");
    let text = read(&it.path().join("nr/decisions.toml"));
    assert!(text.contains(ID) && !text.contains("Encore"), "{text}");
}

/// What a hook added to the commit is told.
#[test]
fn what_a_hook_adds_is_told() {
    let it = project();
    hook(&it, "pre-commit", "echo Deux >> LISEZMOI; git add LISEZMOI\n");
    let ran = decide(&it.path().join("nr"), With::Git, DECISION);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("`LISEZMOI`") && ran.err.contains("hook"), "{}", ran.err);

    // One that takes the decision out leaves nothing recorded.
    hook(
        &it,
        "pre-commit",
        "git reset --quiet -- nr/decisions.toml; echo Trois >> LISEZMOI; git add LISEZMOI\n",
    );
    let mut args = DECISION.to_vec();
    args[1] = "Encore";
    let ran = decide(&it.path().join("nr"), With::Git, &args);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("n'a pas la décision"), "{}", ran.err);
}

/// Done again after a refusal, it is the same decision.
#[test]
fn the_same_decision_is_not_written_twice() {
    let it = project();
    let folder = it.path().join("nr");
    hook(&it, "pre-commit", "exit 1\n");
    assert_eq!(decide(&folder, With::Git, DECISION).code, 2);
    let text = read(&folder.join("decisions.toml"));
    assert_eq!(decide(&folder, With::Git, DECISION).code, 2);
    assert_eq!(read(&folder.join("decisions.toml")), text);
    std::fs::remove_file(it.path().join(".git/hooks/pre-commit")).expect("removed");
    let ran = decide(&folder, With::Git, DECISION);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("déjà dans `decisions.toml`"), "{}", ran.err);
    assert_eq!(it.git(&["show", "HEAD:nr/decisions.toml"]), text);
    assert!(it.git(&["log", "-1", "--format=%B"]).contains(&format!("Nrt-Decision: {ID}\n")));
    it.is_sound();
}
