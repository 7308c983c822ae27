//! The two languages of everything a person reads, French first.

pub mod dates;

/// A language in which nrt speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default)]
pub enum Lang {
    /// French, the language of the method.
    #[default]
    Fr,
    /// English.
    En,
}

impl Lang {
    /// Both languages, French first.
    pub const ALL: [Self; 2] = [Self::Fr, Self::En];

    /// The code of the language, as in `project.language` and `--lang`.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Fr => "fr",
            Self::En => "en",
        }
    }

    /// The language of a code or of a locale such as `fr_FR.UTF-8`; `None` for any other.
    pub fn from_code(code: &str) -> Option<Self> {
        let primary = code.split(['-', '_', '.', '@']).next().unwrap_or_default();
        Self::ALL.into_iter().find(|lang| lang.code().eq_ignore_ascii_case(primary))
    }

    /// The text in this language, of a pair kept as data.
    pub const fn pick<'a>(self, fr: &'a str, en: &'a str) -> &'a str {
        match self {
            Self::Fr => fr,
            Self::En => en,
        }
    }

    /// Whether `n` things take the plural: from two in French, from zero but for one in English.
    pub const fn many(self, n: usize) -> bool {
        match self {
            Self::Fr => n >= 2,
            Self::En => n != 1,
        }
    }

    /// The regular mark of the plural for `n` things: `"s"`, or nothing.
    pub const fn s(self, n: usize) -> &'static str {
        if self.many(n) { "s" } else { "" }
    }

    /// Words in a row, the last one after « et » or "and".
    pub fn list<S: AsRef<str>>(self, words: &[S]) -> String {
        let words: Vec<&str> = words.iter().map(AsRef::as_ref).collect();
        match words.split_last() {
            None => String::new(),
            Some((last, [])) => (*last).to_owned(),
            Some((last, first)) => {
                format!("{} {} {last}", first.join(", "), self.pick("et", "and"))
            }
        }
    }
}

/// A formatted text in the reader's language: `tr!(lang, "français {x}", "English {x}")`.
///
/// Both texts are always there: a missing one does not compile.
#[macro_export]
macro_rules! tr {
    ($lang:expr, $fr:literal, $en:literal $(, $($arg:tt)*)?) => {
        match $lang {
            $crate::lang::Lang::Fr => format!($fr $(, $($arg)*)?),
            $crate::lang::Lang::En => format!($en $(, $($arg)*)?),
        }
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn zero_is_singular_in_french_only() {
        assert_eq!(Lang::Fr.s(0), "");
        assert_eq!(Lang::En.s(0), "s");
        assert_eq!(Lang::Fr.s(1), "");
        assert_eq!(Lang::En.s(1), "");
        assert_eq!(Lang::Fr.s(2), "s");
    }

    #[test]
    fn lists_end_with_and() {
        assert_eq!(Lang::Fr.list(&["a"]), "a");
        assert_eq!(Lang::Fr.list(&["a", "b", "c"]), "a, b et c");
        assert_eq!(Lang::En.list(&["a", "b"]), "a and b");
        assert_eq!(Lang::En.list::<&str>(&[]), "");
    }

    #[test]
    fn locales_are_recognised() {
        assert_eq!(Lang::from_code("fr_FR.UTF-8"), Some(Lang::Fr));
        assert_eq!(Lang::from_code("EN"), Some(Lang::En));
        assert_eq!(Lang::from_code("C"), None);
    }
}
