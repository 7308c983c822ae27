//! The register of decisions on a scripted repository: everything that can become of one, told whole
//! in both languages.

use nrt::lang::Lang;
use nrt::render::schema;
use serde_json::Value;

use crate::history::repository::{Repository, VASSEUR};
use crate::runner::{Fresh, Ran, run};
use crate::support::root;

const NRT: &str = "format = 1\n\n[project]\ntitle = \"Démarche\"\nlanguage = \"fr\"\nmethod = \"standard\"\nend = 2026-11-13\n\n[authority]\nname = \"Rivemont\"\nkind = \"commune\"\npopulation = 12_000\n";

const BODIES: &str = "[codir]\nname = \"Comité de direction\"\nkind = \"management-committee\"\n\n[bureau]\nname = \"Bureau\"\nkind = \"executive-board\"\n";

const SCOPE: &str = "coverage = [\"authority\"]\norganisation = \"central-services\"\n\n[facilities.ecoles]\nname = \"Écoles\"\nkind = \"school\"\ncount = 14\n";

const MILESTONES: &str = "[launch]\ntitle = \"Comité de lancement\"\nkind = \"launch-committee\"\ndate = 2026-12-10\nplace = \"Salle du conseil\"\n\n[echange]\ntitle = \"Échange avec la direction\"\nkind = \"management-exchange\"\ndate = 2026-10-13\n";

const STAKEHOLDERS: &str = "[dgs]\nname = \"Direction générale\"\nrole = \"senior-management\"\ncontact = \"canari@rivemont.example\"\nbilateral = 2026-11-05\n";

const MOREL: (&[u8], &str) = (b"L\xc3\xa9a Morel", "lea@rivemont.example");

/// A decision's table.
fn decision(id: &str, title: &str, by: &str, concerns: &str, more: &str) -> String {
    let date = &id[..10];
    format!(
        "[{id}]\ntitle = \"{title}\"\ndate = {date}\n{by}\ndecision = \"{title}.\"\nconcerns = [{concerns}]\n{more}\n"
    )
}

struct Story {
    it: Repository,
    register: String,
}

impl Story {
    /// Writes one more decision.
    fn decides(&mut self, id: &str, title: &str, by: &str, concerns: &str, more: &str) {
        self.register.push_str(&decision(id, title, by, concerns, more));
        self.it.write("nr/decisions.toml", &self.register);
    }
}

/// Decisions recorded alone, with what they change, by a merge, before and after what they explain;
/// superseded, drifted, kept, mended, ratified; ids renamed; a commit that cannot be read; the
/// folder moved; and what is not committed yet.
fn story() -> Story {
    let it = Repository::new();
    it.by(VASSEUR);
    for (file, text) in [
        ("nr/nrt.toml", NRT),
        ("nr/bodies.toml", BODIES),
        ("nr/scope.toml", SCOPE),
        ("nr/milestones.toml", MILESTONES),
        ("nr/stakeholders.toml", STAKEHOLDERS),
    ] {
        it.write(file, text);
    }
    it.commit("Ouvre le projet");
    let mut s = Story { it, register: String::new() };
    let dgs = "taken-by = \"DGS\"";
    let codir = "body = \"codir\"";

    // Concerns what is so already; drifts later, by somebody else.
    s.decides(
        "2026-09-01-lancement",
        "Lancer le 10 décembre",
        dgs,
        "\"milestones.launch.date\"",
        "",
    );
    s.it.commit("Décide du lancement");

    // With what it changes, and something besides; superseded later.
    s.it.edit("nr/scope.toml", "[\"authority\"]", "[\"authority\", \"territory\"]");
    s.it.edit("nr/nrt.toml", "12_000", "12_400");
    s.decides("2026-09-02-territoire", "Ouvrir au territoire", codir, "\"scope.coverage\"", "");
    s.it.commit("Ouvre au territoire");

    // Recorded by a merge, as the main line sees it.
    s.it.git(&["switch", "--quiet", "--create", "perimetre"]);
    s.it.by(MOREL);
    s.it.edit("nr/scope.toml", "\"territory\"", "\"intercommunality\"");
    s.it.commit("Précise le périmètre");
    s.decides(
        "2026-09-03-communes",
        "Aux communes plutôt qu'au territoire",
        "body = \"bureau\"",
        "\"scope.coverage\"",
        "supersedes = \"2026-09-02-territoire\"\n",
    );
    s.it.commit("Décide du périmètre");
    s.it.git(&["switch", "--quiet", "main"]);
    s.it.by(VASSEUR);
    s.it.merge("perimetre", "Fusionne perimetre");

    // A forge makes one commit a file: the change, then the decision, by one person.
    s.it.by(MOREL);
    s.it.edit("nr/scope.toml", "\"central-services\"", "\"central-services-and-facilities\"");
    s.it.commit("Met à jour scope.toml");
    s.decides(
        "2026-09-04-equipements",
        "Avec les équipements",
        codir,
        "\"scope.organisation\"",
        "",
    );
    s.it.commit("Met à jour decisions.toml");

    // Of an entity as a whole: completing it is no drift.
    s.decides("2026-09-05-echange", "Voir la DGS le 13 octobre", dgs, "\"milestones.echange\"", "");
    s.it.commit("Décide de l'échange");
    s.it.edit("nr/milestones.toml", "date = 2026-10-13", "date = 2026-10-13\noutcome = \"Dit.\"");
    s.it.commit("L'échange a eu lieu");

    // Renamed since, then changed without a decision; and a commit that cannot be read.
    s.decides(
        "2026-09-06-dgs",
        "Voir la DGS avant le 6",
        dgs,
        "\"stakeholders.dgs.bilateral\"",
        "",
    );
    s.it.commit("Décide de l'échange bilatéral");
    s.it.by(VASSEUR);
    s.it.edit("nr/stakeholders.toml", "[dgs]", "[direction]\nformerly = [\"dgs\"]");
    s.it.commit("La DGS devient la direction");
    s.it.edit("nr/stakeholders.toml", "bilateral = 2026-11-05", "bilateral = plus tard");
    s.it.commit("Reporte, mal écrit");
    s.it.edit("nr/stakeholders.toml", "bilateral = plus tard", "bilateral = 2026-11-26");
    s.it.edit("nr/stakeholders.toml", "canari@", "canari2@");
    s.it.commit("Corrige");

    // Changed without a decision, then changed back: it holds.
    s.decides("2026-09-07-fin", "Finir le 13 novembre", dgs, "\"nrt.project.end\"", "");
    s.it.commit("Décide de la fin");
    s.it.by(MOREL);
    s.it.edit("nr/nrt.toml", "end = 2026-11-13", "end = 2026-11-20");
    s.it.commit("Repousse la fin");
    s.it.edit("nr/nrt.toml", "end = 2026-11-20", "end = 2026-11-13");
    s.it.commit("Revient au 13");

    s.it.by(VASSEUR);
    s.it.edit("nr/milestones.toml", "2026-12-10", "2027-01-14");
    s.it.edit("nr/milestones.toml", "Salle du conseil", "Médiathèque");
    s.it.commit("Reporte le comité");
    s.it.git(&["mv", "nr", "projet"]);
    s.it.commit("Renomme le dossier");
    s
}

/// Decisions about one thing, the second one after the fact; and two of one commit.
fn ratified() -> Story {
    let it = Repository::new();
    it.by(VASSEUR);
    for (file, text) in [("nr/nrt.toml", NRT), ("nr/bodies.toml", BODIES), ("nr/scope.toml", SCOPE)]
    {
        it.write(file, text);
    }
    it.commit("Ouvre le projet");
    let mut s = Story { it, register: String::new() };
    let dgs = "taken-by = \"DGS\"";
    s.decides("2026-09-01-fin", "Finir le 13", dgs, "\"nrt.project.end\"", "");
    s.decides("2026-09-01-ecoles", "Les écoles en sont", dgs, "\"scope.facilities.ecoles\"", "");
    s.it.edit("nr/nrt.toml", "12_000", "12_4");
    s.it.commit("Deux décisions");
    s.it.by(MOREL);
    s.it.edit("nr/nrt.toml", "end = 2026-11-13", "end = 2026-11-20");
    s.it.commit("Repousse la fin");
    for n in 1..=4 {
        s.it.edit("nr/nrt.toml", "population = 12_4", &format!("population = 12_4{n}"));
        s.it.commit("Autre chose");
    }
    s.it.by(VASSEUR);
    s.decides("2026-09-09-fin", "Finir le 20, en effet", dgs, "\"nrt.project.end\"", "");
    s.it.commit("Le dit après coup");
    // Not committed yet: a decision, and the end of what another one concerns.
    s.decides("2026-09-10-lieu", "À la médiathèque", dgs, "\"bodies.codir.name\"", "");
    s.it.edit("nr/scope.toml", "count = 14", "count = 12");
    s
}

fn says(story: &Story, lang: Lang, args: &[&str]) -> Ran {
    let folder = ["projet", "nr"].map(|name| story.it.path().join(name));
    let folder = folder.iter().find(|folder| folder.exists()).expect("a project");
    let ran = run(folder, lang, args);
    assert_eq!(ran.code, 0, "{args:?}: {}", ran.err);
    assert!(!ran.out.contains("canari") && !ran.out.contains("rivemont.example"), "{}", ran.out);
    ran
}

#[test]
fn a_register_is_told_whole() {
    let (told, later) = (story(), ratified());
    let mut fresh = Fresh::default();
    for lang in Lang::ALL {
        for (name, story, args) in [
            ("register", &told, ["decisions"].as_slice()),
            ("show", &told, &["decisions", "show", "2026-09-02-territoire"]),
            ("show-neighbour", &told, &["decisions", "show", "2026-09-04-equipements"]),
            ("show-drift", &told, &["decisions", "show", "2026-09-06-dgs"]),
            ("register-at", &told, &["decisions", "--at", ":/Reporte, mal"]),
            ("ratified", &later, &["decisions"]),
            ("markdown", &told, &["decisions", "--format", "markdown"]),
            ("ratified-markdown", &later, &["decisions", "--format", "markdown"]),
        ] {
            let ran = says(story, lang, args);
            let path = root().join(format!("tests/decisions/{name}.{}.txt", lang.code()));
            let command = args.join(" ");
            fresh.check(&path, &format!("$ nrt {command}\n{}{}", ran.out, ran.err));
        }
    }
    fresh.end();
    told.it.is_sound();
}

#[test]
fn the_document_is_that_of_its_schema() {
    let told = story();
    let ran = says(&told, Lang::Fr, &["decisions", "--format", "json"]);
    let document: Value = serde_json::from_str(&ran.out).expect("JSON");
    let schema = schema::decisions();
    let validator = jsonschema::draft7::new(&schema).expect("a schema");
    let wrong: Vec<String> = validator.iter_errors(&document).map(|e| e.to_string()).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    let of = |id: &str| {
        let all = document["decisions"].as_array().expect("a list");
        all.iter().find(|decision| decision["id"] == id).unwrap_or_else(|| panic!("no {id}"))
    };
    for (id, state) in [
        ("2026-09-01-lancement", "drifted"),
        ("2026-09-02-territoire", "superseded"),
        ("2026-09-03-communes", "in-force"),
        ("2026-09-04-equipements", "in-force"),
        ("2026-09-05-echange", "in-force"),
        ("2026-09-06-dgs", "drifted"),
        ("2026-09-07-fin", "in-force"),
    ] {
        assert_eq!(of(id)["state"], state, "{id}");
    }
    let drift = &of("2026-09-06-dgs")["drift"][0];
    assert_eq!(drift["address"], "stakeholders.direction.bilateral");
    assert_eq!((&drift["decided"], &drift["now"]), (&"2026-11-05".into(), &"2026-11-26".into()));
    assert_eq!(drift["commit"], told.it.git(&["rev-parse", ":/Corrige"]).trim());
    let merged = of("2026-09-03-communes");
    assert_eq!(merged["subject"], "Fusionne perimetre");
    let neighbour = &of("2026-09-04-equipements")["effects"][1];
    assert_eq!(neighbour["commit"], told.it.git(&["rev-parse", ":/Met à jour scope.toml"]).trim());
}

#[test]
fn a_register_without_its_history_says_so() {
    let told = story();
    let (_kept, shallow) = told.it.clone_with(&["--depth=2"]);
    let ran = run(&shallow.join("projet"), Lang::Fr, &["decisions"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("clone superficiel"), "{}", ran.err);
    assert!(ran.out.contains("2026-09-01-lancement") && ran.out.contains("remplacée par"));
    std::fs::remove_dir_all(told.it.path().join(".git")).expect("removed");
    let ran = run(&told.it.path().join("projet"), Lang::En, &["decisions"]);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.err.contains("no commit here"), "{}", ran.err);
    // What a decision that another took the place of had done is not what the folder holds.
    let lines: Vec<&str> = ran.out.lines().collect();
    let superseded = |line: &&str| line.ends_with("superseded by 2026-09-03-communes");
    let at = lines.iter().position(superseded).expect("a decision superseded");
    let below = lines.get(at + 1).copied().unwrap_or_default();
    assert!(!below.starts_with(' '), "{}", ran.out);
    let refused = run(&told.it.path().join("projet"), Lang::Fr, &["decisions", "show", "x"]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("il n'y a pas de décision `x`"), "{}", refused.err);
    let close = ["decisions", "show", "2026-09-01-lancemnt"];
    let refused = run(&told.it.path().join("projet"), Lang::En, &close);
    assert!(refused.err.contains("did you mean `2026-09-01-lancement`?"), "{}", refused.err);
}

/// What a file that can be read in part only says of a decision is not taken for all it says.
#[test]
fn a_register_read_in_part_says_so() {
    let told = story();
    let partial = |expected: &[&str]| {
        let ran = says(&told, Lang::Fr, &["decisions"]);
        for file in ["decisions.toml", "scope.toml"] {
            let said = ran.err.contains(&format!("`{file}` n'est lu qu'en partie"));
            assert_eq!(said, expected.contains(&file), "{file}: {}", ran.err);
        }
        let document = says(&told, Lang::Fr, &["decisions", "--format", "json"]).out;
        let document: Value = serde_json::from_str(&document).expect("JSON");
        assert_eq!(document["partial"], serde_json::json!(expected));
    };
    partial(&[]);
    let scope = crate::support::read(&told.it.path().join("projet/scope.toml"));
    told.it.write("projet/scope.toml", "coverage = [\"authority\"\n");
    partial(&["scope.toml"]);
    told.it.write("projet/scope.toml", &scope);
    let register = told.register.clone() + "<<<<<<< a\n[x]\n=======\n[y]\n>>>>>>> b\n";
    told.it.write("projet/decisions.toml", &register);
    partial(&["decisions.toml"]);
}

/// An inner table without a key says nothing: that it goes is no drift. That an entity goes is one.
#[test]
fn an_empty_inner_table_is_nothing_decided() {
    let it = Repository::new();
    it.write("nrt.toml", "format = 1\n");
    it.write("documents.toml", "[a]\ntitle = \"A\"\n[a.findings]\n[b]\n");
    it.write(
        "decisions.toml",
        "[d]\ntitle = \"D\"\ndate = 2026-09-01\ndecision = \"Oui.\"\ntaken-by = \"senior-management\"\nconcerns = [\"documents\"]\n",
    );
    it.commit("Décide");
    it.edit("documents.toml", "[a.findings]\n", "[a.findings]\nprocurement = [\"Une charte\"]\n");
    it.commit("Étudie");
    it.write("documents.toml", "");
    it.commit("Retire tout");
    let ran = run(it.path(), Lang::Fr, &["decisions", "--format", "json"]);
    let document: Value = serde_json::from_str(&ran.out).expect("JSON");
    let drift = document["decisions"][0]["drift"].as_array().expect("a list").iter();
    let drift: Vec<&str> = drift.map(|one| one["address"].as_str().expect("text")).collect();
    assert_eq!(drift, ["documents.a.title", "documents.b"]);
}
