//! Files that were made to harm: each is refused, or read within bounds.

use nrt::exchange::grid::Unreadable;
use nrt::exchange::{self, Found};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};

#[test]
fn any_bytes_are_read_or_refused() {
    let mut runner =
        TestRunner::new(Config { cases: 512, failure_persistence: None, ..Config::default() });
    let starts = proptest::sample::select(vec![
        &b""[..],
        b"PK\x03\x04",
        b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n",
        b"{\"schema\":\"nrt.export/1\"",
        b"\xff\xfe",
    ]);
    let bytes = (starts, proptest::collection::vec(any::<u8>(), 0..400));
    runner
        .run(&bytes, |(start, rest)| {
            let _ = exchange::read(&[start, &rest].concat());
            Ok(())
        })
        .unwrap_or_else(|error| panic!("{error}"));
}

#[test]
fn what_is_no_table_is_told_apart() {
    for (bytes, expected) in [
        (&b"%PDF-1.7"[..], Unreadable::Format),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", Unreadable::Locked),
        (b"PK\x03\x04 damaged", Unreadable::Damaged("zip")),
        (b"{\"schema\": \"nrt.check/1\"}", Unreadable::Format),
        (b"{ \"a\": ", Unreadable::Damaged("JSON")),
        (b"\x89PNG\r\n\x1a\n\0\0", Unreadable::Damaged("NUL")),
    ] {
        assert_eq!(exchange::read(bytes).err(), Some(expected));
    }
    let many = format!("{{\"schema\":[{}0]}}", "0,".repeat(600_000));
    assert_eq!(exchange::read(many.as_bytes()).err(), Some(Unreadable::TooLarge));
    let deep = "{\"a\":".repeat(200);
    assert_eq!(exchange::read(deep.as_bytes()).err(), Some(Unreadable::Damaged("JSON")));
    let wide = "a;".repeat(3_000_000);
    assert!(matches!(exchange::read(wide.as_bytes()), Ok(Found::Sheets(_))));
    let long = "a\n".repeat(100_000);
    assert_eq!(exchange::read(long.as_bytes()).err(), Some(Unreadable::TooLarge));
}
