//! `nrt git`: what this clone has armed, and the merge driver that git calls.

pub(super) mod driver;

use clap::ArgMatches;

use super::{Edge, Error, Outcome};

pub(super) fn run(edge: &mut Edge, args: &ArgMatches) -> Outcome {
    match args.subcommand() {
        Some(("merge-driver", args)) => driver::run(edge, args),
        other => {
            let message = other.map_or("git", |(name, _)| name).to_owned();
            Err(Error { message, help: None }.into())
        }
    }
}
