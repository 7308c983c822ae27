//! `nrt lsp`: the project as the rules see it, in any editor that speaks the Language Server Protocol
//! (3.18). It answers over the texts that are being edited; it runs nothing and writes nothing.

mod actions;
mod capabilities;
mod changes;
mod client;
mod completion;
mod diagnostics;
mod folding;
mod hints;
mod hover;
mod lenses;
mod links;
mod meaning;
mod memory;
mod navigation;
mod notified;
mod pages;
mod past;
pub mod position;
mod rename;
mod requests;
mod sections;
mod session;
mod state;
mod symbols;
mod uri;
mod view;
mod workspace;

use chrono::NaiveDate;
use lsp_server::Connection;

use crate::lang::Lang;
use session::Session;

/// What the server is told of the world.
#[derive(Debug, Clone, Copy)]
pub struct Surroundings {
    /// The language that was asked for, whatever the project's.
    pub lang: Option<Lang>,
    /// The language where neither the project nor the client has one.
    pub otherwise: Lang,
    /// The day, each time it matters.
    pub today: fn() -> NaiveDate,
    /// The largest size of a file, in bytes.
    pub limit: u64,
}

/// Answers a client on the standard input and output until it leaves. Gives whether it took leave.
///
/// # Errors
///
/// When the client does not keep to the protocol, or its end of the connection breaks.
pub fn serve(surroundings: Surroundings) -> Result<bool, String> {
    let (connection, threads) = Connection::stdio();
    let answered = answer(&connection, surroundings);
    // The threads would wait for it.
    drop(connection);
    match answered {
        Ok(true) => threads.join().map(|()| true).map_err(|error| error.to_string()),
        // Who broke off is not waited for: the input may stay open.
        other => other,
    }
}

/// The same on any connection.
///
/// # Errors
///
/// When the client does not keep to the protocol.
pub fn answer(connection: &Connection, surroundings: Surroundings) -> Result<bool, String> {
    let (id, params) = match connection.initialize_start() {
        Ok(greeting) => greeting,
        // It went before it said anything.
        Err(error) if error.channel_is_disconnected() => return Ok(false),
        Err(error) => return Err(error.to_string()),
    };
    let session = Session::new(connection, surroundings, &params);
    connection.initialize_finish(id, session.greeting()).map_err(|error| error.to_string())?;
    Ok(session.run())
}
