//! `nrt init --demo`: the same history everywhere, sound, and something to show for each command.

use nrt::lang::Lang;

use super::Desk;
use crate::runner::Fresh;
use crate::support::root;

/// Every commit as git has it: ids, people, hours and subjects, then the branches.
fn history(desk: &Desk, folder: &str) -> String {
    let log = ["log", "--all", "--graph", "--date=iso", "--format=%H %ad %an <%ae>%n%cd %cn%d%n%s"];
    desk.git(folder, &log)
}

#[test]
fn the_history_is_as_committed() {
    let mut fresh = Fresh::default();
    for lang in Lang::ALL {
        let desk = Desk::new();
        let ran = desk.run(lang, &["init", "--demo"]);
        assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{}", ran.out);
        let path = root().join(format!("tests/init/demo.{}.txt", lang.code()));
        fresh.check(&path, &ran.out);
        // The texts of the demonstration are in one language: the history is one.
        fresh.check(&root().join("tests/init/demo.history.txt"), &history(&desk, "nrt-demo"));
        desk.is_sound("nrt-demo");
        assert_eq!(desk.git("nrt-demo", &["fsck", "--strict", "--full"]), "");
    }
    fresh.end();
}

/// Whatever git is told on a machine, and whoever sits there.
#[test]
fn no_setting_of_the_machine_has_a_part_in_it() {
    let (plain, hostile) = (Desk::new(), Desk::new());
    let home = hostile.home.path().display().to_string();
    let hooks = hostile.home.path().join("modele/hooks");
    std::fs::create_dir_all(&hooks).expect("a folder");
    for name in ["pre-commit", "commit-msg", "reference-transaction", "post-commit"] {
        let hook = hooks.join(name);
        std::fs::write(&hook, format!("#!/bin/sh\ntouch {home}/ran\nexit 1\n")).expect("written");
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt as _;
            std::fs::set_permissions(&hook, std::fs::Permissions::from_mode(0o755)).expect("set");
        }
    }
    hostile.settings(&format!(
        "[user]\nname = X\nemail = x@x.example\n[init]\ndefaultBranch = trunk\ntemplateDir = {home}/modele\n\
         [core]\nhooksPath = {home}/modele/hooks\nautocrlf = true\neol = crlf\nexcludesFile = {home}/ignore\n\
         attributesFile = {home}/attributes\n[commit]\ngpgSign = true\n[i18n]\ncommitEncoding = ISO-8859-1\n"
    ));
    std::fs::write(hostile.home.path().join("ignore"), "*.toml\npieces/\n").expect("written");
    let attributes = hostile.home.path().join("attributes");
    std::fs::write(attributes, "*.toml filter=x working-tree-encoding=UTF-16\n").expect("written");
    let set = [
        ("NRT_LANG", "fr"),
        ("GIT_AUTHOR_NAME", "Y"),
        ("GIT_COMMITTER_EMAIL", "y@y.example"),
        ("GIT_AUTHOR_DATE", "2001-01-01T00:00:00Z"),
        ("TZ", "Pacific/Noumea"),
        ("GIT_DIR", "/nowhere"),
    ];
    let ran = hostile.run_with(&set, &["init", "--demo", "essai"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(plain.run(Lang::Fr, &["init", "--demo", "essai"]).code, 0);
    hostile.settings("");
    assert_eq!(history(&plain, "essai"), history(&hostile, "essai"));
    hostile.is_sound("essai");
    assert!(!hostile.home.path().join("ran").exists(), "a hook was run");
    assert!(!hostile.path().join("essai/.git/hooks/pre-commit").exists(), "a template was copied");
    for path in super::files(&plain.path().join("essai")) {
        let read =
            |desk: &Desk| std::fs::read(desk.path().join("essai").join(&path)).expect("read");
        assert_eq!(read(&plain), read(&hostile), "{}", path.display());
    }
}

/// The five commands that it proposes, as they are printed, and the others.
#[test]
fn each_command_has_something_to_show() {
    let desk = Desk::new();
    let said = desk.run(Lang::Fr, &["init", "--demo"]).out;
    let proposed = said.lines().filter_map(|line| line.strip_prefix("    nrt "));
    let proposed: Vec<Vec<&str>> = proposed
        .map(|line| line.split("  ").next().unwrap_or_default().split(' ').collect())
        .collect();
    assert_eq!(proposed.len(), 5, "{said}");
    let answer = |args: &[&str]| {
        let ran = desk.run(Lang::Fr, &[&["-C", "nrt-demo"], args].concat());
        assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
        ran.out
    };
    let all: String = proposed.iter().map(|args| answer(args)).collect();
    for word in [
        "en vigueur",
        "remplacée par",
        "écart constaté",
        "dispense",
        "Aucune décision ne l'explique",
    ] {
        assert!(all.contains(word), "{word} is not shown");
    }
    assert!(answer(&["diff", "HEAD~1.."]).contains("commitment-without-decision"));
    assert!(answer(&["log", "launch"]).contains("comite-lancement"));
    assert!(answer(&["blame", "launch"]).contains("2026-10-13-lancement"));
    assert!(answer(&["explain", "stakeholders.elu-numerique"]).contains("late-bilateral"));
    assert!(
        answer(&["decisions", "show", "2026-11-03-perimetre-elargi"]).contains("intercommunalité")
    );
}

/// Only in a folder of its own.
#[test]
fn it_takes_nobody_s_place() {
    let desk = Desk::new();
    desk.write("a/b.txt", "");
    desk.git("", &["init", "--quiet", "--bare", "c.git"]);
    let ran = desk.run(Lang::Fr, &["init", "--demo", "a"]);
    assert_eq!(ran.code, 2, "{}", ran.out);
    assert!(ran.err.contains("n'est pas vide"), "{}", ran.err);
    assert_eq!(super::files(&desk.path().join("a")).len(), 1);
    desk.run(Lang::Fr, &["init", "--demo", "d"]);
    for dir in ["d", "d/e"] {
        assert_eq!(desk.run(Lang::Fr, &["init", "--demo", dir]).code, 2);
    }
    desk.git("a", &["init", "--quiet"]);
    let ran = desk.run(Lang::Fr, &["init", "--demo", "a/e"]);
    assert!(ran.code == 2 && ran.err.contains("dans un dépôt git"), "{}", ran.err);
}
