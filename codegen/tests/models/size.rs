//! A generated crate contains its service and nothing else, so that a small service is a small crate.

use serde_json::json;

use crate::cases;

#[test]
fn one_operation_with_two_members_is_a_dozen_files() {
    let string = json!({ "target": "smithy.api#String" });
    let model = json!({
        "smithy": "2.0",
        "shapes": {
            "case#Notes": {
                "type": "service",
                "version": "2024-01-01",
                "operations": [{ "target": "case#PutNote" }],
                "traits": { "aws.protocols#restJson1": {} }
            },
            "case#PutNote": {
                "type": "operation",
                "input": { "target": "case#PutNoteInput" },
                "output": { "target": "case#PutNoteOutput" },
                "traits": { "smithy.api#http": { "method": "PUT", "uri": "/note", "code": 200 } }
            },
            "case#PutNoteInput": { "type": "structure", "members": { "text": string } },
            "case#PutNoteOutput": { "type": "structure", "members": { "id": string } }
        }
    });
    // With the command-line tool, which only some of the cases have.
    let files = cases::generate_text("case_unit", model.to_string()).expect("a sound model");
    let sources: Vec<_> = files.iter().filter(|file| file.path.starts_with("src/")).collect();
    assert!(sources.iter().any(|file| file.path == "src/cli.rs"), "the crate has a command-line tool");
    let lines: usize = sources.iter().map(|file| file.text.lines().count()).sum();
    assert!(sources.len() <= 12 && lines <= 700, "{} files, {lines} lines", sources.len());
}
