//! From bytes to text: what is not UTF-8 is named, with the byte, the place and the likely cause.

use std::str::Utf8Error;

use super::at;
use crate::address::{Address, Kind};
use crate::files::Unreadable;
use crate::finding::{Finding, Level};
use crate::lang::{Lang, dates};
use crate::tr;

/// The text of a file's bytes, or the finding that says why there is none.
pub(super) fn decode(kind: Kind, bytes: &[u8], lang: Lang) -> Result<&str, Finding> {
    if !bytes.is_empty() && bytes.iter().all(|b| *b == 0) {
        let n = bytes.len();
        let message = tr!(
            lang,
            "le fichier ne contient que {n} octets nuls",
            "the file holds nothing but {n} NUL bytes"
        );
        let help = tr!(
            lang,
            "une écriture a sans doute été interrompue : reprenez la dernière version dans git",
            "a write was probably interrupted: take the last version back from git"
        );
        return Err(not_utf8(kind, message, help));
    }
    if let Some(name) = utf16(bytes) {
        let message =
            tr!(lang, "le fichier est en {name}, pas en UTF-8", "the file is {name}, not UTF-8");
        return Err(not_utf8(kind, message, save_as(lang)));
    }
    std::str::from_utf8(bytes).map_err(|error| invalid(kind, bytes, error, lang))
}

/// The encoding of a text full of NUL bytes, or that starts with a UTF-16 byte-order mark.
fn utf16(bytes: &[u8]) -> Option<&'static str> {
    let sample = &bytes[..bytes.len().min(64)];
    let zeros = |parity| sample.iter().skip(parity).step_by(2).filter(|b| **b == 0).count();
    match sample {
        [0xff, 0xfe, ..] => Some("UTF-16LE"),
        [0xfe, 0xff, ..] => Some("UTF-16BE"),
        _ if sample.len() >= 4 && zeros(1) * 3 > sample.len() => Some("UTF-16LE"),
        _ if sample.len() >= 4 && zeros(0) * 3 > sample.len() => Some("UTF-16BE"),
        _ => None,
    }
}

fn invalid(kind: Kind, bytes: &[u8], error: Utf8Error, lang: Lang) -> Finding {
    let offset = error.valid_up_to();
    let line = bytes[..offset].iter().filter(|b| **b == b'\n').count() + 1;
    let byte = bytes[offset];
    if error.error_len().is_none() {
        let message = tr!(
            lang,
            "le texte est coupé au milieu d'un caractère, à l'octet {offset} (ligne {line})",
            "the text is cut in the middle of a character, at byte {offset} (line {line})"
        );
        let help = tr!(
            lang,
            "la fin du fichier manque : reprenez la dernière version dans git",
            "the end of the file is missing: take the last version back from git"
        );
        return not_utf8(kind, message, help);
    }
    let likely = match windows_1252(byte) {
        Some('\u{a0}') => tr!(
            lang,
            " ; sans doute du Windows-1252, où cet octet est une espace insécable",
            "; probably Windows-1252, where this byte is a no-break space"
        ),
        Some(c) => tr!(
            lang,
            " ; sans doute du Windows-1252, où cet octet est « {c} »",
            "; probably Windows-1252, where this byte is \"{c}\""
        ),
        None => String::new(),
    };
    let message = tr!(
        lang,
        "le fichier n'est pas en UTF-8 : octet 0x{byte:02X} en position {offset} (ligne {line}){likely}",
        "the file is not UTF-8: byte 0x{byte:02X} at offset {offset} (line {line}){likely}"
    );
    not_utf8(kind, message, save_as(lang))
}

/// The character that French texts in Windows-1252 write with `byte`.
const fn windows_1252(byte: u8) -> Option<char> {
    match byte {
        0x80 => Some('€'),
        0x85 => Some('…'),
        0x8c => Some('Œ'),
        0x92 => Some('’'),
        0x93 => Some('“'),
        0x94 => Some('”'),
        0x96 => Some('–'),
        0x97 => Some('—'),
        0x9c => Some('œ'),
        0xa0 | 0xa7 | 0xab | 0xb0 | 0xb2 | 0xbb | 0xc0..=0xff => Some(byte as char),
        _ => None,
    }
}

fn save_as(lang: Lang) -> String {
    tr!(
        lang,
        "dans votre éditeur, « Enregistrer sous », codage « UTF-8 »",
        "in your editor, \"Save as\", encoding \"UTF-8\""
    )
}

fn not_utf8(kind: Kind, message: String, help: String) -> Finding {
    let mut finding = at("not-utf8", Level::Error, Address::file(kind), 0..0, message);
    finding.help = Some(help.into());
    finding
}

/// The finding of a file whose bytes could not be had.
pub fn unreadable(kind: Kind, why: &Unreadable, lang: Lang) -> Finding {
    let file = kind.file();
    let (message, help) = match why {
        Unreadable::Link => (
            tr!(
                lang,
                "{file} est un lien symbolique : nrt ne le suit pas",
                "{file} is a symbolic link: nrt does not follow it"
            ),
            tr!(
                lang,
                "mettez le fichier lui-même dans le dossier du projet",
                "put the file itself into the project's folder"
            ),
        ),
        Unreadable::NotAFile => (
            tr!(lang, "{file} n'est pas un fichier ordinaire", "{file} is not a regular file"),
            tr!(lang, "remplacez-le par un fichier de texte", "replace it by a text file"),
        ),
        Unreadable::Permission => (
            tr!(
                lang,
                "{file} ne peut pas être lu : accès refusé",
                "{file} cannot be read: permission denied"
            ),
            tr!(
                lang,
                "demandez le droit de lecture sur ce fichier",
                "ask for the right to read this file"
            ),
        ),
        Unreadable::TooLarge { size, limit } => {
            let enough = *size;
            let (size, limit) = (bytes(lang, *size), bytes(lang, *limit));
            (
                tr!(
                    lang,
                    "{file} est trop grand : {size}, pour une limite de {limit}",
                    "{file} is too large: {size}, for a limit of {limit}"
                ),
                tr!(
                    lang,
                    "si c'est voulu : `nrt check --max-file-size {enough}`",
                    "if this is meant: `nrt check --max-file-size {enough}`"
                ),
            )
        }
        Unreadable::Conflicted => (
            tr!(
                lang,
                "{file} est au milieu d'une fusion : ses deux versions attendent un choix",
                "{file} is in the middle of a merge: its two versions wait for a choice"
            ),
            tr!(
                lang,
                "terminez la fusion, puis `git add {file}`",
                "finish the merge, then `git add {file}`"
            ),
        ),
        Unreadable::NotCloned => (
            tr!(
                lang,
                "{file} manque dans ce clone partiel : nrt ne va pas le chercher",
                "{file} is missing from this partial clone: nrt does not fetch it"
            ),
            tr!(
                lang,
                "`git fetch --refetch --no-filter` complète le clone",
                "`git fetch --refetch --no-filter` completes the clone"
            ),
        ),
        Unreadable::Other(cause) => (
            tr!(lang, "{file} ne peut pas être lu : {cause}", "{file} cannot be read: {cause}"),
            tr!(
                lang,
                "vérifiez le disque ou le partage réseau, puis relancez",
                "check the disk or the network share, then run again"
            ),
        ),
    };
    let mut finding = at("unreadable-file", Level::Error, Address::file(kind), 0..0, message);
    finding.help = Some(help.into());
    finding
}

fn bytes(lang: Lang, n: u64) -> String {
    let n = dates::number(lang, i64::try_from(n).unwrap_or(i64::MAX));
    tr!(lang, "{n} octets", "{n} bytes")
}
