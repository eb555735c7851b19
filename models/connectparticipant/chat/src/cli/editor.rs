//! The line that is typed in a terminal: a text with a cursor, changed by keys. It draws nothing.

use console::{Key, measure_text_width};

/// A line with a cursor.
#[derive(Debug, Default)]
pub(super) struct Editor {
    text: Vec<char>,
    /// The number of characters before the cursor.
    cursor: usize,
}

/// The effect of a key.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Pressed {
    Nothing,
    /// The line or the cursor is another one.
    Changed,
    /// The line is complete. The editor is empty again.
    Line(String),
    /// Ctrl-D in an empty line.
    End,
}

/// The part of a line that fits in a terminal.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Visible {
    pub(super) text: String,
    /// The columns from the cursor to the end.
    pub(super) behind: usize,
}

impl Editor {
    pub(super) fn text(&self) -> String {
        self.text.iter().collect()
    }

    pub(super) fn press(&mut self, key: &Key) -> Pressed {
        match key {
            Key::Enter => {
                self.cursor = 0;
                return Pressed::Line(std::mem::take(&mut self.text).into_iter().collect());
            }
            Key::Char('\u{4}') if self.text.is_empty() => return Pressed::End,
            Key::Char('\u{15}') => drop(self.text.drain(..std::mem::take(&mut self.cursor))),
            Key::Char('\u{17}') => self.delete_word(),
            Key::Tab => self.insert(' '),
            Key::Char(c) if !c.is_control() => self.insert(*c),
            Key::Backspace if self.cursor > 0 => {
                self.cursor -= 1;
                self.text.remove(self.cursor);
            }
            Key::Del if self.cursor < self.text.len() => drop(self.text.remove(self.cursor)),
            Key::ArrowLeft if self.cursor > 0 => self.cursor -= 1,
            Key::ArrowRight if self.cursor < self.text.len() => self.cursor += 1,
            Key::Home => self.cursor = 0,
            Key::End => self.cursor = self.text.len(),
            _ => return Pressed::Nothing,
        }
        Pressed::Changed
    }

    fn insert(&mut self, c: char) {
        self.text.insert(self.cursor, c);
        self.cursor += 1;
    }

    fn delete_word(&mut self) {
        let before = &self.text[..self.cursor];
        let word = before.iter().rposition(|c| !c.is_whitespace()).unwrap_or(0);
        let start = before[..word].iter().rposition(|c| c.is_whitespace()).map_or(0, |space| space + 1);
        self.text.drain(start..self.cursor);
        self.cursor = start;
    }

    /// Returns the part around the cursor that fits in this number of columns.
    pub(super) fn visible(&self, columns: usize) -> Visible {
        let width = |text: &[char]| measure_text_width(&text.iter().collect::<String>());
        let mut start = 0;
        while start < self.cursor && width(&self.text[start..self.cursor]) >= columns {
            start += 1;
        }
        let mut end = self.text.len();
        while end > self.cursor && width(&self.text[start..end]) > columns {
            end -= 1;
        }
        Visible { text: self.text[start..end].iter().collect(), behind: width(&self.text[self.cursor..end]) }
    }
}

#[cfg(test)]
mod tests {
    use console::Key;

    use super::{Editor, Pressed, Visible};

    fn typed(text: &str) -> Editor {
        let mut editor = Editor::default();
        text.chars().for_each(|c| assert_eq!(editor.press(&Key::Char(c)), Pressed::Changed));
        editor
    }

    #[test]
    fn keys_change_the_line() {
        let mut editor = typed("Helo wörld");
        for key in [Key::Home, Key::ArrowRight, Key::ArrowRight, Key::ArrowRight, Key::Char('l'), Key::End] {
            editor.press(&key);
        }
        assert_eq!(editor.text(), "Hello wörld");
        editor.press(&Key::Char('\u{17}'));
        assert_eq!(editor.text(), "Hello ");
        editor.press(&Key::Char('\u{17}'));
        assert_eq!(editor.text(), "");
        let mut editor = typed("ab");
        editor.press(&Key::ArrowLeft);
        editor.press(&Key::Backspace);
        assert_eq!(editor.text(), "b");
        editor.press(&Key::Del);
        assert_eq!(editor.press(&Key::Del), Pressed::Nothing);
        assert_eq!(editor.press(&Key::Backspace), Pressed::Nothing);
        let mut editor = typed("gone");
        editor.press(&Key::Char('\u{15}'));
        assert_eq!(editor.press(&Key::Char('\u{4}')), Pressed::End);
    }

    #[test]
    fn a_line_ends_with_enter() {
        let mut editor = typed("Hello!");
        assert_eq!(editor.press(&Key::Char('\u{4}')), Pressed::Nothing);
        assert_eq!(editor.press(&Key::Char('\u{1b}')), Pressed::Nothing);
        assert_eq!(editor.press(&Key::Enter), Pressed::Line("Hello!".to_owned()));
        assert_eq!(editor.text(), "");
    }

    #[test]
    fn a_long_line_is_shown_around_the_cursor() {
        let mut editor = typed("abcdefgh");
        assert_eq!(editor.visible(20), Visible { text: "abcdefgh".to_owned(), behind: 0 });
        assert_eq!(editor.visible(4), Visible { text: "fgh".to_owned(), behind: 0 });
        editor.press(&Key::Home);
        assert_eq!(editor.visible(4), Visible { text: "abcd".to_owned(), behind: 4 });
        let wide = typed("日本語");
        assert_eq!(wide.visible(5), Visible { text: "本語".to_owned(), behind: 0 });
    }
}
