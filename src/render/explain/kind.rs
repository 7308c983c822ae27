//! Explanation of a file: what it is for, its keys, a model to copy, what it holds here.

use super::super::table::Rows;
use super::super::wrap::{indented, wrapped};
use super::super::{Style, kinds, words};
use super::{example, here_found};
use crate::address::Kind;
use crate::check::Checked;
use crate::method::Passage;
use crate::model::{self, Key, Shape};
use crate::rule::Context;
use crate::tr;

/// A file and the entities that it holds.
pub fn kind(cx: &Context<'_>, checked: &Checked, kind: Kind, style: Style) -> String {
    let lang = style.lang;
    let (file, name, says) = (kind.file(), words::kind(kind, lang), kinds::says(kind, lang));
    let mut text = wrapped(&format!("{file} · {name}"), style.width);
    text.push('\n');
    text.push_str(&wrapped(says, style.width));
    text.push_str(&wrapped(&held(cx, kind, style), style.width));
    if let Some(passage) = Passage::ALL.into_iter().find(|p| p.name() == kind.stem()) {
        let passage = passage.name();
        text.push_str(&wrapped(
            &tr!(
                lang,
                "Ce qu'en dit la méthode : `nrt explain passage:{passage}`",
                "What the method says of it: `nrt explain passage:{passage}`"
            ),
            style.width,
        ));
    }
    text.push_str(&tr!(
        lang,
        "\nUn modèle à recopier dans `{file}` :\n\n",
        "\nA model to copy into `{file}`:\n\n"
    ));
    text.push_str(&skeleton(kind, style));
    text.push('\n');
    let mut rows = Rows::new(&[
        lang.pick("Clé", "Key"),
        lang.pick("Type", "Type"),
        lang.pick("Sens", "Meaning"),
    ]);
    let prefix = if kind.holds_entities() { "*." } else { "" };
    key_rows(&mut rows, prefix, model::keys(kind), style);
    text.push_str(&rows.render(style));
    text.push_str(&here_found(checked.findings.iter().filter(|f| f.address.kind == kind), style));
    text
}

/// How many entities there are, or whether the file is there.
fn held(cx: &Context<'_>, kind: Kind, style: Style) -> String {
    let lang = style.lang;
    let Some(document) = cx.documents.get(kind) else {
        return tr!(lang, "Ce fichier n'est pas là.", "This file is not there.");
    };
    if !kind.holds_entities() {
        return tr!(lang, "Ce fichier est là.", "This file is there.");
    }
    let n = document.table.len();
    let stem = kind.stem();
    match n {
        0 => tr!(lang, "Aucune entrée ici.", "No entry here."),
        1 => tr!(lang, "Une entrée ici : `nrt list {stem}`", "One entry here: `nrt list {stem}`"),
        n => {
            tr!(lang, "{n} entrées ici : `nrt list {stem}`", "{n} entries here: `nrt list {stem}`")
        }
    }
}

fn key_rows(rows: &mut Rows, prefix: &str, keys: &'static [Key], style: Style) {
    let lang = style.lang;
    for key in keys {
        let name = format!("{prefix}{}", key.name);
        let required = if key.required { lang.pick(" Obligatoire.", " Required.") } else { "" };
        let says = format!("{}{required}", key.meaning(lang));
        rows.push(vec![name.clone(), kinds::shape(&key.shape, lang), says]);
        match key.shape {
            Shape::Table(keys) => key_rows(rows, &format!("{name}."), keys, style),
            Shape::Map(&Shape::Table(keys)) => key_rows(rows, &format!("{name}.*."), keys, style),
            _ => {}
        }
    }
}

/// Keys that no entity is incomplete without, but that a beginner is better shown.
const fn also(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Project => &["format"],
        Kind::Scope => &["coverage", "organisation"],
        Kind::Stakeholder => &["bilateral"],
        Kind::Milestone => &["date"],
        Kind::Body => &["sessions"],
        Kind::Decision => &["taken-by"],
        Kind::Waiver => &["reason"],
        Kind::Referent | Kind::Document | Kind::Calendar => &[],
    }
}

/// The keys of a model: those that are required, and those that a beginner is better shown.
pub fn model_keys(kind: Kind) -> impl Iterator<Item = &'static Key> {
    shown(model::keys(kind), also(kind))
}

fn shown(
    keys: &'static [Key],
    also: &'static [&'static str],
) -> impl Iterator<Item = &'static Key> {
    keys.iter().filter(|key| key.required || also.contains(&key.name))
}

/// A file as small as it may be: the keys that are required, with values as examples.
pub(super) fn skeleton(kind: Kind, style: Style) -> String {
    let mut text = String::new();
    if kind.holds_entities() {
        text.push_str(style.lang.pick("[mon-identifiant]\n", "[my-id]\n"));
    }
    lines(&mut text, model::keys(kind), also(kind), "", style);
    text
}

fn lines(
    text: &mut String,
    keys: &'static [Key],
    also: &'static [&'static str],
    path: &str,
    style: Style,
) {
    let lang = style.lang;
    let (tables, values): (Vec<&Key>, Vec<&Key>) =
        shown(keys, also).partition(|key| matches!(key.shape, Shape::Table(_)));
    for key in values {
        if let Some(words) = key.shape.words() {
            let words: Vec<&str> = words.iter().map(|word| word.name).collect();
            let (name, words) = (key.name, words.join(", "));
            let remark = tr!(lang, "{name} : {words}", "{name}: {words}");
            text.push_str(&indented(&remark, style.width, "# ", "#   "));
        }
        text.push_str(&format!("{} = {}\n", key.name, example(key, lang)));
    }
    for key in tables {
        if let Shape::Table(inner) = key.shape {
            let path = format!("{path}{}", key.name);
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&format!("[{path}]\n"));
            lines(text, inner, &[], &format!("{path}."), style);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::files::Files;
    use crate::lang::Lang;
    use crate::load::load;

    /// What is still to complete is all that is wrong with a model.
    #[test]
    fn a_model_is_sound() {
        for lang in Lang::ALL {
            for kind in Kind::ALL {
                let text = skeleton(kind, Style { lang, width: 60, colour: false });
                let files = Files::from_texts([(kind.file(), text.as_str())]);
                let loaded = load(&files, lang);
                let wrong: Vec<_> = loaded
                    .findings
                    .iter()
                    .filter(|finding| finding.rule != "placeholder-left")
                    .map(|finding| (finding.rule, finding.message.terminal()))
                    .collect();
                assert!(wrong.is_empty(), "{text}\n{wrong:?}");
            }
        }
    }
}
