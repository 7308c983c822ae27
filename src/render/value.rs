//! Values of a file as people and as programs read them.

use serde_json::Value;
use toml::de::DeValue;

use crate::lang::{Lang, dates};
use crate::literal;
use crate::model::{Key, Shape};
use crate::tr;

/// A value, as a person reads it: words by their labels, dates in words. Not yet cleaned.
pub fn human(value: &DeValue<'_>, shape: &Shape, lang: Lang) -> String {
    match (value, shape) {
        (DeValue::String(text), Shape::Word(words)) => words
            .iter()
            .find(|word| word.name == *text)
            .map_or_else(|| text.to_string(), |word| word.label(lang).to_owned()),
        (DeValue::String(text), _) => text.to_string(),
        (DeValue::Boolean(flag), _) => {
            if *flag {
                tr!(lang, "oui", "yes")
            } else {
                tr!(lang, "non", "no")
            }
        }
        (DeValue::Datetime(moment), _) => {
            let text = moment.to_string();
            match (literal::date(&text), literal::time(&text)) {
                (Some(date), _) => dates::short(lang, date),
                (None, Some(time)) => dates::time(lang, time),
                (None, None) => text,
            }
        }
        (DeValue::Array(items), shape) => {
            let inner = if let Shape::List(inner) = shape { inner } else { shape };
            let items: Vec<String> =
                items.iter().map(|item| human(item.get_ref(), inner, lang)).collect();
            // Dates and words hold no comma; texts may.
            let texts = matches!(inner, Shape::Text | Shape::Address);
            items.join(if texts { lang.pick("\u{a0}; ", "; ") } else { ", " })
        }
        (DeValue::Integer(integer), _) => {
            let number = i64::from_str_radix(integer.as_str(), integer.radix());
            number.map_or_else(|_| integer.to_string(), |number| dates::number(lang, number))
        }
        (DeValue::Float(float), _) => decimal(float.as_str(), lang),
        (DeValue::Table(table), Shape::Table(keys)) => {
            let parts: Vec<String> = keys
                .iter()
                .filter_map(|key| {
                    let value = table.get(key.name)?;
                    Some(format!("{} = {}", key.name, human(value.get_ref(), &key.shape, lang)))
                })
                .collect();
            parts.join(" · ")
        }
        (DeValue::Table(table), Shape::Map(inner)) => {
            let colon = lang.pick("\u{a0}:", ":");
            let shown = table.iter().map(|(key, value)| {
                format!("{}{colon} {}", key.get_ref(), human(value.get_ref(), inner, lang))
            });
            shown.collect::<Vec<_>>().join(" · ")
        }
        (DeValue::Table(table), _) => {
            let keys: Vec<&str> = table.keys().map(|key| key.get_ref().as_ref()).collect();
            keys.join(", ")
        }
    }
}

/// A value as a cell of a spreadsheet: words by their labels, dates as the file writes them, numbers
/// with the language's decimal mark, lists joined by ` | `.
pub fn cell(value: &DeValue<'_>, shape: &Shape, lang: Lang) -> String {
    match (value, shape) {
        (DeValue::Integer(_), _) => json(value).to_string(),
        (DeValue::Datetime(moment), _) => moment.to_string(),
        (DeValue::Array(items), shape) => {
            let inner = if let Shape::List(inner) = shape { inner } else { shape };
            let items: Vec<String> =
                items.iter().map(|item| cell(item.get_ref(), inner, lang)).collect();
            items.join(" | ")
        }
        (DeValue::Table(_), _) => serde_json::to_string(&json(value)).unwrap_or_default(),
        _ => human(value, shape, lang),
    }
}

/// A number with decimals: « 0,5 » · "0.5"; as the file writes it where that is no usual number.
fn decimal(written: &str, lang: Lang) -> String {
    let number = written.parse::<f64>().ok().filter(|number| number.is_finite());
    let plain = number.map(|number| number.to_string()).filter(|text| text.len() <= 20);
    let text = plain.unwrap_or_else(|| written.to_owned());
    if lang == Lang::Fr { text.replace('.', ",") } else { text }
}

/// A value as JSON where it has its key's type, else `null`; a table has every one of its keys.
pub fn typed(value: &DeValue<'_>, shape: &Shape) -> Value {
    let sound = match (value, shape) {
        (DeValue::Table(table), Shape::Table(keys)) => {
            let field = |key: &Key| {
                let value = table.get(key.name)?;
                Some(typed(value.get_ref(), &key.shape))
            };
            let fields =
                keys.iter().map(|key| (key.name.to_owned(), field(key).unwrap_or(Value::Null)));
            return fields.collect();
        }
        (DeValue::Array(items), Shape::List(inner)) => {
            let items = items.iter().map(|item| typed(item.get_ref(), inner));
            return items.filter(|item| !item.is_null()).collect();
        }
        (DeValue::String(text), Shape::Word(words)) => words.iter().any(|word| word.name == *text),
        (DeValue::String(_), shape) => {
            matches!(shape, Shape::Text | Shape::Reference(_) | Shape::Address | Shape::Rule)
        }
        (DeValue::Boolean(_), Shape::Flag) => true,
        (DeValue::Integer(_) | DeValue::Float(_), Shape::Number) => {
            json(value).as_f64() >= Some(0.0)
        }
        (DeValue::Integer(_), Shape::Count) => json(value).is_u64(),
        (DeValue::Datetime(moment), Shape::Date) => moment.time.is_none(),
        (DeValue::Datetime(moment), Shape::Time) => moment.date.is_none(),
        _ => false,
    };
    if sound { json(value) } else { Value::Null }
}

/// A value as JSON: dates and times as strings.
pub fn json(value: &DeValue<'_>) -> Value {
    match value {
        DeValue::String(text) => Value::from(text.as_ref()),
        DeValue::Integer(integer) => {
            let number = i64::from_str_radix(integer.as_str(), integer.radix());
            number.map_or_else(|_| Value::from(integer.to_string()), Value::from)
        }
        DeValue::Float(float) => {
            let number = float.as_str().parse::<f64>().ok().and_then(serde_json::Number::from_f64);
            number.map_or_else(|| Value::from(float.as_str()), Value::Number)
        }
        DeValue::Boolean(flag) => Value::from(*flag),
        DeValue::Datetime(moment) => Value::from(moment.to_string()),
        DeValue::Array(items) => items.iter().map(|item| json(item.get_ref())).collect(),
        DeValue::Table(table) => table
            .iter()
            .map(|(key, value)| (key.get_ref().to_string(), json(value.get_ref())))
            .collect(),
    }
}

/// Whether a key's value is a table of its own, shown below the others.
pub(super) const fn is_table(key: &Key) -> bool {
    matches!(key.shape, Shape::Table(_) | Shape::Map(_))
}
