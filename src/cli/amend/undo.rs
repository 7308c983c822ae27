//! How to undo changes: the command that does, or what git restores.

use toml::Spanned;
use toml::de::DeValue;

use crate::address::Address;
use crate::amend::{Amended, Request, entity};
use crate::cli::Edge;
use crate::cli::open::Opened;
use crate::git::Source;
use crate::lang::Lang;
use crate::load::Loaded;
use crate::model;
use crate::text::is_hidden;
use crate::tr;

/// The files as a shell names them from where the person is.
pub(in crate::cli) fn paths(edge: &Edge, opened: &Opened, amended: &[Amended]) -> Vec<String> {
    let here = [Some(edge.folder.clone()), std::env::current_dir().ok()];
    let same = |folder: &std::path::PathBuf| {
        folder
            .canonicalize()
            .is_ok_and(|folder| opened.root.canonicalize().is_ok_and(|root| root == folder))
    };
    let inside = here.into_iter().flatten().all(|folder| same(&folder));
    let path = |one: &Amended| {
        let file = one.kind.file();
        if inside {
            return file.to_owned();
        }
        let path = opened.root.join(file).display().to_string();
        word(&path).unwrap_or(path)
    };
    amended.iter().map(path).collect()
}

/// The command that gives files back as they are now, before they are written: git restores what the
/// last commit has, where nothing else would go with it; else the text is kept where git keeps what
/// nothing refers to.
pub(in crate::cli) fn restored(
    edge: &Edge,
    source: Option<&Source>,
    opened: &Opened,
    amended: &[Amended],
) -> Option<String> {
    let source = source?;
    let pending = source.pending().ok()?;
    let paths = paths(edge, opened, amended);
    if amended.iter().all(|one| one.before.is_some() && !pending.contains(&one.kind)) {
        return Some(format!("git restore {}", paths.join(" ")));
    }
    let command = |(one, path): (&Amended, &String)| {
        let id = source.kept(one.before.as_deref()?).ok()?;
        Some(format!("git cat-file -p {} > {path}", id.get(..12).unwrap_or(&id)))
    };
    let all: Option<Vec<String>> = amended.iter().zip(&paths).map(command).collect();
    all.map(|all| all.join("`, `"))
}

/// A line that says how.
pub(super) fn undo(
    edge: &Edge,
    source: Option<&Source>,
    opened: &Opened,
    requests: &[Request],
    amended: &[Amended],
    lang: Lang,
) -> String {
    let loaded = opened.load(lang);
    let command = match requests {
        [one] => inverse(&loaded, one),
        _ => None,
    };
    let files: Vec<String> = amended.iter().map(|one| format!("`{}`", one.kind.file())).collect();
    match command.or_else(|| restored(edge, source, opened, amended)) {
        Some(command) => {
            tr!(lang, "pour annuler\u{a0}: `{command}`\n", "to undo it: `{command}`\n")
        }
        None => {
            let files = lang.list(&files);
            tr!(
                lang,
                "pour annuler, rétablissez dans {files} ce qui est montré ci-dessus\n",
                "to undo it, put back in {files} what is shown above\n"
            )
        }
    }
}

/// The command that undoes a request; nothing where its words cannot be typed in every shell, or
/// should not be shown.
fn inverse(loaded: &Loaded<'_>, request: &Request) -> Option<String> {
    let value = |address: &Address| loaded.documents.get(address.kind)?.value(&address.path);
    let set = |address: &Address| {
        let key = model::find_key(model::keys(address.kind), address.keys())?;
        let text = typed(value(address)?.get_ref()).filter(|_| !key.personal)?;
        Some(format!("nrt set {} {}", word(&address.to_string())?, word(&text)?))
    };
    match request {
        Request::Add { kind, id, .. } => Some(format!("nrt remove {}", entity(*kind, id))),
        Request::Set { address, .. } if value(address).is_none() => {
            Some(format!("nrt unset {}", word(&address.to_string())?))
        }
        Request::Set { address, .. } | Request::Unset { address } => set(address),
        Request::Remove { .. } => None,
        Request::Rename { entity, id } => {
            let mut now = entity.clone();
            let old = now.path.pop()?;
            Some(format!("nrt rename {} {}", word(&now.key(id).to_string())?, word(&old)?))
        }
    }
}

/// A value as one types it.
fn typed(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::String(text) => Some(text.to_string()),
        DeValue::Integer(integer) if integer.radix() == 10 => Some(integer.as_str().to_owned()),
        DeValue::Float(float) => Some(float.as_str().to_owned()),
        DeValue::Boolean(flag) => Some(flag.to_string()),
        DeValue::Datetime(moment) => Some(moment.to_string()),
        DeValue::Array(items) => {
            let items: Option<Vec<String>> =
                items.iter().map(Spanned::get_ref).map(typed).collect();
            let plain = items.filter(|items| !items.iter().any(|item| item.contains([',', '\\'])));
            plain.filter(|items| !items.is_empty()).map(|items| items.join(", "))
        }
        DeValue::Integer(_) | DeValue::Table(_) => None,
    }
}

/// A word of a command line, in quotes that every shell takes the same way.
fn word(text: &str) -> Option<String> {
    let bare = |c: char| c.is_ascii_alphanumeric() || "-_./:@".contains(c);
    if !text.is_empty() && text.chars().all(bare) {
        return Some(text.to_owned());
    }
    let special = |c: char| c.is_control() || is_hidden(c) || "\"\\$`!%^".contains(c);
    text.chars().all(|c| !special(c)).then(|| format!("\"{text}\""))
}
