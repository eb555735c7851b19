//! Manual work after a new model: overlay entries without a target, and undocumented
//! shapes; each as lines of JSON to paste and edit.

use serde_json::{Value, json};

/// Returns an entry of a file under a new id, as lines.
pub(super) fn entry(file: &Value, id: &str, new_id: &str) -> Option<Vec<String>> {
    Some(lines(new_id, file.get("shapes")?.get(id)?))
}

/// Returns stubs for missing documentation.
pub(super) fn documentation(id: &str) -> Vec<String> {
    lines(id, &json!({ "type": "apply", "traits": { "smithy.api#documentation": "" } }))
}

/// As in the files, with a comma at the end.
fn lines(id: &str, entry: &Value) -> Vec<String> {
    let text = format!("{:#}", json!({ "shapes": { id: entry } }));
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
        assert_eq!(documentation("ns#A$b").join("\n"), expected);
    }
}
