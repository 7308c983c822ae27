//! Where `nrt decide` must not commit: what git would record is not what the folder says.

use std::ffi::OsStr;
use std::os::unix::ffi::OsStrExt as _;

use super::{BODIES, DECISION, NRT, With, decide, decide_in, project, refused};

/// A sparse checkout leaves files out of the folder: they are not deleted.
#[test]
fn a_file_that_a_sparse_checkout_leaves_out_is_not_deleted() {
    for with in [With::Git, With::Nothing] {
        let it = project();
        it.git(&["stash", "--quiet"]);
        it.git(&["sparse-checkout", "set", "--no-cone", "/*", "!/nr/scope.toml"]);
        assert!(!it.path().join("nr/scope.toml").exists());
        let err = refused(&it, &it.path().join("nr"), with, DECISION);
        assert!(err.contains("`nr/scope.toml`") && err.contains("git sparse-checkout"), "{err}");
    }
}

/// Git was told not to look at a file: what it says would be missing from the commit.
#[test]
fn a_file_that_git_does_not_look_at_is_not_left_out_silently() {
    for with in [With::Git, With::Nothing] {
        for (option, help) in [
            ("--assume-unchanged", "git update-index --no-assume-unchanged nr/scope.toml"),
            ("--skip-worktree", "git update-index --no-skip-worktree nr/scope.toml"),
        ] {
            let it = project();
            it.git(&["update-index", option, "nr/scope.toml"]);
            let err = refused(&it, &it.path().join("nr"), with, DECISION);
            assert!(err.contains(help) && err.contains("--no-commit"), "{err}");
            // What it says to do is enough.
            let words: Vec<&str> = help.split(' ').skip(1).collect();
            it.git(&words);
            assert_eq!(decide(&it.path().join("nr"), with, DECISION).code, 0);
            assert!(it.git(&["show", "HEAD:nr/scope.toml"]).contains("intercommunality"));
        }
    }
}

/// A folder whose name is not UTF-8 is not taken for the one above, which may hold another project.
#[test]
fn a_folder_whose_name_is_not_text_is_not_another_one() {
    for with in [With::Git, With::Nothing] {
        let it = project();
        let folder = it.path().join("nr").join(OsStr::from_bytes(b"\xff"));
        std::fs::create_dir(&folder).expect("made");
        std::fs::write(folder.join("nrt.toml"), NRT).expect("written");
        std::fs::write(folder.join("bodies.toml"), BODIES).expect("written");
        let head = it.git(&["rev-parse", "HEAD"]);
        let ran = decide_in(&folder, it.path(), with, DECISION);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{with:?}: {}", ran.err);
        assert!(ran.err.contains("n'est pas de l'UTF-8"), "{}", ran.err);
        assert_eq!(it.git(&["rev-parse", "HEAD"]), head);
        assert!(!folder.join("decisions.toml").exists());
    }
}

/// A form of repository that nrt does not know is said, with the command that changes it.
#[test]
fn a_form_that_is_not_known_is_said() {
    let it = project();
    it.git(&["update-index", "--split-index"]);
    let err = refused(&it, &it.path().join("nr"), With::Git, DECISION);
    assert!(err.contains("`git update-index --no-split-index`"), "{err}");
    it.git(&["update-index", "--no-split-index"]);
    it.git(&["sparse-checkout", "set", "--cone", "--sparse-index", "nr"]);
    let err = refused(&it, &it.path().join("nr"), With::Git, DECISION);
    assert!(err.contains("`git sparse-checkout reapply --no-sparse-index`"), "{err}");
    it.git(&["sparse-checkout", "reapply", "--no-sparse-index"]);
    let ran = decide(&it.path().join("nr"), With::Git, DECISION);
    assert_eq!(ran.code, 0, "{}", ran.err);
}
