//! YAML in blocks: members in the order of their names, lists not indented below their names, lines folded at 80, as the AWS CLI
//! prints it. Scalars are printed as JSON, since a YAML document would end in dots.

mod scalar;

use serde_json::{Map, Value};

use self::scalar::{Analysis, Style};
use super::super::spelling::{self, Layout};

/// The column at which lines fold.
const WIDTH: usize = 80;
/// The longest name that is on one line with its value.
const SIMPLE_KEY: usize = 128;

/// Prints a response; an empty one prints nothing.
pub(super) fn print(value: &Value) -> String {
    match value {
        Value::Object(members) if members.is_empty() => String::new(),
        Value::Object(_) | Value::Array(_) => document(value),
        value => spelling::json(value, Layout::Lines) + "\n",
    }
}

/// Prints a response, or a page of it, as an item of a list.
pub(super) fn print_page(value: &Value) -> String {
    match value {
        Value::Object(members) if members.is_empty() => String::new(),
        value => document(&Value::Array(vec![value.clone()])),
    }
}

fn document(value: &Value) -> String {
    let mut emitter =
        Emitter { out: String::new(), column: 0, indent: None, whitespace: true, indention: true };
    emitter.node(value, false);
    emitter.out + "\n"
}

/// Writes nodes in order.
struct Emitter {
    out: String,
    /// The number of letters since the last break.
    column: usize,
    /// `None` before the outermost block.
    indent: Option<usize>,
    /// Whether the last character was a space or an equivalent.
    whitespace: bool,
    /// Whether the line contains only indentation and its marks.
    indention: bool,
}

impl Emitter {
    /// Writes a value; `of_member` if it belongs to a name.
    fn node(&mut self, value: &Value, of_member: bool) {
        match value {
            Value::Array(items) if items.is_empty() => self.mark("[]"),
            Value::Object(members) if members.is_empty() => self.mark("{}"),
            Value::Array(items) => self.items(items, of_member),
            Value::Object(members) => self.members(members),
            Value::String(text) => self.text(text, false),
            value => self.plain(&spelling::json(value, Layout::Line), true),
        }
    }

    fn items(&mut self, items: &[Value], of_member: bool) {
        let outer = self.indent;
        if !of_member || self.indention {
            self.indent = Some(outer.map_or(0, |indent| indent + 2));
        }
        for item in items {
            self.new_line();
            self.block_mark("-");
            self.node(item, false);
        }
        self.indent = outer;
    }

    fn members(&mut self, members: &Map<String, Value>) {
        let outer = self.indent;
        self.indent = Some(outer.map_or(0, |indent| indent + 2));
        let mut members: Vec<(&String, &Value)> = members.iter().collect();
        members.sort_by_key(|(key, _)| key.as_str());
        for (key, value) in members {
            self.new_line();
            if key.len() <= SIMPLE_KEY && !scalar::has_breaks(key) {
                self.text(key, true);
                self.out.push(':');
                self.column += 1;
                self.whitespace = false;
                self.indention = false;
            } else {
                self.block_mark("?");
                self.text(key, false);
                self.new_line();
                self.block_mark(":");
            }
            self.node(value, true);
        }
        self.indent = outer;
    }

    fn text(&mut self, text: &str, key: bool) {
        match Analysis::of(text).style(key) {
            Style::Plain => self.plain(text, !key),
            Style::Single => self.single(text, !key),
            Style::Double => self.double(text, !key),
        }
    }

    fn plain(&mut self, text: &str, folds: bool) {
        self.space();
        self.nested(|this| {
            let mut spaces = false;
            let mut letters = text.chars().peekable();
            while let Some(letter) = letters.next() {
                let is_space = letter == ' ';
                if is_space && folds && !spaces && this.column > WIDTH && letters.peek() != Some(&' ') {
                    this.new_line();
                } else {
                    this.put(letter);
                }
                spaces = is_space;
            }
        });
        self.whitespace = false;
        self.indention = false;
    }

    fn single(&mut self, text: &str, folds: bool) {
        self.mark("'");
        self.nested(|this| {
            let (mut spaces, mut breaks) = (false, false);
            let mut letters = text.chars().enumerate().peekable();
            while let Some((index, letter)) = letters.next() {
                if scalar::is_break(letter) {
                    if !breaks && letter == '\n' {
                        this.put_break('\n');
                    }
                    this.put_break(letter);
                    this.indention = true;
                    breaks = true;
                    continue;
                }
                let next = letters.peek().map(|(_, next)| *next);
                let foldable = letter == ' ' && index > 0 && next.map_or(false, |next| next != ' ');
                if foldable && folds && !spaces && this.column > WIDTH {
                    this.new_line();
                } else if letter == ' ' {
                    this.put(letter);
                } else {
                    if breaks {
                        this.new_line();
                    }
                    if letter == '\'' {
                        this.put('\'');
                    }
                    this.put(letter);
                    this.indention = false;
                    breaks = false;
                }
                spaces = letter == ' ';
            }
            if breaks {
                this.new_line();
            }
        });
        self.close('\'');
    }

    fn double(&mut self, text: &str, folds: bool) {
        self.mark("\"");
        self.nested(|this| {
            let mut spaces = false;
            let mut letters = text.chars().enumerate().peekable();
            while let Some((index, letter)) = letters.next() {
                let is_space = letter == ' ';
                let next = letters.peek().map(|(_, next)| *next);
                if is_space && folds && !spaces && this.column > WIDTH && index > 0 && next.is_some() {
                    this.new_line();
                    if next == Some(' ') {
                        this.put('\\');
                    }
                } else {
                    scalar::escaped(letter).chars().for_each(|letter| this.put(letter));
                }
                spaces = is_space;
            }
        });
        self.close('"');
    }

    /// Writes a scalar, with further lines indented by one more level.
    fn nested(&mut self, write: impl FnOnce(&mut Self)) {
        let outer = self.indent;
        self.indent = Some(outer.unwrap_or_default() + 2);
        write(self);
        self.indent = outer;
    }

    fn space(&mut self) {
        if !self.whitespace {
            self.put(' ');
        }
    }

    /// Starts a node that is not a block.
    fn mark(&mut self, mark: &str) {
        self.space();
        mark.chars().for_each(|letter| self.put(letter));
        self.whitespace = false;
        self.indention = false;
    }

    /// Writes a mark of a block: other blocks may start on the same line.
    fn block_mark(&mut self, mark: &str) {
        let indention = self.indention;
        self.mark(mark);
        self.indention = indention;
    }

    fn close(&mut self, mark: char) {
        self.put(mark);
        self.whitespace = false;
        self.indention = false;
    }

    /// Moves to the indentation: on this line if it is empty, or else on the next.
    fn new_line(&mut self) {
        let indent = self.indent.unwrap_or_default();
        if !self.indention || self.column > indent || (self.column == indent && !self.whitespace) {
            self.put_break('\n');
        }
        while self.column < indent {
            self.put(' ');
        }
        self.whitespace = true;
        self.indention = true;
    }

    fn put(&mut self, letter: char) {
        self.out.push(letter);
        self.column += 1;
    }

    fn put_break(&mut self, letter: char) {
        self.out.push(letter);
        self.column = 0;
    }
}
