//! Invalid C2J: every problem is reported, with its shape.

use farrier::model::c2j::to_ast;
use serde_json::{Value, json};

use super::{files, service};

fn problems(model: &Value) -> String {
    to_ast(&files(model)).unwrap_err().to_string()
}

#[test]
fn invalid_c2j_is_reported_with_its_shape() {
    let nothing = [
        "service: it is not an object",
        "service: `metadata` is missing",
        "metadata: `protocol` is missing",
        "metadata: `serviceId` is missing",
        "metadata: `apiVersion` is missing",
    ];
    assert_eq!(problems(&json!([])).lines().collect::<Vec<_>>(), nothing);
    let model = service(
        json!({ "protocol": "carrier-pigeon" }),
        json!({ "Go": { "http": { "method": "GET", "requestUri": "/{where}" }, "input": { "shape": "Gone" } } }),
        json!({
            "In": { "type": "structure", "required": ["b"], "members": {
                "a": { "shape": "Lost" },
                "c d": { "shape": "S", "deprecated": "yes" },
                "e": {},
                "f": { "shape": "S", "location": "moon" },
            }},
            "S": { "type": "string", "enum": [1], "max": "big" },
            "T": { "type": "rope" },
            "W": { "type": "timestamp", "timestampFormat": "sundial" },
            "L": { "type": "list" },
        }),
    );
    let expected = [
        "metadata: the protocol `carrier-pigeon` is unknown",
        "com.amazonaws.ironforge#Go: the shape `Gone` does not exist",
        "com.amazonaws.ironforge#In: `required` or `payload` names `b`, which is not a member",
        "com.amazonaws.ironforge#In$a: the shape `Lost` does not exist",
        "com.amazonaws.ironforge#In$c d: `c d` is not an identifier",
        "com.amazonaws.ironforge#In$c d: `deprecated` is not true or false",
        "com.amazonaws.ironforge#In$e: `shape` is missing",
        "com.amazonaws.ironforge#In$f: the location `moon` is unknown",
        "com.amazonaws.ironforge#S: `max` is not a number",
        "com.amazonaws.ironforge#S: `enum` is not a list of strings",
        "com.amazonaws.ironforge#T: the type `rope` is unknown",
        "com.amazonaws.ironforge#W: the timestamp format `sundial` is unknown",
        "com.amazonaws.ironforge#L: `member` is missing",
    ];
    assert_eq!(problems(&model).lines().collect::<Vec<_>>(), expected);
}

#[test]
fn names_that_cannot_be_are_reported() {
    let metadata = json!({ "protocol": "json", "targetPrefix": "Go", "serviceId": "-" });
    let model = service(metadata, json!({ "Go": {} }), json!({}));
    let expected = [
        "metadata: `serviceId` has neither letter nor digit",
        "metadata: `targetPrefix` and an operation are both called `Go`",
    ];
    assert_eq!(problems(&model).lines().collect::<Vec<_>>(), expected);
}
