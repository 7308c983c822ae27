//! What may become of a decision, a case each.

use nrt::lang::Lang;
use serde_json::Value;

use crate::history::repository::{Repository, VASSEUR};
use crate::runner::run;

const NRT: &str = "format = 1\n\n[project]\ntitle = \"Démarche\"\nlanguage = \"fr\"\nmethod = \"standard\"\nend = 2026-11-13\n\n[authority]\nname = \"Rivemont\"\nkind = \"commune\"\npopulation = 12_000\n";

const SCOPE: &str = "coverage = [\"authority\"]\norganisation = \"central-services\"\n\n[facilities.ecoles]\nname = \"Écoles\"\nkind = \"school\"\ncount = 14\n";

const STAKEHOLDERS: &str =
    "[dgs]\nname = \"DGS\"\nrole = \"senior-management\"\nbilateral = 2026-11-05\n";

const MOREL: (&[u8], &str) = (b"L\xc3\xa9a Morel", "lea@rivemont.example");

fn decision(id: &str, concerns: &str, more: &str) -> String {
    format!(
        "[{id}]\ntitle = \"{id}\"\ndate = 2026-09-01\ntaken-by = \"DGS\"\ndecision = \"Oui.\"\nconcerns = [{concerns}]\n{more}\n"
    )
}

fn project() -> Repository {
    let it = Repository::new();
    it.by(VASSEUR);
    it.write("nrt.toml", NRT);
    it.write("scope.toml", SCOPE);
    it.write("stakeholders.toml", STAKEHOLDERS);
    it.commit("Ouvre le projet");
    it
}

fn decides(it: &Repository, texts: &[String]) {
    it.write("decisions.toml", &texts.concat());
    it.commit("Décide");
}

/// Commits too many for a decision to have to do with what follows.
fn later(it: &Repository) {
    for n in 0..3 {
        it.edit("nrt.toml", "population = 12_0", &format!("population = 12_0{n}"));
        it.commit("Autre chose");
    }
}

fn found(it: &Repository, id: &str) -> Value {
    for form in ["text", "markdown"] {
        let ran = run(it.path(), Lang::Fr, &["decisions", "--format", form]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let ran = run(it.path(), Lang::Fr, &["decisions", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let document: Value = serde_json::from_str(&ran.out).expect("JSON");
    let all = document["decisions"].as_array().expect("a list");
    all.iter().find(|decision| decision["id"] == id).expect("a decision").clone()
}

fn addresses(found: &Value, key: &str) -> Vec<String> {
    let all = found[key].as_array().expect("a list").iter();
    all.map(|one| one["address"].as_str().unwrap_or_default().to_owned()).collect()
}

#[test]
fn what_concerns_a_file_drifts_by_its_values() {
    let it = project();
    decides(&it, &[decision("d", "\"scope\", \"stakeholders\"", "")]);
    later(&it);
    it.edit("scope.toml", "count = 14", "count = 14\n[facilities.stades]\nname = \"Stades\"");
    it.edit("stakeholders.toml", "[dgs]", "[direction]\nformerly = [\"dgs\"]");
    it.commit("Complète, et renomme");
    let d = found(&it, "d");
    assert_eq!((&d["state"], addresses(&d, "drift")), (&"in-force".into(), vec![]), "{d:#}");
    it.edit("scope.toml", "[\"authority\"]", "[\"authority\", \"territory\"]");
    it.edit("stakeholders.toml", "2026-11-05", "2026-11-26");
    it.commit("Change");
    let drifts = ["scope.coverage", "stakeholders.direction.bilateral"];
    assert_eq!(addresses(&found(&it, "d"), "drift"), drifts);
    // Not recorded yet, and taken back.
    it.edit("scope.toml", "[\"authority\", \"territory\"]", "[\"authority\"]");
    assert_eq!(addresses(&found(&it, "d"), "drift"), drifts[1..]);
    std::fs::remove_file(it.path().join("scope.toml")).expect("removed");
    assert_eq!(addresses(&found(&it, "d"), "drift").len(), 6);
}

#[test]
fn only_another_decision_supersedes() {
    let it = project();
    decides(&it, &[decision("d", "\"scope.coverage\"", "supersedes = \"d\"")]);
    assert_eq!(found(&it, "d")["state"], "in-force");
}

#[test]
fn a_decision_is_superseded_under_any_id_it_had() {
    let it = project();
    let newer = decision("e", "\"scope.coverage\"", "supersedes = \"un\"");
    decides(&it, &[decision("un", "\"scope.coverage\"", ""), newer]);
    it.edit("decisions.toml", "[un]\n", "[deux]\nformerly = [\"un\"]\n");
    it.commit("Renomme");
    it.edit("decisions.toml", "[deux]\nformerly = [\"un\"]\n", "[trois]\nformerly = [\"deux\"]\n");
    it.commit("Renomme encore");
    assert_eq!(found(&it, "trois")["superseded-by"], Value::from(vec!["e"]));
    // An id that another decision has now is that one's.
    it.write(
        "decisions.toml",
        &[
            decision("trois", "\"scope.coverage\"", "formerly = [\"deux\", \"un\"]"),
            decision("un", "\"nrt.project.end\"", ""),
            decision("e", "\"scope.coverage\"", "supersedes = \"un\""),
        ]
        .concat(),
    );
    assert_eq!(found(&it, "un")["superseded-by"], Value::from(vec!["e"]));
    assert_eq!(found(&it, "trois")["state"], "in-force");
    // Without a history the file tells.
    it.edit("decisions.toml", "[un]", "[quatre]");
    std::fs::remove_dir_all(it.path().join(".git")).expect("removed");
    assert_eq!(found(&it, "trois")["superseded-by"], Value::from(vec!["e"]));
}

#[test]
fn each_value_took_effect_in_its_own_commit() {
    let it = project();
    decides(&it, &[decision("d", "\"scope.coverage\", \"nrt.project.end\"", "")]);
    it.by(MOREL);
    it.edit("scope.toml", "[\"authority\"]", "[\"authority\", \"territory\"]");
    it.commit("Change sans décision");
    it.by(VASSEUR);
    it.edit("nrt.toml", "2026-11-13", "2026-11-20");
    it.commit("Met à jour nrt.toml");
    let d = found(&it, "d");
    assert_eq!(addresses(&d, "drift"), ["scope.coverage"], "{d:#}");
    assert_eq!(d["drift"][0]["decided"], Value::from(vec!["authority"]));
}

#[test]
fn a_broken_file_that_is_mended_records_nothing_again() {
    let it = project();
    decides(&it, &[decision("d", "\"scope.coverage\"", "")]);
    let commit = it.git(&["rev-parse", "HEAD"]);
    let sound = decision("d", "\"scope.coverage\"", "") + &decision("e", "\"nrt\"", "");
    it.write("decisions.toml", &format!("<<<<<<< a\n{sound}=======\n>>>>>>> b\n"));
    it.commit("Casse");
    it.write("decisions.toml", &sound);
    let (d, e) = (found(&it, "d"), found(&it, "e"));
    assert_eq!((&d["recorded"], &d["commit"]), (&true.into(), &commit.trim().into()), "{d:#}");
    assert_eq!((&e["recorded"], &e["commit"]), (&false.into(), &Value::Null), "{e:#}");
}

#[test]
fn an_effect_is_compared_with_what_could_last_be_read() {
    let it = project();
    let sound = SCOPE.replace("\"authority\"", "\"authority\", \"territory\"");
    it.write("scope.toml", &format!("<<<<<<< a\n{SCOPE}=======\n{sound}>>>>>>> b\n"));
    it.commit("Casse");
    it.write("scope.toml", &sound);
    decides(&it, &[decision("d", "\"scope.coverage\"", "")]);
    let d = found(&it, "d");
    let change = &d["effects"][0]["changes"][0]["edits"][0];
    assert_eq!(change["address"], "scope.coverage", "{d:#}");
    assert_eq!(change["before"], Value::from(vec!["authority"]));
    // And of what it leaves broken, nothing is said.
    it.write("scope.toml", "<<<<<<< a\n");
    decides(&it, &[decision("d", "\"scope.coverage\"", ""), decision("e", "\"scope\"", "")]);
    let e = found(&it, "e");
    assert_eq!(e["effects"][0]["changes"], Value::from(Vec::<Value>::new()), "{e:#}");
}

#[test]
fn what_it_concerns_may_be_written_under_a_later_id() {
    let it = project();
    let first = decision("d", "\"stakeholders.dgs.bilateral\"", "");
    decides(&it, std::slice::from_ref(&first));
    later(&it);
    it.edit("stakeholders.toml", "[dgs]", "[direction]\nformerly = [\"dgs\"]");
    it.write("decisions.toml", &first.replace(".dgs.", ".direction."));
    it.commit("Renomme");
    it.edit("stakeholders.toml", "2026-11-05", "2026-11-26");
    it.commit("Change");
    let d = found(&it, "d");
    assert_eq!(addresses(&d, "drift"), ["stakeholders.direction.bilateral"], "{d:#}");
}

#[test]
fn who_says_later_what_a_decision_concerns_explains_what_came_with_it() {
    let it = project();
    let first = decision("d", "\"nrt.project.end\"", "");
    decides(&it, std::slice::from_ref(&first));
    later(&it);
    it.edit("nrt.toml", "2026-11-13", "2026-11-20");
    decides(&it, &[first.clone(), decision("e", "\"scope\"", "")]);
    assert_eq!(found(&it, "d")["state"], "drifted");
    decides(&it, &[first, decision("e", "\"scope\", \"nrt.project.end\"", "")]);
    let d = found(&it, "d");
    assert_eq!((&d["state"], &d["revised"][0]["decision"]), (&"in-force".into(), &"e".into()));
}

#[test]
fn a_decision_does_not_explain_that_it_is_undone() {
    let it = project();
    decides(&it, &[decision("d", "\"stakeholders.dgs.bilateral\"", "")]);
    it.write("stakeholders.toml", "");
    it.commit("Retire");
    let d = found(&it, "d");
    assert_eq!(addresses(&d, "drift"), ["stakeholders.dgs.bilateral"], "{d:#}");
}
