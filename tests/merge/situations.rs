//! One situation a folder: `base.toml`, `ours.toml` and `theirs.toml`, what becomes of them, and a
//! sentence that says why.

use std::path::{Path, PathBuf};

use nrt::address::Kind;
use nrt::merge::{Markers, Style, Three};
use nrt::reconcile::{How, Reconciled, reconcile};

use crate::runner::Fresh;
use crate::support::{read, root};

fn folders() -> Vec<PathBuf> {
    let entries = std::fs::read_dir(root().join("tests/merge/situations")).expect("listed");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    folders.sort();
    folders
}

fn bytes(path: &Path) -> Vec<u8> {
    std::fs::read(path).unwrap_or_default()
}

fn reconciled(folder: &Path, swap: bool) -> Reconciled {
    let about = read(&folder.join("about.txt"));
    let words: Vec<&str> = about.lines().nth(1).unwrap_or_default().split(' ').collect();
    let asked = |name: &str| words.iter().find_map(|word| word.strip_prefix(name));
    let style = match asked("style=") {
        Some("diff3") => Style::Diff3,
        Some("zdiff3") => Style::Zdiff3,
        _ => Style::Merge,
    };
    let size = asked("size=").map_or(7, |size| size.parse().expect("a number"));
    let kind = Kind::from_stem(asked("kind=").unwrap_or("stakeholders"));
    let (ours, theirs) = if swap { ("theirs", "ours") } else { ("ours", "theirs") };
    let files = Three { base: "base", ours, theirs }
        .map(|name| bytes(&folder.join(format!("{name}.toml"))));
    let labels = Three { base: "base", ours: "ours", theirs: "theirs" };
    reconcile(kind, &files.map(Vec::as_slice), Markers { style, size, labels }, 1 << 20)
}

/// How it was merged, and what is in conflict.
fn told(how: &How) -> String {
    match how {
        How::ByEntity(conflicts) => {
            let lines = conflicts.iter().map(|c| format!("{:?} {}\n", c.clash, c.path.join(".")));
            format!("by entity\n{}", lines.collect::<String>())
        }
        How::ByLine(why, marked) => {
            format!("by line: {why:?}\n{}", if *marked { "in conflict\n" } else { "" })
        }
        How::Not(why) => format!("both whole: {why:?}\n"),
    }
}

#[test]
fn each_situation_comes_out_as_written_down() {
    let mut fresh = Fresh::default();
    let folders = folders();
    assert!(folders.len() >= 45, "{} situations", folders.len());
    for folder in &folders {
        let merged = reconciled(folder, false);
        fresh.check_bytes(&folder.join("expected.toml"), &merged.bytes);
        fresh.check(&folder.join("how.txt"), &told(&merged.how));
        // The other side sees as much of a conflict.
        let other = reconciled(folder, true);
        assert_eq!(merged.is_marked(), other.is_marked(), "{}", folder.display());
    }
    fresh.end();
}
