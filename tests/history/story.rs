//! A project with everything that happens to one, told whole in both languages.

use nrt::lang::Lang;
use nrt::render::schema;
use serde_json::Value;

use super::repository::{Repository, VASSEUR};
use crate::runner::{Fresh, Ran, run};
use crate::support::root;

const NRT: &str = "format = 1\n\n[project]\ntitle = \"Démarche\"\nlanguage = \"fr\"\nmethod = \"standard\"\n\n[authority]\nname = \"Rivemont\"\nkind = \"commune\"\npopulation = 12_000\n";

const SCOPE: &str = "coverage = [\"authority\"]\norganisation = \"central-services\"\n";

const STAKEHOLDERS: &str = "[dsi]\nname = \"Informatique\"\nrole = \"it\"\n\n[dgs]\nname = \"Direction générale\"\nrole = \"senior-management\"\ncontact = \"canari@rivemont.example\"\n";

const MILESTONES: &str = "[launch]\nparticipants = [\"dgs\", \"dsi\"]\ntitle = \"Comité de lancement\"\nkind = \"launch-committee\"\ndate = 2026-12-10\n";

const DECISIONS: &str = "[2026-09-03-perimetre]\ntitle = \"Élargir à l'intercommunalité\"\ndate = 2026-09-03\ntaken-by = \"Bureau\"\ndecision = \"Les communes membres en sont.\"\nconcerns = [\"scope.coverage\"]\n";

/// The first author, under the name and the address of another time.
const VASSEUR_THEN: (&[u8], &str) = (b"cv", "cv@ancien.example");
/// A name that is not UTF-8.
const RENE: (&[u8], &str) = (b"Ren\xe9 Petit", "rene@rivemont.example");
const MOREL: (&[u8], &str) = (b"L\xc3\xa9a Morel", "lea@rivemont.example");

/// Branches, a merge, a squash, a renamed id, a moved folder, a commit that cannot be read, a
/// reordered file, a mailmap, a name in Latin-1, a subject with escapes.
fn story() -> Repository {
    let it = Repository::new();
    it.by(VASSEUR_THEN);
    it.write("demarche/nrt.toml", NRT);
    it.write("demarche/scope.toml", SCOPE);
    it.write("demarche/stakeholders.toml", STAKEHOLDERS);
    it.write("demarche/milestones.toml", MILESTONES);
    it.commit("Ouvre le projet");
    it.by(VASSEUR);
    let (dsi, dgs) = STAKEHOLDERS.split_once("\n\n").expect("two entities");
    it.write("demarche/stakeholders.toml", &format!("# Dans l'ordre.\n{dgs}\n{dsi}\n"));
    it.commit("Range les parties prenantes");
    it.edit("demarche/scope.toml", "[\"authority\"]", "[\"authority\", \"intercommunality\"]");
    it.write("demarche/decisions.toml", DECISIONS);
    it.commit("Élargit le périmètre\n\nLe bureau l'a voulu.\n");
    it.write(".mailmap", "C. Vasseur <c@rivemont.example> <cv@ancien.example>\n");
    it.commit("Un seul nom par personne");

    it.git(&["switch", "--quiet", "--create", "communes"]);
    it.by(MOREL);
    it.edit("demarche/stakeholders.toml", "[dgs]", "[direction]\nformerly = [\"dgs\"]");
    it.edit("demarche/milestones.toml", "\"dgs\"", "\"direction\"");
    it.commit("La DGS devient la direction");
    it.edit("demarche/stakeholders.toml", "role = \"it\"", "role = \"it\"\nlaunch = \"invited\"");
    it.commit("Invite l'informatique");
    it.git(&["switch", "--quiet", "main"]);
    it.by(RENE);
    it.edit("demarche/milestones.toml", "2026-12-10", "2026-12-17");
    it.commit_with(&["-c", "i18n.commitEncoding=ISO-8859-1"], b"Le comit\xe9 attendra");
    it.by(VASSEUR);
    it.merge("communes", "Fusionne communes");

    it.git(&["switch", "--quiet", "--create", "calendrier"]);
    it.write("demarche/calendar.toml", "[budget]\ntitle = \"Vote du budget\"\nkind = \"budget\"\n");
    it.commit("Commence le calendrier");
    it.edit("demarche/calendar.toml", "Vote du budget", "Vote du budget primitif");
    it.commit("Précise");
    it.git(&["switch", "--quiet", "main"]);
    it.git(&["merge", "--quiet", "--squash", "calendrier"]);
    it.commit("Calendrier (#12)");

    it.edit("demarche/milestones.toml", "date = 2026-12-17", "date = le 7 janvier");
    it.edit("demarche/nrt.toml", "12_000", "12_400");
    it.commit("Reporte le comité, mal écrit");
    it.edit("demarche/milestones.toml", "date = le 7 janvier", "date = 2027-01-07");
    it.commit("Corrige la date");
    it.git(&["config", "blame.ignoreRevsFile", ".git-blame-ignore-revs"]);
    std::fs::create_dir(it.path().join("projets")).expect("made");
    it.git(&["mv", "demarche", "projets/nr"]);
    it.commit("Range le dossier");
    it.by(VASSEUR_THEN);
    it.edit(
        "projets/nr/stakeholders.toml",
        "Direction générale",
        "Direction générale des services",
    );
    it.edit("projets/nr/stakeholders.toml", "canari@", "canari2@");
    it.commit("Titre \u{1b}[31mrouge\u{1b}[0m \u{202e}caché");
    it.edit("projets/nr/stakeholders.toml", "Informatique", "Systèmes d'information");
    it.commit("Reformule tout");
    let tip = it.git(&["rev-parse", "HEAD"]);
    it.write(".git-blame-ignore-revs", &format!("# Reformulations.\n{tip}"));
    it.commit("Reformulations à passer");
    it
}

fn says(it: &Repository, lang: Lang, args: &[&str]) -> Ran {
    let ran = run(&it.path().join("projets/nr"), lang, args);
    assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
    // A JSON text is no terminal: only what JSON forbids is escaped there.
    let raw = if args.contains(&"json") { "\u{1b}" } else { "\u{202e}" };
    for hidden in ["canari", "rivemont.example", "\u{1b}", raw] {
        assert!(!ran.out.contains(hidden), "{args:?} shows {hidden:?}");
    }
    ran
}

const TOLD: &[(&str, &[&str])] = &[
    ("log", &["log"]),
    ("log-all", &["log", "--all-parents", "--cosmetic"]),
    ("log-dgs", &["log", "dgs"]),
    ("log-field", &["log", "milestones.launch.date", "--all-parents"]),
    ("log-commitment", &["log", "--only", "commitment", "--since", "2026-09-04"]),
    ("explain-field", &["explain", "milestones.launch.date", "--on", "2026-11-23"]),
    ("blame", &["blame", "direction", "--on", "2026-11-23"]),
    ("blame-ignored", &["blame", "stakeholders.dsi", "--on", "2026-11-23"]),
];

#[test]
fn a_story_is_told_as_committed() {
    let it = story();
    let mut fresh = Fresh::default();
    for lang in Lang::ALL {
        for (name, args) in TOLD {
            let ran = says(&it, lang, args);
            let path = root().join(format!("tests/history/{name}.{}.txt", lang.code()));
            let command = args.join(" ");
            fresh.check(&path, &format!("$ nrt {command}\n{}{}", ran.out, ran.err));
        }
    }
    for form in ["markdown", "csv"] {
        let ran = says(&it, Lang::Fr, &["log", "--format", form]);
        // A spreadsheet's lines end with CRLF, a committed text's do not.
        let text = ran.out.replace("\r\n", "\n");
        assert_eq!(text.len() < ran.out.len(), form == "csv");
        fresh.check(&root().join(format!("tests/history/log.{form}.txt")), &text);
    }
    fresh.end();
    it.is_sound();
}

#[test]
fn documents_are_those_of_their_schemas() {
    let it = story();
    let log = says(&it, Lang::Fr, &["log", "--all-parents", "--cosmetic", "--format", "json"]);
    let log = valid(&schema::log(), &log.out);
    let entries = log["entries"].as_array().expect("a list");
    let of = |subject: &str| {
        let entry = entries.iter().find(|entry| entry["subject"].as_str() == Some(subject));
        entry.unwrap_or_else(|| panic!("no entry {subject}"))
    };
    assert_eq!(of("Ouvre le projet")["author"], "C. Vasseur");
    assert_eq!(of("Le comité attendra")["author"], "René Petit");
    assert_eq!(of("Élargit le périmètre")["decision"], "2026-09-03-perimetre");
    assert_eq!(of("Reporte le comité, mal écrit")["readable"], false);
    assert_eq!(of("Range le dossier")["moved"]["from"], "demarche");
    assert_eq!(of("La DGS devient la direction")["date"], "2026-09-06");
    let blame = says(&it, Lang::Fr, &["blame", "dsi", "--format", "json", "--on", "2026-11-23"]);
    let blame = valid(&schema::blame(), &blame.out);
    let name = &blame["fields"][0];
    assert_eq!(name["subject"], "Ouvre le projet", "the commit to pass over is passed over");
    it.is_sound();
}

fn valid(schema: &Value, text: &str) -> Value {
    let document: Value = serde_json::from_str(text).expect("JSON");
    let validator = jsonschema::draft7::new(schema).expect("a schema");
    let wrong: Vec<String> = validator.iter_errors(&document).map(|e| e.to_string()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    document
}

#[test]
fn what_is_asked_for_is_what_is_told() {
    let it = story();
    let subjects = |args: &[&str]| -> Vec<String> {
        let args = [&["log", "--format", "json"], args].concat();
        let document: Value = serde_json::from_str(&says(&it, Lang::Fr, &args).out).expect("JSON");
        let entries = document["entries"].as_array().expect("a list");
        entries.iter().filter_map(|entry| entry["subject"].as_str().map(str::to_owned)).collect()
    };
    assert_eq!(subjects(&["-n", "1"]), ["Reformule tout"]);
    assert_eq!(subjects(&["--until", "2026-09-02"]), ["Ouvre le projet"]);
    assert_eq!(subjects(&["--kind", "calendrier"]), ["Calendrier (#12)"]);
    assert_eq!(subjects(&["--only", "decision"]), ["Élargit le périmètre"]);
    assert_eq!(subjects(&["scope.coverage"]), ["Élargit le périmètre", "Ouvre le projet"]);
    let then = [
        "Le comité attendra",
        "Élargit le périmètre",
        "Range les parties prenantes",
        "Ouvre le projet",
    ];
    assert_eq!(subjects(&["--at", ":/attendra", "--cosmetic"]), then);
    let refused = run(&it.path().join("projets/nr"), Lang::Fr, &["log", "personne"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("rien ne s'appelle `personne`"), "{}", refused.err);
    let refused = run(&it.path().join("projets/nr"), Lang::En, &["log", "--since", "hier"]);
    assert!(refused.err.contains("--since 2026-12-10"), "{}", refused.err);
}

#[test]
fn a_cut_history_says_so() {
    let it = story();
    let (_kept, shallow) = it.clone_with(&["--depth=3"]);
    let ran = run(&shallow.join("projets/nr"), Lang::Fr, &["log"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("clone superficiel"), "{}", ran.err);
    assert!(ran.out.contains("limite de ce clone"), "{}", ran.out);
    assert!(!ran.out.contains("+ stakeholders"), "nothing is said to be new there: {}", ran.out);
    let ran = run(&shallow.join("projets/nr"), Lang::En, &["blame", "direction"]);
    assert!(ran.out.contains("before the boundary") && ran.err.contains("shallow"), "{}", ran.out);

    let (_kept, partial) = it.clone_with(&["--filter=blob:none"]);
    let ran = run(&partial.join("projets/nr"), Lang::Fr, &["log", "--format", "json"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    let document = valid(&schema::log(), &ran.out);
    assert_eq!(document["stops"], "missing-objects");
    assert!(ran.err.contains("ne télécharge rien"), "{}", ran.err);
}

#[test]
fn nobody_need_read_to_the_end() {
    let it = story();
    for form in ["text", "json", "csv", "markdown"] {
        let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_nrt"))
            .args(["log", "--format", form])
            .current_dir(it.path().join("projets/nr"))
            .stdout(std::process::Stdio::piped())
            .spawn()
            .expect("nrt runs");
        drop(child.stdout.take());
        assert_eq!(child.wait().expect("nrt ends").code(), Some(0), "{form}");
    }
}

#[test]
fn what_is_no_history_is_said() {
    let it = Repository::new();
    it.write("nrt.toml", NRT);
    let ran = run(it.path(), Lang::Fr, &["log"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("pas encore de commit"), "{}", ran.err);
    it.commit("Au sommet");
    let (_kept, bare) = it.clone_with(&["--bare"]);
    let ran = run(&bare, Lang::Fr, &["log"]);
    assert!(ran.out.contains("Au sommet"), "{}{}", ran.out, ran.err);
    std::fs::remove_dir_all(it.path().join(".git")).expect("removed");
    let ran = run(it.path(), Lang::Fr, &["blame", "nrt"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("git init"), "{}", ran.err);
}

/// From the top into a folder, from there into another beside a copy, while something is edited.
#[test]
fn a_folder_is_followed_wherever_it_goes() {
    let it = Repository::new();
    it.write("nrt.toml", NRT);
    it.write("scope.toml", SCOPE);
    it.write("stakeholders.toml", STAKEHOLDERS);
    it.commit("Au sommet");
    for (from, to, subject) in [("", "a/", "Dans un dossier"), ("a/", "b/c/", "Plus bas")] {
        for file in ["nrt.toml", "scope.toml", "stakeholders.toml"] {
            let text = crate::support::read(&it.path().join(format!("{from}{file}")));
            std::fs::remove_file(it.path().join(format!("{from}{file}"))).expect("removed");
            it.write(&format!("{to}{file}"), &text);
        }
        it.edit(&format!("{to}nrt.toml"), "Démarche", &format!("Démarche {to}"));
        it.commit(subject);
    }
    it.write("z/nrt.toml", "format = 1\n");
    it.commit("Un autre projet");
    it.git(&["worktree", "add", "--quiet", "--detach", "arbre"]);
    for folder in ["b/c", "arbre/b/c"] {
        let ran = run(&it.path().join(folder), Lang::Fr, &["log"]);
        let at = |subject: &str| ran.out.find(subject).unwrap_or_else(|| panic!("{}", ran.out));
        assert!(at("a → b/c") < at("(racine du dépôt) → a"), "{}", ran.out);
        assert!(at("Démarche a/ → Démarche b/c/") < at("Au sommet"), "{}", ran.out);
        assert!(!ran.out.contains("Un autre projet"), "{}", ran.out);
    }
    let ran = run(&it.path().join("z"), Lang::Fr, &["log"]);
    assert!(ran.out.contains("Un autre projet") && !ran.out.contains("Au sommet"), "{}", ran.out);
    it.git(&["worktree", "remove", "arbre"]);
    it.is_sound();
}
