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

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn slips_are_recognised_and_strangers_are_not() {
        let keys = ["title", "kind", "date", "bilateral", "bilateral-outcome"];
        assert_eq!(nearest("titel", keys), Some("title"));
        assert_eq!(nearest("Bilatéral", keys), Some("bilateral"));
        assert_eq!(nearest("bilateral-outcom", keys), Some("bilateral-outcome"));
        assert_eq!(nearest("budget", keys), None);
    }
}
