//! Manual work after a new model: overlay entries without a target, and undocumented
//! shapes; each as lines of JSON to paste and edit.

use farrier::model::ShapeId;
use serde_json::{Value, json};

/// Returns an entry of a file under a new id, as lines.
pub(super) fn entry(file: &Value, id: &ShapeId, new_id: &ShapeId) -> Option<Vec<String>> {
    Some(lines(new_id, file.get("shapes")?.get(id.as_str())?))
}

/// Returns stubs for missing documentation.
pub(super) fn documentation(id: &ShapeId) -> Vec<String> {
    lines(id, &json!({ "type": "apply", "traits": { "smithy.api#documentation": "" } }))
}

/// As in the files, with a comma at the end.
fn lines(id: &ShapeId, entry: &Value) -> Vec<String> {
    let text = format!("{:#}", json!({ "shapes": { id.as_str(): entry } }));
    let mut lines: Vec<String> = text.lines().map(str::to_owned).collect();
    lines.drain(..2);
    lines.truncate(lines.len().saturating_sub(2));
    if let Some(last) = lines.last_mut() {
        last.push(',');
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stub_is_lines_of_the_file_that_it_belongs_to() {
        let expected = "    \"ns#A$b\": {\n      \"type\": \"apply\",\n      \"traits\": {\n        \
                        \"smithy.api#documentation\": \"\"\n      }\n    },";
        let id = ShapeId::parse("ns#A$b").expect("it is an id");
        assert_eq!(documentation(&id).join("\n"), expected);
    }
}
