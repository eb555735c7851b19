//! The body of a function as steps, one per statement, match arm or initializer, each with its field.
//!
//! It takes tokens and returns text; it knows nothing of the items around it.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};

/// One step: its text, and its subject: a field, otherwise a literal, otherwise itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Step {
    pub(crate) subject: String,
    pub(crate) text: String,
}

/// The variables of generated code whose fields are members.
const OWNERS: [&str; 5] = ["self", "input", "output", "item", "value"];

/// Returns the steps of a body, in order; `rename` may change the words of one.
pub(crate) fn steps(body: TokenStream, rename: &dyn Fn(&mut Vec<String>)) -> Vec<Step> {
    let mut splitter = Splitter { steps: Vec::new(), current: Vec::new(), inherited: Vec::new(), rename };
    splitter.walk(body, true);
    splitter.flush();
    splitter.steps
}

/// Tokens as text, one space between two.
pub(crate) fn plain(tokens: TokenStream) -> String {
    let mut words = Vec::new();
    collect(tokens, &mut words);
    words.join(" ")
}

struct Splitter<'a> {
    steps: Vec<Step>,
    current: Vec<String>,
    /// The field of each enclosing block, if it has one.
    inherited: Vec<Option<String>>,
    rename: &'a dyn Fn(&mut Vec<String>),
}

impl Splitter<'_> {
    fn walk(&mut self, tokens: TokenStream, block: bool) {
        let mut tokens = tokens.into_iter().peekable();
        while let Some(token) = tokens.next() {
            match token {
                // Whether an arm's expression has braces depends on the line width.
                TokenTree::Group(group) if self.is_arm() && is_expression(&group) => {
                    self.walk(group.stream(), false);
                    self.flush();
                }
                TokenTree::Group(group) if group.delimiter() == Delimiter::Brace => {
                    self.current.push("{".to_owned());
                    let field = self.flush();
                    self.inherited.push(field);
                    self.walk(group.stream(), true);
                    self.flush();
                    self.inherited.pop();
                }
                TokenTree::Group(group) if has_block(group.stream()) => {
                    let (open, close) = marks(group.delimiter());
                    self.current.push(open.to_owned());
                    self.walk(group.stream(), false);
                    self.current.push(close.to_owned());
                }
                TokenTree::Punct(mark) if mark.as_char() == ';' || block && mark.as_char() == ',' => {
                    self.flush();
                }
                // A chain of `.field(..)` is a list of fields.
                TokenTree::Punct(mark) if mark.as_char() == '.' && self.is_chain(tokens.peek()) => {
                    self.flush();
                    self.current.push(".".to_owned());
                }
                token => collect(TokenStream::from(token), &mut self.current),
            }
        }
    }

    /// Whether `.field` comes next, or `.finish` after it.
    fn is_chain(&self, next: Option<&TokenTree>) -> bool {
        let Some(TokenTree::Ident(next)) = next else { return false };
        next == "field" || next == "finish" && self.current.get(1).is_some_and(|word| word == "field")
    }

    fn is_arm(&self) -> bool {
        matches!(self.current.as_slice(), [.., equals, greater] if equals == "=" && greater == ">")
    }

    /// Ends a step; returns its field.
    fn flush(&mut self) -> Option<String> {
        let mut words = std::mem::take(&mut self.current);
        (self.rename)(&mut words);
        let outer = self.inherited.last().cloned().flatten();
        if !words.iter().any(|word| word.chars().any(|c| c.is_alphanumeric() || c == '_')) {
            return outer;
        }
        let field = field(&words).or(outer);
        let literal = || words.iter().find_map(|word| word.strip_prefix('"')?.strip_suffix('"'));
        let text = words.join(" ");
        let binding =
            || text.starts_with("let ").then(|| text.split(" =").next().unwrap_or_default().to_owned());
        let subject = field.clone().or_else(|| literal().map(str::to_owned)).or_else(binding);
        let subject = subject.unwrap_or_else(|| text.clone());
        self.steps.push(Step { subject, text });
        field
    }
}

/// `input . name`, or the initializer `name : ..`, or its short form `name`.
fn field(words: &[String]) -> Option<String> {
    let named = |word: &String| word.starts_with(|c: char| c.is_lowercase() || c == '_').then(|| bare(word));
    for at in (0..words.len()).filter(|at| OWNERS.contains(&words[*at].as_str())) {
        let [dot, name, rest @ ..] = &words[at + 1..] else { continue };
        // A called name is a method.
        if dot == "." && rest.first().is_none_or(|next| next != "(") {
            return named(name);
        }
    }
    match words {
        [name] => named(name),
        [name, colon, next, ..] if colon == ":" && next != ":" => named(name),
        _ => None,
    }
}

/// A name without `r#`.
pub(crate) fn bare(word: &str) -> String {
    word.trim_start_matches("r#").to_owned()
}

/// Braces around an expression without statements or blocks of its own.
fn is_expression(group: &Group) -> bool {
    let statement = |token: TokenTree| matches!(token, TokenTree::Punct(mark) if mark.as_char() == ';');
    let block = group.delimiter() == Delimiter::Brace && !group.stream().is_empty();
    block && !has_block(group.stream()) && !group.stream().into_iter().any(statement)
}

fn has_block(tokens: TokenStream) -> bool {
    tokens.into_iter().any(|token| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace || has_block(group.stream()),
        _ => false,
    })
}

fn marks(delimiter: Delimiter) -> (&'static str, &'static str) {
    match delimiter {
        Delimiter::Parenthesis => ("(", ")"),
        Delimiter::Brace => ("{", "}"),
        Delimiter::Bracket => ("[", "]"),
        Delimiter::None => ("", ""),
    }
}

/// Returns the words of tokens, without the comma that a broken line has before its closing bracket.
fn collect(tokens: TokenStream, words: &mut Vec<String>) {
    for token in tokens {
        let close = |words: &mut Vec<String>, mark: &str| {
            if words.last().is_some_and(|word| word == ",") {
                words.pop();
            }
            words.push(mark.to_owned());
        };
        match token {
            TokenTree::Group(group) => {
                let (open, end) = marks(group.delimiter());
                words.push(open.to_owned());
                collect(group.stream(), words);
                close(words, end);
            }
            TokenTree::Punct(mark) if mark.as_char() == '>' => close(words, ">"),
            TokenTree::Ident(ident) => words.push(bare(&ident.to_string())),
            other => words.push(other.to_string()),
        }
    }
}
