//! The program `nrt`.

use std::process::ExitCode;

#[expect(clippy::disallowed_methods, reason = "the edge: the arguments are asked for once")]
fn main() -> ExitCode {
    ExitCode::from(nrt::cli::run(std::env::args_os()))
}
