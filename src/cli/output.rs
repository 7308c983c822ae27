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
        // A console of Windows wants to be told that escapes follow; others are as they were.
        let stream = anstream::AutoStream::always_ansi(stream).into_inner();
        Self { colour, width: width(terminal), terminal, stream: Box::new(stream) }
    }

    /// What empties the terminal that reads this, where one does that can be emptied. What stands
    /// there is scrolled up, not erased, unless it is nrt's `own` result before this one.
    ///
    /// No second screen is asked for: a result may be longer than the terminal, and is read by
    /// scrolling; and whatever ends nrt, there is nothing to put back.
    pub fn cleared(&self, own: bool) -> Option<String> {
        let dumb = std::env::var("TERM").is_ok_and(|name| name == "dumb");
        if !self.terminal || dumb {
            return None;
        }
        let lines = terminal_size::terminal_size().map_or(0, |(_, height)| usize::from(height.0));
        let up = "\n".repeat(if own { 0 } else { lines });
        Some(format!("{up}\u{1b}[H\u{1b}[J"))
    }

    /// Whether somebody reads it as it comes.
    pub const fn is_terminal(&self) -> bool {
        self.terminal
    }

    /// Asks the terminal again how wide it is: somebody may have pulled at its edge.
    pub fn measure(&mut self) {
        self.width = width(self.terminal);
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
