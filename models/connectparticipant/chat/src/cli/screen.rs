//! A terminal with a line that is typed at its bottom, below everything that was printed.

use std::fmt::Write as _;
use std::io;
use std::process::{Command, Stdio};

use console::{Key, Term, measure_text_width, truncate_str};
use farrier_runtime::cli::harmless::harmless;

use super::editor::{Editor, Pressed};

/// The columns of a terminal of unknown width.
const USUAL: usize = 80;

/// A terminal. Dropping it restores the settings.
pub(super) struct Screen {
    term: Term,
    editor: Editor,
    /// The text before the line, without control characters.
    status: String,
    saved: Saved,
}

/// The settings of the terminal: `console` changes them while it waits for a key, and cannot restore them when the program ends.
#[derive(Clone)]
pub(super) struct Saved(Option<String>);

impl Saved {
    /// Restores the settings.
    pub(super) fn restore(&self) {
        if let Some(saved) = &self.0 {
            // Nothing else is possible at the end.
            let _ = Command::new("stty").arg(saved).status();
        }
    }
}

impl Screen {
    /// Takes the terminal; `None` if keys cannot be read from it.
    pub(super) fn new() -> Option<Self> {
        let saved = if cfg!(unix) {
            let output =
                Command::new("stty").arg("-g").stdin(Stdio::inherit()).stderr(Stdio::null()).output().ok()?;
            let text = String::from_utf8(output.stdout).ok().filter(|_| output.status.success())?;
            Saved(Some(text.trim().to_owned()))
        } else {
            Saved(None)
        };
        Some(Self { term: Term::stdout(), editor: Editor::default(), status: String::new(), saved })
    }

    pub(super) fn saved(&self) -> Saved {
        self.saved.clone()
    }

    /// Prints text above the line.
    pub(super) fn print(&mut self, text: &str) -> io::Result<()> {
        self.term.clear_line()?;
        self.term.write_line(text)?;
        self.draw()
    }

    /// Sets the text before the line.
    pub(super) fn status(&mut self, status: &str) -> io::Result<()> {
        let status = harmless(status);
        if status == self.status {
            return Ok(());
        }
        self.status = status;
        self.draw()
    }

    /// Changes the line.
    pub(super) fn press(&mut self, key: &Key) -> io::Result<Pressed> {
        let pressed = self.editor.press(key);
        if pressed != Pressed::Nothing {
            self.draw()?;
        }
        Ok(pressed)
    }

    /// Whether a text is being typed, and not a command.
    pub(super) fn is_typing(&self) -> bool {
        let text = self.editor.text();
        !text.is_empty() && (!text.starts_with('/') || text.starts_with("//"))
    }

    fn draw(&self) -> io::Result<()> {
        let columns = self.term.size_checked().map_or(USUAL, |(_, columns)| usize::from(columns));
        let room = (columns / 2).max(8);
        let mut line = String::new();
        if !self.status.is_empty() {
            let _ = write!(line, "({}) ", truncate_str(&self.status, room, "…"));
        }
        line.push_str("> ");
        let left = columns.saturating_sub(measure_text_width(&line) + 1).max(1);
        let visible = self.editor.visible(left);
        line.push_str(&visible.text);
        self.term.clear_line()?;
        self.term.write_str(&line)?;
        self.term.move_cursor_left(visible.behind)?;
        self.term.flush()
    }
}

impl Drop for Screen {
    fn drop(&mut self) {
        // The output may be closed.
        let _ = self.term.clear_line();
        self.saved.restore();
    }
}
