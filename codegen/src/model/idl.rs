//! Smithy IDL 1.0 and 2.0: takes the text of a file and returns the same [`Contents`] as `ast` does of JSON, so that all later
//! stages are shared.
//!
//! A file is read in two steps, since its names depend on the shapes of all files: [`parse`] returns its syntax tree, and
//! [`read`] resolves the names. Offsets in the text become lines and columns only in diagnostics.

mod lexer;
mod locate;
mod lower;
mod names;
mod parser;
mod text;
mod tree;

pub(super) use locate::{Lines, locate};
pub(super) use names::Names;
pub(super) use tree::File;

use super::ast::Contents;
use super::{Role, Source, json};
use crate::{Diagnostic, DiagnosticKind, Diagnostics};

/// Returns whether the file of a [`Source`] with this name is Smithy IDL: the name ends in `.smithy`, or in `.smithy.gz` if its bytes
/// were packed.
pub fn is_idl(name: &str) -> bool {
    name.strip_suffix(".gz").unwrap_or(name).ends_with(".smithy")
}

/// Reads the syntax of a file.
pub(super) fn parse<'s>(source: &'s Source, found: &mut Diagnostics) -> Option<File<'s>> {
    let text = match json::text(source) {
        Ok(text) => text,
        Err(problem) => {
            found.push(problem);
            return None;
        }
    };
    match parser::parse(text) {
        Ok(file) => Some(file),
        Err(problems) => {
            report(problems, DiagnosticKind::Syntax, source, found);
            None
        }
    }
}

/// Resolves the names of a file and returns its shapes, `apply` statements and metadata.
pub(super) fn read(
    tree: &File<'_>,
    names: &Names<'_>,
    file: usize,
    source: &Source,
    found: &mut Diagnostics,
) -> Contents {
    let (mut contents, problems) = lower::lower(tree, names, file);
    report(problems, DiagnosticKind::Invalid, source, found);
    if source.role != Role::Model {
        contents.applies = lower::joined(contents.applies, &source.name, found);
    }
    contents
}

/// Adds problems, in the order of the text.
fn report(
    mut problems: Vec<parser::Problem>,
    kind: DiagnosticKind,
    source: &Source,
    found: &mut Diagnostics,
) {
    if problems.is_empty() {
        return;
    }
    problems.sort_by_key(|problem| problem.at);
    let lines = Lines::of(source);
    for problem in problems {
        let mut diagnostic = Diagnostic::new(problem.message).in_file(&source.name).of_kind(kind.clone());
        diagnostic.position = Some(lines.position(problem.at));
        found.push(diagnostic);
    }
}
