//! What an import must not take for something else, and what an export must not let through.

use nrt::exchange::tables::{self, Wanted};
use nrt::exchange::{self, csv};
use nrt::files::Files;
use nrt::lang::Lang;
use nrt::load::load;

use super::imports::{Project, plain};

fn written(files: &[(&str, &str)]) -> String {
    let files = Files::from_texts(files.iter().copied());
    let loaded = load(&files, Lang::Fr);
    let wanted = Wanted { lang: Lang::Fr, kind: None, anonymous: false };
    tables::sheets(&loaded.documents, wanted)
        .iter()
        .map(|(_, sheet)| csv::write(sheet, Lang::Fr))
        .collect()
}

#[test]
fn a_formula_is_none_whatever_hides_it() {
    for text in ["=1+1", "\\u0007=1+1", "\\u202E=1+1", "\\u200B=1+1", "\\uFEFF@x", " \\t=1+1"] {
        let name = format!("[a]\nname = \"{text}\"\nrole = \"other\"\n");
        let made = written(&[("stakeholders.toml", name.as_str())]);
        let cell = made.split("\";\"").find(|cell| cell.contains(['=', '@'])).expect("a cell");
        let shown = cell.trim_start_matches(|c: char| nrt::text::is_hidden(c) || c.is_whitespace());
        assert!(shown.starts_with('\''), "{text}: {cell:?}");
    }
}

#[test]
fn events_have_an_identifier_each() {
    let milestones = "[echange]\ntitle = \"A\"\nkind = \"other\"\ndate = 2026-12-01\n\n\
        [entretien]\ntitle = \"B\"\nkind = \"other\"\ndate = 2026-12-01\nformerly = [\"echange\"]\n";
    let files = Files::from_texts([("milestones.toml", milestones)]);
    let loaded = load(&files, Lang::Fr);
    let events = exchange::ics::events(&loaded, None, Lang::Fr);
    let uids: std::collections::BTreeSet<&str> =
        events.iter().map(|event| event.uid.as_str()).collect();
    assert_eq!((events.len(), uids.len()), (2, 2));
}

#[test]
fn what_is_private_or_its_own_is_not_taken_in() {
    let project = Project::new(&[]);
    let event = |uid: &str, title: &str, more: &str| {
        format!(
            "BEGIN:VEVENT\r\nUID:{uid}\r\nSUMMARY:{title}\r\nDTSTART;VALUE=DATE:20270112\r\n{more}END:VEVENT\r\n"
        )
    };
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{}{}{}END:VCALENDAR\r\n",
        event("1", "Rendez-vous chez Mme X", "CLASS:PRIVATE\r\n"),
        event("nrt-1-milestones-launch", "Comité de lancement", ""),
        event("2", "Séminaire", "CLASS:PUBLIC\r\n"),
    );
    project.write("a.ics", text);
    let ran = project.nrt(&["import", "a.ics"]);
    let out = plain(&ran.out);
    assert!(!out.contains("Mme X") && !out.contains("Comité"), "{out}");
    assert!(out.contains("1 événement privé, laissé de côté"), "{out}");
    assert!(out.contains("1 événement écrit par nrt, déjà dans un projet"), "{out}");
    assert!(project.text("calendar.toml").contains("[seminaire-2027]"));
}

#[test]
fn a_table_of_meetings_is_none_of_holidays() {
    let project = Project::new(&[]);
    project.write("r.csv", "Description;Début;Fin;Lieu\nPoint DSI;12/01/2027;12/01/2027;Salle B\n");
    let ran = project.nrt(&["import", "r.csv"]);
    assert!(!ran.out.contains("vacances scolaires"), "{}", ran.out);
    assert_ne!(ran.code, 0, "{}{}", ran.out, ran.err);
}

#[test]
fn headers_that_several_kinds_have_are_asked_about() {
    let project = Project::new(&[]);
    project.write("d.csv", "Intitulé;Date\nComité de lancement;21/01/2027\n");
    let ran = project.nrt(&["import", "d.csv"]);
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("--kind"), "{}", ran.err);
    assert_eq!(project.text("calendar.toml") + &project.text("milestones.toml"), "");
    let ran = project.nrt(&["import", "d.csv", "--kind", "jalons"]);
    assert!(project.text("milestones.toml").contains("2027-01-21"), "{}{}", ran.out, ran.err);
}

#[test]
fn a_name_is_not_that_of_whoever_has_a_like_id() {
    let there = "[pole]\nname = \"Pôle A\"\nrole = \"other\"\n";
    let project = Project::new(&[("stakeholders.toml", there)]);
    project.write("p.csv", "Nom;Rôle;Contact\nPôle B;autre;pole@x.example\n");
    project.nrt(&["import", "p.csv"]);
    let text = project.text("stakeholders.toml");
    assert!(text.starts_with(there), "{text}");
    assert!(text.contains("name = \"Pôle B\""), "{text}");
}

#[test]
fn ids_that_differ_by_a_dash_are_one() {
    let there = "[service_culture]\nname = \"Culture et patrimoine\"\nrole = \"other\"\n";
    let project = Project::new(&[("stakeholders.toml", there)]);
    project.write("s.csv", "Nom;Rôle\nService culture;autre\nAutre service;autre\n");
    let ran = project.nrt(&["import", "s.csv"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(project.text("stakeholders.toml").contains("Autre service"));
}

/// Two events of one name: the one that is left in the calendar is not taken for the other.
#[test]
fn an_event_is_not_taken_for_another_of_its_name() {
    let project = Project::new(&[]);
    let calendar = |days: &[&str]| {
        let event = |day: &&str| {
            format!(
                "BEGIN:VEVENT\r\nUID:{day}\r\nSUMMARY:Séminaire\r\nDTSTART;VALUE=DATE:{day}\r\nEND:VEVENT\r\n"
            )
        };
        let events: String = days.iter().map(event).collect();
        format!("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{events}END:VCALENDAR\r\n")
    };
    project.write("s.ics", calendar(&["20270202", "20271005"]));
    project.nrt(&["import", "s.ics"]);
    let before = project.text("calendar.toml");
    assert!(before.contains("start = 2027-02-02\n") && before.contains("start = 2027-10-05\n"));
    project.write("s.ics", calendar(&["20271005"]));
    project.nrt(&["import", "s.ics", "--update"]);
    assert_eq!(project.text("calendar.toml"), before);
}

#[cfg(unix)]
#[test]
fn an_export_follows_no_link_to_a_file_of_the_project() {
    let there = "[codir]\nname = \"CODIR\"\nkind = \"other\"\n";
    let project = Project::new(&[("bodies.toml", there)]);
    std::os::unix::fs::symlink("bodies.toml", project.path().join("out.csv")).expect("a link");
    let ran = project.nrt(&["export", "--kind", "instances", "-o", "out.csv", "--force"]);
    assert_eq!(ran.code, 2, "{}{}", ran.out, ran.err);
    assert_eq!(project.text("bodies.toml"), there);
    let ran = project.nrt(&["export", "-o", "tout.csv"]);
    assert_eq!(ran.code, 2, "a file for each kind needs a folder\n{}{}", ran.out, ran.err);
}
