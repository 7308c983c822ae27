//! When two values of a file say the same.

use toml::Spanned;
use toml::de::DeValue;

/// Whether two values say the same, however they are written: `86_400` is `86400`, the order of a
/// table's keys does not count, the order of a list does.
pub fn same(a: &DeValue<'_>, b: &DeValue<'_>) -> bool {
    match (a, b) {
        (DeValue::String(a), DeValue::String(b)) => a == b,
        (DeValue::Integer(a), DeValue::Integer(b)) => {
            let number = |n: &toml::de::DeInteger<'_>| i128::from_str_radix(n.as_str(), n.radix());
            match (number(a), number(b)) {
                (Ok(a), Ok(b)) => a == b,
                _ => a.as_str() == b.as_str() && a.radix() == b.radix(),
            }
        }
        (DeValue::Float(a), DeValue::Float(b)) => {
            let number = |n: &toml::de::DeFloat<'_>| n.as_str().parse::<f64>();
            match (number(a), number(b)) {
                (Ok(a), Ok(b)) => a.to_bits() == b.to_bits(),
                _ => a.as_str() == b.as_str(),
            }
        }
        (DeValue::Boolean(a), DeValue::Boolean(b)) => a == b,
        (DeValue::Datetime(a), DeValue::Datetime(b)) => a == b,
        (DeValue::Array(a), DeValue::Array(b)) => {
            let pairs = a.iter().map(Spanned::get_ref).zip(b.iter().map(Spanned::get_ref));
            a.len() == b.len() && pairs.into_iter().all(|(a, b)| same(a, b))
        }
        (DeValue::Table(a), DeValue::Table(b)) => {
            a.len() == b.len()
                && a.iter().all(|(key, value)| {
                    let other = b.get(key.get_ref().as_ref());
                    other.is_some_and(|other| same(value.get_ref(), other.get_ref()))
                })
        }
        _ => false,
    }
}
