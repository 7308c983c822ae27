//! Without the git program: what only it does is left to it, and what is done is done as it would.

use std::os::unix::fs::PermissionsExt as _;

use super::guarantees::script;
use super::{BODIES, DECISION, ID, NRT, With, decide, project, refused};
use crate::history::repository::Repository;
use crate::runner::run_with;

#[test]
fn what_only_the_program_does_is_left_to_it() {
    for name in ["reference-transaction", "post-index-change", "pre-commit", "post-commit"] {
        let it = project();
        script(&it.path().join(".git/hooks").join(name), "#!/bin/sh\nexit 1\n");
        let err = refused(&it, &it.path().join("nr"), With::Nothing, DECISION);
        assert!(err.contains(&format!("(`{name}`)")), "{err}");
    }
    for (key, value) in [
        ("author.name", "Autre"),
        ("committer.email", "autre@rivemont.example"),
        ("includeIf.hasconfig:remote.*.url:https://rivemont.example/**.path", "moi"),
        ("hook.lint.command", "false"),
        ("core.hooksPath", "ailleurs"),
        ("commit.gpgSign", "true"),
    ] {
        let it = project();
        it.git(&["config", key, value]);
        let err = refused(&it, &it.path().join("nr"), With::Nothing, DECISION);
        assert!(err.contains("installez git"), "{key}: {err}");
    }
    for name in ["GIT_AUTHOR_NAME", "GIT_AUTHOR_DATE", "GIT_COMMITTER_EMAIL"] {
        let it = project();
        let variables = [("NRT_LANG", "fr"), ("PATH", ""), ("HOME", "/"), (name, "autre")];
        let ran = run_with(&it.path().join("nr"), &variables, DECISION);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains(&format!("(`{name}`)")), "{}", ran.err);
    }
}

/// A lock of the index is met before the commit is made, not after.
#[test]
fn a_commit_is_made_with_its_index_or_not_at_all() {
    let it = project();
    let folder = it.path().join("nr");
    it.write(".git/index.lock", "");
    let ran = decide(&folder, With::Nothing, DECISION);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("index.lock"), "{}", ran.err);
    assert_eq!(it.git(&["rev-list", "--count", "HEAD"]), "1\n");
    std::fs::remove_file(it.path().join(".git/index.lock")).expect("removed");
    let ran = decide(&folder, With::Nothing, DECISION);
    assert_eq!(ran.code, 0, "{}", ran.err);
    it.is_sound();
}

/// A file that may be run is recorded so, as the program does.
#[test]
fn the_mode_of_a_file_is_recorded() {
    let mode = |octal| std::fs::Permissions::from_mode(octal);
    for with in [With::Git, With::Nothing] {
        for (trusted, recorded) in [("true", "100755"), ("false", "100644")] {
            let it = project();
            it.git(&["config", "core.fileMode", trusted]);
            it.write("nr/decisions.toml", "# À nous.\n");
            let file = it.path().join("nr/decisions.toml");
            std::fs::set_permissions(&file, mode(0o755)).expect("made executable");
            let ran = decide(&it.path().join("nr"), with, DECISION);
            assert_eq!(ran.code, 0, "{}", ran.err);
            let tree = it.git(&["ls-tree", "HEAD", "nr/decisions.toml"]);
            assert!(tree.starts_with(recorded), "{with:?} {trusted}: {tree}");
            let kept = std::fs::metadata(&file).expect("there").permissions().mode();
            assert_eq!(kept & 0o777, 0o755, "{with:?}");
            it.is_sound();
        }
    }
}

/// git compares whole seconds: a file that changed, to the same size, in the second of its entry is
/// seen as changed whoever writes the index later.
#[test]
fn a_file_that_changed_in_the_second_of_its_entry_is_seen() {
    for with in [With::Git, With::Nothing] {
        let it = project();
        it.git(&["stash", "--quiet"]);
        it.write("LISEZMOI", "Deux.\n");
        it.git(&["add", "LISEZMOI"]);
        it.edit("LISEZMOI", "Deux", "Dix.");
        let changed = std::fs::metadata(it.path().join("LISEZMOI")).expect("there").modified();
        let second = |time: std::time::SystemTime| {
            time.duration_since(std::time::UNIX_EPOCH).expect("after 1970").as_secs()
        };
        while second(std::time::SystemTime::now())
            == second(changed.as_ref().copied().expect("a time"))
        {
            std::thread::sleep(std::time::Duration::from_millis(20));
        }
        let ran = decide(&it.path().join("nr"), with, DECISION);
        assert_eq!(ran.code, 0, "{with:?}: {}", ran.err);
        assert_eq!(it.git(&["status", "--porcelain"]), "MM LISEZMOI\n", "{with:?}");
    }
}

/// Those who have the program and those who have not take turns.
#[test]
fn twenty_decide_at_once_each_in_their_way() {
    let it = Repository::new();
    it.git(&["config", "user.name", "C. Vasseur"]);
    it.git(&["config", "user.email", "c@rivemont.example"]);
    it.write("nrt.toml", NRT);
    it.write("bodies.toml", BODIES);
    it.commit("Ouvre le projet");
    it.git(&["worktree", "add", "--quiet", "-b", "suite", ".git/arbre"]);
    std::thread::scope(|scope| {
        for n in 0..20 {
            let folder = it.path().join(if n % 4 < 2 { "." } else { ".git/arbre" });
            let with = if n % 2 == 0 { With::Git } else { With::Nothing };
            scope.spawn(move || {
                let title = format!("Point {n}");
                let mut args = DECISION.to_vec();
                args[1] = &title;
                let ran = decide(&folder, with, &args);
                assert_eq!(ran.code, 0, "{with:?}: {}", ran.err);
            });
        }
    });
    for branch in ["main", "suite"] {
        assert_eq!(it.git(&["rev-list", "--count", branch]), "11\n");
        let text = it.git(&["show", &format!("{branch}:decisions.toml")]);
        assert_eq!(text.lines().filter(|line| line.starts_with('[')).count(), 10, "{text}");
        assert!(!text.contains(ID));
    }
    it.is_sound();
}
