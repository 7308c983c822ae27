//! A forge's editor makes one commit a file: a decision and what it explains may stand in
//! neighbouring commits of one person.

use nrt::lang::Lang;

use crate::history::repository::{Repository, VASSEUR};
use crate::runner::run;

const NRT: &str = "format = 1\n\n[project]\ntitle = \"Démarche\"\nlanguage = \"fr\"\nmethod = \"standard\"\n\n[authority]\nname = \"Rivemont\"\nkind = \"commune\"\npopulation = 12_000\n";

const DECISION: &str = "[2026-09-03-communes]\ntitle = \"Ouvrir aux communes\"\ndate = 2026-09-03\ntaken-by = \"DGS\"\ndecision = \"Les communes membres en sont.\"\nconcerns = [\"scope.coverage\"]\n";

const MOREL: (&[u8], &str) = (b"L\xc3\xa9a Morel", "lea@rivemont.example");

/// A project whose last commit records a decision that nothing follows yet.
fn decided() -> Repository {
    let it = Repository::new();
    it.by(MOREL);
    it.write("nrt.toml", NRT);
    it.write("scope.toml", "coverage = [\"authority\"]\n");
    it.commit("Ouvre le projet");
    it.write("decisions.toml", DECISION);
    it.commit("Met à jour decisions.toml");
    it
}

fn widens(it: &Repository) {
    it.edit("scope.toml", "[\"authority\"]", "[\"authority\", \"intercommunality\"]");
}

/// Whether the change of the scope is said to be unexplained.
fn unexplained(it: &Repository, args: &[&str]) -> bool {
    let ran = run(it.path(), Lang::Fr, &[&["check", "--format", "concise"], args].concat());
    assert!(ran.code < 2, "{}", ran.err);
    ran.out.contains("commitment-without-decision")
}

#[test]
fn the_decision_may_come_in_a_commit_of_its_own() {
    let it = decided();
    widens(&it);
    it.commit("Met à jour scope.toml");
    assert!(!unexplained(&it, &["--new-since", "HEAD~1"]));
    let ran = run(it.path(), Lang::Fr, &["review", "HEAD~1"]);
    assert!(!ran.out.contains("Aucune décision ne l'explique"), "{}", ran.out);
    assert!(ran.out.contains("Ouvrir aux communes"), "{}", ran.out);
}

#[test]
fn another_person_explains_nothing() {
    let it = decided();
    it.by(VASSEUR);
    widens(&it);
    it.commit("Met à jour scope.toml");
    assert!(unexplained(&it, &["--new-since", "HEAD~1"]));
    let ran = run(it.path(), Lang::Fr, &["review", "HEAD~1"]);
    assert!(ran.out.contains("Aucune décision ne l'explique"), "{}", ran.out);
}

#[test]
fn what_is_staged_is_made_by_whoever_records_it() {
    let it = decided();
    widens(&it);
    it.git(&["add", "scope.toml"]);
    for (name, expected) in [("Léa Morel", false), ("C. Vasseur", true)] {
        it.git(&["config", "user.name", name]);
        it.git(&["config", "user.email", "x@rivemont.example"]);
        assert_eq!(unexplained(&it, &["--staged"]), expected, "{name}");
        assert_eq!(unexplained(&it, &["--new-since", "HEAD"]), expected, "{name}");
    }
}

#[test]
fn a_neighbour_is_one_of_three() {
    for (between, expected) in [(2, false), (3, true)] {
        let it = decided();
        for n in 0..between {
            it.edit("nrt.toml", "population = 12_0", &format!("population = 12_0{n}"));
            it.commit("Autre chose");
        }
        widens(&it);
        it.commit("Met à jour scope.toml");
        assert_eq!(unexplained(&it, &["--new-since", "HEAD~1"]), expected, "{between}");
    }
}

#[test]
fn a_merge_ends_the_neighbourhood() {
    let it = decided();
    it.git(&["switch", "--quiet", "--create", "autre"]);
    it.edit("nrt.toml", "12_000", "12_400");
    it.commit("Autre chose");
    it.git(&["switch", "--quiet", "main"]);
    it.merge("autre", "Fusionne");
    widens(&it);
    it.commit("Met à jour scope.toml");
    assert!(unexplained(&it, &["--new-since", "HEAD~1"]));
}
