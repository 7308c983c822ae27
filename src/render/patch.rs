//! What becomes of a file, line by line, as git shows it: personal values masked.

use super::Style;
use super::excerpt::shown;
use crate::address::Kind;
use crate::diff::{Line, stretches};

/// The lines that go and come, with some around them; nothing where both texts are the same.
pub fn text(kind: Kind, before: &str, after: &str, style: Style) -> String {
    let stretches = stretches(before, after);
    if stretches.is_empty() {
        return String::new();
    }
    let file = kind.file();
    let paint = |code: &str, line: &str| {
        if style.colour { format!("\u{1b}[{code}m{line}\u{1b}[0m\n") } else { format!("{line}\n") }
    };
    let mut text = paint("1", &format!("--- {file}"));
    text.push_str(&paint("1", &format!("+++ {file}")));
    for stretch in stretches {
        let count =
            |of: &dyn Fn(&Line) -> bool| stretch.lines.iter().filter(|line| of(line)).count();
        let (old, new) = (stretch.old, stretch.new);
        let was = count(&|line| !matches!(line, Line::Added(_)));
        let is = count(&|line| !matches!(line, Line::Removed(_)));
        text.push_str(&paint("36", &format!("@@ -{old},{was} +{new},{is} @@")));
        for line in stretch.lines {
            let (sign, code, whole, range) = match line {
                Line::Same(range) => (' ', "0", after, range),
                Line::Removed(range) => ('-', "31", before, range),
                Line::Added(range) => ('+', "32", after, range),
            };
            text.push_str(&paint(code, &format!("{sign}{}", shown(kind, whole, range))));
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lang::Lang;

    #[test]
    fn personal_values_are_masked_and_hidden_characters_spelt_out() {
        let before = "[a]\r\nemail = \"a@b.fr\"\r\nfunction = \"x\"\r\n";
        let after = "[a]\r\nemail = \"a@b.fr\"\r\nfunction = \"\u{202e}y\"\r\n";
        let style = Style { lang: Lang::Fr, width: 80, colour: false };
        assert_eq!(
            text(Kind::Referent, before, after, style),
            "--- referents.toml\n+++ referents.toml\n@@ -1,3 +1,3 @@\n [a]\n email = ••••••••\n-function = \"x\"\n+function = \"\\u{202e}y\"\n"
        );
        assert_eq!(text(Kind::Referent, before, before, style), "");
    }
}
