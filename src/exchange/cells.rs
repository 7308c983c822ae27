//! A value of a file as a cell of a spreadsheet, and several texts as one.

use toml::de::DeValue;

use super::grid::Value;
use crate::lang::Lang;
use crate::literal;
use crate::model::Shape;

/// What stands between the members of a list in a cell.
const BETWEEN: &str = " | ";

/// The cell of a value: words by their labels, « oui » and « non », the members of a list in one
/// text. A value that has not its key's type is shown as it is written.
pub fn cell(value: &DeValue<'_>, shape: &Shape, lang: Lang) -> Option<Value> {
    let number = |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite()).map(Value::Number);
    match (value, shape) {
        (DeValue::Integer(integer), Shape::Count | Shape::Number) if integer.radix() == 10 => {
            // Past it, two integers are one number.
            let exact = integer.as_str().parse::<u64>().is_ok_and(|n| n <= 1 << 53);
            let shown = || Some(Value::Text(integer.as_str().to_owned()));
            if exact { number(integer.as_str()) } else { shown() }
        }
        (DeValue::Float(float), Shape::Number) => {
            number(float.as_str()).or_else(|| Some(Value::Text(float.as_str().to_owned())))
        }
        (DeValue::Datetime(moment), _) => {
            let text = moment.to_string();
            let whole = moment.offset.is_none();
            let date = moment.date.filter(|_| whole && moment.time.is_none());
            let time = moment.time.filter(|time| {
                whole && moment.date.is_none() && time.nanosecond.unwrap_or_default() == 0
            });
            let date = date.and_then(|_| literal::date(&text)).map(Value::Date);
            let time = time.and_then(|_| literal::time(&text)).map(Value::Time);
            date.or(time).or(Some(Value::Text(text)))
        }
        (DeValue::Array(items), shape) => {
            let inner = if let Shape::List(inner) = shape { inner } else { shape };
            let items = items.iter().map(|item| text(item.get_ref(), inner, lang));
            super::grid::text_cell(join(&items.collect::<Vec<_>>()))
        }
        _ => super::grid::text_cell(text(value, shape, lang)),
    }
}

/// A value as the text of a cell.
pub fn text(value: &DeValue<'_>, shape: &Shape, lang: Lang) -> String {
    match (value, shape) {
        (DeValue::String(text), Shape::Word(words)) => {
            let word = words.iter().find(|word| word.name == *text);
            word.map_or_else(|| lines(text), |word| word.label(lang).to_owned())
        }
        (DeValue::String(text), _) => lines(text),
        (DeValue::Boolean(flag), _) => flag_text(*flag, lang).to_owned(),
        (DeValue::Integer(integer), _) => integer.to_string(),
        (DeValue::Float(float), _) => float.as_str().to_owned(),
        (DeValue::Datetime(moment), _) => moment.to_string(),
        (DeValue::Array(items), shape) => {
            let items: Vec<String> =
                items.iter().map(|item| text(item.get_ref(), shape, lang)).collect();
            join(&items)
        }
        (DeValue::Table(table), _) => {
            let keys: Vec<String> = table.keys().map(|key| key.get_ref().to_string()).collect();
            join(&keys)
        }
    }
}

/// A text whose lines end with `\n`, whatever ended them.
fn lines(text: &str) -> String {
    text.replace("\r\n", "\n").replace('\r', "\n")
}

/// « oui » or « non ».
pub const fn flag_text(flag: bool, lang: Lang) -> &'static str {
    if flag { lang.pick("oui", "yes") } else { lang.pick("non", "no") }
}

/// The members of a list in one text. What would cut a member in two is written after a `\`.
pub fn join(members: &[String]) -> String {
    let escaped = |member: &String| {
        member.replace('\\', "\\\\").replace('|', "\\|").replace("\r\n", "\n").replace('\n', "\\n")
    };
    // A blank one says nothing, here as in a file.
    let members = members.iter().filter(|member| !member.trim().is_empty());
    members.map(escaped).collect::<Vec<_>>().join(BETWEEN)
}

/// The members of a list that stand in one text: cut at `|`, or at line ends.
pub fn split(text: &str) -> Vec<String> {
    let (mut members, mut member) = (Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match (c, chars.peek()) {
            ('\\', Some(next @ ('\\' | '|'))) => {
                member.push(*next);
                chars.next();
            }
            ('\\', Some('n')) => {
                member.push('\n');
                chars.next();
            }
            ('|' | '\n', _) => members.push(std::mem::take(&mut member)),
            (c, _) => member.push(c),
        }
    }
    members.push(member);
    members.retain_mut(|member| {
        let trimmed = member.trim().to_owned();
        *member = trimmed;
        !member.is_empty()
    });
    members
}

/// A number without needless decimals, with the language's decimal mark.
pub fn number_text(number: f64, lang: Lang) -> String {
    let text = number.to_string();
    if lang == Lang::Fr { text.replace('.', ",") } else { text }
}

/// A text that two spreadsheets would show alike: the same line ends, nothing around, nothing that
/// some formats cannot hold.
pub fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for c in text.replace("\r\n", "\n").chars() {
        match c {
            '\n' | '\t' => plain.push(c),
            '\r' => plain.push('\n'),
            c if c.is_control() || crate::text::is_hidden(c) || is_no_character(c) => {}
            c => plain.push(c),
        }
    }
    plain.trim().to_owned()
}

/// Whether a scalar value is none that XML may hold.
pub(super) const fn is_no_character(c: char) -> bool {
    matches!(c, '\u{fffe}' | '\u{ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_cut_where_they_were_joined() {
        for members in [
            vec!["a"],
            vec!["a ; b", "c, d"],
            vec!["a | b", "c\\", "\\n", "d\ne", "|"],
            vec!["C:\\dossier\\nouveau"],
        ] {
            let members: Vec<String> = members.into_iter().map(str::to_owned).collect();
            assert_eq!(split(&join(&members)), members);
        }
        assert_eq!(split("un\ndeux\n"), ["un", "deux"]);
        assert!(split(" | ").is_empty());
    }

    #[test]
    fn texts_that_look_alike_are_the_same() {
        assert_eq!(plain(" a\r\nb\u{7}\u{200d}c\u{a0}\n"), "a\nbc");
    }
}
