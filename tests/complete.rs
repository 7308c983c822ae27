//! What the shells propose: for each line of `tests/complete/*.txt`, the candidates and what they
//! say; and that no project, however broken or hostile, makes a question fail or a word mean more
//! than its letters.

use std::path::Path;

use nrt::lang::Lang;

use crate::runner::{Fresh, Ran, run, run_with};
use crate::small::project;
use crate::support::{files_below, read, root};

/// What bash breaks words at, unless told otherwise.
const BREAKS: &str = " \t\n\"'@><=;|&(:";

/// The words of a line, the last one being typed; asked as fish does.
fn ask(folder: &Path, lang: Lang, line: &str) -> Ran {
    let words: Vec<&str> = line.split(' ').skip(1).collect();
    let (current, before) = words.split_last().expect("a word after the program's name");
    let current = format!("--current={current}");
    let mut args = vec!["complete", "fish", &current, "--"];
    args.extend(before);
    run(folder, lang, &args)
}

/// The answer to bash, for a line up to the cursor.
fn bash(folder: &Path, line: &str) -> Vec<String> {
    let ran = run(folder, Lang::Fr, &["complete", "bash", BREAKS, "9", line]);
    assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{line}");
    ran.out.lines().map(str::to_owned).collect()
}

#[test]
fn lines_are_completed_as_written() {
    let mut fresh = Fresh::default();
    let folder = root().join("example-project");
    let files = files_below(&root().join("tests/complete"), "txt");
    assert_eq!(files.len(), 2, "one file a language");
    for path in files {
        let french = path.to_string_lossy().ends_with(".fr.txt");
        let lang = if french { Lang::Fr } else { Lang::En };
        let text = read(&path);
        let mut said = format!("{}\n", text.lines().next().unwrap_or_default());
        for line in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
            let ran = ask(&folder, lang, line.strip_suffix('⇥').expect("a line ends with ⇥"));
            assert_eq!((ran.code, ran.err.as_str()), (0, ""), "{line}");
            said.push_str(&format!("\n$ {line}\n{}", ran.out));
        }
        fresh.check(&path, &said);
    }
    fresh.end();
}

const HOSTILE: &str = r#"
["$(touch x)"]
name = "`touch y` %F{red} $(touch z) \u001b[2J\nsecond\tline"
role = "it"
["a b"]
name = "a"
role = "it"
["d'eau:#;&|<>*?~!{}"]
name = "b"
role = "it"
["caché\u202e"]
name = "c"
role = "it"
[bon]
name = "\u001b]0;title\u0007"
role = "it"
"#;

#[test]
fn a_hostile_project_is_letters() {
    let folder = project(&[("stakeholders.toml", HOSTILE)]).written();
    let folder = folder.path();
    let found = bash(folder, "nrt log stakeholders.");
    let wanted = [
        r#"stakeholders.\"\$\(touch\ x\)\" "#,
        r#"stakeholders.\"a\ b\" "#,
        "stakeholders.bon ",
        r#"stakeholders.\"d\'eau:\#\;\&\|\<\>\*\?\~\!\{\}\" "#,
    ];
    let mut sorted = found.clone();
    sorted.sort();
    let mut wanted: Vec<String> = wanted.map(str::to_owned).to_vec();
    wanted.sort();
    assert_eq!(sorted, wanted);
    // What is typed is read as bash reads it.
    let typed = r#"nrt log stakeholders.\"\$\(t"#;
    assert!(bash(folder, typed).iter().any(|word| word.starts_with(&wanted[0].trim_end()[..20])));
    // Descriptions hold nothing that moves a cursor, and stay on their line.
    let ran = ask(folder, Lang::Fr, "nrt log stakeholders.");
    for line in ran.out.lines() {
        assert_eq!(line.matches('\t').count(), 1, "{line:?}");
        assert!(line.chars().all(|c| c == '\t' || !c.is_control()), "{line:?}");
    }
    assert!(!ran.out.contains('\u{202e}'));
    let current = "--current=stakeholders.";
    let powershell = run(folder, Lang::Fr, &["complete", "powershell", current, "--", "log"]);
    assert!(powershell.out.contains("'stakeholders.\"$(touch x)\"'\t"), "{}", powershell.out);
    assert!(powershell.out.contains("'stakeholders.\"d''eau:#;&|<>*?~!{}\"'\t"));
}

#[test]
fn a_broken_project_gives_what_can_be_read() {
    let folder = project(&[(
        "stakeholders.toml",
        "[dgs]\nname = \n[dsi\nname = \"x\"\n[rh]\nname = \"RH\"\n",
    )]);
    let folder = folder.written();
    let found = bash(folder.path(), "nrt log stakeholders.");
    assert!(found.contains(&"stakeholders.rh ".to_owned()), "{found:?}");
    assert!(found.contains(&"stakeholders.dgs ".to_owned()), "{found:?}");
    std::fs::write(folder.path().join("nrt.toml"), b"\xff\xfe\x00").expect("a file");
    assert_eq!(bash(folder.path(), "nrt blame stakeholders.rh"), ["stakeholders.rh "]);
}

#[test]
fn where_there_is_nothing_nothing_is_said() {
    let empty = tempfile::tempdir().expect("a folder");
    let folder = empty.path();
    for line in [
        "nrt log stakeholders.",
        "nrt check --at ",
        "nrt -C /nowhere/at/all check --for ",
        "nrt nonsense ",
        "nrt check --nonsense=",
        "nrt check --nonsense x --for ",
        "nrt decide \"a",
        "nrt 'a'b",
        "nrt log \u{fffd}",
        "nrt check --for x y",
    ] {
        assert_eq!(bash(folder, line), [""; 0], "{line}");
    }
    assert_eq!(bash(folder, "nrt list jal"), ["jalons "]);
    assert_eq!(bash(folder, "nrt explain A3"), ["A3 "]);
    assert!(!bash(folder, "nrt -").is_empty());
    // A dash is all that a check takes: its options are what helps.
    assert!(bash(folder, "nrt check ").iter().any(|line| line.contains("--watch")));
    assert_eq!(bash(folder, "nrt check --stdin-filename "), ["\tfiles"]);
}

#[test]
fn bash_replaces_what_follows_its_own_breaks() {
    let folder = root().join("example-project");
    let bash = |line| bash(&folder, line);
    assert_eq!(bash("nrt check --for=laun"), ["launch "]);
    assert_eq!(bash("nrt check --for codir@2026-12"), ["@2026-12-08 "]);
    assert_eq!(bash("nrt check --for codir\\@2026-12"), ["codir@2026-12-08 "]);
    assert_eq!(bash("nrt check --report sarif"), ["sarif="]);
    assert_eq!(bash("nrt log \"stakeholders.dgs.name"), ["stakeholders.dgs.name"]);
    assert_eq!(bash("nrt log 'stakeholders.dgs.name"), ["stakeholders.dgs.name"]);
    assert_eq!(bash("/usr/bin/nrt list wai"), ["waivers "]);
    assert_eq!(bash("nrt check --report sarif=x"), ["\tfiles"]);
    assert_eq!(bash("nrt schema "), ["\tfolders"]);
    let home = root().to_string_lossy().into_owned();
    let args = ["complete", "bash", BREAKS, "9", "nrt -C ~/example-project check --for laun"];
    let ran = run_with(Path::new("/"), &[("HOME", &home)], &args);
    assert_eq!(ran.out, "launch \n");
    // Where bash lists, descriptions are shown; where it inserts, they are not.
    let listed = run(&folder, Lang::Fr, &["complete", "bash", BREAKS, "63", "nrt list d"]);
    assert!(listed.out.contains("documents  (Documents)\n"), "{}", listed.out);
}

#[test]
fn revisions_are_those_of_the_repository() {
    let folder = project(&[]).written();
    let git = |args: &[&str]| {
        let done = std::process::Command::new("git")
            .args(["-c", "user.name=n", "-c", "user.email=e@x.fr", "-c", "init.defaultBranch=main"])
            .args(args)
            .current_dir(folder.path())
            .env_clear()
            .env("PATH", std::env::var_os("PATH").unwrap_or_default())
            .output()
            .expect("git runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(&["init", "-q", "."]);
    assert_eq!(ask(folder.path(), Lang::Fr, "nrt check --at ").out, "");
    git(&["add", "."]);
    git(&["commit", "-q", "-m", "x"]);
    git(&["branch", "été/$(id)"]);
    git(&["tag", "v1"]);
    let ran = ask(folder.path(), Lang::Fr, "nrt check --at ");
    let wanted = "HEAD\tle dernier commit\nmain\tbranche\nété/$(id)\tbranche\nv1\tétiquette\n";
    assert_eq!(ran.out, wanted);
    assert_eq!(ask(folder.path(), Lang::En, "nrt review v").out, "v1\ttag\n");
    assert_eq!(ask(folder.path(), Lang::En, "nrt diff main...v").out, "main...v1\ttag\n");
    git(&["fsck", "--strict"]);
}

#[test]
fn scripts_say_where_they_go_in_each_language() {
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = |lang| {
            let ran = run(root(), lang, &["completions", shell]);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""));
            ran.out
        };
        let (fr, en) = (script(Lang::Fr), script(Lang::En));
        assert!(fr.contains("touche de tabulation") && en.contains("tabulation key"));
        for text in [&fr, &en] {
            assert!(text.contains(&format!("complete {shell} ")), "{text}");
            // Nothing that nrt answers is run.
            let code: Vec<&str> = text.lines().filter(|line| !line.starts_with('#')).collect();
            assert!(!code.iter().any(|line| line.contains("eval") || line.contains("Invoke-")));
            // Windows PowerShell reads a script as whatever the machine's letters are.
            assert!(code.iter().all(|line| line.is_ascii()));
        }
        let code =
            |text: &str| -> String { text.lines().filter(|l| !l.starts_with("# ")).collect() };
        assert_eq!(code(&fr), code(&en));
    }
    assert_eq!(run(root(), Lang::Fr, &["completions", "cmd"]).code, 2);
    assert_eq!(run(root(), Lang::Fr, &["complete"]).code, 2);
}
