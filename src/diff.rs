//! Comparing texts: the only home of the `similar` crate.

/// The candidate that `word` most resembles, if any does enough to be proposed.
///
/// Case is ignored. The threshold (0.7 of the characters in common, in order) is nrt's own: it
/// accepts one slip in three letters.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let candidates: Vec<&str> = candidates.into_iter().collect();
    let lowered: Vec<String> = candidates.iter().map(|c| c.to_lowercase()).collect();
    let views: Vec<&str> = lowered.iter().map(String::as_str).collect();
    let word = word.to_lowercase();
    let best = similar::get_close_matches(word.as_str(), &views, 1, 0.7).first().copied()?;
    lowered.iter().position(|c| c == best).map(|at| candidates[at])
}

/// A stretch of two texts that are compared word by word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// In both.
    Same(String),
    /// Only in the first.
    Removed(String),
    /// Only in the second.
    Added(String),
}

/// Two texts, word by word; spaces go with the words they stand between.
pub fn words(before: &str, after: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    for change in similar::TextDiff::from_words(before, after).iter_all_changes() {
        let word = change.value();
        match (parts.last_mut(), change.tag()) {
            (Some(Part::Same(text)), similar::ChangeTag::Equal)
            | (Some(Part::Removed(text)), similar::ChangeTag::Delete)
            | (Some(Part::Added(text)), similar::ChangeTag::Insert) => text.push_str(word),
            (_, similar::ChangeTag::Equal) => parts.push(Part::Same(word.to_owned())),
            (_, similar::ChangeTag::Delete) => parts.push(Part::Removed(word.to_owned())),
            (_, similar::ChangeTag::Insert) => parts.push(Part::Added(word.to_owned())),
        }
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let keys = ["title", "kind", "date", "bilateral", "bilateral-outcome"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Bilatéral", keys), Some("bilateral"));
        assert_eq!(nearest("bilateral-outcom", keys), Some("bilateral-outcome"));
        assert_eq!(nearest("budget", keys), None);
    }

    #[test]
    fn texts_are_compared_by_words() {
        let parts = words("un plan annuel simple", "un plan pluriannuel simple");
        let same = |text: &str| Part::Same(text.to_owned());
        let expected = [
            same("un plan "),
            Part::Removed("annuel".to_owned()),
            Part::Added("pluriannuel".to_owned()),
            same(" simple"),
        ];
        assert_eq!(parts, expected);
    }
}
