//! What a key may hold, as it is typed on a command line: a list with commas, `key=value`.

use super::project::Project;
use super::{Candidate, meant, plain};
use crate::address::Kind;
use crate::choices::{self, Source};
use crate::cli::named;
use crate::load::Documents;
use crate::model::{self, Shape};

/// What the key at an address may hold.
pub(super) fn at(project: &Project, address: &str, typed: &str) -> Vec<Candidate> {
    let documents = project.documents();
    let meant = named::meant(address, &[&documents]);
    let [address] = meant.as_slice() else { return Vec::new() };
    let key = model::find_key(model::keys(address.kind), address.keys());
    let source = Source { documents: &documents, lang: project.lang };
    key.map(|key| held(source, key.shape, typed)).unwrap_or_default()
}

/// A key of a new entity of the kind that the first of the words names, with what it may hold.
pub(super) fn pairs(project: &Project, words: &[String], typed: &str) -> Vec<Candidate> {
    let kind = words.first().and_then(|word| Kind::from_word(word));
    let Some(kind) = kind else { return Vec::new() };
    if let Some((name, value)) = typed.split_once('=') {
        return pair(project, kind, name, value);
    }
    let given: Vec<&str> = words.iter().filter_map(|word| Some(word.split_once('=')?.0)).collect();
    let mut found = Vec::new();
    for key in
        choices::absent(model::keys(kind), |key| given.iter().any(|name| key.is_called(name)))
    {
        match key.shape {
            Shape::Map(_) => {}
            Shape::Table(inner) => found.extend(inner.iter().map(|inner| {
                plain(&format!("{}.{}=", key.name, inner.name), inner.meaning(project.lang))
            })),
            _ => found.push(plain(&format!("{}=", key.name), key.meaning(project.lang))),
        }
    }
    found
}

fn pair(project: &Project, kind: Kind, name: &str, value: &str) -> Vec<Candidate> {
    let path: Vec<String> = name.split('.').map(str::to_owned).collect();
    let Some(key) = model::find_key(model::keys(kind), &path) else { return Vec::new() };
    // Most keys take the same whatever the files say: these are then not read.
    let asked = choices::is_of_files(&key.shape);
    let documents = if asked { project.documents() } else { Documents::default() };
    let source = Source { documents: &documents, lang: project.lang };
    let mut found = held(source, key.shape, value);
    for candidate in &mut found {
        candidate.value.insert_str(0, &format!("{name}="));
    }
    found
}

/// What a value may be; of a list, what may follow the last comma and is not in it yet.
fn held(source: Source<'_>, shape: Shape, typed: &str) -> Vec<Candidate> {
    let Shape::List(inner) = shape else { return meant(choices::held(source, shape, typed)) };
    let (done, typed) = typed.rfind(',').map_or(("", typed), |at| typed.split_at(at + 1));
    let given: Vec<&str> = done.split(',').collect();
    let mut found = held(source, *inner, typed);
    found.retain(|candidate| !given.contains(&candidate.value.as_str()));
    for candidate in &mut found {
        candidate.value.insert_str(0, done);
    }
    found
}
