//! Checksums that name members which cannot be what they should be.

use serde_json::{Value, json};

use super::common::{check, said};

fn checksum(shapes: &mut Value, checksum: Value) {
    shapes["ns#Put"]["traits"]["aws.protocols#httpChecksum"] = checksum;
}

#[test]
fn the_members_of_a_checksum_are_text_of_the_input() {
    let flag = |shapes: &mut Value| {
        shapes["ns#In"]["members"]["flag"] = json!({ "target": "smithy.api#Boolean" });
        checksum(
            shapes,
            json!({ "requestAlgorithmMember": "algorithm", "requestValidationModeMember": "flag" }),
        );
    };
    check(
        flag,
        &[
            "ns#Put: `requestAlgorithmMember` names the member `algorithm`, which the input does not have",
            "ns#Put: `requestValidationModeMember` names the member `flag`, which is neither a string nor an enum",
        ],
    );
    let text = json!({ "requestAlgorithmMember": "text", "responseAlgorithms": ["CRC32", "NEW"] });
    assert_eq!(said(|shapes| checksum(shapes, text)), "generates");
}
