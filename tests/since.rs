//! What a branch brings: `check --new-since`, `--policy-from` and the rules of history, in real
//! repositories made by the git program.

use std::path::Path;

use nrt::lang::Lang;
use nrt::render::schema;
use serde_json::Value;

use crate::repository::Repository;
use crate::runner::{Fresh, Ran, run};
use crate::support::root;

/// The day of every check here, before the launch of the example project.
const DAY: [&str; 2] = ["--on", "2026-11-23"];

impl Repository {
    fn check(&self, lang: Lang, args: &[&str]) -> Ran {
        check(&self.project(), lang, args)
    }

    fn found(&self, args: &[&str]) -> String {
        let ran = self.check(Lang::Fr, &[&["--format", "concise"], args].concat());
        assert_ne!(ran.code, 2, "{}", ran.err);
        ran.out
    }

    fn document(&self, args: &[&str]) -> Value {
        let ran = self.check(Lang::Fr, &[&["--format", "json"], args].concat());
        let document = serde_json::from_str(&ran.out).expect("JSON");
        let validator = jsonschema::draft7::new(&schema::check()).expect("a sound schema");
        if let Err(error) = validator.validate(&document) {
            panic!("{}: {error}", error.instance_path());
        }
        document
    }
}

fn check(folder: &Path, lang: Lang, args: &[&str]) -> Ran {
    run(folder, lang, &[&["check"], DAY.as_slice(), args].concat())
}

/// The names of the rules in a concise output, in French.
fn rules(text: &str) -> Vec<&str> {
    let findings = text.lines().filter(|line| line.contains(".toml:"));
    findings.filter_map(|line| line.split([' ', '\u{a0}']).nth(2)).collect()
}

/// The last line of an output.
fn last(text: &str) -> String {
    let line = text.lines().last().unwrap_or_default().replace('\u{a0}', " ");
    line.split_once(": ").map_or(line.clone(), |(_, counts)| counts.to_owned())
}

/// One of each: a commitment, presences, a level, two decisions, a waiver; and a finding settled.
fn change_everything(repository: &Repository) {
    repository.edit("milestones.toml", "date = 2026-12-10", "date = 2027-01-14");
    repository.append("nrt.toml", "\n[levels]\nlaunch-availability-unknown = \"info\"\n");
    repository.edit("decisions.toml", "jeudi 10 décembre", "jeudi 17 décembre");
    repository.edit("decisions.toml", "title = \"Limiter le", "title = \"Limiter d'abord le");
    repository.edit(
        "stakeholders.toml",
        "first-discussion = 2026-11-17",
        "first-discussion = 2026-11-17\nbilateral = 2026-12-07",
    );
    repository.append("waivers.toml", WAIVER);
}

const WAIVER: &str = "
[etude-a-venir]
rule = \"document-unstudied\"
target = \"documents.rapport-developpement-durable\"
reason = \"Il sera lu avec celui de 2026, attendu en janvier.\"
until = 2026-12-31
";

#[test]
fn a_branch_is_told_what_it_brings() {
    let repository = Repository::new();
    let base = repository.git(&["rev-parse", "--short=7", "HEAD"]);
    repository.git(&["checkout", "--quiet", "-b", "report"]);
    change_everything(&repository);
    let mut fresh = Fresh::default();
    for lang in Lang::ALL {
        for format in ["full", "concise"] {
            let ran = repository.check(lang, &["--new-since", "main", "--format", format]);
            assert_eq!((ran.code, ran.err.as_str()), (0, ""));
            let path = root().join(format!("tests/since/{format}.{}.txt", lang.code()));
            fresh.check(&path, &ran.out.replace(&base, "[BASE]"));
        }
    }
    fresh.end();
    assert_eq!(repository.check(Lang::Fr, &["--new-since", "main", "--fail-on", "info"]).code, 1);
    // The branch as it is staged, then as it is committed, says the same as the folder.
    let folder = repository.found(&["--new-since", "main"]);
    repository.git(&["add", "--all"]);
    assert_eq!(repository.found(&["--new-since", "main", "--staged"]), folder);
    repository.commit("Reporter");
    assert_eq!(repository.found(&["--new-since", "main"]), folder);
    assert_eq!(repository.found(&["--new-since", "main", "--at", "report"]), folder);
    let quiet = ["--new-since", "report", "--fail-on", "info"];
    let ran = repository.check(Lang::Fr, &quiet);
    assert_eq!(ran.code, 0, "{}", ran.out);
    repository.is_sound();
}

#[test]
fn machines_are_told_the_same() {
    let repository = Repository::new();
    let base = repository.git(&["rev-parse", "--short=7", "HEAD"]);
    let plain = repository.document(&[]);
    assert!(plain["since"].is_null());
    let findings = plain["findings"].as_array().expect("a list");
    assert!(findings.iter().all(|finding| finding["new"].is_null()));
    change_everything(&repository);
    let json = repository.document(&["--new-since", "HEAD"]);
    let findings = json["findings"].as_array().expect("a list");
    let open = || findings.iter().filter(|finding| finding["waiver"].is_null());
    let new = open().filter(|finding| finding["new"] == true).count();
    let since = &json["since"];
    assert_eq!(since["revision"], base.as_str());
    assert_eq!(since["new"], new);
    assert_eq!(since["fixed"], 1, "what is waived from now on is not fixed");
    let old = since["unchanged"].as_u64().zip(since["now-due"].as_u64()).map(|(a, b)| a + b);
    assert_eq!(old, Some((open().count() - new) as u64));
    let lines = repository.check(Lang::Fr, &["--new-since", "HEAD", "--format", "json-lines"]).out;
    let head: Value = serde_json::from_str(lines.lines().next().unwrap_or_default()).expect("JSON");
    assert_eq!(&head["since"], since);
    for (format, list) in [("sarif", "/runs/0/results"), ("gitlab", ""), ("rdjson", "/diagnostics")]
    {
        let text = repository.check(Lang::Fr, &["--new-since", "HEAD", "--format", format]).out;
        let document: Value = serde_json::from_str(&text).expect("JSON");
        let shown = document.pointer(list).and_then(Value::as_array).map(Vec::len);
        assert_eq!(shown, Some(new), "{format}");
    }
    let junit = repository.check(Lang::Fr, &["--new-since", "HEAD", "--format", "junit"]).out;
    assert!(junit.contains("decision-rewritten"), "{junit}");
    let without = repository.check(Lang::Fr, &["--format", "junit"]).out;
    assert!(!without.contains("decision-rewritten"), "a rule that was not run has not passed");
    let comment = repository.check(Lang::Fr, &["--new-since", "HEAD", "--format", "markdown"]).out;
    assert!(comment.contains(&format!("--new-since {base}`")), "{comment}");
}

#[test]
fn only_what_the_branch_did_is_its_own() {
    let repository = Repository::new();
    repository.git(&["checkout", "--quiet", "-b", "forme"]);
    repository.edit("nrt.toml", "population = 86_400", "population = 86400");
    repository.edit("stakeholders.toml", "[education]", "[culture]\nformerly = [\"education\"]");
    for file in ["scope.toml", "scope.toml", "scope.toml"] {
        repository.edit(file, "contact = \"education\"", "contact = \"culture\"");
    }
    repository.edit("milestones.toml", "\"education\"", "\"culture\"");
    repository.commit("Forme");
    repository.git(&["checkout", "--quiet", "main"]);
    change_everything(&repository);
    repository.commit("Reporter");
    repository.git(&["checkout", "--quiet", "forme"]);
    let text = repository.found(&["--new-since", "main", "--fail-on", "info"]);
    let counts = last(&text);
    assert!(counts.starts_with("0 nouveau constat, 0 résolu, "), "{text}");
    assert!(counts.ends_with("inchangés, 0 aggravé"), "{text}");
    repository.is_sound();
}

#[test]
fn what_weighs_more_is_told_again() {
    let repository = Repository::new();
    repository.append("nrt.toml", "\n[levels]\nno-bilateral = \"error\"\n");
    let args = ["--new-since", "HEAD", "--format", "concise"];
    let ran = repository.check(Lang::Fr, &args);
    assert_eq!(ran.code, 1, "an error now");
    assert_eq!(rules(&ran.out), ["no-bilateral", "no-bilateral"]);
    assert_eq!(last(&ran.out), "0 nouveau constat, 0 résolu, 7 inchangés, 2 aggravés");
    let english = repository.check(Lang::En, &args).out;
    assert!(english.ends_with(": 0 new findings, 0 fixed, 7 unchanged, 2 now due\n"), "{english}");
}

#[test]
fn a_branch_is_judged_by_the_rules_of_the_other() {
    let repository = Repository::new();
    repository.git(&["checkout", "--quiet", "-b", "douce"]);
    repository.edit("referents.toml", "[cheffe-projet-dsi]", "[quelqu-un]");
    repository.append(
        "nrt.toml",
        "\n[levels]\ndangling-reference = \"info\"\nlate-bilateral = \"off\"\nno-lead = \"error\"\n",
    );
    repository.append("waivers.toml", WAIVER);
    repository.commit("Plus de souplesse");
    let own = repository.found(&[]);
    assert!(!rules(&own).contains(&"document-unstudied"), "{own}");
    let text = repository.found(&["--policy-from", "main"]);
    let found = rules(&text);
    assert!(found.contains(&"document-unstudied"), "the waiver does not count: {text}");
    let control = text.lines().filter(|line| line.contains(" control-weakened"));
    let control: Vec<bool> = control.map(|line| line.contains(": info ")).collect();
    assert_eq!(control, [false, false, true, false], "{text}");
    let full = repository.check(Lang::En, &["--policy-from", "main"]).out;
    assert!(full.contains("it follows the version given to `--policy-from`"), "{full}");
    // With both, the two versions are judged alike.
    let both = repository.found(&["--policy-from", "main", "--new-since", "main"]);
    assert!(!rules(&both).contains(&"document-unstudied"), "{both}");
}

#[test]
fn what_reports_it_cannot_be_silenced() {
    let repository = Repository::new();
    change_everything(&repository);
    repository.edit(
        "nrt.toml",
        "\n[levels]\n",
        "\n[levels]\ncontrol-weakened = \"info\"\ndecision-rewritten = \"off\"\n",
    );
    repository.append(
        "waivers.toml",
        "\n[silence]\nrule = \"control-weakened\"\ntarget = \"nrt.levels\"\nreason = \"Sans objet ici.\"\nuntil = 2027-03-31\n",
    );
    let text = repository.found(&["--new-since", "HEAD"]);
    assert!(rules(&text).contains(&"decision-rewritten"), "{text}");
    assert!(rules(&text).contains(&"waiver-refused"), "{text}");
    let of = |line: &&str| line.contains(" control-weakened");
    let control: Vec<&str> = text.lines().filter(of).collect();
    assert_eq!(control.len(), 5, "{text}");
    assert!(control.iter().all(|line| line.contains(": avertissement ")), "{text}");
    repository.edit("nrt.toml", "control-weakened = \"info\"", "control-weakened = \"off\"");
    assert!(rules(&repository.found(&[])).contains(&"unknown-value"));
}

#[test]
fn a_commit_is_checked_against_the_last_one() {
    let repository = Repository::empty();
    repository.fill();
    repository.git(&["add", "--all"]);
    let first = repository.found(&["--staged"]);
    assert!(!first.contains("decision-rewritten"), "there is no commit yet");
    repository.commit("Un projet");
    change_everything(&repository);
    assert_eq!(repository.found(&["--staged"]), first, "nothing is staged");
    assert!(!rules(&repository.found(&[])).contains(&"decision-rewritten"), "no base");
    repository.git(&["add", "--all"]);
    let staged = repository.found(&["--staged"]);
    for rule in ["control-weakened", "commitment-without-decision", "confirmation-stale"] {
        assert!(rules(&staged).contains(&rule), "{rule}: {staged}");
    }
}

#[test]
fn a_base_that_is_missing_or_of_no_use_is_said() {
    let repository = Repository::empty();
    std::fs::write(repository.path().join("LISEZMOI"), "Rien encore.\n").expect("written");
    repository.commit("Rien");
    repository.fill();
    repository.commit("Un projet");
    let text = repository.found(&["--new-since", "HEAD~1"]);
    assert_eq!(last(&text), "9 nouveaux constats, 0 résolu, 0 inchangé, 0 aggravé");
    repository.git(&["checkout", "--quiet", "--orphan", "ailleurs"]);
    repository.commit("Sans lien");
    for (lang, expected) in [(Lang::Fr, "clone superficiel"), (Lang::En, "shallow clone")] {
        for option in ["--new-since", "--policy-from"] {
            let ran = repository.check(lang, &[option, "main"]);
            assert_eq!((ran.code, ran.out.as_str()), (2, ""));
            assert!(ran.err.contains(expected), "{}", ran.err);
            assert_eq!(repository.check(lang, &[option, "nulle-part"]).code, 2);
        }
    }
    let outside = tempfile::tempdir().expect("a temporary folder");
    std::fs::copy(repository.project().join("nrt.toml"), outside.path().join("nrt.toml"))
        .expect("copied");
    assert_eq!(check(outside.path(), Lang::Fr, &["--new-since", "main"]).code, 2);
    assert_ne!(check(outside.path(), Lang::Fr, &[]).code, 2);
}
