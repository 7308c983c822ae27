//! Causes that lie in a line's value.

use super::{Cause, Fault};
use crate::document::Wanted;
use crate::lang::{Lang, dates};
use crate::literal;
use crate::tr;

pub(super) fn curly_quotes(fault: &Fault<'_>) -> Option<Cause> {
    let (value, lang) = (fault.value()?, fault.lang);
    let quote = |c| matches!(c, '“' | '”' | '„' | '«' | '»' | '‘' | '’' | '″');
    let raw = &fault.text[value.clone()];
    let first = raw.chars().next().filter(|c| quote(*c))?;
    let inside = raw.trim_matches(|c: char| quote(c) || matches!(c, ' ' | '\u{a0}' | '\u{202f}'));
    let exact = literal(inside);
    let closed = raw.chars().next_back().is_some_and(quote) && !inside.contains(['"', '\\']);
    let meant = exact.clone().or_else(|| closed.then(|| format!("\"{inside}\"")));
    let mend = meant.map(|meant| (true, value.clone(), meant));
    let help = match exact {
        Some(exact) => {
            tr!(lang, "écrivez `{exact}`, sans guillemets", "write `{exact}`, without quotes")
        }
        None => tr!(
            lang,
            "remplacez-les par `\"` ; à l'intérieur du texte, « » et ’ restent permis",
            "replace them by `\"`; inside the text, any quotes are allowed"
        ),
    };
    Some(Cause {
        range: value.start..value.start + first.len_utf8(),
        message: tr!(
            lang,
            "guillemets typographiques autour de la valeur : TOML veut des guillemets droits",
            "curly quotes around the value: TOML wants straight ones"
        ),
        help,
        mend,
    })
}

/// A date, a time or a number as TOML wants it.
fn literal(raw: &str) -> Option<String> {
    literal::date(raw)
        .map(|date| date.to_string())
        .or_else(|| literal::time(raw).map(|time| time.to_string()))
        .or_else(|| literal::integer(raw).map(literal::grouped))
        .or_else(|| literal::decimal(raw))
}

/// A date, a time or a number written as people write them, alone or in a list.
pub(super) fn literal_in_words(fault: &Fault<'_>) -> Option<Cause> {
    let value = fault.value()?;
    let inside = fault.range.start > value.start && fault.range.end < value.end;
    let ranges = [Some(value), inside.then(|| fault.range.clone())];
    ranges.into_iter().flatten().find_map(|range| {
        let raw = &fault.text[range.clone()];
        let (message, help) = not_toml(fault, raw)?;
        let sure = literal::last_of_month(raw).is_none();
        let exact = literal(raw).filter(|exact| sure && exact != raw);
        let mend = exact.map(|exact| (true, range.clone(), exact));
        Some(Cause { range, message, help, mend })
    })
}

fn not_toml(fault: &Fault<'_>, raw: &str) -> Option<(String, String)> {
    let lang = fault.lang;
    if let Some(last) = literal::last_of_month(raw) {
        let day = dates::date(lang, last);
        return Some((
            tr!(
                lang,
                "cette date n'existe pas : le mois finit le {day}",
                "this date does not exist: the month ends on {day}"
            ),
            tr!(
                lang,
                "corrigez le jour, par exemple `{last}`",
                "correct the day, for instance `{last}`"
            ),
        ));
    }
    let message = tr!(lang, "`{raw}` n'est pas une valeur TOML", "`{raw}` is not a TOML value");
    if let Some(exact) = literal(raw).filter(|exact| exact != raw) {
        return Some((message, tr!(lang, "écrivez `{exact}`", "write `{exact}`")));
    }
    if let Some(month) = literal::month(raw) {
        return Some(day_missing(&month, lang));
    }
    let (date, _) = literal::moment(raw)?;
    let help = tr!(
        lang,
        "écrivez `{date}` ; l'heure, si elle compte, a sa propre clé",
        "write `{date}`; the time, if it counts, has a key of its own"
    );
    Some((message, help))
}

/// Words where a key wants a date: `à définir`, `AAAA-MM-JJ`, `…`.
pub(super) fn no_date(fault: &Fault<'_>) -> Option<Cause> {
    let (value, lang) = (fault.value()?, fault.lang);
    let raw = &fault.text[value.clone()];
    let first = raw.chars().next()?;
    let words = !first.is_ascii_digit() && !matches!(first, '"' | '\'' | '[' | '{');
    let hint = fault.hint(raw);
    if !words || hint.wanted != Wanted::Date {
        return None;
    }
    let key = fault.key(&value);
    let example = hint.example?;
    Some(Cause {
        range: value,
        message: tr!(lang, "ce n'est pas une date", "this is not a date"),
        help: tr!(
            lang,
            "remplacez par une date, par exemple `{key} = {example}`, ou effacez la ligne tant qu'elle n'est pas connue",
            "replace this by a date, for instance `{key} = {example}`, or delete the line as long as it is unknown"
        ),
        ..Cause::default()
    })
}

/// Several texts where a list is wanted, without the brackets around them.
pub(super) fn forgotten_brackets(fault: &Fault<'_>) -> Option<Cause> {
    let (value, lang) = (fault.value()?, fault.lang);
    let raw = &fault.text[value.clone()];
    let hint = fault.hint(raw);
    let listed = raw.contains(',') && !raw.contains(['[', ']', '{', '}']);
    let several = matches!(hint.wanted, Wanted::List | Wanted::Date);
    let extra = ["unexpected key or value", "unexpected content", "string values must be quoted"];
    if !listed || !several || !(fault.is(&extra) || hint.exact.is_some()) {
        return None;
    }
    let key = fault.key(&value);
    let mend = hint.exact.clone().map(|list| (hint.sure, value.clone(), list));
    let list = hint.exact.unwrap_or_else(|| "[\"…\", \"…\"]".to_owned());
    Some(Cause {
        range: value,
        message: tr!(
            lang,
            "une liste s'écrit entre crochets",
            "a list is written between brackets"
        ),
        help: tr!(lang, "écrivez `{key} = {list}`", "write `{key} = {list}`"),
        mend,
    })
}

/// A quote inside a text between the same quotes.
pub(super) fn quote_inside(fault: &Fault<'_>) -> Option<Cause> {
    let (value, lang) = (fault.value()?, fault.lang);
    let quote = fault.text[value.clone()].chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let before = fault.text[..fault.range.start].chars().next_back()?;
    let extra = fault.is(&["unexpected key or value", "unexpected content"]);
    if !extra || before != quote || fault.range.start <= value.start + 1 {
        return None;
    }
    let range = fault.range.start - 1..fault.range.start;
    Some(if quote == '"' {
        Cause {
            range,
            message: tr!(
                lang,
                "un guillemet droit au milieu du texte le termine trop tôt",
                "a straight quote in the middle of the text ends it too early"
            ),
            help: tr!(
                lang,
                "à l'intérieur du texte, écrivez « … » ou `\\\"`",
                "inside the text, write “…” or `\\\"`"
            ),
            ..Cause::default()
        }
    } else {
        Cause {
            range,
            message: tr!(
                lang,
                "une apostrophe au milieu du texte le termine trop tôt",
                "an apostrophe in the middle of the text ends it too early"
            ),
            help: tr!(
                lang,
                "mettez le texte entre guillemets droits : `\"…\"`",
                "put the text between straight quotes: `\"…\"`"
            ),
            ..Cause::default()
        }
    })
}

/// A text without its quotes.
pub(super) fn unquoted(fault: &Fault<'_>) -> Option<Cause> {
    let (value, lang) = (fault.value()?, fault.lang);
    let raw = &fault.text[value.clone()];
    let first = raw.chars().next()?;
    let plain = first.is_alphabetic() && !raw.contains(['"', '\'']);
    let listed = raw.starts_with('[') && raw.ends_with(']');
    let words = [
        "string values must be quoted",
        "invalid boolean",
        "invalid float",
        "invalid number",
        "invalid value",
    ];
    if !(plain || listed) || !fault.is(&words) {
        return None;
    }
    let hint = fault.hint(raw);
    let key = fault.key(&value);
    let flag = match raw.to_lowercase().as_str() {
        "oui" | "vrai" | "yes" | "true" => Some("true"),
        "non" | "faux" | "no" | "false" => Some("false"),
        _ => None,
    };
    match (hint.exact, flag) {
        (exact, Some(flag)) if exact.is_none() || hint.wanted == Wanted::Flag => Some(Cause {
            mend: (hint.wanted == Wanted::Flag).then(|| (true, value.clone(), flag.to_owned())),
            message: tr!(lang, "`{raw}` n'est pas une valeur TOML", "`{raw}` is not a TOML value"),
            range: value,
            help: if hint.wanted == Wanted::Flag {
                tr!(lang, "écrivez `{key} = {flag}`", "write `{key} = {flag}`")
            } else {
                tr!(
                    lang,
                    "écrivez `{key} = {flag}`, ou mettez des guillemets si c'est un texte",
                    "write `{key} = {flag}`, or put quotes if it is a text"
                )
            },
        }),
        // Left to the parser's own words: `true` or `false` is misspelt, an item has no quotes.
        (_, None) if hint.wanted == Wanted::Flag => None,
        (None, _) if listed => None,
        (exact, _) => {
            let mend = exact.clone().map(|exact| (hint.sure, value.clone(), exact));
            let exact = exact.unwrap_or_else(|| "\"…\"".to_owned());
            Some(Cause {
                range: value,
                message: tr!(
                    lang,
                    "un texte s'écrit entre guillemets droits",
                    "a text is written between straight quotes"
                ),
                help: tr!(lang, "écrivez `{key} = {exact}`", "write `{key} = {exact}`"),
                mend,
            })
        }
    }
}

/// A month where a day is wanted: what is wrong, and what to do.
pub fn day_missing(month: &str, lang: Lang) -> (String, String) {
    (
        tr!(lang, "il manque le jour à cette date", "this date lacks its day"),
        tr!(
            lang,
            "ajoutez le jour, par exemple `{month}-10`, ou effacez la ligne tant qu'il n'est pas connu",
            "add the day, for instance `{month}-10`, or delete the line as long as it is unknown"
        ),
    )
}
