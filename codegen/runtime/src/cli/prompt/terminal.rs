//! Prompts on a terminal with dialoguer. Ctrl-C ends them; so does Esc in lists and yes/no questions.

use std::io;
use std::process::Command;
use std::sync::atomic::{AtomicBool, Ordering};

use console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Confirm, FuzzySelect, Input, MultiSelect, Password};

use super::super::failure::Failure;
use super::super::markdown;
use super::{interrupted, Ask};

/// The visible rows of a list.
const ROWS: usize = 12;

/// Whether the terminal hides typed text. Global, like the terminal and the Ctrl-C handler.
static HIDES: AtomicBool = AtomicBool::new(false);

/// Restores the terminal if the process ends during a prompt.
pub(in super::super) fn leave() {
    let term = Term::stderr();
    if term.is_term() {
        let _ = term.show_cursor();
        let _ = term.write_line("");
    }
    // `console` would do this after the answer; it cannot do it now.
    if cfg!(unix) && HIDES.load(Ordering::SeqCst) {
        let _ = Command::new("stty").arg("echo").status();
    }
}

/// A hidden line, for `-` in place of a secret. Empty input, including Ctrl-D, is an error.
pub(in super::super) fn hidden_line(flag: &str) -> io::Result<String> {
    let term = Term::stderr();
    term.write_str(&format!("--{flag} (not shown): "))?;
    HIDES.store(true, Ordering::SeqCst);
    let line = term.read_secure_line();
    HIDES.store(false, Ordering::SeqCst);
    match line {
        Ok(line) if line.is_empty() => Err(io::Error::new(io::ErrorKind::UnexpectedEof, "nothing was typed")),
        line => line,
    }
}

pub(super) struct Terminal {
    term: Term,
    theme: Box<dyn Theme>,
}

impl Terminal {
    pub(super) fn new() -> Self {
        let theme: Box<dyn Theme> = if console::colors_enabled_stderr() {
            Box::new(ColorfulTheme::default())
        } else {
            Box::new(SimpleTheme)
        };
        Self { term: Term::stderr(), theme }
    }

    /// Items in one line each, shown after the question: a list is redrawn by counting its lines.
    fn fitting(&self, question: &str, items: &[String]) -> Vec<String> {
        let columns = usize::from(self.term.size().1);
        let room = columns.saturating_sub(console::measure_text_width(question) + 8).max(10);
        items.iter().map(|item| shortened(item, room)).collect()
    }
}

/// Truncates a text to one line.
pub(in super::super) fn shortened(item: &str, room: usize) -> String {
    let mut short = String::new();
    let mut used = 0;
    for c in item.chars().filter_map(markdown::visible) {
        used += console::measure_text_width(c.encode_utf8(&mut [0; 4]));
        if used > room {
            let _ = short.pop();
            short.push('…');
            break;
        }
        short.push(c);
    }
    short
}

impl Ask for Terminal {
    fn note(&mut self, text: &str) -> Result<(), Failure> {
        let text: String = text.chars().filter_map(markdown::visible).collect();
        self.term.write_line(&format!("\n{text}")).map_err(|error| failure(&error))
    }

    fn one(&mut self, question: &str, items: &[String]) -> Result<usize, Failure> {
        let select =
            FuzzySelect::with_theme(&*self.theme).with_prompt(question).items(self.fitting(question, items));
        let chosen = select.default(0).max_length(ROWS).interact_on_opt(&self.term);
        answered(chosen)?.ok_or_else(interrupted)
    }

    fn several(&mut self, question: &str, items: &[String]) -> Result<Vec<usize>, Failure> {
        let question = format!("{question} (space chooses, enter ends)");
        let items = self.fitting(&question, items);
        let select = MultiSelect::with_theme(&*self.theme).with_prompt(question).items(items);
        answered(select.max_length(ROWS).interact_on_opt(&self.term))?.ok_or_else(interrupted)
    }

    fn yes(&mut self, question: &str, default: bool) -> Result<bool, Failure> {
        let confirm =
            Confirm::with_theme(&*self.theme).with_prompt(question).default(default).wait_for_newline(true);
        answered(confirm.interact_on_opt(&self.term))?.ok_or_else(interrupted)
    }

    fn hidden(&mut self, question: &str) -> Result<String, Failure> {
        let password = Password::with_theme(&*self.theme).with_prompt(question).allow_empty_password(true);
        HIDES.store(true, Ordering::SeqCst);
        let answer = password.interact_on(&self.term);
        HIDES.store(false, Ordering::SeqCst);
        answered(answer)
    }

    fn text(&mut self, question: &str, check: &dyn Fn(&str) -> Option<String>) -> Result<String, Failure> {
        let input = Input::<String>::with_theme(&*self.theme).with_prompt(question).allow_empty(true);
        let validated = input.validate_with(|text: &String| match check(text) {
            Some(problem) => Err(problem),
            None => Ok(()),
        });
        answered(validated.interact_text_on(&self.term))
    }
}

fn answered<T>(answer: dialoguer::Result<T>) -> Result<T, Failure> {
    answer.map_err(|dialoguer::Error::IO(error)| failure(&error))
}

fn failure(error: &io::Error) -> Failure {
    match error.kind() {
        io::ErrorKind::Interrupted => interrupted(),
        // Ctrl-D, or a closed terminal.
        io::ErrorKind::UnexpectedEof => interrupted(),
        _ => Failure::other(format!("the terminal cannot be used: {error}")),
    }
}
