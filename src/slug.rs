//! Ids made from what people call things.

use crate::literal::fold;

/// Longest id that is made from a name, in characters; a threshold of nrt's own.
pub const LONGEST: usize = 48;

/// Words that say nothing in an id.
const SILENT: &[&str] = &[
    "a", "an", "and", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les",
    "of", "par", "pour", "sur", "the", "to", "un", "une", "vers",
];

/// The words of a name that say something, as an id of at most [`LONGEST`] characters: « Direction
/// générale des services » becomes `direction-generale-services`. Empty where nothing can be told.
pub fn slug(name: &str) -> String {
    let folded = fold(name);
    let words = folded.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty());
    let telling: Vec<&str> = words.clone().filter(|word| !SILENT.contains(word)).collect();
    let all: Vec<&str> = words.collect();
    let mut slug = String::new();
    for word in if telling.is_empty() { all } else { telling } {
        if !slug.is_empty() && slug.len() + 1 + word.len() > LONGEST {
            break;
        }
        if !slug.is_empty() {
            slug.push('-');
        }
        slug.push_str(word.get(..LONGEST).unwrap_or(word));
    }
    slug
}

/// An id, with a number where it is taken.
pub fn untaken(id: &str, taken: &dyn Fn(&str) -> bool) -> String {
    let numbered = |n: usize| if n == 1 { id.to_owned() } else { format!("{id}-{n}") };
    (1..usize::MAX).map(numbered).find(|id| !taken(id)).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_become_ids() {
        for (name, id) in [
            ("Direction générale des services", "direction-generale-services"),
            ("Élu·e délégué·e au numérique", "elu-e-delegue-e-numerique"),
            ("L'eau", "eau"),
            ("à la", "a-la"),
            ("« »", ""),
            ("DSI / Réseaux", "dsi-reseaux"),
        ] {
            assert_eq!(slug(name), id, "{name}");
        }
        assert_eq!(slug(&"x".repeat(99)).len(), LONGEST);
        assert_eq!(untaken("a", &|id| id == "a" || id == "a-2"), "a-3");
    }
}
