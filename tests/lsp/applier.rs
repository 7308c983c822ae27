//! A client's side of an edit: texts that are open, columns in halves of UTF-16, files made anew.

use std::collections::BTreeMap;
use std::path::Path;

use serde_json::{Value, json};

use super::client::name;

/// The texts of a project as an editor has them, by the names of their files.
pub type Texts = BTreeMap<String, String>;

/// What a client says that takes every form of an edit.
pub fn able() -> Value {
    json!({
        "workspace": { "workspaceEdit": {
            "documentChanges": true,
            "resourceOperations": ["create", "rename", "delete"],
            "snippetEditSupport": true,
        } },
        "textDocument": {
            "rename": { "prepareSupport": true },
            "codeAction": {
                "codeActionLiteralSupport": { "codeActionKind": { "valueSet": [] } },
                "dataSupport": true,
                "resolveSupport": { "properties": ["edit"] },
            },
        },
    })
}

/// The texts of a folder's files, as an editor shows them: without a byte-order mark.
pub fn texts(folder: &Path) -> Texts {
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut texts = Texts::new();
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.extension().is_some_and(|end| end == "toml")
            && let Ok(text) = std::fs::read_to_string(&path)
        {
            let name = path.file_name().expect("a name").to_string_lossy().into_owned();
            texts.insert(name, text.trim_start_matches('\u{feff}').to_owned());
        }
    }
    texts
}

/// Makes an edit, and gives how many separate places of texts it touches.
pub fn apply(texts: &mut Texts, edit: &Value) -> usize {
    if let Some(changes) = edit["changes"].as_object() {
        let all = changes.iter();
        return all.map(|(uri, edits)| change(texts, &name(uri), edits)).sum();
    }
    let changes = edit["documentChanges"].as_array().expect("changes");
    let mut touched = 0;
    for one in changes {
        if one["kind"] == "create" {
            let new = name(one["uri"].as_str().expect("an address"));
            let there = texts.insert(new.clone(), String::new());
            assert_eq!(there, None, "{new} is there already");
            continue;
        }
        let uri = one["textDocument"]["uri"].as_str().expect("an address");
        touched += change(texts, &name(uri), &one["edits"]);
    }
    touched
}

fn change(texts: &mut Texts, name: &str, edits: &Value) -> usize {
    let text = texts.get(name).unwrap_or_else(|| panic!("{name} is there"));
    let mut found: Vec<(usize, usize, String)> = Vec::new();
    for edit in edits.as_array().expect("edits") {
        let [start, end] = ["start", "end"].map(|end| offset(text, &edit["range"][end]));
        let new = match edit["snippet"]["value"].as_str() {
            Some(snippet) => expanded(snippet),
            None => edit["newText"].as_str().expect("a text").to_owned(),
        };
        found.push((start, end, new));
    }
    found.sort_by_key(|(start, end, _)| (*start, *end));
    for pair in found.windows(2) {
        assert!(pair[0].1 <= pair[1].0, "{name}: edits that meet: {pair:?}");
    }
    let mut text = text.clone();
    for (start, end, new) in found.iter().rev() {
        text.replace_range(start..end, new);
    }
    texts.insert(name.to_owned(), text);
    found.len()
}

/// The byte offset of a position, which must be one of the text.
pub fn offset(text: &str, position: &Value) -> usize {
    let number = |key: &str| {
        let number = position[key].as_u64().expect("a number");
        usize::try_from(number).expect("a small one")
    };
    let mut start = 0;
    for _ in 0..number("line") {
        let rest = &text[start..];
        let end = rest.find(['\n', '\r']).expect("a line");
        start += end + if rest[end..].starts_with("\r\n") { 2 } else { 1 };
    }
    let line = text[start..].split(['\n', '\r']).next().unwrap_or_default();
    let (mut units, mut bytes) = (0, 0);
    for c in line.chars().take_while(|_| true) {
        if units == number("character") {
            break;
        }
        units += c.len_utf16();
        bytes += c.len_utf8();
    }
    assert_eq!(units, number("character"), "a column of {line:?}");
    start + bytes
}

/// A snippet with what it proposes in each of its places.
pub fn expanded(snippet: &str) -> String {
    let mut text = String::new();
    let mut chars = snippet.chars().peekable();
    let (mut open, mut choices, mut chosen) = (0, false, false);
    while let Some(c) = chars.next() {
        match c {
            '\\' => {
                let c = chars.next().expect("a character");
                if !chosen {
                    text.push(c);
                }
            }
            '$' => {
                assert_eq!(chars.next(), Some('{'), "{snippet}");
                while chars.next_if(char::is_ascii_digit).is_some() {}
                match chars.next() {
                    Some(':') => open += 1,
                    Some('|') => (choices, chosen) = (true, false),
                    other => panic!("{other:?} in {snippet}"),
                }
            }
            ',' if choices => chosen = true,
            '|' if choices => {
                (choices, chosen) = (false, false);
                assert_eq!(chars.next(), Some('}'), "{snippet}");
            }
            '}' if open > 0 => open -= 1,
            c if !chosen => text.push(c),
            _ => {}
        }
    }
    text
}

#[test]
fn a_snippet_is_what_it_proposes() {
    for (snippet, text) in [
        ("a \\$ \\} \\\\ b", "a $ } \\ b"),
        ("x = \"${1:TODO(nrt)}\"\ny = ${2:1}", "x = \"TODO(nrt)\"\ny = 1"),
        ("x = \"${1|a,b\\,c|}\", z", "x = \"a\", z"),
    ] {
        assert_eq!(expanded(snippet), text);
    }
}
