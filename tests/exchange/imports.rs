//! `nrt import` as a person runs it, on real files: what is shown, what is written, what is left.

use std::path::Path;

use nrt::lang::Lang;

use crate::runner::{Ran, run};
use crate::support::{read, root};

const PROJECT: &str = "format = 1\n\n[project]\ntitle = \"Projet\"\nlanguage = \"fr\"\nmethod = \"standard\"\n\n\
    [authority]\nname = \"Commune\"\nkind = \"commune\"\npopulation = 5000\nit-department = true\n";

/// A project in a folder of its own.
pub struct Project(tempfile::TempDir);

impl Project {
    pub fn new(files: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        for (name, text) in [("nrt.toml", PROJECT)].iter().chain(files) {
            std::fs::write(folder.path().join(name), text).expect("a file");
        }
        Self(folder)
    }

    pub fn path(&self) -> &Path {
        self.0.path()
    }

    pub fn write(&self, name: &str, bytes: impl AsRef<[u8]>) {
        std::fs::write(self.path().join(name), bytes).expect("a file");
    }

    pub fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.path().join(name)).unwrap_or_default()
    }

    pub fn nrt(&self, args: &[&str]) -> Ran {
        run(self.path(), Lang::Fr, args)
    }
}

/// Plain spaces, so that the text can be read here.
pub fn plain(text: &str) -> String {
    text.replace(['\u{a0}', '\u{202f}'], " ")
}

#[test]
fn a_table_of_people_s_own_is_taken_in() {
    let project = Project::new(&[(
        "stakeholders.toml",
        "# Qui entendre.\n\n[dgs]\nname = \"Direction générale\" # la DGS\nrole = \"senior-management\"\nbilateral = 2026-11-05\n",
    )]);
    // Windows-1252, as Excel writes it in French.
    let table = b"Suivi des acteurs;;;;\r\n;;;;\r\nDirection;R\xf4le;Date de l'\xe9change bilat\xe9ral;Lancement;Budget\r\n\
        direction g\xe9n\xe9rale;dg;12/11/2026;oui;12\r\nService culture;;la semaine prochaine;;\r\n;autre;;;\r\n";
    project.write("acteurs.csv", table);
    let before = project.text("stakeholders.toml");
    let rehearsed = project.nrt(&["import", "acteurs.csv", "--dry-run"]);
    assert_eq!(project.text("stakeholders.toml"), before);
    let ran = project.nrt(&["import", "acteurs.csv"]);
    assert_eq!((rehearsed.code, ran.code), (1, 1), "{}{}", ran.out, ran.err);
    let expected = "parties prenantes, 3 lignes sous l'en-tête de la ligne 3\n\
        \x20 colonnes comprises : A Direction → name · B Rôle → role · C Date de l'échange bilatéral → bilateral · D Lancement → launch\n\
        \x20 colonnes laissées de côté : E Budget\n\
        = stakeholders.dgs  direction générale\n\
        \x20   name  Direction générale, reste tel quel ; la ligne 4 dit : direction générale\n\
        \x20   bilateral  2026-11-05, reste tel quel ; la ligne 4 dit : 2026-11-12\n\
        à compléter ensuite :\n\
        \x20 stakeholders.service-culture  role\n\
        non compris :\n\
        \x20 ligne 6  ni identifiant ni « nom »\n\
        \x20 C5  « la semaine prochaine » : une date est attendue, par exemple 10/12/2026\n\
        1 entrée nouvelle, 1 modifiée, 2 valeurs différentes laissées (`--update` remplace), 2 cellules ou lignes non comprises\n";
    assert!(plain(&ran.out).starts_with(expected), "{}", ran.out);
    assert!(plain(&rehearsed.out).starts_with(expected), "{}", rehearsed.out);
    let after = "# Qui entendre.\n\n[dgs]\nname = \"Direction générale\" # la DGS\nrole = \"senior-management\"\nbilateral = 2026-11-05\nlaunch = \"confirmed\"\n\n\
        [service-culture]\nname = \"Service culture\"\nrole = \"TODO(nrt)\"\n";
    assert_eq!(project.text("stakeholders.toml"), after);
    project.nrt(&["import", "acteurs.csv", "--update"]);
    assert!(project.text("stakeholders.toml").contains("bilateral = 2026-11-12\n"));
    let again = project.nrt(&["import", "acteurs.csv", "--update"]);
    assert!(plain(&again.out).contains("2 sans changement"), "{}", again.out);
}

#[test]
fn every_kind_is_known_by_its_headers() {
    let project = Project::new(&[]);
    for (file, table, written) in [
        (
            "referents.toml",
            "Fonction;Profil;Courriel\nCheffe de projet;informatique;x@y.example\n",
            "[cheffe-projet]",
        ),
        (
            "bodies.toml",
            "Instance;Nature;Dates des séances\nCODIR;comité de direction;10/12/2026, 12/01/2027\n",
            "sessions = [2026-12-10, 2027-01-12]",
        ),
        (
            "milestones.toml",
            "Jalon;Type;Date;Heure;Lieu\nLancement;comité de lancement;10/12/2026;14h30;Mairie\n",
            "start-time = 14:30:00",
        ),
        (
            "documents.toml",
            "Titre;Type;Statut;Constats : Achats\nPCAET;PCAET;étudié;a, b | c\n",
            "procurement = [\"a, b\", \"c\"]",
        ),
        (
            "calendar.toml",
            "Période;Nature;Du;Au\nVote du budget;budget;15/03/2027;15/04/2027\n",
            "end = 2027-04-15",
        ),
        (
            "decisions.toml",
            "Titre;Date;Instance;Décision\nPérimètre;20/10/2026;CODIR;On commence petit\n",
            "[2026-10-20-perimetre]",
        ),
    ] {
        project.write("table.csv", table);
        let ran = project.nrt(&["import", "table.csv"]);
        assert_eq!(ran.code, 0, "{file}: {}{}", ran.out, ran.err);
        assert!(project.text(file).contains(written), "{file}: {}", project.text(file));
    }
    let checked = project.nrt(&["check", "--format", "concise"]);
    for word in ["missing-key", "unknown-value", "wrong-type", "dangling"] {
        assert!(!checked.out.contains(word), "{}", checked.out);
    }
}

#[test]
fn school_holidays_are_joined_for_a_zone_and_replaced() {
    let calendar = "[vacances-hiver-2026]\ntitle = \"Hiver\"\nkind = \"school-holiday\"\nstart = 2026-02-01\n\
        source = \"Calendrier scolaire du ministère de l'Éducation nationale\"\n\n\
        [mes-dates]\ntitle = \"Printemps\"\nkind = \"school-holiday\"\nstart = 2026-04-11\nend = 2026-04-26\n";
    let project = Project::new(&[("calendar.toml", calendar)]);
    let file = root().join("tests/exchange/calendrier-scolaire.ics");
    project.write("v.ics", read(&file));
    let none = project.nrt(&["import", "v.ics"]);
    assert_eq!(none.code, 2, "{}", none.out);
    assert!(plain(&none.err).contains("de quelle zone scolaire ?"), "{}", none.err);
    let ran = project.nrt(&["import", "v.ics", "--zone", "b"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    assert!(project.text("calendar.toml").contains("start = 2026-02-01\n"), "nothing is replaced");
    project.nrt(&["import", "v.ics", "--zone", "b", "--update"]);
    let out = plain(&ran.out);
    assert!(out.contains("« Vacances d'Été » : le début est connu (4 juillet 2026)"), "{out}");
    let text = project.text("calendar.toml");
    for (id, start, end) in [
        ("vacances-toussaint-2025", "2025-10-18", "2025-11-02"),
        ("vacances-noel-2025", "2025-12-20", "2026-01-04"),
        ("vacances-hiver-2026", "2026-02-14", "2026-03-01"),
        ("mes-dates", "2026-04-11", "2026-04-26"),
        ("pont-ascension-2026", "2026-05-14", "2026-05-17"),
    ] {
        let table =
            text.split(&format!("[{id}]\n")).nth(1).unwrap_or_else(|| panic!("{id}: {text}"));
        let table = table.split("\n[").next().unwrap_or_default();
        assert!(table.contains(&format!("start = {start}\n")), "{id}: {table}");
        assert!(table.contains(&format!("end = {end}\n")), "{id}: {table}");
    }
    assert_eq!(text.matches("\n[").count(), 4, "{text}");
    project.nrt(&["import", "v.ics", "--zone", "B"]);
    assert_eq!(project.text("calendar.toml"), text, "a second time changes nothing");
}

#[test]
fn a_foreign_calendar_gives_busy_periods() {
    let project = Project::new(&[]);
    let calendar = "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Séminaire de\r\n s agents\r\n\
        DTSTART;TZID=Europe/Paris:20261203T090000\r\nDTEND;TZID=Europe/Paris:20261204T170000\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:2\r\nSUMMARY:Point hebdo\r\nDTSTART:20261201T080000Z\r\nRRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n\
        BEGIN:VEVENT\r\nUID:3\r\nSUMMARY:Vœux\r\nDTSTART;VALUE=DATE:20270106\r\nSTATUS:CANCELLED\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    project.write("agenda.ics", calendar);
    let ran = project.nrt(&["import", "agenda.ics", "--as", "congés"]);
    assert_eq!(ran.code, 0, "{}{}", ran.out, ran.err);
    let expected = "[seminaire-agents-2026]\ntitle = \"Séminaire des agents\"\nkind = \"leave\"\nstart = 2026-12-03\n\
        end = 2026-12-04\nsource = \"agenda.ics\"\n";
    // A new file says on top what it is for.
    let (heading, table) = split(&project.text("calendar.toml"));
    assert!(heading.starts_with("# Cycles budgétaires"), "{heading}");
    assert_eq!(table, expected);
    let out = plain(&ran.out);
    assert!(out.starts_with("agenda.ics : 1 période\n"), "{out}");
    assert!(out.contains("  1 événement qui revient régulièrement, laissé de côté"), "{out}");
    assert!(out.contains("    Point hebdo  FREQ=WEEKLY\n"), "{out}");
    assert!(out.contains("  1 événement annulé, laissé de côté\n"), "{out}");
    // It was moved: shown, and only written when that is asked for.
    project.write("agenda.ics", calendar.replace("20261204T", "20261205T"));
    project.nrt(&["import", "agenda.ics", "--as", "congés"]);
    assert_eq!(split(&project.text("calendar.toml")).1, expected);
    project.nrt(&["import", "agenda.ics", "--as", "congés", "--update"]);
    let (_, table) = split(&project.text("calendar.toml"));
    assert_eq!(table, expected.replace("12-04", "12-05"));
}

/// What stands above the first table, and the tables.
fn split(text: &str) -> (String, String) {
    let at = text.find("\n[").map_or(0, |at| at + 1);
    (text[..at].to_owned(), text[at..].to_owned())
}

#[test]
fn what_is_not_understood_is_said() {
    let project = Project::new(&[]);
    for (name, bytes, expected) in [
        ("rien.csv", &b"a;b\nc;d\n"[..], "les en-têtes ne disent pas"),
        ("vieux.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "mot de passe"),
        ("note.pdf", b"%PDF-1.7", "ce format n'est pas lu"),
        ("faux.xlsx", b"PK\x03\x04", "abîmé"),
    ] {
        project.write(name, bytes);
        let ran = project.nrt(&["import", name]);
        assert_eq!(ran.code, 2, "{name}");
        assert!(ran.err.contains(expected), "{name}: {}", ran.err);
        assert!(ran.err.contains("aide"), "{name}: {}", ran.err);
    }
    let absent = project.nrt(&["import", "absent.csv"]);
    assert_eq!(absent.code, 2);
    assert!(
        plain(&absent.err).contains("`absent.csv` ne peut pas être lu : il n'est pas là"),
        "{}",
        absent.err
    );
}

#[test]
fn an_export_never_takes_the_place_of_what_is_there() {
    let project = Project::new(&[("bodies.toml", "[codir]\nname = \"CODIR\"\nkind = \"other\"\n")]);
    for (args, expected) in [
        (
            &["export", "--format", "csv", "--kind", "instances", "-o", "bodies.toml"][..],
            "est un fichier du projet",
        ),
        (&["export", "--format", "csv"], "un fichier csv par sorte"),
        (&["export", "--format", "xlsx"], "un tableur s'écrit dans un fichier"),
        (&["export", "--format", "ics", "--kind", "documents"], "un agenda ne montre pas"),
        (&["export"], "sous quelle forme"),
    ] {
        let ran = project.nrt(args);
        assert_eq!(ran.code, 2, "{args:?}");
        assert!(plain(&ran.err).contains(expected), "{args:?}: {}", ran.err);
    }
    assert_eq!(project.nrt(&["export", "-o", "p.ods"]).code, 0);
    project.write("p.ods", "rempli par quelqu'un");
    let there = project.nrt(&["export", "-o", "p.ods"]);
    assert_eq!((there.code, project.text("p.ods").as_str()), (2, "rempli par quelqu'un"));
    assert_eq!(project.nrt(&["export", "-o", "p.ods", "--force"]).code, 0);
    assert_eq!(project.nrt(&["import", "p.ods"]).code, 0);
    assert_eq!(project.nrt(&["export", "--format", "csv", "-o", "tables"]).code, 0);
    assert!(project.text("tables/instances.csv").contains("\"codir\";\"CODIR\""));
}
