//! Dates, times and numbers as people write them, to propose what TOML wants instead.

use chrono::{Datelike, NaiveDate, NaiveTime};

/// Most digits of a number that is proposed: the largest population has eight, a telephone number
/// at least nine.
const MAX_DIGITS: usize = 8;

/// A date written `10/12/2026`, `10.12.2026`, `10-12-2026`, `2026/12/10`, `10 décembre 2026` or
/// already as TOML wants it. Day before month, as in French.
pub fn date(text: &str) -> Option<NaiveDate> {
    let parts: Vec<&str> = text
        .split(['/', '.', '-', ' ', '\u{a0}', '\u{202f}'])
        .filter(|part| !part.is_empty())
        .collect();
    let [first, month, last] = parts.as_slice() else {
        return None;
    };
    let (day, year) = if first.len() == 4 { (last, first) } else { (first, last) };
    let day = day.strip_suffix("er").unwrap_or(day);
    let month = month_number(month)?;
    if year.len() != 4 {
        return None;
    }
    NaiveDate::from_ymd_opt(year.parse().ok()?, month, day.parse().ok()?)
}

/// A time written `14h`, `14h00`, `14 h 30`, `14:00` or already as TOML wants it.
pub fn time(text: &str) -> Option<NaiveTime> {
    let lowered = text.to_lowercase();
    let parts: Vec<&str> = lowered.split(['h', ':']).map(str::trim).collect();
    let (hour, minute, second) = match parts.as_slice() {
        [hour, ""] => (*hour, "0", "0"),
        [hour, minute] => (*hour, *minute, "0"),
        [hour, minute, second] => (*hour, *minute, *second),
        _ => return None,
    };
    NaiveTime::from_hms_opt(hour.parse().ok()?, minute.parse().ok()?, second.parse().ok()?)
}

/// A whole number written with spaces, such as `86 400`; never a code such as `01004`, nor anything
/// as long as a telephone number.
pub fn integer(text: &str) -> Option<i64> {
    let mut groups = text.split([' ', '\u{a0}', '\u{202f}', '_', '.', ',']);
    let first = groups.next()?;
    let code = first.starts_with('0') && text.len() > 1;
    if first.is_empty() || code || first.len() > 3 && text.contains(' ') {
        return None;
    }
    let mut digits = first.to_owned();
    for group in groups {
        if group.len() != 3 {
            return None;
        }
        digits.push_str(group);
    }
    let sound = digits.len() <= MAX_DIGITS && digits.bytes().all(|b| b.is_ascii_digit());
    sound.then(|| digits.parse().ok())?
}

/// A number with a decimal comma, such as `0,5`, as TOML wants it.
pub fn decimal(text: &str) -> Option<String> {
    let (whole, part) = text.split_once(',')?;
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let sound = digits(whole) && digits(part) && text.len() <= MAX_DIGITS;
    sound.then(|| format!("{whole}.{part}"))
}

/// The last day of the month of a text such as `2026-11-31`, which names a day too many.
pub fn last_of_month(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month) = (parts.next()?.parse().ok()?, parts.next()?.parse().ok()?);
    let first = NaiveDate::from_ymd_opt(year, month, 1)?;
    let day: u32 = parts.next()?.parse().ok()?;
    let last = NaiveDate::from_ymd_opt(year, month, u32::from(first.num_days_in_month()))?;
    (parts.next().is_none() && day > last.day()).then_some(last)
}

/// A word without case, accents or spaces: `Échange bilatéral` becomes `echange-bilateral`.
pub fn fold(word: &str) -> String {
    let mut folded = String::with_capacity(word.len());
    for c in word.trim().chars().flat_map(char::to_lowercase) {
        match c {
            'à' | 'â' | 'ä' | 'á' | 'ã' => folded.push('a'),
            'ç' => folded.push('c'),
            'é' | 'è' | 'ê' | 'ë' => folded.push('e'),
            'î' | 'ï' | 'í' | 'ì' => folded.push('i'),
            'ñ' => folded.push('n'),
            'ô' | 'ö' | 'ó' | 'ò' => folded.push('o'),
            'ù' | 'û' | 'ü' | 'ú' => folded.push('u'),
            'ÿ' => folded.push('y'),
            'œ' => folded.push_str("oe"),
            'æ' => folded.push_str("ae"),
            // Combining accents, as macOS writes them.
            '\u{300}'..='\u{36f}' => {}
            ' ' | '\'' | '’' | '_' | '/' | '\u{a0}' => folded.push('-'),
            c => folded.push(c),
        }
    }
    folded
}

/// An integer with `_` between groups of three digits from five digits on, as TOML accepts it.
pub fn grouped(n: i64) -> String {
    let digits = n.unsigned_abs().to_string();
    if digits.len() < 5 {
        return n.to_string();
    }
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push('_');
        }
        out.push(digit);
    }
    if n < 0 { format!("-{out}") } else { out }
}

fn month_number(word: &str) -> Option<u32> {
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    let word = word.to_lowercase();
    let starts = [
        ["janv", "jan"],
        ["févr", "feb"],
        ["mars", "mar"],
        ["avri", "apr"],
        ["mai", "may"],
        ["juin", "jun"],
        ["juil", "jul"],
        ["août", "aug"],
        ["sept", "sep"],
        ["octo", "oct"],
        ["nove", "nov"],
        ["déce", "dec"],
    ];
    let at = starts.iter().position(|names| names.iter().any(|name| word.starts_with(name)))?;
    u32::try_from(at + 1).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_people_write_them() {
        let expected = NaiveDate::from_ymd_opt(2026, 12, 10);
        for text in [
            "10/12/2026",
            "10.12.2026",
            "2026-12-10",
            "2026/12/10",
            "10 décembre 2026",
            "10\u{a0}dec 2026",
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
        assert_eq!(date("1er août 2026"), NaiveDate::from_ymd_opt(2026, 8, 1));
        for text in ["31/02/2026", "10/12/26", "hier", "", "1.5", "14h00"] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn times_and_numbers_as_people_write_them() {
        for text in ["14h00", "14h", "14 h 00", "14:00", "14:00:00"] {
            assert_eq!(time(text), NaiveTime::from_hms_opt(14, 0, 0), "{text}");
        }
        assert_eq!(time("25h00"), None);
        assert_eq!(integer("86 400"), Some(86_400));
        assert_eq!(integer("62\u{202f}000\u{a0}000"), Some(62_000_000));
        assert_eq!(integer("0"), Some(0));
        assert_eq!(decimal("0,5").as_deref(), Some("0.5"));
        assert_eq!(decimal("0,500").as_deref(), Some("0.500"));
        assert_eq!(decimal("a,5"), None);
        assert_eq!(last_of_month("2026-11-31"), NaiveDate::from_ymd_opt(2026, 11, 30));
        assert_eq!(last_of_month("2026-13-31"), None);
        for text in ["86 40", "a", "", "8640 000", "1.5", "01004", "0,500", "612 345 678"] {
            assert_eq!(integer(text), None, "{text}");
        }
        assert_eq!(grouped(86_400), "86_400");
        assert_eq!(grouped(-1_234_567), "-1_234_567");
        assert_eq!(grouped(3500), "3500");
    }
}
