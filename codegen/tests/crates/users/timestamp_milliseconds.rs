//! A time in milliseconds instead of seconds is out of range: only it is unreadable, and it is reported.

use std::sync::{Arc, Mutex};

use case_timestamp_milliseconds::blocking::{Body, Client};
use case_timestamp_milliseconds::operation::get::Get;
use case_timestamp_milliseconds::{MemberPlace, Operation, WithMetadata};
use http::Response;

const BODY: &str = r#"{"at":1775836321122,"name":"x"}"#;

fn read(body: &str) -> WithMetadata<<Get as Operation>::Output> {
    Get::decode_with_metadata(http::StatusCode::OK, &http::HeaderMap::new(), body.as_bytes()).unwrap()
}

#[test]
fn the_other_members_are_read() {
    let WithMetadata { output: response, metadata, .. } = read(BODY);
    assert_eq!((response.name.as_deref(), response.at), (Some("x"), None));
    let [member] = &metadata.unreadable_members()[..] else { panic!("{:?}", metadata.unreadable_members()) };
    assert_eq!((member.path(), member.place()), ("at", MemberPlace::Body));
    assert_eq!(member.reason(), "expected a time between the years 1 and 9999 at byte 6");
    assert!(!format!("{:?}", metadata.unreadable_members()).contains("1775836321122"));
}

#[test]
fn readable_members_are_not_reported() {
    for at in ["1775836321.122", "\"1775836321.122\"", "null"] {
        let body = format!(r#"{{"at":{at},"name":"x"}}"#);
        let WithMetadata { output: response, metadata, .. } = read(&body);
        assert_eq!(response.at.is_some(), at != "null");
        assert!(metadata.unreadable_members().is_empty());
    }
}

/// The events of `tracing`.
#[derive(Clone, Default)]
struct Told(Arc<Mutex<Vec<String>>>);

struct Fields<'a>(&'a mut String);

impl tracing::field::Visit for Fields<'_> {
    fn record_debug(&mut self, field: &tracing::field::Field, value: &dyn std::fmt::Debug) {
        self.0.push_str(&format!("{}={value:?} ", field.name()));
    }
}

impl tracing::Subscriber for Told {
    fn enabled(&self, _: &tracing::Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, _: &tracing::span::Attributes<'_>) -> tracing::span::Id {
        tracing::span::Id::from_u64(1)
    }

    fn record(&self, _: &tracing::span::Id, _: &tracing::span::Record<'_>) {}

    fn record_follows_from(&self, _: &tracing::span::Id, _: &tracing::span::Id) {}

    fn event(&self, event: &tracing::Event<'_>) {
        let mut text = format!("{} ", event.metadata().level());
        event.record(&mut Fields(&mut text));
        self.0.lock().unwrap().push(text);
    }

    fn enter(&self, _: &tracing::span::Id) {}

    fn exit(&self, _: &tracing::span::Id) {}
}

#[test]
fn unreadable_members_are_traced() {
    let told = Told::default();
    let client = Client::builder()
        .endpoint_url("https://example.com")
        .transport(|_: http::Request<Body>, _| Ok(Response::new(Body::from(BODY.as_bytes().to_vec()))))
        .build()
        .unwrap();
    let response = tracing::subscriber::with_default(told.clone(), || client.call::<Get>(Default::default()).send());
    assert_eq!(response.unwrap().name.as_deref(), Some("x"));
    let events = told.0.lock().unwrap();
    let of_member: Vec<_> = events.iter().filter(|event| event.contains("could not be read")).collect();
    let [event] = of_member[..] else { panic!("{events:?}") };
    assert!(event.starts_with("WARN ") && event.contains("path=\"at\"") && event.contains("place=body"), "{event}");
    assert!(!event.contains("1775836321122"), "{event}");
}
