//! What a project may make nrt say stays in proportion to the project.

use nrt::lang::Lang;

use crate::runner::run;
use crate::small::{Project, TODAY, project};

/// Many stakeholders without a one-to-one, and waivers of all of them that ended.
fn expired(waivers: usize, stakeholders: usize) -> Project {
    let stakeholders: String = (0..stakeholders)
        .map(|n| format!("[s{n}]\nname = \"Service {n}\"\nrole = \"other\"\n"))
        .collect();
    let waivers: String = (0..waivers)
        .map(|n| format!("[w{n}]\nrule = \"no-bilateral\"\ntarget = \"stakeholders\"\nreason = \"Vus en réunion.\"\nuntil = 2026-10-31\n"))
        .collect();
    project(&[("stakeholders.toml", &stakeholders), ("waivers.toml", &waivers)])
}

#[test]
fn three_hundred_waivers_that_ended_do_not_multiply_what_is_said() {
    let few = expired(1, 3_000).written();
    let many = expired(300, 3_000).written();
    for format in ["json", "json-lines", "concise"] {
        let size = |folder: &tempfile::TempDir| {
            let ran = run(folder.path(), Lang::Fr, &["check", "--on", TODAY, "--format", format]);
            assert!(ran.code < 2, "{format}: {}", ran.err);
            assert!(ran.out.contains("no-bilateral"), "{format} is about the one-to-ones");
            ran.out.len()
        };
        let (few, many) = (size(&few), size(&many));
        assert!(many < 2 * few, "{format}: {few} bytes with one waiver, {many} with 300");
        assert!(many < 6_000_000, "{format}: {many} bytes");
    }
}

/// The excerpts of 3,000 findings take long to draw: fewer tell the same here.
#[test]
fn waivers_that_ended_do_not_multiply_the_excerpts() {
    let size = |waivers| {
        let folder = expired(waivers, 60).written();
        let ran = run(folder.path(), Lang::Fr, &["check", "--on", TODAY]);
        assert!(ran.out.contains("no-bilateral"), "{}", ran.err);
        ran.out.len()
    };
    let (few, many) = (size(1), size(300));
    assert!(many < 2 * few, "{few} bytes with one waiver, {many} with 300");
}
