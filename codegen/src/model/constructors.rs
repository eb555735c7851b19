//! The order of constructor arguments in the last release: a file that is rewritten with each crate.
//!
//! The owner of a model may change the order of its members at any time. Callers cannot notice that: two swapped arguments of
//! one type still compile. So the order is kept here. This file cannot contradict a model:
//! structures and members that the model does not have, or does not require, have no effect.

use std::collections::BTreeMap;

use serde_json::Value;

use super::ast::malformed;
use super::json::{self, describe};
use super::{ShapeId, Source, is_identifier};
use crate::Diagnostic;

/// The key with the structures, as in a Smithy JSON AST.
const SHAPES: &str = "shapes";

/// The arguments of each constructor, in order, by the absolute shape id of its structure.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Constructors(pub BTreeMap<ShapeId, Vec<String>>);

impl Constructors {
    /// Returns the text of the file, with a line for each structure.
    ///
    /// ```
    /// # use std::collections::BTreeMap;
    /// use farrier::model::{Constructors, ShapeId};
    ///
    /// let put = ShapeId::parse("com.example#PutInput").unwrap();
    /// let text = Constructors(BTreeMap::from([(put, vec!["key".to_owned(), "value".to_owned()])])).to_text();
    /// assert_eq!(text, "{\n  \"shapes\": {\n    \"com.example#PutInput\": [\"key\", \"value\"]\n  }\n}\n");
    /// ```
    pub fn to_text(&self) -> String {
        let quoted = |text: &str| Value::from(text).to_string();
        let line = |(id, members): (&ShapeId, &Vec<String>)| {
            let members: Vec<String> = members.iter().map(|member| quoted(member)).collect();
            format!("\n    {}: [{}]", quoted(id.as_str()), members.join(", "))
        };
        let lines: Vec<String> = self.0.iter().map(line).collect();
        let end = if lines.is_empty() { "" } else { "\n  " };
        format!("{{\n  \"{SHAPES}\": {{{}{end}}}\n}}\n", lines.join(","))
    }

    /// Parses the file.
    pub(super) fn read(source: &Source) -> Result<Self, Diagnostic> {
        let problem = |message: String| Diagnostic::new(message).in_file(&source.name);
        let file = json::parse(source)?;
        let Some(Value::Object(shapes)) = file.get(SHAPES) else {
            return Err(problem(format!(
                "expected an object `{SHAPES}` with a list of members for each structure"
            )));
        };
        let mut constructors = BTreeMap::new();
        for (id, members) in shapes {
            let id = ShapeId::parse(id).ok_or_else(|| problem(malformed("the name of a shape", id)))?;
            let members = members_of(members).map_err(|message| problem(message).about(&id))?;
            constructors.insert(id, members);
        }
        Ok(Self(constructors))
    }
}

/// Parses a list of unique member names.
fn members_of(value: &Value) -> Result<Vec<String>, String> {
    let Value::Array(values) = value else {
        return Err(format!("expected a list of members, found {}", describe(value)));
    };
    let mut members: Vec<String> = Vec::new();
    for value in values {
        let name = value.as_str().filter(|name| is_identifier(name));
        let name = name.ok_or_else(|| format!("{value} is not the name of a member"))?;
        if members.iter().any(|member| member == name) {
            return Err(format!("has the member `{name}` twice"));
        }
        members.push(name.to_owned());
    }
    Ok(members)
}
