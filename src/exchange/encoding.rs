//! The text of a file whose encoding it does not say: UTF-8, UTF-16 as Excel writes « texte
//! Unicode », else Windows-1252.

/// The text of some bytes, without its mark; nothing where they are no text.
pub(super) fn decode(bytes: &[u8]) -> Option<String> {
    let text = match bytes {
        [0xff, 0xfe, rest @ ..] => utf16(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => utf16(rest, u16::from_be_bytes),
        [0xef, 0xbb, 0xbf, rest @ ..] => utf8(rest),
        _ => utf8(bytes),
    };
    (!text.contains('\0')).then_some(text)
}

fn utf8(bytes: &[u8]) -> String {
    match std::str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        Err(_) => bytes.iter().map(|byte| windows_1252(*byte)).collect(),
    }
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// A byte of Windows-1252: Latin-1 but for 0x80 to 0x9f. Source: the table of the WHATWG's
/// Encoding standard, where the five bytes without a character are control characters.
const fn windows_1252(byte: u8) -> char {
    const HIGH: [char; 32] = [
        '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8d}', 'Ž',
        '\u{8f}', '\u{90}', '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9d}',
        'ž', 'Ÿ',
    ];
    match byte {
        0x80..=0x9f => HIGH[(byte - 0x80) as usize],
        _ => byte as char,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodings_are_found_out() {
        assert_eq!(decode("é€".as_bytes()).as_deref(), Some("é€"));
        assert_eq!(decode("\u{feff}é".as_bytes()).as_deref(), Some("é"));
        assert_eq!(decode(b"c\x9cur \x80 l\x92\xe9t\xe9").as_deref(), Some("cœur € l’été"));
        assert_eq!(decode(b"\xff\xfe\xe9\x00").as_deref(), Some("é"));
        assert_eq!(decode(b"\xfe\xff\x00\xe9").as_deref(), Some("é"));
        assert_eq!(decode(b"a\0"), None);
    }
}
