//! Errors keep readable members, and report the others.

use case_errors::operation::put_note::{PutNote, PutNoteError};
use case_errors::{CallError, Operation};
use http::Response;

#[test]
fn one_unreadable_member_is_lost_alone() {
    let body = r#"{"__type":"Invalid","message":"m","fields":[{"name":"a"},{"name":1},2],"reason":"long"}"#;
    let response = Response::builder().status(400).body(body).unwrap();
    let Err(CallError::Service(PutNoteError::Invalid(error))) = PutNote::decode_response(&response) else { panic!() };
    assert_eq!(error.message.as_deref(), Some("m"));
    assert_eq!(error.reason.as_ref().map(|reason| reason.as_str()), Some("long"));
    let names: Vec<&str> = error.fields.iter().flatten().map(|place| place.name.as_str()).collect();
    assert_eq!(names, ["a", ""]);
    let unreadable = error.metadata.unreadable_members();
    let paths: Vec<&str> = unreadable.iter().map(|member| member.path()).collect();
    assert_eq!(paths, ["fields[1].name", "fields[2]"]);
    assert_eq!(error.metadata.body(), body.as_bytes());
}
