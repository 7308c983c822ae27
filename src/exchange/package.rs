//! A zip archive with the parts of a spreadsheet, read within bounds. The only home of zip.

use std::io::{Cursor, Read, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::grid::Unreadable;

/// Most bytes that all the parts of a file may hold, once inflated; a threshold of nrt's own.
const MAX_INFLATED: u64 = 32 << 20;

/// Most parts that a file may have; a threshold of nrt's own.
const MAX_PARTS: usize = 5_000;

/// What a directory entry of a zip archive starts with.
const ENTRY: &[u8] = b"PK\x01\x02";

/// An archive that is read.
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    left: u64,
}

impl<'a> Package<'a> {
    /// Opens an archive.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Unreadable> {
        // Old Excel's .xls, and any document of Office's with a password.
        if bytes.starts_with(b"\xd0\xcf\x11\xe0") {
            return Err(Unreadable::Locked);
        }
        let entries = bytes.windows(ENTRY.len()).filter(|window| *window == ENTRY);
        if entries.take(MAX_PARTS + 1).count() > MAX_PARTS {
            return Err(Unreadable::TooLarge);
        }
        let archive =
            ZipArchive::new(Cursor::new(bytes)).map_err(|_| Unreadable::Damaged("zip"))?;
        Ok(Self { archive, left: MAX_INFLATED })
    }

    /// The text of a part; nothing where it is not there.
    pub(super) fn text(&mut self, name: &str) -> Result<Option<String>, Unreadable> {
        let found = match self.archive.by_name(name) {
            Ok(found) => found,
            Err(zip::result::ZipError::FileNotFound) => return Ok(None),
            Err(_) => return Err(Unreadable::Damaged("zip")),
        };
        let mut bytes = Vec::new();
        // What a part says of its size is not believed.
        let read = found.take(self.left + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.left {
            return Err(Unreadable::TooLarge);
        }
        read.map_err(|_| Unreadable::Damaged("zip"))?;
        self.left -= bytes.len() as u64;
        String::from_utf8(bytes).map(Some).map_err(|_| Unreadable::Damaged("UTF-8"))
    }
}

/// An archive of some parts, in this order; the first one is not compressed where `plain`. The same
/// parts give the same bytes.
pub(super) fn write(parts: &[(String, String)], plain: bool) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (at, (name, text)) in parts.iter().enumerate() {
        let stored = plain && at == 0;
        let method = if stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(zip::DateTime::default());
        // Memory takes whatever is written to it.
        let started = writer.start_file(name.as_str(), options);
        debug_assert!(started.is_ok(), "a part has a name");
        let _ = writer.write_all(text.as_bytes());
    }
    writer.finish().map(Cursor::into_inner).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn archive(text: &str) -> Vec<u8> {
        write(&[("a.xml".to_owned(), text.to_owned())], false)
    }

    #[test]
    fn parts_are_read_back() {
        let bytes = archive("é");
        assert_eq!(bytes, archive("é"));
        let mut package = Package::open(&bytes).expect("an archive");
        assert_eq!(package.text("a.xml"), Ok(Some("é".to_owned())));
        assert_eq!(package.text("b.xml"), Ok(None));
    }

    #[test]
    fn a_bomb_is_not_inflated() {
        let size = usize::try_from(MAX_INFLATED).expect("a size") + 1;
        let bytes = archive(&" ".repeat(size));
        assert!(bytes.len() < 100_000);
        let mut package = Package::open(&bytes).expect("an archive");
        assert_eq!(package.text("a.xml"), Err(Unreadable::TooLarge));
        assert_eq!(Package::open(&ENTRY.repeat(MAX_PARTS + 1)).err(), Some(Unreadable::TooLarge));
        assert_eq!(Package::open(b"id;nom").err(), Some(Unreadable::Damaged("zip")));
        assert_eq!(Package::open(b"\xd0\xcf\x11\xe0").err(), Some(Unreadable::Locked));
    }
}
