//! Dates, times and numbers as people write them, to propose what TOML wants instead.

use chrono::{Datelike, NaiveDate, NaiveTime};

/// Most digits of a number that is proposed: the largest population has eight, a telephone number
/// at least nine.
const MAX_DIGITS: usize = 8;

/// Longest text that may be a date, a time or a mark, in bytes.
const MAX_BYTES: usize = 60;

/// First and last day that a number is taken for as Excel counts days: 2000 to 2099.
const EXCEL_DAYS: std::ops::RangeInclusive<i64> = 36_526..=73_050;

/// A date written `10/12/2026`, `10.12.26`, `10-12-2026`, `2026/12/10`, `jeudi 10 décembre 2026`,
/// `10 déc. 2026`, `December 10, 2026` or already as TOML wants it. Numbers are day before month,
/// as in French; a year of two digits is one of 2000 to 2069.
pub fn date(text: &str) -> Option<NaiveDate> {
    if text.len() > MAX_BYTES {
        return None;
    }
    let mut parts: Vec<&str> = text
        .split(['/', '.', '-', ',', ' ', '\u{a0}', '\u{202f}'])
        .filter(|part| !part.is_empty())
        .collect();
    while parts.len() > 3 && says_nothing(parts[0]) {
        parts.remove(0);
    }
    let [first, second, last] = parts.as_slice() else {
        return None;
    };
    let (day, month, year) = if first.len() == 4 && is_digits(first) {
        (last, second, first)
    } else if first.starts_with(char::is_alphabetic) {
        (second, first, last)
    } else {
        (first, second, last)
    };
    let day =
        ["er", "st", "nd", "rd", "th"].iter().find_map(|end| day.strip_suffix(end)).unwrap_or(day);
    let spaced = text.trim().contains([' ', '\u{a0}', '\u{202f}']);
    let year: i32 = match year.len() {
        4 => year.parse().ok()?,
        // Three short numbers with spaces between are no date: they may be a telephone number.
        2 if !(spaced && is_digits(month)) => year.parse::<i32>().ok().filter(|y| *y < 70)? + 2000,
        _ => return None,
    };
    let sound = is_digits(day) && day.len() <= 2;
    sound.then(|| NaiveDate::from_ymd_opt(year, month_number(month)?, day.parse().ok()?))?
}

/// A date and a time in one text, such as `2026-12-10 14:00` or `10/12/2026 à 14h`.
pub fn moment(text: &str) -> Option<(NaiveDate, NaiveTime)> {
    text.char_indices().filter(|(_, c)| matches!(c, 'T' | ' ' | '\u{a0}' | '\u{202f}')).find_map(
        |(at, c)| {
            let before = text[..at].trim_end_matches([' ', ',', '\u{a0}']);
            let before =
                ["à", "at"].iter().find_map(|word| before.strip_suffix(word)).unwrap_or(before);
            Some((date(before)?, time(text[at + c.len_utf8()..].trim())?))
        },
    )
}

/// A month without its day: `2026-12`, `12/2026` or `décembre 2026`, as `2026-12`.
pub fn month(text: &str) -> Option<String> {
    let parts: Vec<&str> =
        text.split(['/', '.', '-', ' ', '\u{a0}']).filter(|part| !part.is_empty()).collect();
    let [first, second] = parts.as_slice() else {
        return None;
    };
    let (year, month) =
        if first.len() == 4 && is_digits(first) { (first, second) } else { (second, first) };
    let month = month_number(month).filter(|month| (1..=12).contains(month))?;
    let plausible = year.len() == 4 && (year.starts_with("19") || year.starts_with("20"));
    (plausible && is_digits(year)).then(|| format!("{year}-{month:02}"))
}

/// The day that Excel writes as a number once its format is lost: `46366` is 10 December 2026.
pub fn excel_day(number: i64) -> Option<NaiveDate> {
    let day_zero = NaiveDate::from_ymd_opt(1899, 12, 30)?;
    let days = EXCEL_DAYS.contains(&number).then(|| u64::try_from(number).ok())??;
    day_zero.checked_add_days(chrono::Days::new(days))
}

/// Whether a text only marks what is to be written: `…`, `?`, `XXX`, `à compléter`, `TODO`, `tbd`.
pub fn is_placeholder(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "a-completer",
        "a-definir",
        "a-preciser",
        "a-renseigner",
        "tba",
        "tbd",
        "to-be-completed",
        "to-be-defined",
        "to-complete",
        "todo",
    ];
    // Nearly every text is told from these by its first letter.
    let text = text.trim();
    let may = |c: char| !c.is_alphanumeric() || "xXaAàÀtT".contains(c);
    if text.len() > MAX_BYTES || !text.starts_with(may) {
        return false;
    }
    let dots = |c: char| matches!(c, '.' | '…' | '?' | ' ' | '\u{a0}' | '\u{202f}');
    if text.chars().all(dots) {
        return true;
    }
    let around = |c: char| dots(c) || matches!(c, '[' | ']' | '(' | ')' | '<' | '>' | ':' | '!');
    let word = fold(text.trim_matches(around));
    WORDS.contains(&word.as_str()) || word.len() >= 3 && word.bytes().all(|b| b == b'x')
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
    let text = without_unit(text);
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

/// A number without the unit that people write after it.
fn without_unit(text: &str) -> &str {
    const UNITS: &[&str] = &[
        "habitants",
        "habitant",
        "hab.",
        "hab",
        "inhabitants",
        "agents",
        "agent",
        "euros",
        "euro",
        "€",
        "jours",
        "jour",
        "days",
        "day",
        "%",
    ];
    let text = text.trim();
    let bare = UNITS.iter().find_map(|unit| text.strip_suffix(unit)).unwrap_or(text);
    bare.trim_end_matches([' ', '\u{a0}', '\u{202f}'])
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
    if text.find('-') != Some(4) {
        return None;
    }
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

/// A weekday or an article before a date.
fn says_nothing(word: &str) -> bool {
    const DAYS: &[&str] = &[
        "lundi",
        "mardi",
        "mercredi",
        "jeudi",
        "vendredi",
        "samedi",
        "dimanche",
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
    ];
    let word = fold(word);
    word == "le" || word.len() >= 3 && DAYS.iter().any(|day| day.starts_with(&word))
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

fn month_number(word: &str) -> Option<u32> {
    const MONTHS: [[&str; 2]; 12] = [
        ["janvier", "january"],
        ["fevrier", "february"],
        ["mars", "march"],
        ["avril", "april"],
        ["mai", "may"],
        ["juin", "june"],
        ["juillet", "july"],
        ["aout", "august"],
        ["septembre", "september"],
        ["octobre", "october"],
        ["novembre", "november"],
        ["decembre", "december"],
    ];
    if is_digits(word) {
        return word.parse().ok();
    }
    let word = fold(word);
    let mut known = MONTHS
        .iter()
        .enumerate()
        .filter(|(_, names)| names.iter().any(|name| name.starts_with(&word)));
    let (at, _) = known.next().filter(|_| word.len() >= 3)?;
    // « jui » is two months.
    if known.next().is_some() { None } else { u32::try_from(at + 1).ok() }
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
            "10-12-2026",
            "10.12.26",
            "10/12/26",
            "10 déc. 2026",
            "jeudi 10 décembre 2026",
            "Jeu. 10 décembre 2026",
            "le 10 décembre 2026",
            "December 10, 2026",
            "Thursday, December 10th, 2026",
        ] {
            assert_eq!(date(text), expected, "{text}");
        }
        assert_eq!(date("1er août 2026"), NaiveDate::from_ymd_opt(2026, 8, 1));
        for text in [
            "31/02/2026",
            "10/12/70",
            "06 12 34",
            "10 jui 2026",
            "hier",
            "",
            "1.5",
            "14h00",
            "2026-12",
            "le lundi",
            "AAAA-MM-JJ",
        ] {
            assert_eq!(date(text), None, "{text}");
        }
    }

    #[test]
    fn what_is_nearly_a_date() {
        let day = NaiveDate::from_ymd_opt(2026, 12, 10);
        assert_eq!((excel_day(46_366), excel_day(2026)), (day, None));
        for text in ["2026-12", "12/2026", "décembre 2026", "Dec. 2026"] {
            assert_eq!(month(text).as_deref(), Some("2026-12"), "{text}");
        }
        for text in ["2026-13", "1-2", "86 400", "hier"] {
            assert_eq!(month(text), None, "{text}");
        }
        let time = NaiveTime::from_hms_opt(14, 0, 0);
        for text in [
            "2026-12-10 14:00",
            "2026-12-10T14:00:00",
            "10/12/2026 à 14h",
            "jeudi 10 décembre 2026, 14 h 00",
        ] {
            assert_eq!(moment(text), day.zip(time), "{text}");
        }
        assert_eq!(moment("10 décembre 2026"), None);
    }

    #[test]
    fn what_is_to_be_written() {
        for text in [
            "…",
            "...",
            "?",
            "XXX",
            "xxxx",
            "À compléter",
            "à compléter…",
            "TODO",
            "tbd",
            "[à définir]",
        ] {
            assert!(is_placeholder(text), "{text}");
        }
        for text in ["", " ", "-", "Sans objet", "XX", "Todo list des services", "a", "…et après"]
        {
            assert!(!is_placeholder(text), "{text}");
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
        assert_eq!(integer("86 400 habitants"), Some(86_400));
        assert_eq!(integer("3 semaines"), None);
        assert_eq!(last_of_month("10-12-2026"), None);
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
