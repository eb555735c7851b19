//! Event streams in models: valid locations, and their effects on the crate.

use farrier::model::{Role, Source, load};
use farrier::{Config, GeneratedFile, generate};
use serde_json::{Value, json};

/// Returns a service with one operation whose input and output have these members, and these additional shapes.
fn model(input: Value, output: Value, shapes: &Value) -> Value {
    let mut all = json!({
        "t#S": {
            "type": "service", "version": "1", "operations": [{"target": "t#Talk"}],
            "traits": {"aws.protocols#restJson1": {}}
        },
        "t#Talk": {
            "type": "operation", "input": {"target": "t#In"}, "output": {"target": "t#Out"},
            "traits": {"smithy.api#http": {"method": "POST", "uri": "/talk"}}
        },
        "t#In": {"type": "structure", "members": input},
        "t#Out": {"type": "structure", "members": output},
        "t#Events": {
            "type": "union", "members": {"ping": {"target": "t#Ping"}}, "traits": {"smithy.api#streaming": {}}
        },
        "t#Ping": {"type": "structure", "members": {"text": {"target": "smithy.api#String"}}},
    });
    all.as_object_mut().unwrap().extend(shapes.as_object().unwrap().clone());
    json!({"smithy": "2.0", "shapes": all})
}

fn stream() -> Value {
    json!({"stream": {"target": "t#Events", "traits": {"smithy.api#httpPayload": {}}}})
}

fn generated(model: &Value) -> Result<Vec<GeneratedFile>, Vec<String>> {
    let bytes = model.to_string().into_bytes();
    let source = Source { name: "model.json".to_owned(), bytes, role: Role::Model };
    let loaded = load(&[source]).unwrap_or_else(|problems| panic!("{problems}"));
    let config = Config::new("sample");
    generate(&loaded.model, &config).map_err(|problems| problems.0.iter().map(ToString::to_string).collect())
}

fn problems(model: &Value) -> Vec<String> {
    let problems = generated(model).err().unwrap_or_default();
    problems.iter().map(|text| text.trim_start_matches("model.json: ").to_owned()).collect()
}

fn file<'f>(files: &'f [GeneratedFile], path: &str) -> Option<&'f str> {
    files.iter().find(|file| file.path == path).map(|file| file.text.as_str())
}

/// A header that must be present before the stream begins.
fn with_session(mut members: Value) -> Value {
    members["session"] = json!({
        "target": "smithy.api#String",
        "traits": {"smithy.api#httpHeader": "X-Session", "smithy.api#required": {}}
    });
    members
}

#[test]
fn a_crate_without_streams_has_no_code_for_them() {
    let members = json!({"text": {"target": "smithy.api#String"}});
    let files = generated(&model(members.clone(), members, &json!({}))).unwrap();
    assert!(!files.iter().any(|file| file.path.contains("event")));
    assert!(!file(&files, "Cargo.toml").unwrap().contains("event-stream"));
}

#[test]
fn a_stream_is_not_a_field_and_initial_members_are_headers() {
    let files = generated(&model(with_session(stream()), with_session(stream()), &json!({}))).unwrap();
    assert!(file(&files, "Cargo.toml").unwrap().contains("features = [\"event-stream\"]"));
    let talk = file(&files, "src/operation/talk.rs").unwrap();
    assert!(!talk.contains("pub stream"));
    for line in [
        r#"request.literal_header("content-type", "application/vnd.amazon.eventstream");"#,
        r#"request.header("session", "x-session", &input.session)?;"#,
        r#"response.require_header("x-session")?;"#,
        "impl runtime::InputStream for Talk {",
        "impl runtime::OutputStream for Talk {",
    ] {
        assert!(talk.contains(line), "{line}");
    }
    let events = file(&files, "src/types/events.rs").unwrap();
    assert!(events.contains("pub fn to_message(&self)") && events.contains("pub fn from_message("));
    assert!(file(&files, "src/types.rs").unwrap().contains("pub use self::events::{Events, EventsError};"));
}

#[test]
fn one_way_streams_have_the_one_half() {
    let files = generated(&model(stream(), json!({}), &json!({}))).unwrap();
    let events = file(&files, "src/types/events.rs").unwrap();
    assert!(events.contains("to_message") && !events.contains("from_message"));
    assert!(file(&files, "src/types.rs").unwrap().contains("pub use self::events::Events;"));
    let root = file(&files, "src/lib.rs").unwrap();
    assert!(root.contains("InputStream") && !root.contains("OutputStream"));
    let files = generated(&model(json!({}), stream(), &json!({}))).unwrap();
    let events = file(&files, "src/types/events.rs").unwrap();
    assert!(!events.contains("to_message") && events.contains("from_message"));
    let root = file(&files, "src/lib.rs").unwrap();
    assert!(!root.contains("InputStream") && root.contains("OutputStream"));
}

/// A conversation is not a command, and a command-line tool without commands is useless.
#[test]
fn a_service_of_conversations_has_no_command_line_tool() {
    let files = generated(&model(stream(), json!({}), &json!({}))).unwrap();
    let of_the_tool = ["src/main.rs", "src/cli.rs"];
    let has = |files: &[GeneratedFile]| {
        of_the_tool.map(|start| files.iter().any(|file| file.path.starts_with(start)))
    };
    assert_eq!(has(&files), [false; 2]);
    assert!(!file(&files, "Cargo.toml").unwrap().contains("\"farrier-runtime/cli\""));
    let files = generated(&model(json!({}), json!({}), &json!({}))).unwrap();
    assert_eq!(has(&files), [true; 2]);
}

/// A floating-point number in an event does not affect the structure before the stream.
#[test]
fn structures_do_not_inherit_from_their_stream() {
    let ping = json!({"t#Ping": {"type": "structure", "members": {"x": {"target": "smithy.api#Float"}}}});
    let files = generated(&model(stream(), json!({}), &ping)).unwrap();
    let input = file(&files, "src/types/events.rs").unwrap();
    assert!(input.contains("#[derive(Clone, Debug, PartialEq)]"));
    let talk = file(&files, "src/operation/talk.rs").unwrap();
    assert!(talk.contains("#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]"));
}

#[test]
fn unsupported_streams_are_rejected_with_their_shape() {
    let mut two = stream();
    two["other"] = two["stream"].clone();
    let mut unbound = stream();
    unbound["text"] = json!({"target": "smithy.api#String"});
    let nested = json!({"inner": {"target": "t#Inner"}});
    let inner = json!({"t#Inner": {"type": "structure", "members": stream()}});
    let ping = |traits: Value, target: &str, more: Value| {
        let mut members = more;
        members["bad"] = json!({"target": target, "traits": traits});
        json!({"t#Ping": {"type": "structure", "members": members}})
    };
    let header = || json!({"smithy.api#eventHeader": {}});
    let payload = || json!({"smithy.api#eventPayload": {}});
    let list = json!({"t#L": {"type": "list", "member": {"target": "smithy.api#String"}}});
    let mut bad_header = ping(header(), "t#L", json!({}));
    bad_header.as_object_mut().unwrap().extend(list.as_object().unwrap().clone());
    let text = json!({"text": {"target": "smithy.api#String"}});
    let bad_payload = ping(payload(), "smithy.api#Blob", text);
    let mut error = ping(header(), "smithy.api#String", json!({}));
    error["t#Ping"]["traits"] = json!({"smithy.api#error": "client"});
    let none = json!({});
    for (input, shapes, problem) in [
        (two, &none, "t#In: has two event streams; only one is possible"),
        (unbound, &none, "t#In$text: has no location: the events are the body; bind it to a header"),
        (
            nested,
            &inner,
            "t#Inner$stream: is an event stream, which is only valid in the input or output of an operation",
        ),
        (stream(), &bad_header, "t#Ping$bad: has a type that is invalid in the header of an event"),
        (stream(), &bad_payload, "t#Ping: has an event payload and other members that are not headers"),
        (stream(), &error, "t#Ping$bad: is bound to a part of the message, which is invalid in an exception"),
    ] {
        assert_eq!(problems(&model(input, json!({}), shapes)), [problem]);
    }
    let unit = json!({"t#Events": {
        "type": "union", "members": {"ping": {"target": "smithy.api#Unit"}}, "traits": {"smithy.api#streaming": {}}
    }});
    let found = problems(&model(stream(), json!({}), &unit));
    assert_eq!(found, ["t#Events$ping: is an event and must be a structure"]);
}
