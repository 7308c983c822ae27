//! The columns of a kind of entity: how each is called in a file that nrt writes, and by which
//! headers people mean it.

use std::collections::BTreeMap;

use super::synonyms;
use crate::address::Kind;
use crate::diff::nearest;
use crate::lang::Lang;
use crate::literal::fold;
use crate::model::{self, Key, Shape};
use crate::render::{list, phrase};

/// The kinds that have a sheet of their own, in the order of the sheets.
pub const KINDS: [Kind; 9] = [
    Kind::Referent,
    Kind::Stakeholder,
    Kind::Scope,
    Kind::Milestone,
    Kind::Document,
    Kind::Body,
    Kind::Calendar,
    Kind::Decision,
    Kind::Waiver,
];

/// What a column of a sheet holds.
#[derive(Debug, Clone)]
pub struct Column {
    /// The keys below the entity: one, or two within its table.
    pub path: Vec<&'static str>,
    /// What it holds.
    pub shape: Shape,
    /// Whether it holds personal data.
    pub personal: bool,
}

impl Column {
    /// The keys as one name: `findings.procurement`.
    pub fn name(&self) -> String {
        self.path.join(".")
    }
}

/// The header of the column of ids.
pub const fn id_header(lang: Lang) -> &'static str {
    lang.pick("identifiant", "id")
}

/// The columns of a kind after that of the ids, each with its header.
pub fn columns(kind: Kind, lang: Lang) -> Vec<(String, Column)> {
    let of_key = |key: &'static Key| {
        list::csv_columns(key, lang)
            .into_iter()
            .map(|(title, path, shape)| (title, Column { path, shape, personal: key.personal }))
    };
    model::entity_keys(kind).iter().flat_map(of_key).collect()
}

/// What a person means by a header.
#[derive(Debug, Clone)]
pub enum Meant {
    /// The id of the entity.
    Id,
    /// A key.
    Key(Column),
}

/// The headers of a kind that are understood.
#[derive(Debug)]
pub struct Headers {
    columns: Vec<Column>,
    /// For each degree of certainty, the words of a header and the column that they mean.
    known: [BTreeMap<String, usize>; 3],
}

impl Headers {
    /// Those of a kind.
    pub fn of(kind: Kind) -> Self {
        let mut known: [BTreeMap<String, usize>; 3] = Default::default();
        let french = columns(kind, Lang::Fr);
        let english = columns(kind, Lang::En);
        for (at, ((fr, column), (en, _))) in french.iter().zip(&english).enumerate() {
            let name = column.name();
            let mut add = |degree: usize, header: &str| {
                let words = words(header);
                if !words.is_empty() {
                    known[degree].entry(words).or_insert(at);
                }
            };
            for header in [&name, fr, en] {
                add(0, header);
            }
            for alias in aliases(kind, &column.path) {
                add(1, alias);
            }
            if let Some((fr, en)) = phrase::key(kind, &name) {
                add(2, &without_article(fr));
                add(2, &without_article(en));
            }
            for synonym in synonyms::of(kind, &name) {
                add(2, synonym);
            }
        }
        Self { columns: french.into_iter().map(|(_, column)| column).collect(), known }
    }

    /// What a header means; nothing where it is none of this kind.
    pub fn meant(&self, header: &str) -> Option<Meant> {
        self.exactly(header).or_else(|| {
            let words = words(header);
            let names = self.known.iter().flat_map(BTreeMap::keys).map(String::as_str);
            // A short word is near too many others.
            let close = nearest(&words, names).filter(|close| close.len() >= 6)?;
            self.found(close).map(|at| Meant::Key(self.columns[at].clone()))
        })
    }

    /// The same, slips of the pen left aside.
    pub fn exactly(&self, header: &str) -> Option<Meant> {
        let words = words(header);
        if matches!(words.as_str(), "id" | "identifiant" | "identifier" | "slug") {
            return Some(Meant::Id);
        }
        let dated = |at: &usize| matches!(self.columns[*at].shape, Shape::Date);
        let without = words.strip_prefix("date ").unwrap_or_default();
        let at = self.found(&words).or_else(|| self.found(without).filter(dated));
        // « date » before what a date is of: « date échange bilatéral ».
        let at = at.or_else(|| self.found(&format!("date {words}")).filter(dated));
        at.map(|at| Meant::Key(self.columns[at].clone()))
    }

    /// How certain it is that a header means what it is taken for: 0 the most.
    pub fn certainty(&self, header: &str) -> usize {
        let words = words(header);
        let known = self.known.iter().position(|known| known.contains_key(&words));
        known.unwrap_or(self.known.len())
    }

    fn found(&self, words: &str) -> Option<usize> {
        self.known.iter().find_map(|known| known.get(words)).copied()
    }
}

/// The other names of a key and, within a table, of the keys in it.
fn aliases(kind: Kind, path: &[&str]) -> Vec<&'static str> {
    let key = model::entity_keys(kind).iter().find(|key| Some(&key.name) == path.first());
    let Some(key) = key else { return Vec::new() };
    match (key.shape, path.get(1)) {
        (Shape::Table(inner), Some(name)) => {
            let inner = inner.iter().find(|key| key.name == *name);
            inner
                .into_iter()
                .flat_map(|key| [key.name].into_iter().chain(key.aliases.iter().copied()))
                .collect()
        }
        _ => key.aliases.to_vec(),
    }
}

/// « la date de l'échange bilatéral {} » without its article and its entity.
fn without_article(template: &str) -> String {
    let bare = template.replace("{}", "");
    let bare = bare.trim().trim_end_matches(',');
    let article = ["la ", "le ", "les ", "l'", "the "];
    article.iter().find_map(|article| bare.strip_prefix(article)).unwrap_or(bare).to_owned()
}

/// The words of a header that say something, without case, accents, plurals, nor what stands in
/// parentheses: « Date(s) de l'échange bilatéral (JJ/MM) » is `date echange bilateral`.
pub fn words(header: &str) -> String {
    const EMPTY: &[&str] = &[
        "de", "d", "du", "des", "la", "le", "les", "l", "a", "au", "aux", "un", "une", "en", "the",
        "of", "an", "et", "and", "n", "no",
    ];
    if header.len() > 200 {
        return String::new();
    }
    let mut plain = String::new();
    let mut depth = 0_usize;
    for c in header.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth = depth.saturating_sub(1),
            c if depth == 0 => {
                plain.push(if c.is_alphanumeric() || is_accent(c) { c } else { ' ' });
            }
            _ => {}
        }
    }
    let singular =
        |word: &str| word.strip_suffix('s').filter(|w| w.len() > 2).unwrap_or(word).to_owned();
    let words = plain.split_whitespace().map(fold).filter(|word| !EMPTY.contains(&word.as_str()));
    let words: Vec<String> = words.map(|word| singular(&word)).collect();
    if words.is_empty() { fold(plain.trim()) } else { words.join(" ") }
}

const fn is_accent(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meant(kind: Kind, header: &str) -> String {
        match Headers::of(kind).meant(header) {
            Some(Meant::Id) => "id".to_owned(),
            Some(Meant::Key(column)) => column.name(),
            None => String::new(),
        }
    }

    #[test]
    fn every_header_that_nrt_writes_is_understood() {
        for kind in KINDS {
            for lang in Lang::ALL {
                assert_eq!(meant(kind, id_header(lang)), "id");
                for (title, column) in columns(kind, lang) {
                    assert_eq!(meant(kind, &title), column.name(), "{}: {title}", kind.stem());
                }
            }
        }
    }

    #[test]
    fn headers_as_people_write_them() {
        use Kind::{Body, Calendar, Document, Milestone, Referent, Stakeholder};
        for (kind, header, expected) in [
            (Stakeholder, "Rôle", "role"),
            (Stakeholder, "ROLE", "role"),
            (Stakeholder, "Date de l'échange bilatéral", "bilateral"),
            (Stakeholder, "Date du bilatéral (JJ/MM/AAAA)", "bilateral"),
            (Stakeholder, "Présence au lancement", "launch"),
            (Stakeholder, "Direction", "name"),
            (Stakeholder, "Acteur clé ?", "importance"),
            (Stakeholder, "Clé / optionnel", "importance"),
            (Stakeholder, "Organisation", "organisation"),
            (Stakeholder, "Courriel", "contact"),
            (Stakeholder, "Téléphone fixe du bureau", ""),
            (Stakeholder, "Observations", "note"),
            (Stakeholder, "Atentes", "expectations"),
            (Referent, "Nom", "name"),
            (Referent, "E-mail", "email"),
            (Referent, "Fonction", "function"),
            (Milestone, "Jalon", "title"),
            (Milestone, "Heure de début", "start-time"),
            (Milestone, "Date de fin", "end"),
            (Milestone, "Date", "date"),
            (Milestone, "Start time", "start-time"),
            (Document, "Date du document", "dated"),
            (Document, "Échéance", "due"),
            (Document, "Date limite", "due"),
            (Document, "Constats : Mesure", "findings.measurement"),
            (Document, "findings.measurement", "findings.measurement"),
            (Body, "Instance", "name"),
            (Body, "Dates des séances", "sessions"),
            (Body, "Périodicité", "frequency"),
            (Calendar, "Du", "start"),
            (Calendar, "Au", "end"),
            (Calendar, "Premier jour", "start"),
        ] {
            assert_eq!(meant(kind, header), expected, "{}: {header}", kind.stem());
        }
    }
}
