//! What must hold of a review whatever the files say, and where the repository cannot be asked.

use std::path::Path;

use nrt::lang::Lang;
use serde_json::Value;

use super::{confirmed, everything, form, moved, review, rules, waived};
use crate::repository::Repository;
use crate::runner::Fresh;
use crate::support::{files_below, root};

const FORMS: [&str; 7] = ["markdown", "json", "sarif", "junit", "github", "gitlab", "rdjson"];

/// The name of a folder that a forge could misread.
const FOLDER: &str = "demarche/à b,c::d%0A`[e](f)";

/// A change whose texts try to be something else.
fn hostile() -> Repository {
    let this = Repository::empty();
    let fill = |side: &str| {
        let (from, to) = (root().join("tests/review/hostile").join(side), this.path().join(FOLDER));
        std::fs::create_dir_all(&to).expect("a folder");
        for path in files_below(&from, "toml") {
            std::fs::copy(&path, to.join(path.file_name().expect("a name"))).expect("copied");
        }
    };
    fill("before");
    this.commit("@all </details>");
    this.git(&["checkout", "--quiet", "-b", "demande"]);
    fill("after");
    this.commit("@all ](http://x)");
    this
}

#[test]
fn text_from_files_is_shown_never_obeyed() {
    let repository = hostile();
    let folder = repository.path().join(FOLDER);
    let mut fresh = Fresh::default();
    for lang in Lang::ALL {
        for form in FORMS {
            let ran = review(&folder, lang, &["main", "--format", form]);
            assert_eq!(ran.code, 1, "{form}: {}", ran.err);
            assert!(!ran.out.contains("CANARY"), "{form} shows personal data: {}", ran.out);
        }
        let ran = review(&folder, lang, &["main"]);
        let ids = ["main", "HEAD"].map(|commit| repository.git(&["rev-parse", commit]));
        let mut text = ran.out;
        for id in &ids {
            text = text.replace(id, "[COMMIT]").replace(&id[..7], "[COMMIT]");
        }
        fresh.check(&root().join(format!("tests/review/hostile.{}.md", lang.code())), &text);
        let count = |wanted: &str| text.lines().filter(|line| *line == wanted).count();
        assert_eq!(count("<details>"), count("</details>"));
        assert!(count("<details>") >= 3 && count("<!-- nrt-review -->") == 1);
        // Outside code and the block to paste, no mark of Markdown or of HTML but ours.
        let (before, block) = text.split_once("toml\n").expect("a block");
        let fence = before.rsplit('\n').next().expect("a line").to_owned();
        let (block, after) = block.split_once(&format!("\n{fence}\n")).expect("its end");
        assert!(toml::de::DeTable::parse(block).is_ok(), "{block}");
        let before = before.strip_suffix(&fence).expect("the fence");
        for line in before.lines().chain(after.lines()) {
            let ours = ["<details>", "</details>", "<!-- nrt-review -->"].contains(&line)
                || line.starts_with("<summary>");
            let plain = outside(line.trim_start_matches("  <br>→ ")).replace("**", "");
            assert!(
                ours || !plain.contains(|c| "@#`[]<>|*_~$&\\".contains(c)),
                "{line:?}: {plain:?}"
            );
        }
    }
    fresh.end();
    repository.is_sound();
}

/// What a reader of Markdown finds outside code spans.
fn outside(line: &str) -> String {
    let mut outside = String::new();
    let mut rest = line;
    while let Some(at) = rest.find('`') {
        outside.push_str(&rest[..at]);
        let fence = "`".repeat(rest[at..].bytes().take_while(|byte| *byte == b'`').count());
        let after = &rest[at + fence.len()..];
        let mut from = 0;
        let end = loop {
            let Some(next) = after[from..].find('`').map(|next| from + next) else { break None };
            let run = after[next..].bytes().take_while(|byte| *byte == b'`').count();
            if run == fence.len() {
                break Some(next + run);
            }
            from = next + run;
        };
        let Some(end) = end else {
            outside.push_str(&rest[at..]);
            return outside;
        };
        rest = &after[end..];
    }
    outside + rest
}

#[test]
fn a_long_review_is_cut_from_the_bottom_and_says_so() {
    let repository = Repository::branch(|repository| {
        moved(repository);
        let more: String = (0..900)
            .map(|n| format!("\n[service-{n}]\nname = \"Service numéro {n}\"\nrole = \"other\"\n"))
            .collect();
        repository.append("stakeholders.toml", &more);
    });
    for lang in Lang::ALL {
        let text = repository.said(lang, &[]);
        assert!(text.chars().count() <= 60_000, "{}", text.chars().count());
        assert!(text.contains("2026-11-23-"), "what is to be pasted is kept");
        let count = |wanted: &str| text.lines().filter(|line| *line == wanted).count();
        assert!(count("<details>") > 0 && count("<details>") == count("</details>"));
        let last = text.lines().last().unwrap_or_default().replace('\u{a0}', " ");
        let cut =
            ["Coupé à 60 000 caractères : `nrt review ", "Cut at 60,000 characters: `nrt review "];
        assert!(cut.iter().any(|cut| last.starts_with(cut)), "{last}");
    }
}

#[test]
fn only_what_the_change_brings_fails_it() {
    let wrong = |repository: &Repository| {
        repository.edit("referents.toml", "profile = \"it\"", "profile = \"informatique\"");
    };
    let heavier = |repository: &Repository| {
        repository.append("nrt.toml", "\n[levels]\nno-bilateral = \"error\"\n");
    };
    let code = |repository: &Repository, limit: &str| {
        repository.review(Lang::Fr, &["main", "--fail-on", limit]).code
    };
    let codes = |repository: &Repository| {
        ["new:error", "new:warning", "new:info", "error", "warning", "info", "never"]
            .map(|limit| code(repository, limit))
    };
    assert_eq!(codes(&Repository::branch(form)), [0, 0, 0, 0, 1, 1, 0]);
    assert_eq!(codes(&Repository::branch(moved)), [0, 1, 1, 0, 1, 1, 0]);
    assert_eq!(codes(&Repository::branch(wrong)), [1, 1, 1, 1, 1, 1, 0]);
    let repository = Repository::branch(heavier);
    assert_eq!(codes(&repository), [1, 1, 1, 1, 1, 1, 0]);
    assert_eq!(repository.review(Lang::Fr, &["main"]).code, 1, "new:error by default");
    let document = repository.reviewed(&[]);
    assert_eq!(rules(&document["now-due"]), ["no-bilateral", "no-bilateral"]);
    assert!(rules(&document["new"]).is_empty(), "{document}");
    let comment = repository.said(Lang::Fr, &[]);
    assert!(comment.contains("**Constats devenus plus graves**"), "{comment}");
    // The same as `check --new-since`.
    let check = crate::runner::run(
        &repository.project(),
        Lang::Fr,
        &["check", "--new-since", "main", "--on", "2026-11-23"],
    );
    assert_eq!(check.code, 1);
}

#[test]
fn machines_are_told_what_is_new() {
    let repository = Repository::branch(everything);
    let document = repository.reviewed(&[]);
    let new = document["new"].as_array().expect("a list").len()
        + document["now-due"].as_array().expect("a list").len();
    let count = |form: &str, list: &str| {
        let text = repository.review(Lang::Fr, &["main", "--format", form]).out;
        let document: Value = serde_json::from_str(&text).expect("JSON");
        document.pointer(list).and_then(Value::as_array).map(Vec::len)
    };
    assert_eq!(count("sarif", "/runs/0/results"), Some(new));
    assert_eq!(count("gitlab", ""), Some(new));
    assert_eq!(count("rdjson", "/diagnostics"), Some(new));
    assert_eq!(document["verdict-before"], "ready-if-planned");
    assert_eq!(document["verdict-after"], "cannot-tell");
    assert_eq!(document["to-decide"], 9);
    let addresses = |list: &str| -> Vec<String> {
        let list = document[list].as_array().expect("a list").iter();
        list.map(|one| one["address"].as_str().expect("an address").to_owned()).collect()
    };
    let undecided = [
        "nrt.project.end",
        "scope.excluded",
        "scope.facilities.piscines",
        "milestones.launch.date",
    ];
    assert_eq!(addresses("undecided"), undecided);
    assert_eq!(addresses("decided"), ["scope.coverage"]);
    // Every report at once, each what its format prints.
    let folder = tempfile::tempdir().expect("a folder");
    let mut args = vec!["main".to_owned()];
    for form in FORMS {
        args.push("--report".to_owned());
        args.push(format!("{form}={}", folder.path().join(form).display()));
    }
    let args: Vec<&str> = args.iter().map(String::as_str).collect();
    repository.review(Lang::Fr, &args);
    for form in FORMS {
        let there = std::fs::read_to_string(folder.path().join(form)).expect("a report");
        assert_eq!(there, repository.review(Lang::Fr, &["main", "--format", form]).out, "{form}");
    }
    let refused = repository.review(Lang::Fr, &["main", "--report", "json=scope.toml"]);
    assert_eq!(refused.code, 2, "a report never replaces a file of the project");
    assert_eq!(repository.review(Lang::Fr, &["main", "--report", "html=x"]).code, 2);
}

#[test]
fn a_request_of_somebody_unknown_is_judged_by_the_rules_of_the_base() {
    let repository = Repository::branch(waived);
    let own = repository.reviewed(&[]);
    let theirs = repository.reviewed(&["--policy-from", "main"]);
    let unstudied =
        |document: &Value| rules(&document["unchanged"]).contains(&"document-unstudied");
    assert!(!unstudied(&own) && unstudied(&theirs), "the waiver does not count");
    assert_eq!(own["lenient"], theirs["lenient"], "it is told all the same");
    assert!(own["policy"].is_null() && theirs["policy"].is_string());
    let comment = repository.said(Lang::Fr, &["--policy-from", "main"]).replace('\u{a0}', " ");
    assert!(comment.contains("Cet avis n'en tient pas compte : "), "{comment}");
    assert!(comment.contains(" --policy-from [BASE]`"), "{comment}");
}

#[test]
fn the_range_is_what_is_proposed() {
    let repository = Repository::branch(moved);
    repository.git(&["checkout", "--quiet", "main"]);
    confirmed(&repository);
    repository.commit("Pendant ce temps");
    let from_main = repository.review(Lang::Fr, &["main..demande"]).out;
    assert!(!from_main.contains("commande-publique.launch"), "{from_main}");
    for range in ["main...demande", "HEAD..demande"] {
        assert_eq!(repository.review(Lang::Fr, &[range]).out, from_main, "{range}");
    }
    repository.git(&["checkout", "--quiet", "demande"]);
    for range in ["main", "main..", "main...HEAD"] {
        assert_eq!(repository.review(Lang::Fr, &[range]).out, from_main, "{range}");
    }
    // What is in no commit is not in the review, and that is said.
    repository.edit("nrt.toml", "staff = 640", "staff = 650");
    let ran = repository.review(Lang::Fr, &["main"]);
    assert_eq!((ran.code, &ran.out), (0, &from_main));
    assert!(ran.err.contains("pas dans un commit"), "{}", ran.err);
    assert_eq!(repository.review(Lang::Fr, &["main", "-q"]).err, "");
    assert_eq!(repository.review(Lang::Fr, &["main..HEAD"]).err, "", "the head was named");
    // The command that it gives makes the same review.
    let command = from_main.split("`nrt review ").nth(1).and_then(|rest| rest.split('`').next());
    let args: Vec<&str> = command.expect("a command").split(' ').collect();
    assert_eq!(repository.review(Lang::Fr, &args[..1]).out, from_main);
    repository.is_sound();
}

#[test]
fn a_new_project_is_told_as_such() {
    let repository = Repository::empty();
    std::fs::write(repository.path().join("LISEZMOI"), "Rien encore.\n").expect("written");
    repository.commit("Rien");
    repository.git(&["checkout", "--quiet", "-b", "demande"]);
    repository.fill();
    repository.commit("Un projet");
    let comment = repository.said(Lang::Fr, &[]).replace('\u{a0}', " ");
    assert!(comment.contains("Cette demande crée le projet. "), "{comment}");
    assert!(!comment.contains("assouplit"), "there was no control: {comment}");
    let document = repository.reviewed(&[]);
    assert!(document["verdict-before"].is_null());
    assert_eq!(document["fixed"].as_array().map(Vec::len), Some(0));
}

#[test]
fn where_the_repository_cannot_be_asked_it_says_why() {
    let refused = |folder: &Path, range: &str| {
        let said = Lang::ALL.map(|lang| {
            let ran = review(folder, lang, &[range]);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
            ran.err.replace('\u{a0}', " ")
        });
        said.join("")
    };
    let holds = |text: String, words: [&str; 2]| {
        assert!(words.iter().all(|word| text.contains(word)), "{text}");
    };
    let alone = tempfile::tempdir().expect("a folder");
    std::fs::write(alone.path().join("nrt.toml"), "format = 1\n").expect("written");
    holds(
        refused(alone.path(), "main"),
        ["n'est pas dans un dépôt git", "not in a git repository"],
    );
    let unborn = Repository::empty();
    unborn.fill();
    holds(refused(&unborn.project(), "HEAD"), ["pas encore de commit", "no commit yet"]);
    let repository = Repository::branch(moved);
    let folder = repository.project();
    holds(refused(&folder, "nulle-part"), ["`nulle-part`", "there is no revision"]);
    holds(refused(&folder, "..HEAD"), ["ne nomme pas de base", "names no base"]);
    repository.git(&["checkout", "--quiet", "--orphan", "ailleurs"]);
    repository.commit("Sans lien");
    holds(refused(&folder, "main"), ["aucun commit en commun", "no commit in common"]);
    repository.git(&["checkout", "--quiet", "demande"]);
    // As a job clones by default: one commit of each branch.
    let clone = tempfile::tempdir().expect("a folder");
    let (from, to) = (format!("file://{}", repository.path().display()), clone.path().join("c"));
    let to_text = to.to_str().expect("UTF-8");
    let options = ["clone", "--quiet", "--depth", "1", "--no-single-branch"];
    repository.git(&[options.as_slice(), &[from.as_str(), to_text]].concat());
    let folder = to.join("demarche");
    holds(refused(&folder, "origin/main"), ["clone superficiel", "shallow clone"]);
    // Neither branch holds a project any more.
    repository.git(&["rm", "--quiet", "-r", "demarche"]);
    repository.git(&["commit", "--quiet", "-m", "Plus de projet"]);
    std::fs::create_dir_all(repository.project()).expect("made");
    holds(refused(&repository.project(), "main"), ["pas de `nrt.toml`", "no `nrt.toml`"]);
}
