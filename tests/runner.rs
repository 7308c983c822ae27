//! Runs the program as a person would, with nothing of the machine around it; and compares what is
//! committed with what is so, or writes it again.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::io::{Read, Write};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::time::Duration;

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

/// nrt while it goes on.
pub struct Running {
    child: Child,
    /// What it writes, as it comes: whether to the standard error, and the text.
    written: Receiver<(bool, String)>,
    /// What was not seen yet of the standard output, and of the standard error.
    unseen: [String; 2],
}

impl Running {
    /// Starts it in a folder, with some variables and no others.
    pub fn start(folder: &Path, variables: &[(&str, &str)], args: &[&str]) -> Self {
        let mut command = command(folder, variables, args);
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("nrt can be run");
        let (sender, written) = channel();
        pass_on(child.stdout.take().expect("its output"), false, sender.clone());
        pass_on(child.stderr.take().expect("its error"), true, sender);
        Self { child, written, unseen: Default::default() }
    }

    /// Waits until the standard output holds a text; gives what came up to its end.
    pub fn see(&mut self, wanted: &str) -> String {
        self.wait_for(wanted, 0)
    }

    /// The same of the standard error.
    pub fn hear(&mut self, wanted: &str) -> String {
        self.wait_for(wanted, 1)
    }

    fn wait_for(&mut self, wanted: &str, stream: usize) -> String {
        loop {
            if let Some(at) = self.unseen[stream].find(wanted) {
                let rest = self.unseen[stream].split_off(at + wanted.len());
                return std::mem::replace(&mut self.unseen[stream], rest);
            }
            // Long enough for any machine; nothing is measured.
            match self.written.recv_timeout(Duration::from_secs(60)) {
                Ok((error, text)) => self.unseen[usize::from(error)].push_str(&text),
                Err(RecvTimeoutError::Timeout | RecvTimeoutError::Disconnected) => {
                    panic!("`{wanted}` never comes, but:\n{}", self.unseen.join("\n"))
                }
            }
        }
    }

    /// Sends what Ctrl-C sends.
    #[cfg(unix)]
    pub fn interrupt(&self) {
        let id = self.child.id().to_string();
        let sent = Command::new("kill").args(["-INT", &id]).status().expect("kill runs");
        assert!(sent.success(), "nrt is not there any more");
    }

    /// Waits for its end; gives the exit code, and what was not seen.
    pub fn end(mut self) -> Ran {
        let code = self.child.wait().expect("nrt ends").code().unwrap_or(-1);
        while let Ok((error, text)) = self.written.recv() {
            self.unseen[usize::from(error)].push_str(&text);
        }
        let [out, err] = std::mem::take(&mut self.unseen);
        Ran { out, err, code }
    }
}

impl Drop for Running {
    /// A test that fails leaves nothing behind.
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Passes on what a stream gives, from a thread of its own, until it ends.
fn pass_on(mut stream: impl Read + Send + 'static, error: bool, to: Sender<(bool, String)>) {
    std::thread::spawn(move || {
        let (mut held, mut some) = (Vec::new(), [0; 4096]);
        while let Ok(n @ 1..) = stream.read(&mut some) {
            held.extend_from_slice(&some[..n]);
            // A character may come in two parts.
            let whole = match std::str::from_utf8(&held) {
                Ok(text) => text.len(),
                Err(cut) => cut.valid_up_to(),
            };
            let text = String::from_utf8(held.drain(..whole).collect()).expect("UTF-8");
            if to.send((error, text)).is_err() {
                return;
            }
        }
    });
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
