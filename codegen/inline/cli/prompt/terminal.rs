//! Questions on a terminal, by dialoguer. Esc, where a list or a yes or no is asked for, and Ctrl-C end them all.

use std::io;

use console::Term;
use dialoguer::theme::{ColorfulTheme, SimpleTheme, Theme};
use dialoguer::{Confirm, FuzzySelect, Input, MultiSelect, Password};

use super::super::failure::Failure;
use super::super::markdown;
use super::{Ask, interrupted};

/// Rows of a list that are seen at once.
const ROWS: usize = 12;

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

    /// Items on one line each: a list is drawn anew by counting its lines.
    fn fitting(&self, items: &[String]) -> Vec<String> {
        let columns = usize::from(self.term.size().1);
        let room = columns.saturating_sub(6).max(10);
        items.iter().map(|item| shortened(item, room)).collect()
    }
}

fn shortened(item: &str, room: usize) -> String {
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
        let select = FuzzySelect::with_theme(&*self.theme).with_prompt(question).items(self.fitting(items));
        let chosen = select.default(0).max_length(ROWS).interact_on_opt(&self.term);
        answered(chosen)?.ok_or_else(interrupted)
    }

    fn several(&mut self, question: &str, items: &[String]) -> Result<Vec<usize>, Failure> {
        let question = format!("{question} (space chooses, enter ends)");
        let select = MultiSelect::with_theme(&*self.theme).with_prompt(question).items(self.fitting(items));
        answered(select.max_length(ROWS).interact_on_opt(&self.term))?.ok_or_else(interrupted)
    }

    fn yes(&mut self, question: &str, default: bool) -> Result<bool, Failure> {
        let confirm = Confirm::with_theme(&*self.theme).with_prompt(question).default(default);
        answered(confirm.interact_on_opt(&self.term))?.ok_or_else(interrupted)
    }

    fn hidden(&mut self, question: &str) -> Result<String, Failure> {
        let password = Password::with_theme(&*self.theme).with_prompt(question).allow_empty_password(true);
        answered(password.interact_on(&self.term))
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
        // Ctrl-D, or a terminal that has gone.
        io::ErrorKind::UnexpectedEof => interrupted(),
        _ => Failure::other(format!("the terminal cannot be used: {error}")),
    }
}
