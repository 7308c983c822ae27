//! `nrt git setup`, `status` and `remove`: what they write, and that nothing of it stays.

use std::os::unix::fs::PermissionsExt as _;

use super::through_git::{FOLDER, git, is_sound, nrt, project};
use crate::decide::guarantees::script;
use crate::history::repository::Repository;
use crate::support::read;

const ATTRIBUTES: &str = "Numérique responsable/.gitattributes";

/// Everything that a clone holds beside its objects.
#[derive(Debug, PartialEq)]
struct State {
    /// `git config -l`.
    said: String,
    config: Vec<u8>,
    /// The path, the mode and the text of each.
    hooks: Vec<(String, u32, Vec<u8>)>,
    attributes: Option<Vec<u8>>,
}

fn state(it: &Repository) -> State {
    let mut hooks: Vec<(String, u32, Vec<u8>)> = std::fs::read_dir(it.path().join(".git/hooks"))
        .expect("listed")
        .map(|entry| {
            let path = entry.expect("an entry").path();
            let mode = path.metadata().expect("there").permissions().mode();
            (path.display().to_string(), mode, std::fs::read(&path).expect("read"))
        })
        .collect();
    hooks.sort();
    State {
        said: it.git(&["config", "-l", "--show-scope"]),
        config: std::fs::read(it.path().join(".git/config")).expect("read"),
        hooks,
        attributes: std::fs::read(it.path().join(ATTRIBUTES)).ok(),
    }
}

fn without_attributes() -> Repository {
    let it = project(&[("2026-11-05", "2026-11-12")], &[("invited", "confirmed")]);
    it.git(&["rm", "--quiet", ATTRIBUTES]);
    it.commit("Sans attributs");
    it
}

#[test]
fn what_is_installed_is_taken_out_byte_for_byte() {
    for (config, attributes, hook) in [
        ("", None, None),
        ("# à moi\n[alias]\n\tst = status # court", None, Some("#!/bin/sh\necho mien\n")),
        ("[merge \"nrt\"]\n\tdriver = autre\n", Some("*.pdf binary\r\n"), None),
        ("\n\n", Some("*.pdf binary\n"), Some("#!/bin/sh\nexit 0\n")),
    ] {
        let it = without_attributes();
        let path = it.path().join(".git/config");
        std::fs::write(&path, read(&path) + config).expect("written");
        if let Some(attributes) = attributes {
            it.write(ATTRIBUTES, attributes);
        }
        if let Some(hook) = hook {
            script(&it.path().join(".git/hooks/pre-commit"), hook);
        }
        let before = state(&it);
        assert_eq!(nrt(&it, &["git"]).0, 1);
        let (code, said) = nrt(&it, &["git", "setup"]);
        assert_eq!(code, 2, "nobody is asked: {said}");
        assert_eq!(nrt(&it, &["git", "setup", "--hooks", "--dry-run"]).0, 0);
        assert_eq!(state(&it), before);
        let (code, said) = nrt(&it, &["git", "setup", "--hooks", "--yes"]);
        assert_eq!(code, 0, "{said}");
        let installed = state(&it);
        assert_ne!(installed, before);
        let (code, said) = nrt(&it, &["git", "setup", "--hooks", "--yes"]);
        assert!(code == 0 && said.starts_with("rien à faire"), "{said}");
        assert_eq!(state(&it), installed);
        let (code, said) = nrt(&it, &["git", "status"]);
        assert!(code == 0 && said.contains("les 10 fichiers du projet"), "{said}");
        assert_eq!(nrt(&it, &["git", "remove"]).0, 0);
        assert_eq!(state(&it), before, "{config:?}");
        let (code, said) = nrt(&it, &["git", "remove"]);
        assert!(code == 0 && said.starts_with("rien à faire"), "{said}");
        is_sound(&it);
    }
}

#[test]
fn what_is_installed_merges_and_names_the_entity() {
    let it = without_attributes();
    assert_eq!(nrt(&it, &["git", "setup", "--yes"]).0, 0);
    it.commit("Attributs");
    let (code, said) = git(&it, &["merge", "--no-edit", "autre"]);
    assert_eq!(code, 0, "{said}");
    let (_, shown) = git(&it, &["diff", "-U0", "HEAD~1", "--", FOLDER]);
    assert!(shown.contains("@@ [dgs]"), "{shown}");
    let (_, shown) = git(&it, &["diff", "--word-diff", "HEAD~1", "--", FOLDER]);
    assert!(shown.contains("launch = \"[-invited-]{+confirmed+}\""), "{shown}");
    // What is recorded belongs to the project.
    let (_, said) = nrt(&it, &["git", "remove"]);
    assert!(said.contains("`.gitattributes` est enregistré"), "{said}");
    assert!(it.path().join(ATTRIBUTES).exists());
    it.is_sound();
}

#[test]
fn a_hook_that_was_there_runs_first() {
    let it = without_attributes();
    let own = it.path().join(".git/hooks/pre-commit");
    script(&own, "#!/bin/sh\necho \"le mien $0\" >&2\n[ ! -e refus ]\n");
    assert_eq!(nrt(&it, &["git", "setup", "--yes", "--hooks"]).0, 0);
    it.write("note", "Une.");
    it.git(&["add", "note"]);
    let (code, said) = git(&it, &["commit", "-m", "Note"]);
    assert!(code == 0 && said.contains("le mien"), "{said}");
    assert!(said.contains("0 nouveau constat"), "{said}");
    // An error that the commit brings in stops it; those that were there do not.
    let bad = "[x]\nname = \"X\"\nrole = \"othr\"\n";
    it.write(&format!("{FOLDER}/stakeholders.toml"), bad);
    it.git(&["add", "."]);
    let (code, said) = git(&it, &["commit", "-m", "Erreur"]);
    assert!(code == 1 && said.contains("unknown-value"), "{said}");
    assert_eq!(git(&it, &["commit", "--no-verify", "-m", "Erreur"]).0, 0);
    it.write("note", "Deux.");
    it.git(&["add", "note"]);
    let (code, said) = git(&it, &["commit", "-m", "Suite"]);
    assert_eq!(code, 0, "{said}");
    it.write("refus", "");
    it.git(&["add", "."]);
    assert_eq!(git(&it, &["commit", "-m", "Refus"]).0, 1, "the hook that was there refuses");
    it.git(&["reset", "--quiet", "--hard"]);
    assert_eq!(nrt(&it, &["git", "remove"]).0, 0);
    assert!(read(&own).contains("le mien"));
    is_sound(&it);
}

#[test]
fn an_installation_that_was_cut_short_is_finished() {
    let it = without_attributes();
    let own = it.path().join(".git/hooks/pre-commit");
    let kept = it.path().join(".git/hooks/pre-commit.before-nrt");
    script(&own, "#!/bin/sh\necho mien\n");
    let before = state(&it);
    // Where a kill leaves it: the hook has both names, and nrt's is not there yet.
    std::fs::hard_link(&own, &kept).expect("linked");
    let (code, said) = nrt(&it, &["git", "setup", "--yes", "--hooks"]);
    assert_eq!(code, 0, "{said}");
    assert!(read(&kept).contains("mien") && !read(&own).contains("mien"));
    let mode = own.metadata().expect("there").permissions().mode();
    assert_eq!(mode & 0o111, 0o111, "git runs it");
    assert_eq!(nrt(&it, &["git", "remove"]).0, 0);
    assert_eq!(state(&it), before);
    is_sound(&it);
}

#[test]
fn hooks_elsewhere_are_left_alone() {
    let it = without_attributes();
    it.git(&["config", "core.hooksPath", ".husky"]);
    let before = state(&it);
    let (code, said) = nrt(&it, &["git", "setup", "--yes", "--hooks"]);
    assert!(code == 2 && said.contains("core.hooksPath"), "{said}");
    assert_eq!(state(&it), before);
    assert_eq!(nrt(&it, &["git", "setup", "--yes"]).0, 0);
    let (_, said) = nrt(&it, &["git", "status"]);
    assert!(said.contains("ailleurs (`core.hooksPath` = `.husky`)"), "{said}");
}

#[test]
fn a_status_says_what_does_not_work() {
    let it = without_attributes();
    assert_eq!(nrt(&it, &["git", "setup", "--yes"]).0, 0);
    let gone = nrt::git::driver_line("/nowhere/nrt");
    for (line, said) in [
        (gone.as_str(), "le programme n'est plus là : `/nowhere/nrt`"),
        ("git merge-file %A %O %B", "une autre commande"),
        (&format!("'{}' git merge-driver %O", env!("CARGO_BIN_EXE_nrt")), "une autre version"),
    ] {
        it.git(&["config", "merge.nrt.driver", line]);
        let (code, told) = nrt(&it, &["git"]);
        assert!(code == 1 && told.contains(said), "{told}");
        assert_eq!(nrt(&it, &["git", "setup", "--yes"]).0, 0);
        assert_eq!(nrt(&it, &["git"]).0, 0);
    }
    it.write(
        ATTRIBUTES,
        &nrt::git::ATTRIBUTES.replace("bodies.toml merge=nrt", "bodies.toml merge=union"),
    );
    let (code, told) = nrt(&it, &["git"]);
    assert!(code == 1 && told.contains("il y manque `bodies.toml`"), "{told}");
    assert_eq!(nrt(&it, &["git", "setup", "--yes"]).0, 0);
    assert!(read(&it.path().join(ATTRIBUTES)).ends_with("bodies.toml merge=nrt diff=nrt\n"));
    assert_eq!(nrt(&it, &["git"]).0, 0);
}

/// A linked working tree shares the configuration and the hooks of its clone; a submodule has its
/// own.
#[test]
fn working_trees_and_submodules_have_their_clone_s() {
    let it = without_attributes();
    let config = read(&it.path().join(".git/config"));
    it.git(&["worktree", "add", "--quiet", "à côté", "autre"]);
    let folder = it.path().join("à côté").join(FOLDER);
    let run = |args: &[&str]| {
        let folder = folder.to_str().expect("UTF-8");
        super::through_git::told(&it, env!("CARGO_BIN_EXE_nrt"), &[&["-C", folder], args].concat())
    };
    let (code, said) = run(&["git", "setup", "--yes", "--hooks"]);
    assert_eq!(code, 0, "{said}");
    assert!(read(&it.path().join(".git/config")).contains("[merge \"nrt\"]"));
    assert!(it.path().join(".git/hooks/post-merge").exists());
    assert_eq!(run(&["git", "remove"]).0, 0);
    assert_eq!(read(&it.path().join(".git/config")), config);

    let outer = Repository::new();
    let url = it.path().to_str().expect("UTF-8").to_owned();
    let add = ["-c", "protocol.file.allow=always", "submodule", "add", "--quiet", &url, "projet"];
    outer.git(&add);
    let folder = outer.path().join("projet").join(FOLDER);
    let folder = folder.to_str().expect("UTF-8");
    let args = ["-C", folder, "git", "setup", "--yes", "--hooks"];
    let (code, said) = super::through_git::told(&outer, env!("CARGO_BIN_EXE_nrt"), &args);
    assert_eq!(code, 0, "{said}");
    assert!(read(&outer.path().join(".git/modules/projet/config")).contains("[merge \"nrt\"]"));
    assert!(!read(&outer.path().join(".git/config")).contains("[merge \"nrt\"]"));
    is_sound(&outer);
}
