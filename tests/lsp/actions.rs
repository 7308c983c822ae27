//! What is offered for findings, and what becomes of the project when it is taken.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use nrt::address::{Address, Kind};
use nrt::check::{self, Settings};
use nrt::files::{DEFAULT_MAX_FILE_SIZE, Files};
use nrt::finding::{Finding, Level};
use nrt::lang::Lang;
use nrt::load::load_within;
use nrt::model::PLACEHOLDER;
use nrt::rule::Family;
use nrt::rules;
use serde_json::{Value, json};

use super::applier::{Texts, able, apply, texts};
use super::client::{Client, TODAY, name};
use crate::support::root;
use crate::{gallery, rule_pages};

/// In how many projects the same finding is gone through.
const MOST_ALIKE: usize = 3;

/// What is found in some texts.
struct Found {
    findings: Vec<Finding>,
    aside: BTreeSet<Address>,
}

impl Found {
    fn of(texts: &Texts) -> Self {
        let files =
            Files::from_texts(texts.iter().map(|(name, text)| (name.as_str(), text.as_str())));
        let loaded = load_within(&files, DEFAULT_MAX_FILE_SIZE, Lang::Fr);
        let attachments = BTreeMap::new();
        let settings = Settings { today: TODAY, horizon: None, lang: Lang::Fr, attachments };
        let checked = check::check(&loaded, &settings);
        let findings = checked.open().cloned().collect();
        Self { findings, aside: loaded.project.aside.iter().cloned().collect() }
    }

    /// How many findings are the one that a diagnostic tells of.
    fn count(&self, diagnostic: &Value) -> usize {
        let print = diagnostic["data"]["fingerprint"].as_str().expect("a fingerprint");
        let message = diagnostic["message"].as_str().expect("a message");
        let said = message.lines().next().unwrap_or_default();
        // Mistakes of form are numbered down the file.
        let numbered = diagnostic["code"] == "invalid-toml";
        let same = |one: &&Finding| {
            let known = numbered && one.rule == "invalid-toml" || one.fingerprint() == print;
            known && one.message.terminal() == said
        };
        self.findings.iter().filter(same).count()
    }

    /// The mistakes of the files, without marks that are still to be completed.
    fn mistakes(&self, texts: &Texts) -> BTreeSet<(String, String)> {
        let wrong = self.findings.iter().filter(|finding| {
            let family = rules::find(finding.rule).map(|rule| rule.family);
            let marked = finding.place.as_ref().is_some_and(|place| {
                let text = texts.get(&place.path).and_then(|text| text.get(place.range.clone()));
                text.is_some_and(|text| text.contains(PLACEHOLDER))
            });
            let validity = matches!(family, Some(Family::Validity | Family::Waiver));
            finding.level == Level::Error && validity && !marked
        });
        wrong.map(|finding| (finding.rule.to_owned(), finding.address.to_string())).collect()
    }

    /// How many mistakes are in the form of the files.
    fn forms(&self) -> usize {
        let of_form = ["invalid-toml", "duplicate-id", "merge-conflict-left", "not-utf8"];
        self.findings.iter().filter(|finding| of_form.contains(&finding.rule)).count()
    }
}

/// The projects whose findings are gone through: the example, those beside it, every example of a
/// rule's page.
fn projects() -> Vec<(String, Texts)> {
    let mut all = vec![("the example".to_owned(), texts(&root().join("example-project")))];
    let folders = std::fs::read_dir(root().join("tests/projects")).expect("a folder");
    for folder in folders.map(|entry| entry.expect("an entry").path()) {
        all.push((folder.display().to_string(), texts(&folder)));
    }
    for gallery::LaidOut { name, folder, .. } in gallery::projects() {
        all.push((name, texts(folder.path())));
    }
    all.extend(rule_pages::texts());
    all
}

fn laid_out(texts: &Texts) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (name, text) in texts {
        std::fs::write(folder.path().join(name), text).expect("a file");
    }
    folder
}

/// The diagnostics of a project, each with the address of its file.
fn diagnostics(client: &mut Client) -> Vec<(String, Value)> {
    let answer = client.ask("workspace/diagnostic", json!({ "previousResultIds": [] }));
    let reports = answer["items"].as_array().expect("reports").clone();
    let of_file = |report: &Value| {
        let uri = report["uri"].as_str().expect("an address").to_owned();
        let items = report["items"].as_array().expect("items").clone();
        items.into_iter().map(move |item| (uri.clone(), item))
    };
    reports.iter().flat_map(of_file).collect()
}

fn actions(client: &mut Client, uri: &str, diagnostic: &Value, only: Option<Value>) -> Vec<Value> {
    let mut context = json!({ "diagnostics": [diagnostic] });
    if let Some(only) = only {
        context["only"] = only;
    }
    let params = json!({
        "textDocument": { "uri": uri },
        "range": diagnostic["range"],
        "context": context,
    });
    // Of a file that is none of a project's, nothing.
    client.ask("textDocument/codeAction", params).as_array().cloned().unwrap_or_default()
}

fn start(folder: &Path, capabilities: &Value) -> Client {
    Client::start(folder, capabilities, &json!({ "diagnostics": "pull" }))
}

/// What a diagnostic is known by among those of all projects.
fn known(diagnostic: &Value) -> String {
    format!("{} {}", diagnostic["data"]["fingerprint"], diagnostic["message"])
}

fn deed(action: &Value) -> String {
    let deed = &action["data"]["deed"];
    let named = deed.as_object().and_then(|deed| deed.keys().next());
    named.cloned().or_else(|| deed.as_str().map(str::to_owned)).expect("a deed")
}

/// What is wrong with what an action does; nothing where it is as it should be.
fn judged(
    deed: &str,
    diagnostic: &Value,
    (before, was): (&Texts, &Found),
    after: &Texts,
) -> Option<String> {
    let is = Found::of(after);
    let gone = is.count(diagnostic) < was.count(diagnostic);
    let more: Vec<_> = is.mistakes(after).difference(&was.mistakes(before)).cloned().collect();
    let added = is.aside.difference(&was.aside).next().is_some();
    let said = match deed {
        "mend" if !gone => "it is still there".to_owned(),
        // What is mended may show what it hid.
        "mend" if is.forms() > was.forms() => "the form is worse".to_owned(),
        "mend" => return None,
        _ if !more.is_empty() => format!("new mistakes {more:?}"),
        "add" | "fill" if !gone && !added => "neither gone nor set aside".to_owned(),
        "waive" => {
            let waits = is.aside.iter().any(|at| at.kind == Kind::Waiver);
            let mut filled = after.clone();
            let waivers = filled.get_mut("waivers.toml").expect("waivers");
            let at = waivers.rfind(&format!("\"{PLACEHOLDER}")).expect("a mark");
            let end = waivers[at + 1..].find('"').expect("its end") + at + 2;
            waivers.replace_range(at..end, "\"Accord oral de la direction, le 20 novembre.\"");
            let now = Found::of(&filled);
            let new: Vec<_> =
                now.mistakes(&filled).difference(&was.mistakes(before)).cloned().collect();
            match () {
                () if !waits || gone => "it counts before its reason is written".to_owned(),
                () if now.count(diagnostic) >= was.count(diagnostic) => "not waived".to_owned(),
                () if !new.is_empty() => format!("new mistakes once filled in {new:?}"),
                () => return None,
            }
        }
        _ => return None,
    };
    Some(said)
}

#[test]
fn every_action_does_what_it_says() {
    let mut wrong = Vec::new();
    let mut done: BTreeMap<String, usize> = BTreeMap::new();
    let mut alike: BTreeMap<String, usize> = BTreeMap::new();
    for (n, (project, texts)) in projects().into_iter().enumerate() {
        let folder = laid_out(&texts);
        // Every second client takes no places to fill in.
        let mut capabilities = able();
        capabilities["workspace"]["workspaceEdit"]["snippetEditSupport"] = json!(n % 2 == 0);
        let mut client = start(folder.path(), &capabilities);
        let mut seen = BTreeSet::new();
        let was = Found::of(&texts);
        for (uri, diagnostic) in diagnostics(&mut client) {
            // What a project of few lines lacks is the same in each of them.
            let often = alike.entry(known(&diagnostic)).or_default();
            *often += 1;
            if *often > MOST_ALIKE {
                continue;
            }
            for action in actions(&mut client, &uri, &diagnostic, Some(json!(["quickfix"]))) {
                let title = action["title"].as_str().expect("a title").to_owned();
                let for_it = action["diagnostics"].as_array().expect("diagnostics");
                let print = &diagnostic["data"]["fingerprint"];
                if !for_it.contains(&diagnostic) || !seen.insert((print.to_string(), title.clone()))
                {
                    continue;
                }
                let deed = deed(&action);
                let rule = diagnostic["code"].as_str().expect("a rule").to_owned();
                let told = format!("{project}, {} {rule}, «{title}»", name(&uri));
                *done.entry(deed.clone()).or_default() += 1;
                let resolved = match client.try_ask("codeAction/resolve", action) {
                    Ok(resolved) => resolved,
                    Err(error) => {
                        wrong.push(format!("{told}: {error}"));
                        continue;
                    }
                };
                let mut after = texts.clone();
                apply(&mut after, &resolved["edit"]);
                if let Some(said) = judged(&deed, &diagnostic, (&texts, &was), &after) {
                    wrong.push(format!("{told}: {said}"));
                }
            }
        }
        assert!(client.leave());
    }
    assert!(wrong.is_empty(), "{} wrong\n{}", wrong.len(), wrong.join("\n"));
    for (deed, least) in [("mend", 80), ("add", 100), ("fill", 10), ("waive", 100)] {
        assert!(done[deed] >= least, "{done:?}");
    }
}

fn example() -> (Texts, tempfile::TempDir) {
    let texts = texts(&root().join("example-project"));
    let folder = laid_out(&texts);
    (texts, folder)
}

/// The actions for the one finding of a rule in a project that differs from the example in a file.
fn offered(
    file: &str,
    text: &str,
    rule: &str,
    capabilities: &Value,
) -> (Client, Vec<Value>, tempfile::TempDir) {
    let (_, folder) = example();
    let mut client = start(folder.path(), capabilities);
    client.open_as(file, text);
    let all = diagnostics(&mut client);
    let (uri, diagnostic) = all
        .iter()
        .find(|(_, one)| one["code"] == rule)
        .unwrap_or_else(|| panic!("{rule} in {all:?}"));
    let found = actions(&mut client, uri, diagnostic, None);
    (client, found, folder)
}

fn titles(actions: &[Value]) -> Vec<&str> {
    actions.iter().map(|action| action["title"].as_str().expect("a title")).collect()
}

fn changed(file: &str, from: &str, to: &str) -> String {
    let text = texts(&root().join("example-project"))[file].clone();
    assert!(text.contains(from), "{from} in {file}");
    text.replacen(from, to, 1)
}

#[test]
fn what_is_sure_is_preferred_and_what_is_not_says_so() {
    let text = changed("stakeholders.toml", "role = \"senior-management\"", "role = \"direction\"");
    let (client, found, _folder) = offered("stakeholders.toml", &text, "unknown-value", &able());
    assert_eq!(
        titles(&found),
        ["Écrire `\"senior-management\"`", "Corriger tout ce qui est sûr (1)"]
    );
    assert_eq!(found[0]["kind"], "quickfix");
    assert_eq!(found[0]["isPreferred"], true);
    assert_eq!(found[0]["diagnostics"][0]["code"], "unknown-value");
    assert!(found[0]["edit"].is_null(), "an edit is made once it is chosen");
    assert_eq!(found[1]["kind"], "source.fixAll.nrt");
    assert!(client.leave());

    let text = changed("milestones.toml", "participants = [\"dgs\"", "participants = [\"dgss\"");
    let (client, found, _folder) = offered("milestones.toml", &text, "dangling-reference", &able());
    assert_eq!(
        titles(&found),
        [
            "Écrire `\"dgs\"` (à vérifier)",
            "Créer la partie prenante `dgss`",
            "Créer le référent `dgss`"
        ]
    );
    assert!(found.iter().all(|action| action["isPreferred"].is_null()));
    assert!(client.leave());
}

#[test]
fn only_what_is_asked_for_is_offered() {
    let text = changed("stakeholders.toml", "role = \"senior-management\"", "role = \"direction\"");
    let (_, folder) = example();
    let mut client = start(folder.path(), &able());
    client.open_as("stakeholders.toml", &text);
    let all = diagnostics(&mut client);
    let (uri, wrong) = all.iter().find(|(_, one)| one["code"] == "unknown-value").expect("it");
    for (only, expected) in [
        (json!(["quickfix"]), vec!["quickfix"]),
        (json!(["source"]), vec!["source.fixAll.nrt"]),
        (json!(["source.fixAll"]), vec!["source.fixAll.nrt"]),
        (json!(["source.fix"]), vec![]),
        (json!(["refactor"]), vec![]),
    ] {
        let found = actions(&mut client, uri, wrong, Some(only.clone()));
        let kinds: Vec<_> = found.iter().map(|one| one["kind"].as_str().expect("one")).collect();
        assert_eq!(kinds, expected, "{only}");
    }
    let all = actions(&mut client, uri, wrong, Some(json!(["source.fixAll"])));
    let resolved = client.ask("codeAction/resolve", all[0].clone());
    let mut now = texts(folder.path());
    now.insert("stakeholders.toml".to_owned(), text.clone());
    assert_eq!(apply(&mut now, &resolved["edit"]), 1);
    assert_eq!(now, texts(folder.path()), "as it was");
    assert!(client.leave());

    // A client that only knows commands is offered nothing.
    let mut client = start(folder.path(), &json!({}));
    client.open_as("stakeholders.toml", &text);
    assert_eq!(actions(&mut client, uri, wrong, None), Vec::<Value>::new());
    assert!(client.leave());
}

#[test]
fn a_client_of_old_is_given_its_edits_at_once_and_no_new_file() {
    let (mut texts, _) = example();
    let waiver = texts.remove("waivers.toml");
    assert!(waiver.is_some());
    let folder = laid_out(&texts);
    let of_old = json!({
        "textDocument": { "codeAction": { "codeActionLiteralSupport": {} } },
    });
    for (capabilities, creates) in [(of_old, false), (able(), true)] {
        let mut client = start(folder.path(), &capabilities);
        let all = diagnostics(&mut client);
        let (uri, late) = all.iter().find(|(_, one)| one["code"] == "late-bilateral").expect("it");
        let found = actions(&mut client, uri, late, None);
        let title =
            "Dispenser `late-bilateral` jusqu'au 23\u{a0}décembre\u{a0}2026, motif à écrire";
        assert_eq!(titles(&found), if creates { vec![title] } else { vec![] });
        if creates {
            let edit = client.ask("codeAction/resolve", found[0].clone())["edit"].clone();
            let new = &edit["documentChanges"];
            assert_eq!(new[0]["kind"], "create");
            assert_eq!(new[1]["textDocument"]["version"], Value::Null);
            let snippet = new[1]["edits"][0]["snippet"]["value"].as_str().expect("a snippet");
            let table = "\n[late-bilateral-elu-numerique]\nrule = \"late-bilateral\"\ntarget = \"stakeholders.elu-numerique.bilateral\"\nreason = \"${1:TODO(nrt)\u{a0}: le motif, en une phrase}\"\nuntil = 2026-12-23\n";
            assert!(snippet.starts_with("# ") && snippet.ends_with(table), "{snippet}");
        }
        assert!(client.leave());
    }
    // An edit that it can make is there.
    let of_old = json!({
        "textDocument": { "codeAction": { "codeActionLiteralSupport": {} } },
    });
    let text = changed("stakeholders.toml", "role = \"senior-management\"", "role = \"direction\"");
    let (client, found, _folder) = offered("stakeholders.toml", &text, "unknown-value", &of_old);
    let edits = &found[0]["edit"]["changes"][client.uri("stakeholders.toml")];
    assert_eq!(edits[0]["newText"], "senior-management", "{found:?}");
    assert!(client.leave());
}

#[test]
fn an_action_of_yesterday_says_that_it_is_gone() {
    let text = changed("stakeholders.toml", "role = \"senior-management\"", "role = \"direction\"");
    let (mut client, found, _folder) =
        offered("stakeholders.toml", &text, "unknown-value", &able());
    client.change("stakeholders.toml", &json!([{ "text": "" }]));
    let error = client.try_ask("codeAction/resolve", found[0].clone()).expect_err("gone");
    assert!(error.starts_with("-32803 cette action ne s'applique plus"), "{error}");
    assert!(client.leave());
}
