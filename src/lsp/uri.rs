//! Addresses of files as clients write them, `file:///c%3A/projet/nrt.toml`, and paths.

use std::path::{Path, PathBuf};

use crate::text::percent_encoded;

/// The path that an address names; nothing where it names no file.
pub(super) fn path(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.split(['?', '#']).next().unwrap_or_default();
    let at = rest.find('/')?;
    let (host, path) = (&rest[..at], decoded(&rest[at..])?);
    if cfg!(windows) {
        return windows(host, &path);
    }
    // A file of another machine is none of this one's.
    is_own(host).then(|| PathBuf::from(path))
}

/// Whether a host is this machine.
fn is_own(host: &str) -> bool {
    host.is_empty() || host.eq_ignore_ascii_case("localhost")
}

/// On Windows a drive follows the first slash, and a host is a server.
fn windows(host: &str, path: &str) -> Option<PathBuf> {
    if !is_own(host) {
        return Some(PathBuf::from(format!(r"\\{host}{}", path.replace('/', r"\"))));
    }
    let path = path.strip_prefix('/')?;
    let (drive, rest) = path.split_at_checked(1)?;
    rest.starts_with(':')
        .then(|| PathBuf::from(format!("{}{}", drive.to_uppercase(), rest.replace('/', r"\"))))
}

/// The address of a path.
pub(super) fn of(path: &Path) -> String {
    let text = path.to_string_lossy();
    if !cfg!(windows) {
        return format!("file://{}", percent_encoded(&text));
    }
    let text = text.replace('\\', "/");
    match text.strip_prefix("//") {
        Some(server) => format!("file://{}", percent_encoded(server)),
        None => format!("file:///{}", percent_encoded(&text)),
    }
}

fn decoded(path: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte == b'%' {
            let (code, after) = rest.split_at_checked(2)?;
            let digits = code.iter().all(u8::is_ascii_hexdigit);
            let code = std::str::from_utf8(code).ok().filter(|_| digits)?;
            bytes.push(u8::from_str_radix(code, 16).ok()?);
            rest = after;
        } else {
            bytes.push(*byte);
        }
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    #[cfg(unix)]
    fn a_path_is_found_back() {
        for (name, written) in [
            ("/a/nrt.toml", "file:///a/nrt.toml"),
            ("/a b/é#?%.toml", "file:///a%20b/%C3%A9%23%3F%25.toml"),
        ] {
            assert_eq!(of(Path::new(name)), written);
            assert_eq!(path(written), Some(PathBuf::from(name)));
        }
        assert_eq!(path("file:///a%20b/c%3A.toml"), Some(PathBuf::from("/a b/c:.toml")));
    }

    #[test]
    fn what_names_no_file_has_no_path() {
        for uri in [
            "",
            "untitled:Untitled-1",
            "git:/a/nrt.toml?ref",
            "file://",
            "file:///%zz",
            "file:///%+5",
        ] {
            assert_eq!(path(uri), None, "{uri}");
        }
    }

    #[test]
    #[cfg(unix)]
    fn a_file_of_another_machine_has_no_path() {
        assert_eq!(path("file://localhost/a"), Some(PathBuf::from("/a")));
        assert_eq!(path("file://ailleurs/a"), None);
    }

    #[test]
    fn a_drive_and_a_server_are_those_of_windows() {
        let found = |host, path| windows(host, path).map(|path| path.display().to_string());
        assert_eq!(found("", "/c:/p/nrt.toml").as_deref(), Some(r"C:\p\nrt.toml"));
        assert_eq!(found("serveur", "/part/nrt.toml").as_deref(), Some(r"\\serveur\part\nrt.toml"));
        assert_eq!(found("", "/p/nrt.toml"), None);
    }
}
