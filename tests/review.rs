//! What `nrt review` says of a change, in real repositories made by the git program: whole comments
//! as committed in `tests/review/`, and what must hold whatever a file says.

mod edge;
mod sentences;

use std::path::Path;

use nrt::lang::Lang;
use nrt::render::schema;
use serde_json::Value;
use toml::de::DeTable;

use crate::repository::Repository;
use crate::runner::{Fresh, Ran, run};
use crate::support::{files_below, read, root};

/// The day of every review here, before the launch of the example project.
const DAY: [&str; 2] = ["--on", "2026-11-23"];

impl Repository {
    fn review(&self, lang: Lang, args: &[&str]) -> Ran {
        review(&self.project(), lang, args)
    }

    /// The review of `main` with HEAD; commits are called by what they are.
    fn said(&self, lang: Lang, args: &[&str]) -> String {
        let ran = self.review(lang, &[&["main"], args].concat());
        assert!(ran.code <= 1, "{}", ran.err);
        assert_eq!(ran.err, "");
        let mut text = ran.out;
        for (name, commit) in [("[BASE]", "main"), ("[HEAD]", "HEAD")] {
            let id = self.git(&["rev-parse", commit]);
            text = text.replace(&id, name).replace(&id[..7], name);
        }
        text
    }

    /// The document of the same review, which keeps the promise of its schema.
    fn reviewed(&self, args: &[&str]) -> Value {
        let ran = self.review(Lang::Fr, &[&["main", "--format", "json"], args].concat());
        let document: Value = serde_json::from_str(&ran.out).expect("JSON");
        let validator = jsonschema::draft7::new(&schema::review()).expect("a sound schema");
        if let Err(error) = validator.validate(&document) {
            panic!("{}: {error}", error.instance_path());
        }
        document
    }

    /// A branch with one commit that changes the example project.
    fn branch(change: impl Fn(&Self)) -> Self {
        let this = Self::empty();
        this.fill();
        // What documents name, so that the step has a verdict.
        let pieces = root().join("example-project/pieces");
        let copies = this.project().join("pieces");
        std::fs::create_dir(&copies).expect("a folder");
        for path in [files_below(&pieces, "md"), files_below(&pieces, "txt")].concat() {
            std::fs::copy(&path, copies.join(path.file_name().expect("a name"))).expect("copied");
        }
        this.commit("Un projet");
        this.git(&["checkout", "--quiet", "-b", "demande"]);
        change(&this);
        this.git(&["add", "--all"]);
        this.git(&["commit", "--quiet", "--allow-empty", "-m", "Une demande"]);
        this
    }
}

fn review(folder: &Path, lang: Lang, args: &[&str]) -> Ran {
    run(folder, lang, &[&["review"], args, DAY.as_slice()].concat())
}

fn moved(repository: &Repository) {
    repository.edit("milestones.toml", "date = 2026-12-10", "date = 2027-01-14");
}

fn widened(repository: &Repository) {
    let (old, new) = (
        "[\"authority\", \"intercommunality\"]",
        "[\"authority\", \"intercommunality\", \"territory\"]",
    );
    repository.edit("scope.toml", old, new);
    repository.append("decisions.toml", TERRITORY);
}

const TERRITORY: &str = "
[2026-11-20-territoire]
title = \"Étendre la démarche au territoire\"
date = 2026-11-20
body = \"bureau\"
decision = \"Le territoire entre dans le périmètre.\"
reason = \"La loi REEN demande un bilan sur le territoire.\"
concerns = [\"scope.coverage\"]
supersedes = \"2026-11-03-perimetre-elargi\"
";

const WAIVER: &str = "
[etude-a-venir]
rule = \"document-unstudied\"
target = \"documents.rapport-developpement-durable\"
reason = \"Il sera lu avec celui de 2026, attendu en janvier.\"
until = 2026-12-31
";

fn confirmed(repository: &Repository) {
    let old = "réponse attendue lors du premier échange.\nlaunch = \"invited\"";
    repository.edit("stakeholders.toml", old, "a répondu.\nlaunch = \"confirmed\"");
    repository.edit(
        "stakeholders.toml",
        "first-discussion = 2026-11-17",
        "first-discussion = 2026-11-17\nbilateral = 2026-12-07",
    );
}

fn waived(repository: &Repository) {
    repository.append("waivers.toml", WAIVER);
    repository.append(
        "nrt.toml",
        "\n[levels]\nno-bilateral = \"info\"\nno-lead = \"off\"\n\n[thresholds]\nlaunch-notice-working-days = 5\n",
    );
}

fn form(repository: &Repository) {
    repository.edit("nrt.toml", "population = 86_400", "population = 86400");
    repository.append("scope.toml", "\n# Relu.\n");
}

/// A request as they come: good and less good at once.
fn everything(repository: &Repository) {
    moved(repository);
    widened(repository);
    waived(repository);
    confirmed(repository);
    repository.edit("stakeholders.toml", "au comité. Souhaite revoir les 14 téléservices, dont 5 très peu utilisés.\"\nlaunch = \"confirmed\"", "au comité.\"\nlaunch = \"invited\"");
    repository.edit("decisions.toml", "jeudi 10 décembre", "jeudi 17 décembre");
    repository.edit("nrt.toml", "end = 2026-12-04", "end = 2026-11-27");
    repository.edit("scope.toml", "\"Régie des eaux\", ", "");
    let scope = read(&repository.project().join("scope.toml"));
    let (start, end) =
        (scope.find("[facilities.piscines]"), scope.find("[facilities.conservatoire]"));
    let piscines = &scope[start.expect("there")..end.expect("there")];
    repository.edit("scope.toml", piscines, "");
    repository.edit("referents.toml", "profile = \"it\"", "profile = \"informatique\"");
}

type Change = fn(&Repository);

#[test]
fn comments_are_as_committed() {
    let mut fresh = Fresh::default();
    let scenes: [(&str, Change); 7] = [
        ("moved", moved),
        ("decided", widened),
        ("confirmed", confirmed),
        ("waived", waived),
        ("form", form),
        ("nothing", |_| ()),
        ("everything", everything),
    ];
    for (name, change) in scenes {
        let repository = Repository::branch(change);
        for lang in Lang::ALL {
            let path = root().join(format!("tests/review/{name}.{}.md", lang.code()));
            fresh.check(&path, &repository.said(lang, &[]));
        }
        repository.reviewed(&[]);
        repository.is_sound();
    }
    fresh.end();
}

#[test]
fn what_is_pasted_explains_what_changed() {
    let undecided: [Change; 3] = [moved, everything, |repository| {
        repository.edit("nrt.toml", "method = \"standard\"", "method = \"flash\"");
    }];
    for change in undecided {
        let repository = Repository::branch(change);
        let document = repository.reviewed(&[]);
        assert!(rules(&document["new"]).contains(&"commitment-without-decision"));
        let comment = repository.said(Lang::Fr, &[]);
        let block = fenced(&comment);
        assert_eq!(Some(block), document["proposed-decision"].as_str());
        assert!(DeTable::parse(block).is_ok(), "{block}");
        assert!(block.contains("= \"…\""), "{block}");
        // As it is it decides nothing: only people know the rest.
        repository.append("decisions.toml", &format!("\n{block}"));
        repository.commit("Coller");
        assert_eq!(repository.reviewed(&[])["undecided"], document["undecided"]);
        repository.edit("decisions.toml", "taken-by = \"…\"", "taken-by = \"Direction générale\"");
        repository.edit(
            "decisions.toml",
            "reason = \"…\"",
            "reason = \"Un audit tombe ce jour-là.\"",
        );
        repository.commit("Enregistrer la décision");
        let after = repository.reviewed(&[]);
        let rules = rules(&after["new"]);
        assert!(!rules.contains(&"commitment-without-decision"), "{rules:?}");
        let validity =
            ["wrong-type", "unknown-key", "bad-id", "dangling-reference", "duplicate-id"];
        assert!(rules.iter().all(|rule| !validity.contains(rule)), "{rules:?}");
        assert_eq!(after["undecided"].as_array().map(Vec::len), Some(0));
        assert_eq!(
            after["decided"].as_array().map(Vec::len),
            document["undecided"]
                .as_array()
                .map(Vec::len)
                .map(|n| n + document["decided"].as_array().map_or(0, Vec::len))
        );
        assert!(after["proposed-decision"].is_null());
    }
}

/// What stands between the fences of a comment.
fn fenced(comment: &str) -> &str {
    let (_, after) = comment
        .split_once("toml\n")
        .filter(|(before, _)| before.ends_with("```"))
        .expect("a fence");
    after.split_once("\n```").map(|(block, _)| &after[..=block.len()]).expect("its end")
}

fn rules(findings: &Value) -> Vec<&str> {
    let findings = findings.as_array().expect("a list").iter();
    findings.map(|finding| finding["rule"].as_str().expect("a name")).collect()
}
