//! What the editors propose: for each text of `tests/lsp/completion/*.txt`, the offers at its mark and
//! the line that each of them makes.

use nrt::lang::Lang;
use serde_json::{Value, json};
use tempfile::TempDir;

use super::client::{Client, surroundings, utf16};
use crate::runner::Fresh;
use crate::small::project;
use crate::support::{files_below, read, root};

const METHOD: &str = "textDocument/completion";

/// How many offers of an answer are written down.
const SHOWN: usize = 12;

/// A project with something that counts no more, something that nobody has, something personal.
fn folder() -> TempDir {
    let files = [
        (
            "decisions.toml",
            "[2026-10-13-lancement]\ntitle = \"Lancer le 20 novembre\"\ndate = 2026-10-13\nbody = \"codir\"\ndecision = \"Le 20.\"\n\n[2026-11-03-report]\ntitle = \"Reporter\"\ndate = 2026-11-03\nbody = \"bureau\"\ndecision = \"Plus tard.\"\nsupersedes = \"2026-10-13-lancement\"\n",
        ),
        (
            "waivers.toml",
            "[ecoles]\nrule = \"dangling-reference\"\ntarget = \"decisions.2026-11-03-report.body\"\nreason = \"x\"\nuntil = 2027-01-01\n",
        ),
    ];
    let secret = "\n[elu]\nname = \"Élue au numérique\"\nrole = \"elected-lead\"\ncontact = \"prenom.nom@exemple.fr\"\nlaunch = \"invited\"\n";
    project(&files)
        .add("stakeholders.toml", secret)
        .add(
            "milestones.toml",
            "\n[ancien]\ntitle = \"Ancien\"\nkind = \"other\"\ncancelled = true\n",
        )
        .written()
}

/// What a client says of itself: one that goes from gap to gap, or a plain one.
fn capabilities(rich: bool, encoding: &str) -> Value {
    let item = json!({
        "snippetSupport": rich,
        "documentationFormat": if rich { json!(["markdown", "plaintext"]) } else { json!(["plaintext"]) },
        "tagSupport": if rich { json!({ "valueSet": [1] }) } else { Value::Null },
    });
    json!({
        "general": { "positionEncodings": [encoding] },
        "textDocument": { "completion": { "completionItem": item } },
    })
}

fn client(folder: &TempDir, lang: Lang, rich: bool) -> Client {
    let around = surroundings(Some(lang));
    Client::start_in(folder.path(), &capabilities(rich, "utf-16"), &json!({}), around)
}

/// The byte offset of a position in halves of UTF-16.
fn offset(text: &str, position: &Value) -> usize {
    let of = |key: &str| usize::try_from(position[key].as_u64().expect("a number")).expect("small");
    let start: usize = text.split_inclusive('\n').take(of("line")).map(str::len).sum();
    let mut left = of("character");
    let chars = text[start..].char_indices();
    let at = chars.into_iter().find(|(_, c)| {
        let found = left == 0;
        left = left.saturating_sub(c.len_utf16());
        found
    });
    at.map_or(text.len(), |(at, _)| start + at)
}

/// The line that an offer makes; the lines, where it makes several.
fn made(text: &str, edit: &Value) -> String {
    let (start, end) = (offset(text, &edit["range"]["start"]), offset(text, &edit["range"]["end"]));
    let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
    let rest = text[end..].split('\n').next().unwrap_or_default();
    let new = edit["newText"].as_str().expect("a text");
    format!("{}{new}{rest}", &text[line..start]).replace('\n', "⏎")
}

/// The offers of an answer, as they are written down.
fn written(text: &str, answer: &Value) -> String {
    let items = answer["items"].as_array().expect("items");
    let sorted =
        items.windows(2).all(|two| two[0]["sortText"].as_str() < two[1]["sortText"].as_str());
    assert!(sorted, "they keep their order");
    let mut told = String::new();
    for item in items.iter().take(SHOWN) {
        let (label, edit) = (item["label"].as_str().expect("a label"), &item["textEdit"]);
        let detail = item["detail"].as_str().map(|detail| format!(" · {detail}"));
        let mark = if item["tags"] == json!([1]) { "† " } else { "" };
        let detail = detail.unwrap_or_default();
        told.push_str(&format!("> {mark}{label}{detail} → {}\n", made(text, edit).trim_start()));
    }
    if items.is_empty() {
        told.push_str("> —\n");
    } else if items.len() > SHOWN {
        told.push_str(&format!("> … +{}\n", items.len() - SHOWN));
    }
    if answer["isIncomplete"] == true {
        told.push_str("> …\n");
    }
    told
}

#[test]
fn texts_are_completed_as_written() {
    let mut fresh = Fresh::default();
    let folder = folder();
    let files = files_below(&root().join("tests/lsp/completion"), "txt");
    assert_eq!(files.len(), 2, "one file a language");
    for path in files {
        let french = path.to_string_lossy().ends_with(".fr.txt");
        let lang = if french { Lang::Fr } else { Lang::En };
        let (mut rich, mut plain) = (client(&folder, lang, true), client(&folder, lang, false));
        let text = read(&path);
        let mut parts = text.split("\n$ ");
        let mut said = format!("{}\n", parts.next().expect("a heading").trim_end());
        for part in parts {
            let (head, body) = part.split_once('\n').expect("a text");
            let marked = body.split("\n>").next().expect("a text");
            let (name, how) = head.split_once(' ').unwrap_or((head, ""));
            let client =
                if how == "(sans trous)" || how == "(no gaps)" { &mut plain } else { &mut rich };
            let context = match how {
                "(espace)" | "(space)" => json!({ "triggerKind": 2, "triggerCharacter": " " }),
                _ => json!({ "triggerKind": 1 }),
            };
            let answer = asked(client, name, marked, &context);
            let text = marked.replacen('|', "", 1);
            said.push_str(&format!("\n$ {head}\n{marked}\n{}", written(&text, &answer)));
        }
        fresh.check(&path, &said);
        assert!(rich.leave() && plain.leave());
    }
    fresh.end();
}

/// The answer at the mark of a text, which is closed again, so that each text is alone.
fn asked(client: &mut Client, name: &str, marked: &str, context: &Value) -> Value {
    let answer = client.at(METHOD, name, marked, &json!({ "context": context }));
    let closed = json!({ "textDocument": { "uri": client.uri(name) } });
    client.tell("textDocument/didClose", closed);
    answer
}

/// The offer of this label.
fn item<'a>(answer: &'a Value, label: &str) -> &'a Value {
    let items = answer["items"].as_array().expect("items");
    let found = items.iter().find(|item| item["label"] == label);
    found.unwrap_or_else(|| panic!("no {label} in {answer}"))
}

#[test]
fn a_person_may_type_it_in_french() {
    let folder = folder();
    let mut client = client(&folder, Lang::Fr, true);
    for (name, marked, label, typed) in [
        ("stakeholders.toml", "[dgs]\nname = \"x\"\nprés|", "launch", "prés"),
        ("stakeholders.toml", "[dgs]\nname = \"x\"\npresen|", "launch", "presen"),
        ("stakeholders.toml", "[x]\nrole = \"com|\"", "procurement", "com"),
        ("stakeholders.toml", "[x]\nrole = \"achats|\"", "procurement", "achats"),
        ("stakeholders.toml", "[x]\nrole = acha|", "procurement", "acha"),
        ("documents.toml", "[x.findings]\nacha|", "procurement", "acha"),
        ("milestones.toml", "[x]\nbody = \"comité|\"", "codir", "comité"),
        ("milestones.toml", "[x]\ndate = 2026-12|", "2026-12-25", "2026-12"),
        ("milestones.toml", "[x]\ndate = lundi|", "2026-11-23", "lundi"),
        ("decisions.toml", "[x]\nconcerns = [\"jalons.la|\"]", "milestones.launch", "jalons.la"),
        ("nrt.toml", "[niv|", "levels", "niv"),
    ] {
        let answer = asked(&mut client, name, marked, &json!({}));
        let filter = item(&answer, label)["filterText"].as_str().expect("a text").to_lowercase();
        assert!(filter.starts_with(typed), "{marked:?}: {filter}");
    }
    assert!(client.leave());
}

#[test]
fn columns_are_those_that_were_agreed_on() {
    let folder = folder();
    // Before the token stand é and 😀: two and four bytes, one and two halves, a character each.
    for (encoding, column) in [("utf-8", 27), ("utf-16", 24), ("utf-32", 23)] {
        let capabilities = capabilities(true, encoding);
        let mut client = Client::start(folder.path(), &capabilities, &json!({}));
        assert_eq!(client.capabilities["positionEncoding"], encoding);
        client.open_as("milestones.toml", "[x]\nparticipants = [\"é😀\", \"d\"]\n");
        let at = |column: u32| json!({ "line": 1, "character": column });
        let document = json!({ "uri": client.uri("milestones.toml") });
        let params = json!({ "textDocument": document, "position": at(column + 1) });
        let answer = client.ask(METHOD, params);
        let edit = &item(&answer, "dgs")["textEdit"];
        let range = json!({ "start": at(column), "end": at(column + 1) });
        assert_eq!(*edit, json!({ "range": range, "newText": "dgs" }), "{encoding}");
        assert!(client.leave());
    }
}

#[test]
fn a_card_shows_nothing_personal() {
    let folder = folder();
    let mut client = client(&folder, Lang::Fr, true);
    let answer = asked(&mut client, "milestones.toml", "[x]\nparticipants = [\"|\"]", &json!({}));
    let card = item(&answer, "elu")["documentation"].as_str().expect("a card");
    assert_eq!(
        card,
        "Partie prenante\nrôle\u{a0}: élu référent\nlancement\u{a0}: invité, sans réponse"
    );
    assert!(!answer.to_string().contains("prenom.nom"));
    assert!(client.leave());
}

#[test]
fn what_is_said_at_length_is_as_the_client_shows_it() {
    let folder = folder();
    for rich in [true, false] {
        let mut client = client(&folder, Lang::En, rich);
        let answer = asked(&mut client, "milestones.toml", "[x]\nkind = \"other\"\n|", &json!({}));
        let said = &item(&answer, "cancelled")["documentation"];
        let text = "`true` if it is cancelled: it counts for nothing.";
        if rich {
            assert_eq!(*said, json!({ "kind": "markdown", "value": text }));
        } else {
            assert_eq!(*said, json!(text.replace('`', "")));
            assert!(!answer.to_string().contains("insertTextFormat"));
        }
        assert!(client.leave());
    }
}

#[test]
fn of_thousands_those_are_told_that_are_typed() {
    let many: String = (0..5_000)
        .map(|n| format!("[acteur-{n:04}]\nname = \"Service {n}\"\nrole = \"other\"\n\n"))
        .collect();
    let folder = project(&[]).add("stakeholders.toml", &many).written();
    let mut client = client(&folder, Lang::Fr, true);
    let mut at = |marked: &str| {
        let answer = asked(&mut client, "milestones.toml", marked, &json!({}));
        let n = answer["items"].as_array().expect("items").len();
        (n, answer["isIncomplete"] == true)
    };
    assert_eq!(at("[x]\nparticipants = [\"|\"]"), (2_000, true));
    assert_eq!(at("[x]\nparticipants = [\"acteur-42|\"]"), (100, true));
    assert_eq!(at("[x]\nparticipants = [\"Service 421|\"]"), (11, true));
    assert_eq!(at("[x]\nbody = \"|\""), (1, false));
    assert!(client.leave());
}

/// Wherever the cursor stands in the example, and whatever is cut off there, each offer takes the
/// place of something around the cursor; a value, in a text that is whole, leaves it whole.
#[test]
fn every_place_of_the_example_has_an_answer() {
    let example = root().join("example-project");
    let mut client = Client::start(&example, &capabilities(false, "utf-16"), &json!({}));
    let mut kept = 0;
    for name in ["nrt.toml", "scope.toml", "milestones.toml", "decisions.toml", "waivers.toml"] {
        let text = client.open(name);
        for at in text.char_indices().map(|(at, _)| at).step_by(53) {
            for shown in [text.as_str(), &text[..at]] {
                client.change(name, &json!([{ "text": shown }]));
                let document = json!({ "uri": client.uri(name) });
                let params = json!({ "textDocument": document, "position": utf16(&text, at) });
                let answer = client.ask(METHOD, params);
                for item in answer["items"].as_array().expect("items") {
                    let edit = &item["textEdit"];
                    let of = |end: &str| offset(shown, &edit["range"][end]);
                    let (start, end) = (of("start"), of("end"));
                    let new = edit["newText"].as_str().expect("a text");
                    let told = format!("{name} at {at}: {item}");
                    assert!(start <= at && at <= end, "{told}");
                    assert!(!shown[start..end].contains('\n'), "{told}");
                    // A key waits for its value, an address or a header for more of it.
                    if shown.len() == text.len() && !new.ends_with([' ', '.']) {
                        let edited = format!("{}{new}{}", &shown[..start], &shown[end..]);
                        assert!(toml::de::DeTable::parse(&edited).is_ok(), "{told}");
                        kept += 1;
                    }
                }
            }
        }
    }
    assert!(kept > 300, "{kept}");
    assert!(client.leave());
}
