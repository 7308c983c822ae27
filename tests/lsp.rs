//! The language server, talked to by a client of our own: what it says is what `nrt check` says.

mod actions;
mod additions;
mod applier;
pub mod client;
mod completion;
mod edits;
mod gone;
mod hints;
mod hostile;
mod hover;
mod places;
mod rename;
mod same;
mod sessions;
mod settings;
