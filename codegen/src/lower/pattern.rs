//! Compiles patterns of the model: takes the text of a regular expression and returns the steps that decide whether a
//! text matches, or none if steps cannot express it.
//!
//! The dialect is that of Smithy, ECMA-262: `\d` and `\w` are ASCII, `.` excludes line breaks, `$` is the end of
//! the text and not of a line. `regex-syntax` parses it; syntax with a different meaning in its dialect is rejected here. Also rejected
//! are look-around, word boundaries, back references and flags: such values are sent, and the service checks them.

mod class;
mod program;

use regex_syntax::ast::{AssertionKind, Ast, GroupKind, RepetitionKind, RepetitionRange, parse::Parser};

use crate::ir::PatternStep;
use class::Class;

/// A parsed pattern.
#[derive(Clone, Debug, PartialEq)]
enum Node {
    Empty,
    One(Vec<(char, char)>),
    Start,
    End,
    All(Vec<Node>),
    Any(Vec<Node>),
    Repeat(Box<Node>, u32, Option<u32>),
}

/// The steps of a pattern.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Program {
    pub steps: Vec<PatternStep>,
    /// Whether a Unicode property matches every character outside ASCII.
    pub lenient: bool,
}

/// Returns the steps of a pattern; `None` if it has no equivalent.
pub(super) fn program(text: &str) -> Option<Program> {
    let ast = Parser::new().parse(text).ok()?;
    let mut reader = Reader { text, lenient: false };
    let node = reader.node(&ast)?;
    Some(Program { steps: program::steps(&node)?, lenient: reader.lenient })
}

/// Whether a pattern matches every text, except that a dot excludes line breaks: `.*`, `^.*$`, and patterns that can match
/// the empty text anywhere.
pub(crate) fn takes_all(text: &str) -> bool {
    let ast = Parser::new().parse(text).ok();
    let node = ast.and_then(|ast| Reader { text, lenient: false }.node(&ast));
    node.is_some_and(|node| matches_nothing(&node) || is_everything(&node))
}

/// Whether it matches the empty text at any position.
fn matches_nothing(node: &Node) -> bool {
    match node {
        Node::Empty => true,
        Node::One(_) | Node::Start | Node::End => false,
        Node::All(all) => all.iter().all(matches_nothing),
        Node::Any(any) => any.iter().any(matches_nothing),
        Node::Repeat(node, min, _) => *min == 0 || matches_nothing(node),
    }
}

/// Whether it matches any number of any characters, anchored or not.
fn is_everything(node: &Node) -> bool {
    match node {
        Node::Start | Node::End => true,
        Node::All(all) => all.iter().all(is_everything),
        Node::Repeat(node, 0, None) => matches!(&**node, Node::One(ranges) if has_all(ranges)),
        _ => false,
    }
}

/// Whether a class has all characters; line breaks may be missing.
fn has_all(ranges: &[(char, char)]) -> bool {
    let is_in = |c: char| ranges.iter().any(|(first, last)| (*first..=*last).contains(&c));
    let is_end = |c: char| matches!(c, '\n' | '\r' | '\u{2028}' | '\u{2029}');
    // A gap starts after the end of a range, or at the first character.
    let after = ranges.iter().filter_map(|(_, last)| (*last..=char::MAX).nth(1));
    let is_there = |c: char| (c..=char::MAX).find(|c| !is_end(*c)).is_none_or(is_in);
    std::iter::once('\0').chain(after).all(is_there)
}

struct Reader<'t> {
    text: &'t str,
    lenient: bool,
}

impl Reader<'_> {
    /// The parser limits the nesting of expressions, and this function too.
    fn node(&mut self, ast: &Ast) -> Option<Node> {
        Some(match ast {
            Ast::Empty(_) => Node::Empty,
            Ast::Literal(literal) => self.one(Class::of(literal.c, literal.c)),
            Ast::Dot(_) => self.one(Class::not_line_ends()),
            Ast::Assertion(assertion) => match assertion.kind {
                AssertionKind::StartLine | AssertionKind::StartText => Node::Start,
                AssertionKind::EndLine | AssertionKind::EndText => Node::End,
                _ => return None,
            },
            Ast::ClassUnicode(class) => self.one(Class::unicode(class, self.text)?),
            Ast::ClassPerl(class) => self.one(Class::perl(class)),
            Ast::ClassBracketed(class) => self.one(Class::bracketed(class, self.text)?),
            Ast::Group(group) => match &group.kind {
                GroupKind::NonCapturing(flags) if !flags.items.is_empty() => return None,
                _ => self.node(&group.ast)?,
            },
            Ast::Alternation(all) => Node::Any(self.nodes(&all.asts)?),
            Ast::Concat(all) => Node::All(self.nodes(&all.asts)?),
            Ast::Repetition(repetition) => {
                let (min, max) = match &repetition.op.kind {
                    RepetitionKind::ZeroOrOne => (0, Some(1)),
                    RepetitionKind::ZeroOrMore => (0, None),
                    RepetitionKind::OneOrMore => (1, None),
                    RepetitionKind::Range(RepetitionRange::Exactly(count)) => (*count, Some(*count)),
                    RepetitionKind::Range(RepetitionRange::AtLeast(min)) => (*min, None),
                    RepetitionKind::Range(RepetitionRange::Bounded(min, max)) => (*min, Some(*max)),
                };
                Node::Repeat(Box::new(self.node(&repetition.ast)?), min, max)
            }
            Ast::Flags(_) => return None,
        })
    }

    fn nodes(&mut self, all: &[Ast]) -> Option<Vec<Node>> {
        all.iter().map(|ast| self.node(ast)).collect()
    }

    fn one(&mut self, class: Class) -> Node {
        self.lenient |= class.is_open();
        Node::One(class.ranges())
    }
}

#[cfg(test)]
mod tests;
