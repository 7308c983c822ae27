//! Text from files in Markdown: words stay words, and whatever else could mean something to a
//! forge stands in a code span, where it means nothing.
//!
//! Escaping by backslashes is not enough: mentions, references to issues and links without marks
//! are looked for after Markdown was read, anywhere but in code.

/// A text on one line as Markdown for the middle of a line. Parts that stand between backticks are
/// code spans, as their author meant.
pub(crate) fn prose(text: &str) -> String {
    let mut markdown = String::with_capacity(text.len());
    for token in tokens(text) {
        match token {
            Token::Space(c) => markdown.push(c),
            Token::Word(word) => markdown.push_str(&self::word(word)),
        }
    }
    markdown
}

/// A text as one code span, with a fence longer than any run of backticks in it.
pub(crate) fn code(text: &str) -> String {
    let longest = text.split(|c| c != '`').map(str::len).max().unwrap_or_default();
    let fence = "`".repeat(longest + 1);
    // One space on each side is taken away again by the reader; it is needed where the text starts
    // or ends with a backtick or with spaces.
    let edge = |c: char| c == '`' || c == ' ';
    let pad =
        if text.is_empty() || text.starts_with(edge) || text.ends_with(edge) { " " } else { "" };
    format!("{fence}{pad}{text}{pad}{fence}")
}

/// A part that is folded away under a title; nothing where there is nothing in it.
pub(super) fn folded(title: &str, body: &str) -> String {
    if body.is_empty() {
        return String::new();
    }
    format!("\n<details>\n<summary>{title}</summary>\n\n{body}\n</details>\n")
}

/// Cuts a text from the bottom, at a line, where it has more than so many characters; what was open
/// is closed, and `rest` says where to find the rest. Only whole parts stand on lines of their own.
pub(super) fn cut(text: String, most: usize, rest: &str) -> String {
    if text.chars().count() <= most {
        return text;
    }
    // Room for what closes the text.
    let most = most.saturating_sub(200 + rest.chars().count());
    let end = text.char_indices().nth(most).map_or(text.len(), |(at, _)| at);
    let line = text[..end].rfind('\n').map_or(0, |at| at + 1);
    let mut short = text[..line].to_owned();
    let fences = short.lines().filter(|line| line.starts_with("```")).map(fence);
    if let Some(open) = fences.fold(None, |open: Option<&str>, fence| match open {
        None => Some(fence),
        Some(open) if fence.len() >= open.len() => None,
        Some(open) => Some(open),
    }) {
        short = format!("{short}{open}\n");
    }
    // A text may hold the same word; a line of its own is ours.
    let lines = |wanted: &str| short.lines().filter(|line| *line == wanted).count();
    if lines("<details>") > lines("</details>") {
        short.push_str("\n</details>\n");
    }
    format!("{short}\n{rest}\n")
}

/// The backticks that a line starts with.
fn fence(line: &str) -> &str {
    &line[..line.len() - line.trim_start_matches('`').len()]
}

enum Token<'t> {
    Space(char),
    Word(&'t str),
}

/// Spaces, and what stands between them; a part between backticks holds its spaces.
fn tokens(text: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut start = 0;
    let mut quoted = None;
    for (at, c) in text.char_indices() {
        if quoted.is_some_and(|end| at <= end) {
            continue;
        }
        if c == '`' {
            // A backtick that nothing closes is a character like any other.
            quoted = text[at + 1..].find('`').map(|length| at + 1 + length);
        } else if c.is_whitespace() {
            if start < at {
                tokens.push(Token::Word(&text[start..at]));
            }
            let kept = matches!(c, '\u{a0}' | '\u{202f}');
            tokens.push(Token::Space(if kept { c } else { ' ' }));
            start = at + c.len_utf8();
        }
    }
    if start < text.len() {
        tokens.push(Token::Word(&text[start..]));
    }
    tokens
}

/// A word as it is, with its code spans, if it is surely nothing else; else all of it in one.
fn word(word: &str) -> String {
    let parts: Vec<&str> = word.split('`').collect();
    let last = parts.len() - 1;
    let plain = last.is_multiple_of(2)
        && parts.iter().enumerate().all(|(n, part)| {
            if n % 2 == 1 {
                !part.trim().is_empty()
            } else {
                // Two spans that touch would be read as one.
                is_plain(part) && (!part.is_empty() || n == 0 || n == last)
            }
        });
    if !plain {
        // What ends a clause is no part of it.
        let end = word.trim_end_matches([',', ';', '.']).len();
        let (own, after) = if end == 0 { (word, "") } else { word.split_at(end) };
        return code(own) + after;
    }
    parts
        .into_iter()
        .enumerate()
        .map(|(n, part)| if n % 2 == 1 { code(part) } else { part.to_owned() })
        .collect()
}

/// Whether a stretch without spaces can only be read as words, figures and punctuation: no mark of
/// Markdown, no mention, no reference, no link, no emoji, no hash of a commit.
fn is_plain(part: &str) -> bool {
    // A date as French writes it; a sign before what was added, or before a shift.
    let day = part.trim_matches(|c: char| "(),.;:«»".contains(c));
    if day == "1er" {
        return true;
    }
    let part = part.strip_prefix('(').unwrap_or(part);
    let part = part.strip_prefix('+').unwrap_or(part);
    let allowed =
        |c: char| c.is_alphanumeric() || "'’-–—−,.;:?!()«»“”\"…·€".contains(c) && c != '`';
    if !part.chars().all(allowed) {
        return false;
    }
    // `a.b`, `a:b`, `!1` and `:a:` are read as links, references or emoji.
    let mut after = part.chars().skip(1);
    let mut figure = false;
    let glued = part.chars().any(|c| {
        let next = after.next();
        // A comma within a number is part of it.
        let within = figure && c == ',' && next.is_some_and(|next| next.is_ascii_digit());
        figure = c.is_ascii_digit();
        ".:!?;,".contains(c) && next.is_some_and(char::is_alphanumeric) && !within
    });
    let digits = part.chars().any(char::is_numeric);
    let letters = part.chars().any(char::is_alphabetic);
    // `GH-12`, `R5`, and seven digits or more of a hash.
    let runs = part.split(|c: char| !c.is_alphanumeric());
    let hash = |run: &str| run.len() >= 7 && run.bytes().all(|b| b.is_ascii_hexdigit());
    !(glued || digits && letters || runs.into_iter().any(hash))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stay_words() {
        for text in [
            "aucun échange avec la direction\u{a0}: 12 jours, du 2026-11-23 au 2026-12-10",
            "l'instance `codir` n'a pas lieu (avant le comité)\u{a0}!",
            "« Comité de direction » (`codir`), d'`abord`…",
            "sans « @ » ? non",
            "le 1er décembre, puis le 1er. (+35 j) +le territoire, −l'intercommunalité",
            "more than 50,000 inhabitants (here 86,400), 1,5 jour d'agent",
        ] {
            let text = text.replace('@', "a");
            assert_eq!(prose(&text), text);
        }
    }

    #[test]
    fn what_could_mean_something_is_code() {
        for (text, shown) in [
            ("@all", "`@all`"),
            ("à @équipe, oui", "à `@équipe`, oui"),
            ("www.exemple.fr http://x a@b.fr", "`www.exemple.fr` `http://x` `a@b.fr`"),
            ("[x](http://y)", "`[x](http://y)`"),
            ("![x](y) #12 !3 GH-4 o/r#5", "`![x](y)` `#12` `!3` `GH-4` `o/r#5`"),
            (":+1: +@all 1ere +deadbeef", "`:+1:` `+@all` `1ere` `+deadbeef`"),
            (":smile: deadbeef 1234567", "`:smile:` `deadbeef` `1234567`"),
            ("<b> a|b *x* _y_ ~z~ $m$ \\n", "`<b>` `a|b` `*x*` `_y_` `~z~` `$m$` `\\n`"),
            ("`` ` a", "``` `` ` ``` a"),
            ("x` @all `y", "`` x` @all `y ``"),
            ("`a``b`", "`` `a``b` ``"),
            ("$`a`$", "``$`a`$``"),
            ("a` b", "`` a` `` b"),
        ] {
            let found = prose(text);
            if text.contains("``") || text.contains("x`") {
                // Only that nothing of it stands outside code.
                assert!(
                    !outside(&found).contains('@') && !outside(&found).contains('`'),
                    "{found}"
                );
            } else {
                assert_eq!(found, shown);
            }
        }
    }

    /// What a reader of Markdown finds outside code spans.
    fn outside(markdown: &str) -> String {
        let mut outside = String::new();
        let mut rest = markdown;
        while let Some(at) = rest.find('`') {
            outside.push_str(&rest[..at]);
            let open = rest[at..].bytes().take_while(|b| *b == b'`').count();
            let after = &rest[at + open..];
            let mut close = None;
            let mut from = 0;
            while let Some(next) = after[from..].find('`').map(|next| from + next) {
                let run = after[next..].bytes().take_while(|b| *b == b'`').count();
                if run == open {
                    close = Some(next + run);
                    break;
                }
                from = next + run;
            }
            let Some(end) = close else {
                outside.push_str(&rest[at..]);
                return outside;
            };
            rest = &after[end..];
        }
        outside + rest
    }

    #[test]
    fn a_fence_is_longer_than_what_it_holds() {
        assert_eq!(code("a``b`c"), "```a``b`c```");
        assert_eq!(code("`a`"), "`` `a` ``");
        assert_eq!(code(" a"), "`  a `");
    }

    #[test]
    fn what_a_cut_leaves_open_is_closed() {
        let folded = folded("Titre", &"- `</details>` un texte\n".repeat(40));
        let short = cut(folded, 600, "La suite.");
        assert!(short.chars().count() <= 600, "{short}");
        assert!(short.ends_with("texte\n\n</details>\n\nLa suite.\n"), "{short}");
        let fenced = format!("````toml\n{}````\n", "```\nx\n".repeat(200));
        let short = cut(fenced, 600, "La suite.");
        assert!(short.ends_with("\n````\n\nLa suite.\n"), "{short}");
        assert_eq!(cut("court\n".to_owned(), 600, "La suite."), "court\n");
    }

    proptest::proptest! {
        #[test]
        fn nothing_but_words_stands_outside_code(text in "[a-z1@#:!.`\\[\\]()<>|*_~$&\\\\ \u{a0}é-]{0,40}") {
            let shown = prose(&text);
            for c in outside(&shown).chars() {
                proptest::prop_assert!(!"@#`[]<>|*_~$&\\".contains(c), "{shown:?} shows {c:?}");
            }
        }
    }
}
