//! Files whose names are so close to a known one that it is probably meant.

use std::collections::BTreeMap;

use crate::address::{Address, Kind};
use crate::diff::nearest;
use crate::files::{Files, stem};
use crate::finding::{Finding, Level, Place};
use crate::lang::Lang;
use crate::tr;

/// Of each kind whose file is absent, a file that is probably meant to be it.
pub(super) fn misnamed(files: &Files) -> BTreeMap<Kind, &str> {
    let mut found = BTreeMap::new();
    for name in &files.others {
        let meant = meant(name).filter(|kind| !files.known.contains_key(kind));
        if let Some(kind) = meant {
            found.entry(kind).or_insert(name.as_str());
        }
    }
    found
}

/// A finding for each such file.
pub(super) fn findings(files: &Files, lang: Lang) -> Vec<Finding> {
    let one = |name: &String| {
        let kind = meant(name)?;
        Some(unknown_file(name, kind, files.known.contains_key(&kind), lang))
    };
    files.others.iter().filter_map(one).collect()
}

/// The kind of file that a name probably means.
fn meant(name: &str) -> Option<Kind> {
    let stem = original(stem(name)?);
    Kind::from_word(stem).or_else(|| {
        let words = Kind::ALL.into_iter().flat_map(|kind| kind.words().iter().copied());
        Kind::from_word(nearest(stem, words.filter(|word| word.len() > 3))?)
    })
}

/// A file's name without what the system adds to that of a copy: ` - Copie (2)`, ` (1)`.
fn original(stem: &str) -> &str {
    let mut stem = stem;
    loop {
        let shorter = stem.trim_end_matches([' ', '-', '_']);
        let shorter = numbered(shorter).unwrap_or(shorter);
        let lowered = shorter.to_lowercase();
        let cut = ["copie", "copy"].iter().find_map(|word| {
            let before = lowered.strip_suffix(word)?;
            before.ends_with([' ', '-', '_']).then_some(before.len())
        });
        // The lowered name may be of another length: then nothing is cut.
        let shorter = cut.and_then(|at| shorter.get(..at)).unwrap_or(shorter);
        if shorter == stem {
            return stem;
        }
        stem = shorter;
    }
}

/// A name without the number between parentheses that ends it.
fn numbered(name: &str) -> Option<&str> {
    let (before, number) = name.strip_suffix(')')?.rsplit_once('(')?;
    number.bytes().all(|b| b.is_ascii_digit()).then(|| before.trim_end())
}

fn unknown_file(name: &str, kind: Kind, exists: bool, lang: Lang) -> Finding {
    let file = kind.file();
    let message = tr!(
        lang,
        "`{name}` n'est pas un fichier du projet : nrt ne le lit pas",
        "`{name}` is not a file of the project: nrt does not read it"
    );
    let help = if exists {
        tr!(
            lang,
            "`{file}` existe déjà : reprenez-y ce qui manque, puis effacez ou déplacez ce fichier",
            "`{file}` is already there: copy into it what it lacks, then delete or move this file"
        )
    } else if name.to_lowercase().ends_with(".txt") {
        tr!(
            lang,
            "Windows a ajouté `.txt` : renommez-le en `{file}`",
            "Windows added `.txt`: rename it to `{file}`"
        )
    } else {
        tr!(lang, "renommez-le en `{file}`", "rename it to `{file}`")
    };
    let address = Address::file(kind).subject(name);
    let mut finding = Finding::new("unknown-file", Level::Warning, address, message);
    finding.place = Some(Place { path: name.to_owned(), range: 0..0 });
    finding.help = Some(help.into());
    finding
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_close_to_a_known_one() {
        for name in [
            "stakeholders - Copie.toml",
            "stakeholders - Copie (2).toml",
            "Copie de stakeholders.toml",
            "stakeholders (1).toml",
            "stakeholders-copy.toml",
            "stakeholder.toml",
            "stakeholders.toml.txt",
            "Stakeholders.TOML",
            "stakeholders.tml",
            "parties-prenantes.toml",
        ] {
            assert_eq!(meant(name), Some(Kind::Stakeholder), "{name}");
        }
        assert_eq!(meant("nrt.toml.txt"), Some(Kind::Project));
        for name in ["clippy.toml", "notes.txt", "stakeholders.csv", "İİİ copie.toml", "(.toml"]
        {
            assert_eq!(meant(name), None, "{name}");
        }
    }

    #[test]
    fn the_help_never_overwrites_a_file() {
        let help = |names: &[&str]| {
            let files = Files::from_texts(names.iter().map(|name| (*name, "")));
            let found = findings(&files, Lang::Fr);
            found[0].help.as_ref().expect("a help").json().to_owned()
        };
        assert_eq!(
            help(&["stakeholders.toml", "stakeholders - Copie.toml"]),
            "`stakeholders.toml` existe déjà\u{a0}: reprenez-y ce qui manque, puis effacez ou déplacez ce fichier"
        );
        assert_eq!(
            help(&["stakeholders.toml.txt"]),
            "Windows a ajouté `.txt`\u{a0}: renommez-le en `stakeholders.toml`"
        );
        assert_eq!(help(&["stakeholder.toml"]), "renommez-le en `stakeholders.toml`");
    }
}
