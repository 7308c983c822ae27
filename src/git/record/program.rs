//! A commit by the git program: the only place where a process is started.
#![expect(
    clippy::disallowed_methods,
    reason = "the one home of processes: the git program, by the path that the edge found"
)]

use std::io::Write;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use super::RecordError;
use crate::address::Kind;
use crate::git::{GitError, Revision, Source};

/// What would make git look at another repository or index than the project's.
const ELSEWHERE: &[&str] = &[
    "GIT_ALTERNATE_OBJECT_DIRECTORIES",
    "GIT_COMMON_DIR",
    "GIT_DIR",
    "GIT_GRAFT_FILE",
    "GIT_IMPLICIT_WORK_TREE",
    "GIT_INDEX_FILE",
    "GIT_NAMESPACE",
    "GIT_NO_REPLACE_OBJECTS",
    "GIT_OBJECT_DIRECTORY",
    "GIT_PREFIX",
    "GIT_REPLACE_REF_BASE",
    "GIT_SHALLOW_FILE",
    "GIT_WORK_TREE",
];

impl Source {
    pub(super) fn record_by(
        &self,
        program: &Path,
        kinds: &[Kind],
        message: &str,
    ) -> Result<Revision, RecordError> {
        let paths = self.paths_of(kinds);
        let git = |words: &[&str], input: &str| -> Result<(), RecordError> {
            let output = run(self.git(program)?.args(words).arg("--").args(&paths), input)
                .map_err(|error| RecordError::Git(GitError::Other(error.to_string())))?;
            if output.status.success() { Ok(()) } else { Err(RecordError::Program(said(&output))) }
        };
        git(&["add"], "")?;
        git(&["commit", "--quiet", "--only", "--cleanup=verbatim", "--file=-"], message)?;
        Ok(self.revision("HEAD")?)
    }

    /// Whether git can say who would record a commit: from its configuration, the environment or
    /// the system.
    pub(super) fn knows_who(&self, program: &Path) -> bool {
        let asked =
            self.git(program).map(|mut git| run(git.args(["var", "GIT_COMMITTER_IDENT"]), ""));
        matches!(asked, Ok(Ok(output)) if output.status.success())
    }

    /// The program, at the top of this repository and of no other.
    fn git(&self, program: &Path) -> Result<Command, GitError> {
        let mut command = Command::new(program);
        command.arg("-C").arg(self.top()?);
        command.env("GIT_TERMINAL_PROMPT", "0").env("GIT_LITERAL_PATHSPECS", "1");
        for name in ELSEWHERE {
            command.env_remove(name);
        }
        Ok(command)
    }
}

fn run(command: &mut Command, input: &str) -> std::io::Result<Output> {
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn()?;
    if let Some(mut pipe) = child.stdin.take() {
        // A program that ends without reading says why on its own.
        let _ = pipe.write_all(input.as_bytes());
    }
    child.wait_with_output()
}

/// What the program, or a hook, said before it gave up.
fn said(output: &Output) -> String {
    let error = String::from_utf8_lossy(&output.stderr);
    let out = String::from_utf8_lossy(&output.stdout);
    format!("{}\n{}", out.trim(), error.trim()).trim().to_owned()
}
