//! What a value means, whatever it is written like: two values that mean the same give the same text.

use toml::de::DeValue;

use super::recover::parse_sound;

/// What a value means.
pub fn meaning(value: &DeValue<'_>) -> String {
    match value {
        // A line end in a text is one, whatever the file's own are.
        DeValue::String(text) => format!("{:?}", text.replace("\r\n", "\n")),
        DeValue::Integer(integer) => {
            let number = i128::from_str_radix(integer.as_str(), integer.radix());
            number.map_or_else(|_| integer.to_string(), |number| number.to_string())
        }
        DeValue::Float(float) => {
            let number = float.as_str().parse::<f64>();
            number.map_or_else(|_| float.as_str().to_owned(), |number| format!("{number:?}"))
        }
        DeValue::Boolean(flag) => flag.to_string(),
        DeValue::Datetime(moment) => format!("@{moment}"),
        DeValue::Array(items) => {
            let items: Vec<String> = items.iter().map(|item| meaning(item.get_ref())).collect();
            format!("[{}]", items.join(","))
        }
        DeValue::Table(table) => {
            // A table is sorted by its keys.
            let fields = table
                .iter()
                .map(|(key, value)| format!("{:?}={}", key.get_ref(), meaning(value.get_ref())));
            format!("{{{}}}", fields.collect::<Vec<_>>().join(","))
        }
    }
}

/// The same, of a value as a file writes it; nothing where it is none.
pub fn of_written(value: &str) -> Option<String> {
    let text = format!("v = {value}\n");
    let table = parse_sound(&text)?;
    let found = table.get("v").filter(|_| table.len() == 1)?;
    Some(meaning(found.get_ref()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn however_it_is_written_it_means_the_same() {
        for (one, other) in [
            ("\"a\"", "'a'"),
            ("86_400", "86400"),
            ("0x10", "16"),
            ("1.50", "1.5"),
            ("[1, # one\n 2]", "[ 1,2, ]"),
            ("{ a = 1, b = 2 }", "{b=2,a=1}"),
            ("\"\\u00E9\"", "\"é\""),
        ] {
            assert_eq!(of_written(one), of_written(other), "{one}");
            assert!(of_written(one).is_some(), "{one}");
        }
        assert_ne!(of_written("1"), of_written("1.0"));
        assert_ne!(of_written("\"2026-01-01\""), of_written("2026-01-01"));
        assert_eq!(of_written("1\nw = 2"), None);
    }
}
