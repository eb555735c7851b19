//! Turns C2J (botocore's `service-2.json` and its companions) into a Smithy 2.0 JSON AST.
//!
//! A placeholder: it is replaced at the merge.

use serde_json::Value;

use crate::{Diagnostic, Diagnostics};

/// The files of one C2J service, parsed.
#[derive(Clone, Copy, Debug)]
pub struct Files<'a> {
    /// `service-2.json`.
    pub service: &'a Value,
    /// `paginators-1.json`.
    pub paginators: Option<&'a Value>,
    /// `waiters-2.json`.
    pub waiters: Option<&'a Value>,
    /// `examples-1.json`.
    pub examples: Option<&'a Value>,
    /// `endpoint-rule-set-1.json`.
    pub endpoint_rule_set: Option<&'a Value>,
    /// `endpoint-tests-1.json`.
    pub endpoint_tests: Option<&'a Value>,
}

/// The same service as a Smithy 2.0 JSON AST.
///
/// # Errors
///
/// Always, until the real one is here.
pub fn to_ast(files: &Files<'_>) -> Result<Value, Diagnostics> {
    let _ = files;
    Err(Diagnostic::new("C2J cannot be read yet").into())
}
