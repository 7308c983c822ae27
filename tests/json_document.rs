//! One whole `nrt.check/1` document, committed; and the fingerprints it holds.

use nrt::address::Address;
use nrt::finding::{Finding, Level};
use nrt::lang::Lang;

use crate::runner::{Fresh, run};
use crate::small::{Project, TODAY, project};
use crate::support::root;

/// A waived finding, related places, an end on another line, an absent file, and accents before a
/// column.
fn told() -> Project {
    project(&[
        (
            "stakeholders.toml",
            "elu = { name = \"Élu délégué\", role = \"other\", bilateral = 2026-12-15 }\n\n[dgs]\nname = \"Direction générale\"\nrole = \"senior-management\"\nfirst-discussion = 2026-10-13\nlaunch = \"confirmed\"\n",
        ),
        (
            "milestones.toml",
            "[echange]\ntitle = \"Échange\"\nkind = \"management-exchange\"\nparticipants = [\"dgs\"]\ndate = 2026-10-13\noutcome = \"Dit.\"\ncovers = [\n  \"objectives\",\n]\n\n[launch]\ntitle = \"Comité de lancement\"\nkind = \"launch-committee\"\ndate = 2026-12-10\ninvited = 2026-10-15\n",
        ),
        (
            "waivers.toml",
            "[bilateral-dgs]\nrule = \"no-bilateral\"\ntarget = \"stakeholders.dgs\"\nreason = \"Vue chaque semaine.\"\nuntil = 2027-03-31\n",
        ),
    ])
    .without("calendar.toml")
    .add(
        "nrt.toml",
        "\n[levels]\ncore-role-missing = \"off\"\ndocument-unaccounted = \"off\"\nno-objectives = \"off\"\nno-lead = \"off\"\nterritory-unknown-to-referents = \"off\"\nscope-unrecorded = \"off\"\n",
    )
}

#[test]
fn the_document_of_a_check_is_as_committed() {
    let folder = told().written();
    let args = ["check", "--on", TODAY, "--for", "launch", "--format", "json"];
    let ran = run(folder.path(), Lang::Fr, &args);
    assert_eq!((ran.code, ran.err.as_str()), (1, ""));
    let version = format!("\"nrt\": \"{}\"", env!("CARGO_PKG_VERSION"));
    assert_eq!(ran.out.matches(&version).count(), 1, "it names its version once");
    let mut fresh = Fresh::default();
    let path = root().join("tests/documents/check.json");
    fresh.check(&path, &ran.out.replace(&version, "\"nrt\": \"[VERSION]\""));
    fresh.end();
}

#[test]
fn the_document_shows_what_it_is_committed_for() {
    let folder = told().written();
    let args = ["check", "--on", TODAY, "--for", "launch", "--format", "json"];
    let json: serde_json::Value =
        serde_json::from_str(&run(folder.path(), Lang::Fr, &args).out).expect("a document");
    let findings = json["findings"].as_array().expect("a list");
    let any = |what: &str, holds: &dyn Fn(&serde_json::Value) -> bool| {
        assert!(findings.iter().any(holds), "no finding with {what}");
    };
    any("a waiver", &|finding| finding["waiver"] == "waivers.bilateral-dgs");
    any("related places", &|finding| finding["related"][0]["message"].is_string());
    any("no location", &|finding| finding["location"].is_null());
    any("an end on another line", &|finding| {
        let place = &finding["location"];
        place.is_object() && place["start"]["line"] != place["end"]["line"]
    });
    assert_eq!(json["counts"]["waived"], 1);
    assert_eq!(json["for"]["date"], "2026-12-10");
}

#[test]
fn a_fingerprint_is_of_the_rule_and_the_address_alone() {
    let at = |text: &str| Address::parse(text).expect("an address");
    let finding = |rule, address: &str, level, message: &str| {
        Finding::new(rule, level, at(address), message.to_owned())
    };
    let one = finding("late-bilateral", "stakeholders.elu.bilateral", Level::Warning, "en retard");
    let hex = "0645852f20dc8e1c3dae347b33ae836154529f8664924d58279588615588d713";
    assert_eq!(one.fingerprint(), hex);
    let mut same = finding("late-bilateral", "stakeholders.elu.bilateral", Level::Error, "late");
    same.help = Some("autre date".into());
    same.notes.push("note".into());
    same.waiver = Some("d".to_owned());
    assert_eq!(same.fingerprint(), hex);
    for (rule, address) in [
        ("no-bilateral", "stakeholders.elu.bilateral"),
        ("late-bilateral", "stakeholders.elu"),
        ("late-bilateral", "stakeholders.dgs.bilateral"),
    ] {
        let other = finding(rule, address, Level::Warning, "en retard");
        assert_ne!(other.fingerprint(), hex, "{rule} {address}");
    }
}
