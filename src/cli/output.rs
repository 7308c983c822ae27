//! The one sink of everything printed: colours only where they show, and a closed pipe is no panic.

use std::io::{self, Write};

use anstream::stream::RawStream;

use crate::render::sentences;

/// Columns where the output is no terminal.
const DEFAULT_WIDTH: usize = 100;

/// Standard output or standard error.
pub struct Output {
    stream: Box<dyn Write>,
    /// Whether colours show there.
    pub colour: bool,
    /// Columns.
    pub width: usize,
    /// Whether somebody reads it as it comes.
    terminal: bool,
}

impl Output {
    /// The standard output; `colour` is `auto`, `always`, `never` or nothing.
    pub fn stdout(colour: Option<&str>) -> Self {
        Self::of(io::stdout(), colour)
    }

    /// The standard error.
    pub fn stderr(colour: Option<&str>) -> Self {
        Self::of(io::stderr(), colour)
    }

    fn of(stream: impl RawStream + 'static, colour: Option<&str>) -> Self {
        let terminal = stream.is_terminal();
        let colour = shows(anstream::AutoStream::choice(&stream), colour);
        Self { colour, width: width(terminal), terminal, stream: Box::new(stream) }
    }

    /// Writes sentences, folded where a terminal would cut their words.
    pub fn say(&mut self, text: &str) -> io::Result<()> {
        if self.terminal { self.write(&sentences(text, self.width)) } else { self.write(text) }
    }

    /// Writes a text, whole.
    pub fn write(&mut self, text: &str) -> io::Result<()> {
        self.stream.write_all(text.as_bytes())?;
        self.stream.flush()
    }
}

fn shows(choice: anstream::ColorChoice, asked: Option<&str>) -> bool {
    match asked {
        Some("always") => true,
        Some("never") => false,
        _ => !matches!(choice, anstream::ColorChoice::Never),
    }
}

/// `COLUMNS` where it is set, else the terminal's own width.
fn width(terminal: bool) -> usize {
    let asked = std::env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    let found = || {
        let size = terminal.then(terminal_size::terminal_size).flatten();
        size.map(|(width, _)| usize::from(width.0))
    };
    asked.or_else(found).filter(|width| (20..=1000).contains(width)).unwrap_or(DEFAULT_WIDTH)
}
