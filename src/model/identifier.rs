//! SIREN numbers and INSEE codes: whether a text has their form.

use crate::lang::Lang;
use crate::tr;

/// What is wrong with a SIREN number, and what to do.
pub fn wrong_siren(siren: &str, lang: Lang) -> Option<(String, String)> {
    if is_siren(siren) {
        return None;
    }
    let digits: String = siren.chars().filter(|c| !c.is_whitespace()).collect();
    let message = match digits.len() {
        14 => tr!(
            lang,
            "un SIREN a neuf chiffres : c'est un SIRET",
            "a SIREN has nine digits: this is a SIRET"
        ),
        9 if is_siren(&digits) => {
            tr!(lang, "un SIREN s'écrit sans espace", "a SIREN is written without spaces")
        }
        9 if digits.bytes().all(|b| b.is_ascii_digit()) => {
            tr!(
                lang,
                "ce SIREN est faux : sa clé de contrôle ne correspond pas",
                "this SIREN is wrong: its check digit does not match"
            )
        }
        _ => tr!(lang, "un SIREN a neuf chiffres", "a SIREN has nine digits"),
    };
    let help = match digits.get(..9) {
        Some(first) if is_siren(first) && matches!(digits.len(), 9 | 14) => {
            tr!(lang, "écrivez `siren = \"{first}\"`", "write `siren = \"{first}\"`")
        }
        _ => tr!(
            lang,
            "recopiez-le depuis un acte de la collectivité, ou effacez la ligne",
            "copy it from one of the authority's deeds, or delete the line"
        ),
    };
    Some((message, help))
}

/// Nine digits whose Luhn sum is a multiple of ten.
fn is_siren(text: &str) -> bool {
    let luhn = |(at, byte): (usize, u8)| {
        let digit = u32::from(byte - b'0') * if at % 2 == 0 { 1 } else { 2 };
        digit / 10 + digit % 10
    };
    text.len() == 9
        && text.bytes().all(|byte| byte.is_ascii_digit())
        && text.bytes().enumerate().map(luhn).sum::<u32>().is_multiple_of(10)
}

/// What is wrong with the INSEE code of a commune, and what to do.
pub fn wrong_insee(insee: &str, lang: Lang) -> Option<(String, String)> {
    if is_insee(insee) {
        return None;
    }
    let tidy = insee.trim().to_ascii_uppercase();
    let help = if is_insee(&tidy) {
        tr!(lang, "écrivez `insee = \"{tidy}\"`", "write `insee = \"{tidy}\"`")
    } else {
        tr!(
            lang,
            "par exemple `insee = \"29019\"` ; ce n'est pas le code postal",
            "for instance `insee = \"29019\"`; it is not the postal code"
        )
    };
    let message = tr!(
        lang,
        "un code INSEE de commune a cinq caractères : le département, puis la commune",
        "a commune's INSEE code has five characters: the département, then the commune"
    );
    Some((message, help))
}

/// Whether a code has the form of a commune's; codes change with mergers, so no list of them.
fn is_insee(code: &str) -> bool {
    let [first, second, rest @ ..] = code.as_bytes() else {
        return false;
    };
    let number = rest.len() == 3 && rest.iter().all(u8::is_ascii_digit);
    number
        && match (first, second) {
            (b'0', b'1'..=b'9')
            | (b'1' | b'3'..=b'8', b'0'..=b'9')
            | (b'2', b'1'..=b'9' | b'A' | b'B')
            | (b'9', b'0'..=b'5') => true,
            (b'9', b'7') => matches!(rest.first(), Some(b'1'..=b'8')),
            (b'9', b'8') => matches!(rest.first(), Some(b'4' | b'6'..=b'8')),
            _ => false,
        }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn siren_numbers() {
        for siren in ["200023414", "200054807", "200070852", "243500725"] {
            assert!(is_siren(siren), "{siren}");
        }
        for siren in ["200023415", "20002341", "2000234140", "20002341é", ""] {
            assert!(!is_siren(siren), "{siren}");
        }
    }

    #[test]
    fn insee_codes() {
        for code in
            ["29019", "01001", "2A004", "2B033", "95000", "97105", "97801", "98411", "98735"]
        {
            assert!(is_insee(code), "{code}");
        }
        for code in [
            "2901", "290190", "00001", "20001", "2C001", "96001", "97901", "98501", "2a004", "É901",
        ] {
            assert!(!is_insee(code), "{code}");
        }
    }
}
