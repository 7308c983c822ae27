//! Runs the program as a person would, with nothing of the machine around it; and compares what is
//! committed with what is so, or writes it again.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use nrt::lang::Lang;

/// What a run gave.
pub struct Ran {
    /// The standard output.
    pub out: String,
    /// The standard error.
    pub err: String,
    /// The exit code.
    pub code: i32,
}

/// Runs nrt in a folder, in a language.
pub fn run<S: AsRef<OsStr>>(folder: &Path, lang: Lang, args: &[S]) -> Ran {
    run_with(folder, &[("NRT_LANG", lang.code())], args)
}

/// Runs nrt in a folder, with some variables and no others.
pub fn run_with<S: AsRef<OsStr>>(folder: &Path, variables: &[(&str, &str)], args: &[S]) -> Ran {
    let output = command(folder, variables, args).stdin(Stdio::null()).output();
    Ran::of(output.expect("nrt can be run"))
}

/// Runs nrt in a folder with a text on its standard input, with some variables and no others.
pub fn run_given<S: AsRef<OsStr>>(
    folder: &Path,
    variables: &[(&str, &str)],
    args: &[S],
    input: &[u8],
) -> Ran {
    let mut command = command(folder, variables, args);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("nrt can be run");
    // It may have refused, and be gone.
    let _ = child.stdin.take().expect("its input").write_all(input);
    Ran::of(child.wait_with_output().expect("nrt ends"))
}

fn command<S: AsRef<OsStr>>(folder: &Path, variables: &[(&str, &str)], args: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_nrt"));
    command.current_dir(folder).env_clear().args(args);
    command.envs([("COLUMNS", "100"), ("NO_COLOR", "1")]).envs(variables.iter().copied());
    command
}

impl Ran {
    fn of(output: Output) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("nrt speaks UTF-8");
        Self {
            out: text(output.stdout),
            err: text(output.stderr),
            code: output.status.code().unwrap_or(-1),
        }
    }
}

/// Committed files against what is so: `NRT_BLESS=1` writes them.
#[derive(Default)]
pub struct Fresh(BTreeSet<String>);

impl Fresh {
    /// Compares one file.
    pub fn check(&mut self, path: &Path, text: &str) {
        self.check_bytes(path, text.as_bytes());
    }

    /// Compares one file that may be no text.
    pub fn check_bytes(&mut self, path: &Path, bytes: &[u8]) {
        if std::env::var_os("NRT_BLESS").is_some() {
            std::fs::write(path, bytes).expect("a file that can be written");
        }
        let there = std::fs::read(path).unwrap_or_default();
        if there != bytes {
            let (there, text) = (String::from_utf8_lossy(&there), String::from_utf8_lossy(bytes));
            let at = there.lines().zip(text.lines()).take_while(|(a, b)| a == b).count();
            let line = |text: &str| text.lines().nth(at).unwrap_or("(nothing)").to_owned();
            self.0.insert(format!(
                "{}, line {}:\n  committed: {}\n  now:       {}",
                path.display(),
                at + 1,
                line(&there),
                line(&text)
            ));
        }
    }

    /// Fails when something was not fresh.
    pub fn end(self) {
        let stale: Vec<String> = self.0.into_iter().collect();
        assert!(
            stale.is_empty(),
            "not fresh; read the difference, then run `NRT_BLESS=1 cargo test`:\n{}",
            stale.join("\n")
        );
    }
}
