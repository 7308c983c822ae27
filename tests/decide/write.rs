//! How `decisions.toml` is written: whole or not at all, over nothing that was not read.

use std::os::unix::fs::PermissionsExt as _;

use super::{BODIES, DECISION, NRT, With, decide, project};
use crate::support::read;

/// What a write that was killed leaves is removed by the next one, and nothing that looks like it.
#[test]
fn what_a_killed_write_left_is_removed() {
    let it = project();
    let folder = it.path().join("nr");
    let left = ["nr/.decisions.toml.1.nrt-tmp", "nr/.decisions.toml.4194304.nrt-tmp"];
    let kept = [
        "nr/.decisions.toml.nrt-tmp",
        "nr/.decisions.toml.x.nrt-tmp",
        "nr/.scope.toml.1.nrt-tmp",
        "nr/decisions.toml.1.nrt-tmp",
        "nr/.decisions.toml.1.nrt-tmp.bak",
        "nr/.decisions.toml.12.nrt-tmp/dedans",
    ];
    for file in left.iter().chain(&kept) {
        it.write(file, "À moi.\n");
    }
    std::os::unix::fs::symlink("../LISEZMOI", folder.join(".decisions.toml.13.nrt-tmp"))
        .expect("a link");
    // Another process is still at it.
    it.write("nr/.decisions.toml.14.nrt-tmp", "");
    let held = std::fs::File::open(folder.join(".decisions.toml.14.nrt-tmp")).expect("there");
    held.lock().expect("locked");
    let ran = decide(&folder, With::Git, DECISION);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for file in left {
        assert!(!it.path().join(file).exists(), "{file} is left");
    }
    for file in kept.iter().chain(&["nr/.decisions.toml.14.nrt-tmp"]) {
        assert!(it.path().join(file).exists(), "{file} is gone");
    }
    assert!(folder.join(".decisions.toml.13.nrt-tmp").is_symlink());
}

/// The other name of the file keeps the former text: that is said.
#[test]
fn another_name_of_the_file_is_told() {
    let it = project();
    it.write("nr/decisions.toml", "# À nous.\n");
    std::fs::hard_link(it.path().join("nr/decisions.toml"), it.path().join("copie"))
        .expect("a link");
    let ran = decide(&it.path().join("nr"), With::Git, DECISION);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("lien physique"), "{}", ran.err);
    assert_eq!(read(&it.path().join("copie")), "# À nous.\n");
}

#[test]
fn the_mode_is_kept_and_a_new_file_is_as_others_are() {
    let it = project();
    let folder = it.path().join("nr");
    let mode = |path: &std::path::Path| {
        std::fs::metadata(path).expect("there").permissions().mode() & 0o7777
    };
    it.write("nr/temoin", "");
    assert_eq!(decide(&folder, With::Git, DECISION).code, 0);
    assert_eq!(mode(&folder.join("decisions.toml")), mode(&folder.join("temoin")));
    for octal in [0o664, 0o600, 0o755] {
        let permissions = std::fs::Permissions::from_mode(octal);
        std::fs::set_permissions(folder.join("decisions.toml"), permissions).expect("set");
        assert_eq!(decide(&folder, With::Git, DECISION).code, 0);
        assert_eq!(mode(&folder.join("decisions.toml")), octal);
    }
}

/// Without a repository there is a lock all the same: nobody's decision is lost.
#[test]
fn twenty_write_at_once_without_a_repository() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("nrt.toml"), NRT).expect("written");
    std::fs::write(folder.path().join("bodies.toml"), BODIES).expect("written");
    std::thread::scope(|scope| {
        for n in 0..20 {
            let folder = folder.path();
            scope.spawn(move || {
                let title = format!("Point {n}");
                let mut args = [DECISION, &["--no-commit"]].concat();
                args[1] = &title;
                let ran = decide(folder, With::Git, &args);
                assert_eq!(ran.code, 0, "{}", ran.err);
            });
        }
    });
    let text = read(&folder.path().join("decisions.toml"));
    assert_eq!(text.lines().filter(|line| line.starts_with('[')).count(), 20, "{text}");
    let names = std::fs::read_dir(folder.path()).expect("a folder").count();
    assert_eq!(names, 3, "nothing else is left");
}

/// A register that the next run could not read is not written.
#[test]
fn a_register_does_not_outgrow_what_is_read() {
    let it = project();
    let line = format!("# {}\n", "é".repeat(500));
    let before = line.repeat((1 << 20) / line.len());
    it.write("nr/decisions.toml", &before);
    let mut args = DECISION.to_vec();
    let long = "Les communes membres en sont. ".repeat(50);
    args[5] = &long;
    let ran = decide(&it.path().join("nr"), With::Git, &args);
    assert_eq!(ran.code, 2, "{}", ran.err);
    assert!(ran.err.contains("trop grand"), "{}", ran.err);
    assert_eq!(read(&it.path().join("nr/decisions.toml")), before);
}

/// A file that cannot be read is not taken for one that is gone.
#[test]
fn a_file_that_cannot_be_read_is_not_gone() {
    let it = project();
    let file = it.path().join("nr/nrt.toml");
    std::fs::remove_file(&file).expect("removed");
    std::fs::create_dir(&file).expect("made");
    for args in [DECISION.to_vec(), [DECISION, &["--no-commit"]].concat()] {
        let ran = decide(&it.path().join("nr"), With::Git, &args);
        assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
        assert!(ran.err.contains("`nrt.toml` ne peut pas être lu"), "{}", ran.err);
        assert!(!it.path().join("nr/decisions.toml").exists());
    }
}

/// A history that cannot be read is not an empty one.
#[test]
fn a_history_that_cannot_be_read_is_not_empty() {
    let it = project();
    let blob = it.git(&["rev-parse", "HEAD:nr/bodies.toml"]);
    let (folder, name) = blob.trim().split_at(2);
    let object = it.path().join(".git/objects").join(folder).join(name);
    let mode = std::fs::Permissions::from_mode(0o644);
    std::fs::set_permissions(&object, mode).expect("set");
    std::fs::write(&object, "abîmé").expect("written");
    let ran = decide(&it.path().join("nr"), With::Git, DECISION);
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    assert!(!it.path().join("nr/decisions.toml").exists(), "{}", ran.err);
}
