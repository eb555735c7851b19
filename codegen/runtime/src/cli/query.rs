//! `--query`: evaluates a JMESPath expression. A library parses the expression; it is evaluated here, since members keep the order
//! of the document or of the expression, and integers stay integers.

mod calls;
mod evaluate;
mod functions;
mod numbers;
mod prepare;

use jmespath::ast::Ast;
use serde_json::Value;

use self::prepare::Prepared;
use super::failure::Failure;

/// A parsed expression.
pub(super) struct Query {
    tree: Ast,
    literals: Vec<Value>,
}

/// The maximum depth of an expression, which bounds the recursion of parsing and evaluation.
const MOST_DEPTH: usize = 100;

impl Query {
    /// # Errors
    ///
    /// If the expression is invalid, or calls an unknown function or one with the wrong number of arguments.
    pub(super) fn parse(expression: &str) -> Result<Self, Failure> {
        let refuse = |why: String| Failure::parameter(format!("Bad value for --query {expression}: {why}"));
        if expression.is_empty() {
            return Err(refuse("Invalid JMESPath expression: cannot be empty.".to_owned()));
        }
        let prepared = Prepared::of(expression).map_err(refuse)?;
        if prepared.depth > MOST_DEPTH {
            return Err(refuse(format!("it is nested more than {MOST_DEPTH} deep")));
        }
        let tree = jmespath::parse(&prepared.text).map_err(|error| refuse(reason(&error, &prepared)))?;
        calls::check(&tree).map_err(refuse)?;
        Ok(Self { tree, literals: prepared.literals })
    }

    /// # Errors
    ///
    /// If an argument of a function has the wrong type.
    pub(super) fn apply(&self, value: &Value) -> Result<Value, Failure> {
        evaluate::evaluate(&self.tree, value, &self.literals).map_err(Failure::other)
    }
}

/// Returns the error of the library without the debug form of its token.
fn reason(error: &jmespath::JmespathError, prepared: &Prepared) -> String {
    let column = prepared.column(error.offset);
    match &error.reason {
        jmespath::ErrorReason::Parse(reason) => {
            let reason = reason.split(" -- found").next().unwrap_or_default();
            let reason = match reason {
                "Unexpected nud token" | "Unexpected led token" => "Invalid token",
                reason => reason,
            };
            format!("{reason}: Parse error at column {column}")
        }
        reason => format!("{reason}: Parse error at column {column}"),
    }
}

#[cfg(test)]
mod tests;
