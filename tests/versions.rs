//! Versions of a project in git: revisions, the index, ranges, and what changed between them, in
//! real repositories made by the git program.

use std::path::Path;
use std::process::{Command, Output};

use nrt::address::Kind;
use nrt::changes::changes;
use nrt::files::Files;
use nrt::lang::Lang;
use nrt::load::load;
use nrt::render::schema;
use proptest::prelude::*;
use serde_json::Value;

use crate::repository::Repository;
use crate::runner::run;
use crate::support::{read, root};

impl Repository {
    fn nrt(&self, args: &[&str]) -> Output {
        nrt(&self.project(), args)
    }

    fn says(&self, args: &[&str]) -> String {
        let output = self.nrt(args);
        assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).expect("UTF-8")
    }

    fn refuses(&self, args: &[&str]) -> String {
        let output = self.nrt(args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        String::from_utf8(output.stderr).expect("UTF-8")
    }
}

fn nrt(folder: &Path, args: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_nrt"))
        .args(args)
        .current_dir(folder)
        .env_clear()
        .env("COLUMNS", "100")
        .env("NRT_LANG", "fr")
        .output()
        .expect("nrt runs")
}

/// The changes of the worked example: one of each sort.
fn change_everything(repository: &Repository) {
    repository.edit("milestones.toml", "date = 2026-12-10", "date = 2027-01-14");
    repository.edit("scope.toml", "[\"authority\", \"intercommunality\"]", "[\"authority\"]");
    repository.edit("stakeholders.toml", "[dgs]", "[direction]\nformerly = [\"dgs\"]");
    repository.edit("stakeholders.toml", "contact = \"dgs@", "contact = \"canari@");
    repository.edit("stakeholders.toml", "Une démarche visible", "Une démarche très visible");
    repository.edit("milestones.toml", "[\"dgs\"", "[\"direction\"");
    repository.edit("nrt.toml", "population = 86_400", "population = 86400");
    let documents = repository.project().join("documents.toml");
    let more = "\n[charte]\ntitle = \"Charte des usages\"\nkind = \"other\"\nstatus = \"requested\"\ndue = 2026-12-01\n";
    std::fs::write(&documents, read(&documents) + more).expect("written");
    repository.edit("decisions.toml", "decision = \"", "decision = \"Il est décidé : ");
}

#[test]
fn what_changed_is_told_by_entity_and_field() {
    let repository = Repository::new();
    change_everything(&repository);
    for lang in Lang::ALL {
        let found = repository.says(&["--lang", lang.code(), "diff", "--on", "2026-11-23"]);
        let path = root().join(format!("tests/versions/diff.{}.txt", lang.code()));
        if std::env::var_os("NRT_BLESS").is_some() {
            std::fs::create_dir_all(path.parent().expect("a folder")).expect("made");
            std::fs::write(&path, &found).expect("written");
        }
        assert_eq!(found, read(&path), "{}", path.display());
        assert!(!found.contains("canari"), "a contact is shown");
    }
    let markdown = repository.says(&["diff", "--on", "2026-11-23", "--format", "markdown"]);
    let path = root().join("tests/versions/diff.md");
    if std::env::var_os("NRT_BLESS").is_some() {
        std::fs::write(&path, &markdown).expect("written");
    }
    assert_eq!(markdown, read(&path));
    let json = repository.says(&["diff", "--on", "2026-11-23", "--format", "json"]);
    assert!(!json.contains("canari") && !markdown.contains("canari"), "a contact is shown");
    let document: Value = serde_json::from_str(&json).expect("JSON");
    let validator = jsonschema::draft7::new(&schema::diff()).expect("a sound schema");
    if let Err(error) = validator.validate(&document) {
        panic!("{}: {error}", error.instance_path());
    }
    repository.is_sound();
}

#[test]
fn ranges_name_versions_as_in_git() {
    let repository = Repository::new();
    repository.git(&["checkout", "--quiet", "-b", "report"]);
    repository.edit("milestones.toml", "date = 2026-12-10", "date = 2027-01-14");
    repository.commit("Reporter le lancement");
    repository.git(&["checkout", "--quiet", "main"]);
    repository.edit("nrt.toml", "staff = 640", "staff = 650");
    repository.commit("Effectifs");
    let stat = |args: &[&str]| {
        let args: Vec<&str> = ["diff", "--only", "milestones,nrt", "--on", "2026-11-23"]
            .into_iter()
            .chain(args.iter().copied())
            .collect();
        let text = repository.says(&args);
        let lines = text.lines().filter(|line| line.starts_with('~'));
        lines
            .map(|line| line.split_whitespace().nth(1).unwrap_or_default().to_owned())
            .collect::<Vec<_>>()
    };
    let (launch, authority) = ("milestones.launch", "nrt.authority");
    assert_eq!(stat(&["main..report"]), [launch, authority]);
    assert_eq!(stat(&["main...report"]), [launch], "from where they went apart");
    assert_eq!(stat(&["report.."]), [launch, authority], "up to HEAD");
    assert_eq!(stat(&["HEAD~1"]), [authority], "the folder as it is");
    assert_eq!(stat(&[]), Vec::<String>::new());
    repository.edit("nrt.toml", "staff = 650", "staff = 660");
    assert_eq!(stat(&["--staged"]), Vec::<String>::new(), "not staged yet");
    repository.git(&["add", "."]);
    repository.edit("nrt.toml", "staff = 660", "staff = 670");
    assert_eq!(stat(&["--staged"]), [authority]);
    let text =
        repository.says(&["diff", "--staged", "--on", "2026-11-23", "--", "nrt.authority.staff"]);
    assert!(text.contains("650 → 660"), "{text}");
    for word in ["jalons.launch.date", "launch.date", "milestones.launch.date"] {
        let text = repository.says(&["diff", "HEAD~1..report", "--on", "2026-11-23", "--", word]);
        assert!(text.starts_with("~ milestones.launch "), "{text}");
        for command in ["log", "blame"] {
            let text = repository.says(&[command, word, "--at", "report"]);
            assert!(text.contains("Reporter le lancement"), "{command} {word}: {text}");
        }
    }
    let refused = repository.refuses(&["log", "lunch"]);
    assert!(refused.contains("vouliez-vous dire `launch`"), "{refused}");
    // Of a text that is another altogether, nothing is worth showing word by word.
    repository.edit(
        "milestones.toml",
        "place = \"Salle du conseil, hôtel d'agglomération\"",
        "place = \"Médiathèque centrale\"",
    );
    let text = repository.says(&["diff", "--on", "2026-11-23"]);
    assert!(
        text.contains("Salle du conseil, hôtel d'agglomération → Médiathèque centrale"),
        "{text}"
    );
    repository.edit("milestones.toml", "[launch]", "[lancement]");
    let refused = repository.refuses(&["blame", "lancement"]);
    assert!(refused.contains("aucun commit"), "{refused}");
    repository.is_sound();
}

/// Two commands that compare the same two versions find the same.
#[test]
fn findings_are_those_of_a_check_since_the_version_before() {
    let repository = Repository::new();
    repository.edit("milestones.toml", "date = 2026-12-10", "date = 2027-01-14");
    repository.edit("stakeholders.toml", "[dgs]", "[direction]\nformerly = [\"dgs\"]");
    let diff = repository.says(&["diff", "--on", "2026-11-23"]);
    let check =
        ["check", "--new-since", "main", "--on", "2026-11-23", "--format", "json", "--fail-on"];
    let check = repository.says(&[&check[..], &["never"]].concat());
    let document: Value = serde_json::from_str(&check).expect("JSON");
    let found = document["findings"].as_array().expect("findings").iter();
    let new: Vec<&str> = found
        .filter(|finding| finding["new"] == true && finding["waiver"].is_null())
        .filter_map(|finding| finding["rule"].as_str())
        .collect();
    assert!(new.contains(&"commitment-without-decision"), "{new:?}");
    let lines = diff.lines().filter_map(|line| line.strip_prefix("  + "));
    let told: Vec<&str> =
        lines.map(|line| line.split(['\u{a0}', ':']).next().unwrap_or_default()).collect();
    assert_eq!(told, new, "{diff}");
}

#[test]
fn every_command_reads_a_past_version() {
    let repository = Repository::new();
    repository.git(&["rm", "--quiet", "-r", "demarche"]);
    repository.git(&["commit", "--quiet", "-m", "Plus de projet"]);
    std::fs::create_dir_all(repository.project()).expect("made");
    let at = ["--at", "HEAD~1", "--on", "2026-11-23"];
    for command in [&["status"][..], &["check"], &["explain", "elu-numerique"], &["rules"]] {
        let args: Vec<&str> = command.iter().chain(&at).copied().collect();
        let text = repository.says(&args);
        assert!(text.lines().count() > 10, "{args:?}: {text}");
    }
    let list = repository.says(&["list", "stakeholders", "--at", "HEAD~1"]);
    assert!(list.contains("elu-numerique"));
    assert!(repository.refuses(&["check", "--at", "HEAD"]).contains("nrt.toml"));
    assert!(repository.refuses(&["check", "--at", "nulle-part"]).contains("nulle-part"));
    assert!(repository.refuses(&["rules", "--at", "nulle-part"]).contains("nulle-part"));
}

#[test]
fn the_index_is_checked_as_it_is_not_the_folder() {
    let repository = Repository::new();
    repository.edit("referents.toml", "profile = \"it\"", "profile = \"informatique\"");
    repository.git(&["add", "."]);
    repository.edit("referents.toml", "profile = \"informatique\"", "profile = \"it\"");
    let concise = ["check", "--format", "concise", "--on", "2026-11-23"];
    assert!(!repository.says(&concise).contains("unknown-value"));
    let staged: Vec<&str> = concise.iter().chain(&["--staged"]).copied().collect();
    assert!(repository.says(&staged).contains("unknown-value"));
}

/// Each kind of repository has its honest answer; the rules on files keep working.
#[test]
fn repositories_that_cannot_be_asked_say_why() {
    let alone = tempfile::tempdir().expect("a folder");
    for kind in Kind::ALL {
        let text = read(&root().join("example-project").join(kind.file()));
        std::fs::write(alone.path().join(kind.file()), text).expect("written");
    }
    let said = |folder: &Path, args: &[&str]| {
        let output = nrt(folder, args);
        (output.status.code(), String::from_utf8(output.stderr).expect("UTF-8"))
    };
    let check = ["check", "--on", "2026-11-23", "--fail-on", "never"];
    let (code, text) = said(alone.path(), &["diff"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("git init"), "{text}");
    assert_eq!(said(alone.path(), &check).0, Some(0), "without a repository");

    let git = |folder: &Path, args: &[&str]| {
        let done = Command::new("git").args(args).current_dir(folder).output().expect("git runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    git(alone.path(), &["init", "--quiet"]);
    let (code, text) = said(alone.path(), &["diff"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("pas encore de commit"), "{text}");
    assert_eq!(said(alone.path(), &check).0, Some(0), "without a commit");

    let outer = Repository::new();
    git(&outer.project(), &["init", "--quiet"]);
    std::fs::remove_file(outer.project().join(".git/HEAD")).expect("removed");
    let (code, text) = said(&outer.project(), &["diff"]);
    assert_eq!(code, Some(2));
    assert!(text.contains("abîmé"), "the repository above is not taken instead: {text}");
    assert_eq!(said(&outer.project(), &check).0, Some(0), "with a damaged one");
}

#[test]
fn a_bare_repository_is_read_at_a_revision() {
    let repository = Repository::new();
    repository.git(&["mv", "demarche/nrt.toml", "nrt.toml"]);
    repository.commit("Au sommet");
    let bare = tempfile::tempdir().expect("a folder");
    let url = repository.path().to_str().expect("UTF-8");
    repository.git(&["clone", "--quiet", "--bare", url, bare.path().to_str().expect("UTF-8")]);
    let output = nrt(bare.path(), &["status", "--at", "main", "--on", "2026-11-23"]);
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    /// A version does not differ from itself, and what was added one way is removed the other.
    #[test]
    fn changes_are_symmetric(kept in proptest::collection::vec(any::<bool>(), 14)) {
        let whole = read(&root().join("example-project/stakeholders.toml"));
        let mut chunks = whole.split("\n[").enumerate();
        let head = chunks.next().map(|(_, head)| head.to_owned()).unwrap_or_default();
        let some: Vec<&str> = chunks
            .filter(|(n, _)| kept.get(n - 1).copied().unwrap_or(true))
            .map(|(_, chunk)| chunk)
            .collect();
        let part = some.iter().fold(head, |text, chunk| text + "\n[" + chunk);
        let file = "stakeholders.toml";
        let (a, b) = (Files::from_texts([(file, whole.as_str())]), Files::from_texts([(file, part.as_str())]));
        let (a, b) = (load(&a, Lang::En), load(&b, Lang::En));
        prop_assert!(changes(&a, &a).changes.is_empty());
        let words = |from: &_, to: &_| -> Vec<(String, &'static str)> {
            changes(from, to).changes.iter().map(|c| (c.address.to_string(), c.kind.word())).collect()
        };
        let (there, back) = (words(&a, &b), words(&b, &a));
        prop_assert_eq!(there.len(), back.len());
        prop_assert!(there.iter().all(|(_, kind)| *kind == "removed"));
        prop_assert!(back.iter().all(|(address, kind)| *kind == "added" && there.iter().any(|(a, _)| a == address)));
    }
}

/// The project's folder has another name in one of the versions, whichever is checked out.
#[test]
fn a_folder_that_moved_is_the_same_project() {
    let it = Repository::new();
    it.git(&["switch", "--quiet", "--create", "range"]);
    it.git(&["mv", "demarche", "projet"]);
    it.git(&["commit", "--quiet", "-m", "Range"]);
    let text = read(&it.path().join("projet/milestones.toml"));
    let text = text.replacen("date = 2026-12-10", "date = 2027-01-14", 1);
    std::fs::write(it.path().join("projet/milestones.toml"), text).expect("written");
    it.commit("Reporte");
    let only_the_launch = |folder: &str, args: &[&str]| {
        let args = [args, &["--on", "2026-11-23"]].concat();
        let ran = run(&it.path().join(folder), Lang::Fr, &args);
        assert!(ran.out.contains("1 modifié · constats"), "{args:?}: {}{}", ran.out, ran.err);
    };
    only_the_launch("projet", &["diff", "main.."]);
    let review = run(&it.path().join("projet"), Lang::Fr, &["review", "main"]);
    assert!(review.out.contains("reporte le comité de lancement"), "{}", review.out);
    it.git(&["switch", "--quiet", "main"]);
    only_the_launch("demarche", &["diff", "main..range"]);
    let list = ["list", "jalons", "--at", "range", "--format", "csv"];
    let list = run(&it.path().join("demarche"), Lang::Fr, &list);
    assert!(list.out.contains("2027-01-14"), "{}{}", list.out, list.err);
    it.is_sound();
}
