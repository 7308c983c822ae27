//! What makes the verdict and the levels: states, waivers, the end of the step, Flash, `[roles]`,
//! `[levels]`, and the session that `--for` chooses.

use nrt::check;
use nrt::files::Files;
use nrt::lang::Lang;
use nrt::load::load;

use crate::small::{Project, project};

const ANONYMOUS: &str =
    "[dgs]\nname = \"Direction générale\"\nrole = \"senior-management\"\nlaunch = \"confirmed\"\n";

fn no_referent() -> Project {
    project(&[]).without("referents.toml")
}

/// A waiver of the absence of referents.
fn waiver(rest: &str) -> String {
    format!("[sans-referent]\nrule = \"no-referent\"\ntarget = \"referents\"\n{rest}\n")
}

#[test]
fn an_exchange_that_is_past_without_an_outcome_is_not_ready() {
    let past = project(&[]).swap("milestones.toml", "outcome = \"Objectifs retenus.\"", "");
    assert_eq!(
        past.states(),
        "not-ready\nA2 to-confirm 0/2 no-management-exchange nr-not-presented\n"
    );
    assert_eq!(past.findings(&["activity"]), "warning unconfirmed milestones.echange.date\n");
}

#[test]
fn a_waived_activity_is_waived_and_ready() {
    let waived = no_referent()
        .add("waivers.toml", &waiver("reason = \"Recrutement en cours.\"\nuntil = 2026-12-31"));
    assert_eq!(
        waived.states(),
        "ready\nA1 waived 0/1 no-referent\nR1 to-do 0/1 single-referent\nR2 to-do 0/1 no-knowledge-sharing\n"
    );
    assert_eq!(
        waived.findings(&["activity"]),
        "warning no-referent referents (waived by sans-referent)\n"
    );
    let checked = waived.checked();
    assert_eq!((checked.waived(), checked.open().count()), (1, checked.findings.len() - 1));
}

#[test]
fn a_waiver_covers_its_last_day_and_no_more() {
    let until = no_referent()
        .add("waivers.toml", &waiver("reason = \"Recrutement en cours.\"\nuntil = 2026-11-23"));
    assert_eq!(until.state("A1"), "waived");
    assert_eq!(until.verdict(), "ready");
    let after = until.on("2026-11-24");
    assert_eq!(after.state("A1"), "to-do");
    assert_eq!(after.verdict(), "not-ready");
    let checked = after.checked();
    let back = checked.findings.iter().find(|f| f.rule == "no-referent").expect("it returns");
    let notes: Vec<&str> = back.notes.iter().map(nrt::text::Text::json).collect();
    assert_eq!(notes, ["the waiver `sans-referent` covered it until 23 November 2026"]);
}

#[test]
fn a_waiver_without_a_reason_covers_nothing() {
    for reason in ["", "reason = \"\"\n", "reason = \"   \"\n", "reason = \"TODO(nrt)\"\n"] {
        let waived =
            no_referent().add("waivers.toml", &waiver(&format!("{reason}until = 2026-12-31")));
        assert_eq!(waived.state("A1"), "to-do", "{reason:?}");
        assert_eq!(waived.verdict(), "not-ready", "{reason:?}");
        assert_eq!(waived.checked().waived(), 0, "{reason:?}");
    }
}

#[test]
fn a_waiver_of_what_is_to_confirm_makes_it_waived() {
    let waiver = |target: &str| {
        format!(
            "[lu]\nrule = \"unconfirmed\"\ntarget = \"{target}\"\nreason = \"Compte rendu à venir.\"\nuntil = 2026-12-31\n"
        )
    };
    let exchange = project(&[("waivers.toml", &waiver("milestones.echange"))]).swap(
        "milestones.toml",
        "outcome = \"Objectifs retenus.\"",
        "",
    );
    assert_eq!((exchange.state("A2"), exchange.verdict()), ("waived", "ready"));
    let bilateral = project(&[("waivers.toml", &waiver("stakeholders.dgs.bilateral"))]).swap(
        "stakeholders.toml",
        "bilateral-outcome = \"Objectifs confirmés.\"",
        "",
    );
    assert_eq!((bilateral.state("R5"), bilateral.verdict()), ("waived", "ready"));
    let elsewhere = project(&[("waivers.toml", &waiver("milestones.partage"))]).swap(
        "milestones.toml",
        "outcome = \"Objectifs retenus.\"",
        "",
    );
    assert_eq!(elsewhere.state("A2"), "to-confirm");
    assert_eq!(elsewhere.verdict(), "not-ready");
}

#[test]
fn what_is_to_do_is_an_error_from_the_last_day_of_the_step_on() {
    let level = |day: &str| no_referent().on(day).findings(&["activity"]);
    assert_eq!(level("2026-11-29"), "warning no-referent referents\n");
    assert_eq!(level("2026-11-30"), "error no-referent referents\n");
    assert_eq!(level("2026-12-01"), "error no-referent referents\n");
    let endless = no_referent().swap("nrt.toml", "end = 2026-11-30\n", "").on("2030-01-01");
    assert!(endless.findings(&["activity"]).contains("warning no-referent referents\n"));
}

#[test]
fn what_is_to_do_is_an_error_before_a_committee() {
    let before = no_referent().before("codir");
    assert_eq!(before.findings(&["activity"]), "error no-referent referents\n");
}

#[test]
fn what_is_to_confirm_is_a_warning_whatever_the_day() {
    let past = project(&[]).swap("milestones.toml", "outcome = \"Objectifs retenus.\"", "");
    let told = "warning unconfirmed milestones.echange.date\n";
    assert_eq!(past.clone().on("2027-01-04").findings(&["activity"]), told);
    assert_eq!(past.before("codir").findings(&["activity"]), told);
}

#[test]
fn a_body_is_for_its_first_session_from_today_on() {
    let bodies = "[codir]\nname = \"CODIR\"\nkind = \"management-committee\"\nexisting = true\nsessions = [2027-01-12, 2026-12-08, 2026-11-22, 2026-11-23]\n";
    let files = Files::from_texts([("bodies.toml", bodies)]);
    let loaded = load(&files, Lang::En);
    let chosen = |spec: &str, today: &str| {
        let today = today.parse().expect("a day");
        match check::horizon(&loaded, spec, today, Lang::En) {
            Ok(horizon) => format!("{} {}", horizon.address, horizon.date),
            Err(error) => error.message,
        }
    };
    assert_eq!(chosen("codir", "2026-11-23"), "bodies.codir.sessions 2026-11-23");
    assert_eq!(chosen("codir", "2026-11-24"), "bodies.codir.sessions 2026-12-08");
    assert_eq!(chosen("bodies.codir", "2026-12-09"), "bodies.codir.sessions 2027-01-12");
    assert_eq!(chosen("codir@2026-11-22", "2026-12-09"), "bodies.codir.sessions 2026-11-22");
    assert_eq!(chosen("codir", "2027-01-13"), "the body `codir` has no session to come");
    assert_eq!(
        chosen("codir@2026-12-07", "2026-11-23"),
        "the body `codir` has no session on 7 December 2026"
    );
}

/// Nothing that the method advises is followed.
fn unadvised(method: &str) -> Project {
    let settings = format!(
        "format = 1\n[project]\ntitle = \"Démarche\"\nlanguage = \"fr\"\nmethod = \"{method}\"\nmethod-reason = \"Voulue.\"\nstart = 2026-10-12\nend = 2026-11-30\n[authority]\nname = \"Valbrune\"\nkind = \"commune\"\npopulation = 3_500\nit-department = false\n"
    );
    project(&[
        ("nrt.toml", &settings),
        ("referents.toml", "[dsi]\nfunction = \"DSI\"\nprofile = \"it\"\n"),
        (
            "stakeholders.toml",
            "[dgs]\nname = \"DGS\"\nrole = \"senior-management\"\nfirst-discussion = 2026-10-13\nlaunch = \"declined\"\n[presta]\nname = \"Prestataire\"\nrole = \"it-provider\"\nfirst-discussion = 2026-10-13\nbilateral = 2026-12-15\n",
        ),
        (
            "milestones.toml",
            "[echange]\ntitle = \"Échange\"\nkind = \"management-exchange\"\ncovers = [\"objectives\", \"nr-presentation\"]\nparticipants = [\"dgs\"]\ndate = 2026-10-13\noutcome = \"Dit.\"\n[launch]\ntitle = \"Lancement\"\nkind = \"launch-committee\"\ndate = 2026-12-13\n",
        ),
    ])
    .without("calendar.toml")
}

/// Of recommendations 1, 3, 4 and 5.
const ADVISED: &str = "\
warning single-referent referents.dsi
warning no-bilateral stakeholders.dgs.bilateral
warning key-stakeholder-absent stakeholders.dgs.launch
warning launch-availability-unknown stakeholders.presta.launch
warning late-bilateral stakeholders.presta.bilateral
warning short-launch-notice milestones.launch.invited
warning milestone-on-holiday milestones.launch.date
warning calendar-unknown calendar#budget
warning calendar-unknown calendar#busy
warning calendar-unknown calendar#leave
";

#[test]
fn flash_gives_its_recommendations_for_information_only() {
    let lines = |method| unadvised(method).findings(&["recommendation"]);
    let (standard, flash) = (lines("standard"), lines("flash"));
    assert_eq!(standard, ADVISED);
    assert_eq!(flash, ADVISED.replace("warning ", "info "));
    assert_eq!(unadvised("flash").verdict(), unadvised("standard").verdict());
    // Recommendation 2 is about two referents.
    for (method, level) in [("standard", "warning"), ("flash", "info")] {
        let two = unadvised(method)
            .add("referents.toml", "[accueil]\nfunction = \"Accueil\"\nprofile = \"business\"\n");
        let found = two.findings(&["recommendation"]);
        let told = format!("{level} no-knowledge-sharing milestones#knowledge-sharing\n");
        assert!(found.contains(&told), "{found}");
    }
}

fn with_roles(roles: &str) -> Project {
    let finance = "[finances]\nname = \"Finances\"\nrole = \"finance\"\n";
    project(&[("stakeholders.toml", &format!("{ANONYMOUS}\n{finance}"))]).add("nrt.toml", roles)
}

fn undiscussed(project: &Project) -> String {
    let checked = project.checked();
    let found = checked.findings.iter().find(|f| f.rule == "no-first-discussion");
    found.map_or("none", |found| found.message.json()).to_owned()
}

#[test]
fn a_list_of_key_roles_replaces_the_proposed_one() {
    let one = |name: &str| format!("1 key stakeholder without a dated first discussion: {name}");
    let dgs = one("\"Direction générale\" (`dgs`)");
    assert_eq!(undiscussed(&with_roles("")), dgs);
    let replaced = with_roles("\n[roles]\nkey = [\"finance\"]\n");
    assert_eq!(undiscussed(&replaced), one("\"Finances\" (`finances`)"));
    assert_eq!(undiscussed(&with_roles("\n[roles]\nkey = [\"it\"]\n")), "none");
}

#[test]
fn a_list_of_optional_roles_alone_leaves_the_proposed_key_ones() {
    let optional = with_roles("\n[roles]\noptional = [\"communication\"]\n");
    assert_eq!(undiscussed(&optional), undiscussed(&with_roles("")));
    assert_eq!(optional.state("A3"), "to-do");
}

const LEVELS: [&str; 3] = ["info", "warning", "error"];

fn set(rule: &str, level: &str) -> String {
    format!("\n[levels]\n{rule} = \"{level}\"\n")
}

#[test]
fn a_level_leaves_an_activity_that_is_to_do() {
    for level in LEVELS {
        let missing = no_referent().add("nrt.toml", &set("no-referent", level));
        assert_eq!(missing.findings(&["activity"]), format!("{level} no-referent referents\n"));
        assert_eq!(missing.verdict(), "not-ready", "{level}");
    }
}

#[test]
fn a_level_leaves_ready_what_lacks_only_advice() {
    for level in LEVELS {
        let advised =
            project(&[]).without("calendar.toml").add("nrt.toml", &set("calendar-unknown", level));
        let found = advised.findings(&["recommendation"]);
        assert!(found.starts_with(&format!("{level} calendar-unknown")), "{found}");
        assert_eq!(advised.verdict(), "ready", "{level}");
    }
}

#[test]
fn a_level_does_not_hide_that_the_files_hold_errors() {
    let unknown = project(&[]).add("scope.toml", "couleur = \"vert\"\n");
    assert_eq!(unknown.findings(&["validity"]), "error unknown-key scope.couleur\n");
    assert_eq!(unknown.verdict(), "cannot-tell");
    for level in LEVELS {
        let quieter = unknown.clone().add("nrt.toml", &set("unknown-key", level));
        let found = format!("{level} unknown-key scope.couleur\n");
        assert_eq!(quieter.findings(&["validity"]), found);
        assert_eq!(quieter.verdict(), "cannot-tell", "{level}");
    }
}

#[test]
fn a_level_does_not_make_an_error_of_what_the_files_may_hold() {
    for level in LEVELS {
        let louder = project(&[])
            .swap("referents.toml", "Cheffe de projet", "Cheffe\u{202e}de projet")
            .add("nrt.toml", &set("hidden-characters", level));
        let found = format!("{level} hidden-characters referents.dsi.function\n");
        assert_eq!(louder.findings(&["validity"]), found);
        assert_eq!(louder.verdict(), "ready", "{level}");
    }
}
