//! A history as a file for a spreadsheet: a line for each field that changed.

use crate::changes::{Change, ChangeKind, Edit};
use crate::history::Entry;
use crate::lang::Lang;
use crate::render::diff::significance;
use crate::render::list::line;
use crate::render::value::cell;

/// The first line; a byte-order mark before it in French, as spreadsheets want it.
pub fn csv_header(lang: Lang) -> String {
    let titles = match lang {
        Lang::Fr => [
            "commit",
            "date",
            "auteur",
            "objet",
            "décision",
            "changement",
            "adresse",
            "intitulé",
            "importance",
            "avant",
            "après",
        ],
        Lang::En => [
            "commit",
            "date",
            "author",
            "subject",
            "decision",
            "change",
            "address",
            "title",
            "significance",
            "before",
            "after",
        ],
    };
    lang.pick("\u{feff}", "").to_owned() + &line(titles.into_iter().map(str::to_owned), lang)
}

/// The lines of an entry.
pub fn csv(entry: &Entry<'_>, lang: Lang) -> String {
    let commit = entry.commit;
    let decisions: Vec<&str> = entry.decisions.iter().map(|d| d.id.as_str()).collect();
    let head = [
        commit.id.short(),
        commit.date.map(|date| date.to_string()).unwrap_or_default(),
        commit.author.json().to_owned(),
        commit.subject.json().to_owned(),
        decisions.join(" | "),
    ];
    let row = |tail: [String; 6]| line(head.iter().cloned().chain(tail), lang);
    let plain = |word: &str, at: &str| {
        let [none, empty, blank, nothing] = [const { String::new() }; 4];
        row([word.to_owned(), at.to_owned(), none, empty, blank, nothing])
    };
    let mut text = String::new();
    for change in &entry.changes.changes {
        if change.edits.is_empty() || matches!(change.kind, ChangeKind::Renamed { .. }) {
            text.push_str(&row(cells(change, None, lang)));
        }
        for edit in &change.edits {
            text.push_str(&row(cells(change, Some(edit), lang)));
        }
    }
    for kind in &entry.changes.cosmetic {
        text.push_str(&plain(lang.pick("mise en forme", "layout"), kind.file()));
    }
    for kind in &entry.unreadable {
        text.push_str(&plain(lang.pick("illisible", "unreadable"), kind.file()));
    }
    if let Some((_, to)) = &entry.moved {
        text.push_str(&plain(lang.pick("dossier déplacé", "folder moved"), to));
    }
    if entry.boundary {
        text.push_str(&plain(lang.pick("limite du clone", "boundary of the clone"), ""));
    }
    text
}

fn cells(change: &Change<'_>, edit: Option<&Edit<'_>>, lang: Lang) -> [String; 6] {
    let side = |value: Option<&toml::de::DeValue<'_>>, edit: &Edit<'_>| match value {
        None => String::new(),
        Some(_) if edit.personal => "••••".to_owned(),
        Some(value) => cell(value, edit.shape, lang),
    };
    // The line of a rename says both ids; its fields have lines of their own.
    let ids = match &change.kind {
        ChangeKind::Renamed { from } if edit.is_none() => {
            Some((from.to_string(), change.address.to_string()))
        }
        _ => None,
    };
    let values = edit.map(|edit| (side(edit.before, edit), side(edit.after, edit)));
    let (before, after) = ids.or(values).unwrap_or_default();
    let word = match change.kind {
        ChangeKind::Renamed { .. } if edit.is_some() => lang.pick("modifié", "edited"),
        ChangeKind::Added => lang.pick("ajouté", "added"),
        ChangeKind::Removed => lang.pick("supprimé", "removed"),
        ChangeKind::Renamed { .. } => lang.pick("renommé", "renamed"),
        ChangeKind::Edited => lang.pick("modifié", "edited"),
    };
    let address = edit.map_or(&change.address, |edit| &edit.address);
    let weight = edit.map_or(change.significance, |edit| edit.significance);
    [
        word.to_owned(),
        address.to_string(),
        change.title.clone().unwrap_or_default(),
        significance(weight, lang).to_owned(),
        before,
        after,
    ]
}
