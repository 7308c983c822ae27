//! A commit by the git program: the only place where a process is started.
#![expect(
    clippy::disallowed_methods,
    reason = "the one home of processes: the git program, by the path that the edge found"
)]

use std::io::{Read, Write};
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::RecordError;
use crate::git::{GitError, Revision, Source};
use crate::worktree;

/// What would make git look at another repository or index than the project's, or read its paths
/// otherwise.
const ELSEWHERE: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GLOB_PATHSPECS",
    "GIT_GRAFT_FILE",
    "GIT_ICASE_PATHSPECS",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_LITERAL_PATHSPECS",
    "GIT_NAMESPACE",
    "GIT_NOGLOB_PATHSPECS",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

/// Tells the hooks, and what they run, in which repository nrt makes a commit.
pub const RECORDING: &str = "NRT_RECORDING";

/// The message is UTF-8, whatever the repository says that its messages are.
const UTF_8: [&str; 2] = ["-c", "i18n.commitEncoding=UTF-8"];

impl Source {
    pub(super) fn record_by(
        &self,
        program: &Path,
        paths: &[String],
        message: &str,
    ) -> Result<Revision, RecordError> {
        let git = |words: &[&str], paths: &[String], input: &str| -> Result<(), RecordError> {
            // Said of each path, not in the environment: a hook's own paths are not literal.
            let paths = paths.iter().map(|path| format!(":(literal){path}"));
            let output = run(self.git(program)?.args(words).arg("--").args(paths), input)
                .map_err(|error| RecordError::Git(GitError::Other(error.to_string())))?;
            if output.status.success() { Ok(()) } else { Err(RecordError::Program(said(&output))) }
        };
        // Only the names of new files: what somebody staged with care stays so where the commit is
        // refused.
        let new = self.unknown(paths)?;
        if !new.is_empty() {
            git(&["add", "--intent-to-add"], &new, "")?;
        }
        let commit = ["commit", "--quiet", "--only", "--cleanup=verbatim", "--file=-"];
        git(&[UTF_8.as_slice(), &commit].concat(), paths, message)?;
        self.revision("HEAD").map_err(RecordError::Made)
    }

    /// Whether git can say who would record a commit: from its configuration, the environment or
    /// the system.
    pub(super) fn knows_who(&self, program: &Path) -> bool {
        let asked =
            self.git(program).map(|mut git| run(git.args(["var", "GIT_COMMITTER_IDENT"]), ""));
        matches!(asked, Ok(Ok(output)) if output.status.success())
    }

    /// The files that are there and not in the index.
    fn unknown(&self, paths: &[String]) -> Result<Vec<String>, GitError> {
        let mut index = self.repository.index()?;
        // It may have been read before somebody changed it.
        index.read(true)?;
        let top = self.top()?;
        let unknown = |path: &&String| {
            worktree::is_there(&top.join(path)) && index.get_path(Path::new(path), 0).is_none()
        };
        Ok(paths.iter().filter(unknown).cloned().collect())
    }

    /// The program, at the top of this repository and of no other.
    fn git(&self, program: &Path) -> Result<Command, GitError> {
        let mut command = Command::new(program);
        command.arg("-C").arg(self.top()?);
        command.env("GIT_TERMINAL_PROMPT", "0").env(RECORDING, self.own_folder());
        for name in ELSEWHERE {
            command.env_remove(name);
        }
        Ok(command)
    }
}

fn run(command: &mut Command, input: &str) -> std::io::Result<Output> {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    let (input_end, out, err) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
    // All at once: a hook may print more than a pipe holds before git reads the message, and on
    // both outputs. `wait_with_output` would panic where a pipe cannot be read.
    std::thread::scope(|scope| {
        scope.spawn(|| {
            // A program that ends without reading says why on its own.
            input_end.map(|mut pipe| pipe.write_all(input.as_bytes()))
        });
        let out = scope.spawn(|| heard(out));
        let stderr = heard(err);
        let stdout = out.join().unwrap_or_default();
        Ok(Output { status: child.wait()?, stdout, stderr })
    })
}

/// What came through a pipe, as far as it could be read: the exit code says what was done.
fn heard(pipe: Option<impl Read>) -> Vec<u8> {
    let mut text = Vec::new();
    let _ = pipe.map(|mut pipe| pipe.read_to_end(&mut text));
    text
}

/// What the program, or a hook, said before it gave up.
fn said(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    let out = String::from_utf8_lossy(&output.stdout);
    format!("{}\n{}", out.trim(), error.trim()).trim().to_owned()
}
