//! What a commit must respect: hooks, signatures, filters, what is under way, and each other.

use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

use super::{BODIES, DECISION, ID, NRT, With, decide, project, refused};
use crate::history::repository::Repository;
use crate::support::read;

/// Writes a program that others may run.
pub fn script(path: &Path, text: &str) {
    std::fs::write(path, text).expect("written");
    let mode = std::fs::Permissions::from_mode(0o755);
    std::fs::set_permissions(path, mode).expect("made executable");
}

#[test]
fn a_hook_is_heard() {
    let it = project();
    let folder = it.path().join("nr");
    script(
        &it.path().join(".git/hooks/pre-commit"),
        "#!/bin/sh\necho \"pas le vendredi\" >&2\nexit 1\n",
    );
    let err = refused(&it, &folder, With::Nothing, DECISION);
    assert!(err.contains("(`pre-commit`)") && err.contains("installez git"), "{err}");

    let ran = decide(&folder, With::Git, DECISION);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("pas le vendredi"), "{}", ran.err);
    let again = "`git commit --only -m 'Élargir le périmètre' -- nr/scope.toml nr/decisions.toml`";
    assert!(ran.err.contains(again), "{}", ran.err);
    assert!(read(&folder.join("decisions.toml")).contains(ID), "the decision is kept");
    assert_eq!(it.git(&["rev-list", "--count", "HEAD"]), "1\n");

    // The command that it gave, once the cause is settled.
    std::fs::remove_file(it.path().join(".git/hooks/pre-commit")).expect("removed");
    let words = ["commit", "--quiet", "--only", "-m", "Élargir le périmètre", "--"];
    it.git(&[words.as_slice(), &["nr/scope.toml", "nr/decisions.toml"]].concat());
    it.is_sound();
}

#[test]
fn a_signature_is_made() {
    let it = project();
    let (folder, signer) = (it.path().join("nr"), it.path().join(".git/signer"));
    script(
        &signer,
        "#!/bin/sh\ncat >/dev/null\nprintf '[GNUPG:] SIG_CREATED \\n' >&2\nprintf -- '-----BEGIN PGP SIGNATURE-----\\n\\nnrt\\n-----END PGP SIGNATURE-----\\n'\n",
    );
    it.git(&["config", "commit.gpgSign", "true"]);
    it.git(&["config", "gpg.program", signer.to_str().expect("UTF-8")]);
    let err = refused(&it, &folder, With::Nothing, DECISION);
    assert!(err.contains("(`commit.gpgSign`)"), "{err}");
    let ran = decide(&folder, With::Git, DECISION);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let commit = it.git(&["cat-file", "commit", "HEAD"]);
    assert!(commit.contains("gpgsig -----BEGIN PGP SIGNATURE-----"), "{commit}");

    // A key that cannot be used: no commit, and the decision is kept.
    script(&signer, "#!/bin/sh\nexit 1\n");
    it.edit("nr/scope.toml", "intercommunality", "territory");
    let ran = decide(&folder, With::Git, DECISION);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("la décision est écrite dans `decisions.toml`"), "{}", ran.err);
    assert!(read(&folder.join("decisions.toml")).contains(&format!("[{ID}-2]")));
}

#[test]
fn a_filter_is_applied() {
    let it = project();
    let folder = it.path().join("nr");
    it.write(".gitattributes", "decisions.toml filter=secret\n");
    it.git(&["config", "filter.secret.clean", "tr a-z A-Z"]);
    it.git(&["config", "filter.secret.smudge", "tr A-Z a-z"]);
    it.git(&["add", ".gitattributes"]);
    let err = refused(&it, &folder, With::Nothing, DECISION);
    assert!(err.contains("(`filter`)"), "{err}");
    let ran = decide(&folder, With::Git, DECISION);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let recorded = it.git(&["cat-file", "blob", "HEAD:nr/decisions.toml"]);
    assert!(recorded.contains("LES COMMUNES MEMBRES"), "{recorded}");
    assert!(read(&folder.join("decisions.toml")).contains("Les communes membres"));
}

#[test]
fn nothing_is_recorded_in_the_middle_of_something() {
    let it = project();
    let folder = it.path().join("nr");
    it.git(&["stash", "--quiet"]);
    it.git(&["switch", "--quiet", "--create", "autre"]);
    it.write("LISEZMOI", "Autre.\n");
    it.commit("Autre");
    it.git(&["switch", "--quiet", "main"]);
    it.write("LISEZMOI", "Deux.\n");
    it.commit("Deux");
    for (start, end, said) in [
        ("merge", "merge", "`git merge` est en cours"),
        ("rebase", "rebase", "`git rebase` est en cours"),
        ("cherry-pick", "cherry-pick", "`git cherry-pick` est en cours"),
    ] {
        // It stops at the conflict, as it must.
        let _ = std::process::Command::new("git")
            .args(["-c", "user.name=A", "-c", "user.email=a@b", start, "autre"])
            .current_dir(it.path())
            .output()
            .expect("git runs");
        for with in [With::Git, With::Nothing] {
            let err = refused(&it, &folder, with, DECISION);
            assert!(err.contains(said) && err.contains("--no-commit"), "{err}");
        }
        it.git(&[end, "--abort"]);
    }
    it.git(&["switch", "--quiet", "--detach"]);
    let err = refused(&it, &folder, With::Git, DECISION);
    assert!(err.contains("aucune branche"), "{err}");
    it.git(&["switch", "--quiet", "main"]);
    it.write(".git/info/exclude", "decisions.toml\n");
    for with in [With::Git, With::Nothing] {
        let err = refused(&it, &folder, with, DECISION);
        assert!(err.contains("git ignore `decisions.toml`"), "{err}");
    }
}

#[test]
fn somebody_must_record() {
    let it = project();
    it.git(&["config", "--unset", "user.name"]);
    it.git(&["config", "user.useConfigOnly", "true"]);
    for with in [With::Git, With::Nothing] {
        let err = refused(&it, &it.path().join("nr"), with, DECISION);
        assert!(err.contains("git ne sait pas qui vous êtes"), "{with:?}: {err}");
    }
}

#[test]
fn a_git_that_lies_in_the_repository_is_not_run() {
    let it = project();
    let trap = it.path().join("nr/git");
    script(&trap, "#!/bin/sh\ntouch \"$0.was-run\"\nexit 1\n");
    let folder = it.path().join("nr");
    let path = std::env::var("PATH").expect("a path");
    let path = format!("{}:.:nr:{path}", folder.display());
    let home = folder.to_str().expect("UTF-8");
    let variables = [("PATH", path.as_str()), ("HOME", home), ("GIT_CONFIG_SYSTEM", "/dev/null")];
    let ran = crate::runner::run_with(&folder, &variables, DECISION);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(!it.path().join("nr/git.was-run").exists(), "it was run");
}

#[test]
fn a_linked_working_tree_is_a_place_like_another() {
    for with in [With::Git, With::Nothing] {
        let it = project();
        it.git(&["worktree", "add", "--quiet", "-b", "suite", "arbre"]);
        let folder = it.path().join("arbre/nr");
        let ran = decide(&folder, with, DECISION);
        assert_eq!(ran.code, 0, "{with:?}: {}", ran.err);
        let paths = it.git(&["show", "--name-only", "--format=", "suite"]);
        assert_eq!(paths, "nr/decisions.toml\n");
        assert_eq!(it.git(&["-C", "arbre", "status", "--porcelain"]), "");
        assert_eq!(it.git(&["rev-list", "--count", "main"]), "1\n");
    }
}

/// Each takes its turn: nothing is lost, whoever comes first takes the pending changes along.
#[test]
fn twenty_decide_at_once() {
    for with in [With::Git, With::Nothing] {
        let it = Repository::new();
        it.git(&["config", "user.name", "C. Vasseur"]);
        it.git(&["config", "user.email", "c@rivemont.example"]);
        it.write("nrt.toml", NRT);
        it.write("bodies.toml", BODIES);
        it.write("scope.toml", "coverage = [\"authority\"]\n");
        it.commit("Ouvre le projet");
        it.edit("scope.toml", "[\"authority\"]", "[\"authority\", \"territory\"]");
        std::thread::scope(|scope| {
            for n in 0..20 {
                let folder = it.path();
                scope.spawn(move || {
                    // Half of them are called alike.
                    let title = if n % 2 == 0 { "Pareil".to_owned() } else { format!("Point {n}") };
                    let mut args = DECISION.to_vec();
                    args[1] = &title;
                    let ran = decide(folder, with, &args);
                    assert_eq!(ran.code, 0, "{with:?}: {}", ran.err);
                });
            }
        });
        let text = read(&it.path().join("decisions.toml"));
        let ids: std::collections::BTreeSet<&str> =
            text.lines().filter(|line| line.starts_with('[')).collect();
        assert_eq!(ids.len(), 20, "{text}");
        assert_eq!(it.git(&["rev-list", "--count", "HEAD"]), "21\n", "{with:?}");
        let recorded = it.git(&["show", "HEAD:decisions.toml"]);
        assert_eq!(recorded, text);
        assert!(it.git(&["show", "HEAD:scope.toml"]).contains("territory"));
        it.is_sound();
    }
}
