//! What a syntax error means: the likely cause read off the line, and the parser's words in both
//! languages. Never echoes the line: it may hold anything.

use std::ops::Range;

use super::Hints;
use super::causes::{CAUSES, Fault, key_of};
use crate::address::{Address, Kind};
use crate::finding::{Finding, Fix, Level, Place, Related};
use crate::lang::Lang;
use crate::tr;

/// The finding of the `n`th syntax error of a file.
pub(super) fn finding(
    kind: Kind,
    n: usize,
    text: &str,
    range: Range<usize>,
    message: &str,
    (lang, hints): (Lang, Hints),
) -> Finding {
    let line = line_of(text, range.start);
    let words = description(message);
    let fault = Fault { kind, text, line: &line, range: &range, words, lang, hints };
    let cause = CAUSES.iter().find_map(|cause| cause(&fault));
    let (range, message, help, mend) = match cause {
        Some(cause) => (cause.range, cause.message, Some(cause.help), cause.mend),
        None => {
            let (message, help) = translated(message, lang);
            (visible(text, range, &line), message, help, None)
        }
    };
    let help = if cut_off(text, &line, words) {
        Some(tr!(
            lang,
            "le fichier s'arrête là : si sa fin manque, reprenez la dernière version dans git",
            "the file stops here: if its end is missing, take the last version back from git"
        ))
    } else {
        help
    };
    let address = Address::file(kind).subject(&n.to_string());
    let mut finding = super::at("invalid-toml", Level::Error, address, range, message);
    finding.help = help.map(Into::into);
    finding.fix = mend.map(|(safe, range, text)| Fix::splice(safe, kind, range, text));
    if words.starts_with("duplicate key") {
        finding.related.extend(first_of(text, &line).map(|range| Related {
            place: Place { path: kind.file().to_owned(), range },
            message: tr!(lang, "première fois", "first time").into(),
        }));
    }
    finding
}

/// Whether the file stops in the middle of something.
fn cut_off(text: &str, line: &Range<usize>, words: &str) -> bool {
    let open = ["invalid basic string", "invalid multi-line", "unclosed array", "unclosed inline"];
    line.end == text.len() && open.iter().any(|known| words.starts_with(known))
}

/// The key of an earlier line of the same table that is also the key of `line`.
fn first_of(text: &str, line: &Range<usize>) -> Option<Range<usize>> {
    let key = key_of(&text[line.clone()])?;
    let mut end = line.start;
    while end > 0 {
        let before = line_of(text, end - 1);
        let raw = &text[before.clone()];
        if raw.trim_start().starts_with('[') {
            return None;
        }
        if key_of(raw) == Some(key) {
            let start = before.start + raw.find(key)?;
            return Some(start..start + key.len());
        }
        end = before.start;
    }
    None
}

/// An error at a line's end, or of no width, is shown on the line's last character.
fn visible(text: &str, range: Range<usize>, line: &Range<usize>) -> Range<usize> {
    let end = range.end.min(line.end);
    if range.start < end {
        return range.start..end;
    }
    match text[line.clone()].char_indices().next_back() {
        Some((at, _)) if range.start >= line.end => line.start + at..line.end,
        _ => {
            let next = text[range.start..].chars().next().map_or(0, char::len_utf8);
            range.start..range.start + next
        }
    }
}

fn line_of(text: &str, offset: usize) -> Range<usize> {
    let start = text[..offset].rfind('\n').map_or(0, |at| at + 1);
    let end = text[offset..].find('\n').map_or(text.len(), |at| offset + at);
    let end = if text[start..end].ends_with('\r') { end - 1 } else { end };
    start..end.max(start)
}

/// The parser's fixed words, without what it expected or met.
fn description(message: &str) -> &str {
    message.split(", expected").next().unwrap_or_default().lines().next().unwrap_or_default()
}

fn translated(message: &str, lang: Lang) -> (String, Option<String>) {
    let known = description(message);
    let found = TRANSLATIONS.iter().find(|(words, ..)| known.starts_with(words));
    match found {
        Some((_, fr, en, help_fr, help_en)) => {
            let help = lang.pick(help_fr, help_en);
            (lang.pick(fr, en).to_owned(), (!help.is_empty()).then(|| help.to_owned()))
        }
        None => (
            tr!(
                lang,
                "le texte ne suit pas la syntaxe de TOML",
                "the text does not follow the syntax of TOML"
            ),
            None,
        ),
    }
}

/// The parser's words; French; English; what to do, in both. The longest of a prefix comes first.
#[rustfmt::skip]
const TRANSLATIONS: &[(&str, &str, &str, &str, &str)] = &[
    ("duplicate key", "cette clé est écrite deux fois", "this key is written twice", "gardez une seule des deux lignes", "keep only one of the two lines"),
    ("key with no value", "il manque `=` et une valeur après la clé", "`=` and a value are missing after the key", "écrivez `clé = valeur`, ou mettez `#` devant un commentaire", "write `key = value`, or put `#` before a comment"),
    ("missing value", "il manque la valeur après `=`", "the value is missing after `=`", "écrivez la valeur, ou effacez la ligne tant qu'elle n'est pas connue", "write the value, or delete the line as long as it is unknown"),
    ("missing assignment", "il manque `=` entre la clé et la valeur", "`=` is missing between key and value", "écrivez `clé = valeur`", "write `key = value`"),
    ("extra assignment", "il y a deux clés sur la même ligne", "there are two keys on the same line", "allez à la ligne avant la seconde clé", "start a new line before the second key"),
    ("extra `=`", "il y a un `=` de trop", "there is one `=` too many", "gardez un seul `=`", "keep a single `=`"),
    ("extra comma", "il y a une virgule de trop", "there is one comma too many", "enlevez une virgule", "remove one comma"),
    ("missing comma", "il manque une virgule entre deux éléments", "a comma is missing between two items", "séparez les éléments par des virgules", "separate the items by commas"),
    ("unclosed array table", "il manque `]]` à la fin de l'en-tête", "`]]` is missing at the end of the header", "un en-tête s'écrit `[identifiant]`", "a header is written `[id]`"),
    ("unclosed array", "il manque `]` à la fin de la liste", "`]` is missing at the end of the list", "fermez la liste par `]`", "close the list with `]`"),
    ("unclosed inline table", "il manque `}` à la fin de la table", "`}` is missing at the end of the table", "fermez la table par `}`", "close the table with `}`"),
    ("unclosed table", "il manque `]` à la fin de l'en-tête", "`]` is missing at the end of the header", "un en-tête s'écrit `[identifiant]`", "a header is written `[id]`"),
    ("missing table open", "il manque `[` au début de l'en-tête", "`[` is missing at the start of the header", "un en-tête s'écrit `[identifiant]`", "a header is written `[id]`"),
    ("missing array opening", "il manque `[` au début de la liste", "`[` is missing at the start of the list", "une liste s'écrit `[\"a\", \"b\"]`", "a list is written `[\"a\", \"b\"]`"),
    ("missing inline table opening", "il manque `{` au début de la table", "`{` is missing at the start of the table", "", ""),
    ("missing key", "il manque la clé avant `=`", "the key is missing before `=`", "écrivez `clé = valeur`", "write `key = value`"),
    ("invalid inline table element", "un élément de la table n'est pas de la forme `clé = valeur`", "an item of the table is not of the form `key = value`", "", ""),
    ("invalid key-value pair", "cette ligne n'est pas de la forme `clé = valeur`", "this line is not of the form `key = value`", "mettez `#` devant un commentaire", "put `#` before a comment"),
    ("unexpected `=` in array", "il y a un `=` dans une liste", "there is an `=` in a list", "une liste s'écrit `[\"a\", \"b\"]`", "a list is written `[\"a\", \"b\"]`"),
    ("unexpected content between comment and newline", "il y a un caractère de contrôle dans le commentaire", "there is a control character in the comment", "effacez-le et retapez la ligne", "delete it and type the line again"),
    ("unexpected content", "il y a du texte en trop à la fin de la ligne", "there is extra text at the end of the line", "mettez `#` devant un commentaire", "put `#` before a comment"),
    ("unexpected key or value", "il y a du texte en trop après la valeur", "there is extra text after the value", "une seule valeur par ligne ; `#` devant un commentaire", "one value a line; `#` before a comment"),
    ("string values must be quoted", "un texte s'écrit entre guillemets droits", "a text is written between straight quotes", "écrivez `clé = \"texte\"`", "write `key = \"text\"`"),
    ("missing opening quote", "il manque un guillemet au début du texte", "a quote is missing at the start of the text", "un texte s'écrit `\"ainsi\"`", "a text is written `\"like this\"`"),
    ("missing closing quote", "il manque un guillemet à la fin du texte", "a quote is missing at the end of the text", "un texte s'écrit `\"ainsi\"`", "a text is written `\"like this\"`"),
    ("invalid basic string", "il manque un guillemet à la fin du texte", "a quote is missing at the end of the text", "un texte s'écrit `\"ainsi\"`", "a text is written `\"like this\"`"),
    ("invalid literal string", "il manque une apostrophe à la fin du texte", "an apostrophe is missing at the end of the text", "un texte s'écrit `\"ainsi\"`", "a text is written `\"like this\"`"),
    ("invalid multi-line", "il manque trois guillemets à la fin du texte", "three quotes are missing at the end of the text", "fermez le texte par `\"\"\"`", "close the text with `\"\"\"`"),
    ("newlines are unsupported", "il manque un guillemet à la fin de la ligne", "a quote is missing at the end of the line", "fermez le texte par `\"` ; un texte de plusieurs lignes s'écrit entre `\"\"\"`", "close the text with `\"`; a text of several lines is written between `\"\"\"`"),
    ("missing escaped value", "une barre oblique inverse `\\` ne peut pas précéder ce caractère", "a backslash `\\` cannot stand before this character", "écrivez `\\\\`, ou `/` dans un chemin", "write `\\\\`, or `/` in a path"),
    ("too few unicode value digits", "il manque des chiffres après `\\u`", "digits are missing after `\\u`", "écrivez `\\u` et quatre chiffres, ou `/` dans un chemin", "write `\\u` and four digits, or `/` in a path"),
    ("too many unicode value digits", "il y a trop de chiffres après `\\u`", "there are too many digits after `\\u`", "", ""),
    ("invalid escape", "une séquence `\\…` est inconnue", "a sequence `\\…` is unknown", "écrivez `\\\\`, ou `/` dans un chemin", "write `\\\\`, or `/` in a path"),
    ("invalid value", "cette valeur n'est pas une valeur TOML", "this value is not a TOML value", "", ""),
    ("invalid unquoted key", "la clé contient un caractère interdit", "the key holds a forbidden character", "une clé s'écrit avec `a-z`, `0-9`, `-` et `_`, sans accent ni espace", "a key is written with `a-z`, `0-9`, `-` and `_`, without accents or spaces"),
    ("unquoted keys cannot be empty", "il manque la clé", "the key is missing", "écrivez `clé = valeur`", "write `key = value`"),
    ("keys cannot be multi-line", "une clé tient sur une ligne", "a key stands on one line", "", ""),
    ("carriage return must be followed by newline", "une fin de ligne est un retour chariot seul (CR)", "a line ends with a lone carriage return (CR)", "dans votre éditeur, choisissez les fins de ligne LF ou CRLF", "in your editor, choose the line endings LF or CRLF"),
    ("invalid comment character", "il y a un caractère de contrôle dans le commentaire", "there is a control character in the comment", "effacez-le et retapez la ligne", "delete it and type the line again"),
    ("missing comment start", "il manque `#` devant le commentaire", "`#` is missing before the comment", "", ""),
    ("`_` may only go between digits", "le signe `_` ne se met qu'entre deux chiffres", "`_` may only stand between two digits", "", ""),
    ("integers with a radix cannot be signed", "ce nombre a un signe de trop", "this number has one sign too many", "", ""),
    ("radix must be lowercase", "ce nombre commence par une majuscule", "this number starts with a capital letter", "", ""),
    ("redundant integer number prefix", "ce nombre a un préfixe de trop", "this number has one prefix too many", "", ""),
    ("redundant numeric sign", "ce nombre a un signe de trop", "this number has one sign too many", "", ""),
    ("unexpected leading zero", "un nombre ne commence pas par 0", "a number does not start with 0", "enlevez le 0, ou mettez des guillemets si c'est un code", "remove the 0, or put quotes if it is a code"),
    ("unexpected sign", "ce nombre a un signe de trop", "this number has one sign too many", "", ""),
    ("invalid date-time", "cette date n'existe pas", "this date does not exist", "une date s'écrit `2026-12-10`, une heure `14:00:00`", "a date is written `2026-12-10`, a time `14:00:00`"),
    ("invalid date", "cette date n'existe pas", "this date does not exist", "une date s'écrit `2026-12-10`", "a date is written `2026-12-10`"),
    ("invalid time", "cette heure n'existe pas", "this time does not exist", "une heure s'écrit `14:00:00`", "a time is written `14:00:00`"),
    ("invalid fraction", "il manque des chiffres après la virgule", "digits are missing after the point", "écrivez `1.5`, ou `1`", "write `1.5`, or `1`"),
    ("invalid boolean", "`true` ou `false` est mal écrit", "`true` or `false` is misspelt", "écrivez `true` (oui) ou `false` (non)", "write `true` or `false`"),
    ("invalid float", "ce nombre est mal écrit", "this number is misspelt", "écrivez par exemple `1.5`", "write for instance `1.5`"),
    ("invalid integer", "ce nombre est mal écrit", "this number is misspelt", "écrivez par exemple `12_000`", "write for instance `12_000`"),
    ("invalid number", "ce nombre est mal écrit", "this number is misspelt", "écrivez par exemple `12_000`", "write for instance `12_000`"),
    ("invalid exponent", "il manque des chiffres après `e`", "digits are missing after `e`", "", ""),
    ("recursion limit", "trop de tables imbriquées", "too many nested tables", "", ""),
    ("cannot recurse further", "trop de tables imbriquées", "too many nested tables", "", ""),
];

#[cfg(test)]
mod tests {
    use toml::de::DeTable;

    use super::*;

    /// Every way of being broken that the parser distinguishes, as far as a text can show it.
    const BROKEN: &[&str] = &[
        "a",
        "a =",
        "= 1",
        "a = 1 b = 2",
        "a == 1",
        "a = [1,,2]",
        "a = [1 2]",
        "[[a]",
        "a = [1",
        "a = {b = 1",
        "[a",
        "a]",
        "a = ]",
        "a = }",
        "a = {= 1}",
        "a = {b}",
        "a = [b = 1]",
        "a = 1 # \u{7}",
        "a = 1 2",
        "a = abc",
        "a = abc\"",
        "a = \"abc",
        "a = 'abc",
        "a = \"\"\"abc",
        "a = '''abc",
        "a = \"\\",
        "a = \"\\q\"",
        "a = \"\\u12\"",
        "a = \"\\U123456789\"",
        "é = 1",
        "\"\"\"a\"\"\" = 1",
        "a = 1\rb = 2",
        "a = 1__0",
        "a = +0x1",
        "a = 0X1",
        "a = 00x1",
        "a = ++1",
        "a = 01",
        "a = 1+1",
        "a = 1\na = 2",
        "[a]\n[a]",
        "a = 2026-13-45",
        "a = 25:00:00",
        "a = 1.",
        "a = 1e",
        "a = {b = 1,, c = 2}",
        "a = {b = 1 c = 2}",
        "a.b.",
        "[a.]",
        "[]",
        "a = \"\u{7}\"",
        "a = 1_",
        "a b = 1",
        "a = tru",
        "a = nan1",
        "\u{a0}a = 1",
        "a = \u{201c}x\u{201d}",
        "a\u{0} = 1",
    ];

    #[test]
    fn every_description_of_the_parser_is_translated() {
        for text in BROKEN {
            let (_, errors) = DeTable::parse_recoverable(text);
            assert!(!errors.is_empty(), "{text:?} is sound");
            for error in errors {
                let words = description(error.message());
                assert!(
                    TRANSLATIONS.iter().any(|(known, ..)| words.starts_with(known)),
                    "{text:?}: {words:?} is not translated"
                );
            }
        }
    }

    #[test]
    fn the_longest_of_a_prefix_comes_first() {
        for (at, (later, ..)) in TRANSLATIONS.iter().enumerate() {
            for (earlier, ..) in &TRANSLATIONS[..at] {
                assert!(!later.starts_with(earlier), "{later:?} can never be reached");
            }
        }
    }
}
