//! Where words lead, who names them, what a file holds, what can be folded and followed.

use serde_json::{Value, json};

use super::client::{Client, name};
use crate::history::repository::Repository;
use crate::support::{read, root};

fn example() -> Client {
    Client::start(&root().join("example-project"), &json!({}), &json!({}))
}

/// A place, as `file line:column-line:column`, from 1, with the text of its first line.
fn told(location: &Value) -> String {
    let file = name(location["uri"].as_str().expect("an address"));
    let text = read(&root().join("example-project").join(&file));
    format!("{file} {}", marked(&text, &location["range"]))
}

/// What a range marks in a text.
fn marked(text: &str, range: &Value) -> String {
    let of = |end: &str, key: &str| {
        usize::try_from(range[end][key].as_u64().expect("a number")).expect("small")
    };
    let line: Vec<u16> =
        text.lines().nth(of("start", "line")).expect("a line").encode_utf16().collect();
    let end =
        if of("start", "line") == of("end", "line") { of("end", "character") } else { line.len() };
    String::from_utf16(&line[of("start", "character")..end]).expect("whole characters")
}

/// The text of a file of the example with a mark before the n-th time that something stands there.
fn mark(file: &str, what: &str, nth: usize) -> String {
    let text = read(&root().join("example-project").join(file));
    let (at, _) = text.match_indices(what).nth(nth).expect("it is there");
    format!("{}|{}", &text[..at], &text[at..])
}

#[test]
fn a_word_leads_to_what_it_names() {
    for (file, what, nth, expected) in [
        // The lead of a milestone is a referent; a participant may be either.
        ("milestones.toml", "cheffe-projet-dsi\"", 0, "referents.toml cheffe-projet-dsi"),
        ("milestones.toml", "dgs\"", 0, "stakeholders.toml dgs"),
        ("milestones.toml", "codir\"", 0, "bodies.toml codir"),
        ("decisions.toml", "milestones.launch.date", 0, "milestones.toml date"),
        ("decisions.toml", "scope.coverage", 0, "scope.toml coverage"),
        ("waivers.toml", "stakeholders.elu-numerique\"", 0, "stakeholders.toml elu-numerique"),
        ("milestones.toml", "[launch]", 0, ""),
        ("milestones.toml", "launch]", 0, "milestones.toml launch"),
        ("milestones.toml", "2026-10-08", 0, ""),
        ("milestones.toml", "# Les jalons", 0, ""),
    ] {
        let mut client = example();
        let found = client.at("textDocument/definition", file, &mark(file, what, nth), &json!({}));
        let found = if found.is_null() { String::new() } else { told(&found) };
        assert_eq!(found, expected, "{file}: {what}");
    }
}

#[test]
fn a_rule_leads_to_its_page() {
    let shows = json!({ "workspace": { "textDocumentContent": {} } });
    let mut client = Client::start(&root().join("example-project"), &shows, &json!({}));
    let marked = mark("waivers.toml", "late-bilateral", 0);
    let found = client.at("textDocument/definition", "waivers.toml", &marked, &json!({}));
    assert_eq!(found["uri"], "nrt:/fr/rules/late-bilateral.md");
}

#[test]
fn who_names_an_entity_is_found_in_every_file() {
    let mut client = example();
    let own = json!({ "context": { "includeDeclaration": true } });
    let marked = mark("stakeholders.toml", "elu-numerique]", 0);
    let found = client.at("textDocument/references", "stakeholders.toml", &marked, &own);
    let found: Vec<String> = found.as_array().expect("places").iter().map(told).collect();
    assert!(found.contains(&"stakeholders.toml elu-numerique".to_owned()), "{found:?}");
    assert!(found.contains(&"waivers.toml \"stakeholders.elu-numerique\"".to_owned()), "{found:?}");
    assert!(
        found.contains(&"decisions.toml \"stakeholders.elu-numerique.bilateral\"".to_owned()),
        "{found:?}"
    );
    // One of its keys is named by fewer.
    let text = read(&root().join("example-project/stakeholders.toml"));
    let entity = text.find("[elu-numerique]").expect("the entity");
    let key = entity + text[entity..].find("bilateral").expect("the key");
    let marked = format!("{}|{}", &text[..key], &text[key..]);
    let found = client.at("textDocument/references", "stakeholders.toml", &marked, &json!({}));
    let found: Vec<String> = found.as_array().expect("places").iter().map(told).collect();
    assert_eq!(found, ["decisions.toml \"stakeholders.elu-numerique.bilateral\""]);
    let marked = mark("waivers.toml", "late-bilateral", 0);
    let found = client.at("textDocument/references", "waivers.toml", &marked, &json!({}));
    assert_eq!(found.as_array().expect("places").len(), 1);
    let found = client.at("textDocument/documentHighlight", "waivers.toml", &marked, &json!({}));
    assert_eq!(found.as_array().expect("places").len(), 1);
}

#[test]
fn a_file_is_told_by_its_entities() {
    let tree = json!({ "textDocument": { "documentSymbol": { "hierarchicalDocumentSymbolSupport": true } } });
    let mut client = Client::start(&root().join("example-project"), &tree, &json!({}));
    let text = "format = 1\n\n[project]\ntitle = \"É\"\n\n[authority]\nname = \"R\"\n";
    client.open_as("nrt.toml", text);
    let about =
        |client: &Client, file: &str| json!({ "textDocument": { "uri": client.uri(file) } });
    let params = about(&client, "nrt.toml");
    let found = client.ask("textDocument/documentSymbol", params);
    let names: Vec<&str> = found
        .as_array()
        .expect("symbols")
        .iter()
        .map(|symbol| symbol["name"].as_str().expect("a name"))
        .collect();
    assert_eq!(names, ["format", "project", "authority"]);
    assert_eq!(found[1]["children"][0]["detail"], "É");
    assert_eq!(marked(text, &found[1]["selectionRange"]), "project");

    let text =
        "[r]\nfunction = \"Cheffe\"\nname = \"Claire Vasseur\"\nemail = \"c@rivemont.example\"\n";
    client.open_as("referents.toml", text);
    let params = about(&client, "referents.toml");
    let found = client.ask("textDocument/documentSymbol", params);
    assert_eq!(found[0]["detail"], "Cheffe");
    assert!(!found.to_string().contains("Claire") && !found.to_string().contains("c@r"), "{found}");

    let text = "[a]\ntitle = \"A\"\nkind = \"other\"\ncancelled = true\n\n[b]\n";
    client.open_as("milestones.toml", text);
    let params = about(&client, "milestones.toml");
    let found = client.ask("textDocument/documentSymbol", params);
    assert_eq!((&found[0]["tags"], &found[1]["tags"]), (&json!([1]), &Value::Null));

    // A list for who shows no tree.
    let mut client = example();
    let params = about(&client, "decisions.toml");
    let found = client.ask("textDocument/documentSymbol", params);
    let first = &found[0];
    assert!(first["name"].as_str().expect("a name").starts_with("2026-10-13-lancement · "));
    assert_eq!(first["containerName"], "Décisions");
    assert_eq!(first["location"]["uri"], client.uri("decisions.toml"));
}

#[test]
fn an_entity_is_found_by_its_name_in_the_whole_project() {
    let mut client = example();
    let mut names = |query: &str| -> Vec<String> {
        let found = client.ask("workspace/symbol", json!({ "query": query }));
        let all = found.as_array().expect("symbols").iter();
        all.map(|symbol| symbol["name"].as_str().expect("a name").to_owned()).collect()
    };
    assert!(names("elu-num").iter().any(|name| name.starts_with("elu-numerique · ")));
    // Whatever the case and the accents, each word somewhere.
    assert_eq!(names("PERIMETRE élargi").len(), 1);
    assert_eq!(names("introuvable"), [""; 0]);
    assert!(names("").len() > 30);
}

#[test]
fn entities_values_and_comments_are_folded() {
    let mut client = example();
    let text = "# un\n# deux\n\n[a]\ntitle = \"A\"\nparticipants = [\n  \"b\",\n]\n\n[b]\nkind = \"x\"\n\n# fin\n";
    client.open_as("milestones.toml", text);
    let params = json!({ "textDocument": { "uri": client.uri("milestones.toml") } });
    let found = client.ask("textDocument/foldingRange", params);
    let told: Vec<String> = found
        .as_array()
        .expect("ranges")
        .iter()
        .map(|range| format!("{}-{} {}", range["startLine"], range["endLine"], range["kind"]))
        .collect();
    assert_eq!(told, ["0-1 \"comment\"", "3-7 null", "5-7 null", "9-10 null"]);
}

/// Only what stays in the repository and is there; only schemes that show a page.
#[test]
fn paths_and_addresses_can_be_followed() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    std::fs::write(folder.path().join("a b.pdf"), "%PDF").expect("a file");
    let mut client = Client::start(folder.path(), &json!({}), &json!({}));
    client.open_as("nrt.toml", "format = 1\n");
    let text = "[a]\npath = \"a b.pdf\"\nurl = \"https://rivemont.example/a?b=é\"\n[b]\npath = \"../a.pdf\"\nurl = \"javascript:alert(1)\"\n[c]\npath = \"absent.pdf\"\nurl = \"file:///etc/passwd\"\n";
    client.open_as("documents.toml", text);
    let params = json!({ "textDocument": { "uri": client.uri("documents.toml") } });
    let found = client.ask("textDocument/documentLink", params);
    let told: Vec<(String, &str)> = found
        .as_array()
        .expect("links")
        .iter()
        .map(|link| (marked(text, &link["range"]), link["target"].as_str().expect("a target")))
        .collect();
    let file = client.uri("a%20b.pdf");
    let page = "https://rivemont.example/a?b=é";
    assert_eq!(told, [("a b.pdf".to_owned(), file.as_str()), (page.to_owned(), page)]);
}

#[test]
fn lenses_tell_references_and_the_last_change() {
    let it = Repository::new();
    let from = root().join("example-project");
    for kind in nrt::address::Kind::ALL {
        it.write(&format!("nr/{}", kind.file()), &read(&from.join(kind.file())));
    }
    it.commit("Ouvre le projet");
    it.edit("nr/bodies.toml", "[codir]\n", "[codir]\nnote = \"Le mardi\"\n");
    it.commit("Précise le CODIR");
    let commands = json!({ "commands": ["nrt.showReferences"] });
    let mut client = Client::start(&it.path().join("nr"), &json!({}), &commands);
    let text = client.open("bodies.toml") + "\n[nouvelle]\nname = \"Nouvelle\"\nkind = \"other\"\n";
    client.open_as("bodies.toml", &text);
    let params = json!({ "textDocument": { "uri": client.uri("bodies.toml") } });
    let lenses = client.ask("textDocument/codeLens", params.clone());
    let mut told: Vec<(String, Value)> = Vec::new();
    for lens in lenses.as_array().expect("lenses") {
        let resolved = client.ask("codeLens/resolve", lens.clone());
        let title = resolved["command"]["title"].as_str().expect("a title").replace('\u{a0}', " ");
        told.push((format!("{}: {title}", marked(&text, &lens["range"])), resolved));
    }
    let titles: Vec<&str> = told.iter().map(|(title, _)| title.as_str()).collect();
    assert!(titles.contains(&"codir: changé le 3 septembre 2026 par C. Vasseur"), "{titles:#?}");
    assert!(titles.contains(&"bureau: changé le 2 septembre 2026 par C. Vasseur"), "{titles:#?}");
    assert!(titles.contains(&"nouvelle: pas encore enregistré dans git"), "{titles:#?}");
    assert!(titles.contains(&"nouvelle: aucune référence"), "{titles:#?}");
    let codir = told
        .iter()
        .find(|(title, _)| title.starts_with("codir: ") && title.ends_with("références"));
    let command = &codir.expect("the references").1["command"];
    assert_eq!(command["command"], "nrt.showReferences");
    let places = command["arguments"][2].as_array().expect("places").len();
    assert!(codir.expect("the references").0.contains(&format!("{places} ")));

    // Each can be turned off; a client without the command is given a title alone.
    let options = json!({ "codeLens": { "changes": false } });
    let mut client = Client::start(&it.path().join("nr"), &json!({}), &options);
    let params = json!({ "textDocument": { "uri": client.uri("bodies.toml") } });
    let lenses = client.ask("textDocument/codeLens", params);
    for lens in lenses.as_array().expect("lenses") {
        assert_eq!(lens["data"]["what"], "references");
        assert_eq!(client.ask("codeLens/resolve", lens.clone())["command"]["command"], "");
    }
}

/// A decision that was recorded with a change is told with it.
#[test]
fn a_lens_tells_the_decision() {
    let it = Repository::new();
    let from = root().join("example-project");
    for kind in nrt::address::Kind::ALL {
        it.write(kind.file(), &read(&from.join(kind.file())));
    }
    it.commit("Ouvre le projet");
    it.edit("milestones.toml", "date = 2026-12-10", "date = 2026-12-15");
    let decision = "\n[2026-11-20-report]\ntitle = \"Report du lancement\"\ndate = 2026-11-20\ndecision = \"Oui.\"\ntaken-by = \"senior-management\"\nconcerns = [\"milestones.launch.date\"]\n";
    it.write("decisions.toml", &(read(&from.join("decisions.toml")) + decision));
    it.commit("Reporte le lancement");
    let mut client = Client::start(it.path(), &json!({}), &json!({}));
    let text = client.open("milestones.toml");
    let params = json!({ "textDocument": { "uri": client.uri("milestones.toml") } });
    let lenses = client.ask("textDocument/codeLens", params);
    let launch = lenses.as_array().expect("lenses").iter().find(|lens| {
        lens["data"]["what"] == "changes" && marked(&text, &lens["range"]) == "launch"
    });
    let resolved = client.ask("codeLens/resolve", launch.expect("a lens").clone());
    assert_eq!(
        resolved["command"]["title"],
        "changé le 3\u{a0}septembre\u{a0}2026 par C. Vasseur · décision «\u{a0}Report du lancement\u{a0}»"
    );
}

/// An entity may begin with the header of one of its tables: it is its id that is chosen.
#[test]
fn a_symbol_is_chosen_by_its_id() {
    let can = json!({ "textDocument": {
        "documentSymbol": { "hierarchicalDocumentSymbolSupport": true },
    } });
    let mut client = Client::start(&root().join("example-project"), &can, &json!({}));
    client.open_as("milestones.toml", "[a.rsvp]\nx = 1\n[b]\nc.d = 1\n");
    let params = json!({ "textDocument": { "uri": client.uri("milestones.toml") } });
    let symbols = client.ask("textDocument/documentSymbol", params);
    let chosen = symbols.as_array().expect("symbols").iter().map(|symbol| {
        let range = &symbol["selectionRange"];
        (&symbol["name"], &range["start"]["character"], &range["end"]["character"])
    });
    let chosen: Vec<_> = chosen.collect();
    assert_eq!(chosen, [(&json!("a"), &json!(1), &json!(2)), (&json!("b"), &json!(1), &json!(2))]);
}
