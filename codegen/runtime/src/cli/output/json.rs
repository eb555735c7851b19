//! JSON output: indented by four, texts unescaped. An empty response prints nothing.

use serde_json::Value;

use super::super::spelling::{self, Layout};

pub(super) fn print(value: &Value) -> String {
    match value {
        Value::Object(members) if members.is_empty() => String::new(),
        value => spelling::json(value, Layout::Lines) + "\n",
    }
}
