//! An unreadable union member is kept as an unknown one, and is reported.

use case_unions::operation::put_shape::PutShape;
use case_unions::types::{Secret, Shape};
use case_unions::{Operation, WithMetadata};

fn read(body: &str) -> WithMetadata<<PutShape as Operation>::Output> {
    PutShape::decode_with_metadata(http::StatusCode::OK, &http::HeaderMap::new(), body.as_bytes()).unwrap()
}

#[test]
fn nothing_of_it_is_lost() {
    let body = r#"{"shape":{"line":[1,{"a":null}]},"hidden":{"text":"t"}}"#;
    let WithMetadata { output: response, metadata, .. } = read(body);
    let Some(Shape::Unknown(member)) = &response.shape else { panic!("{:?}", response.shape) };
    assert_eq!((member.name.as_str(), member.value.as_array().map(<[_]>::len)), ("line", Some(2)));
    assert!(response.hidden.is_some());
    let [member] = &metadata.unreadable_members()[..] else { panic!("{:?}", metadata.unreadable_members()) };
    assert_eq!((member.path(), member.reason()), ("shape.line", "expected an object at byte 17"));
}

#[test]
fn an_unreadable_part_is_lost_alone() {
    let body = r#"{"shape":{"group":[{"words":["a",1]},7,{"circle":"NaN"}]},"secret":{"password":5}}"#;
    let WithMetadata { output: response, metadata, .. } = read(body);
    let Some(Shape::Group(shapes)) = &response.shape else { panic!("{:?}", response.shape) };
    assert!(matches!(&shapes[..], [Shape::Words(words), Shape::Circle(circle)] if words == &["a"] && circle.is_nan()));
    assert!(matches!(&response.secret, Some(Secret::Unknown(member)) if member.name == "password"));
    let paths: Vec<&str> = metadata.unreadable_members().iter().map(|member| member.path()).collect();
    assert_eq!(paths, ["shape.group[0].words[1]", "shape.group[1]", "secret.password"]);
}
