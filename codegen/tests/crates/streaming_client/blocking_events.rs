//! Events with the blocking client.

#[path = "fakes/blocking_events.rs"]
mod fakes;

use std::io::Read as _;
use std::time::Duration;

use fakes::World;
use the_case::blocking::{Body, Client, Limits};
use the_case::config::TransportError;
use the_case::operation::chat::{Chat, ChatInput};
use the_case::operation::dictate::DictateInput;
use the_case::operation::listen::ListenInput;
use the_case::types::{Hears, Line, Says};
use the_case::{InputStream as _, MessageError, StreamError};

fn client(
    transport: impl Fn(http::Request<Body>, Limits) -> Result<http::Response<Body>, TransportError> + Send + Sync + 'static,
) -> Client {
    let (world, builder) = (World::default(), Client::builder().region("us-east-1").endpoint_url("https://example.com"));
    builder.transport(transport).sleep(world.clone()).clock(world.clone()).random(world).build().unwrap()
}

fn said(text: &str) -> Says {
    Says::Line(Line::new(text))
}

#[test]
fn events_are_an_iterator() {
    let bytes = [Chat::frame(&said("one")).unwrap(), Chat::frame(&said("two")).unwrap(), vec![0; 12]].concat();
    let client = client(move |_, limits| {
        assert_eq!(limits.attempt, None);
        Ok(http::Response::new(Body::wrap(std::io::Cursor::new(bytes.clone()))))
    });
    let mut events = client.listen(ListenInput::new()).send().unwrap();
    assert_eq!(events.next().unwrap().unwrap(), Hears::Line(Line::new("one")));
    assert_eq!(events.recv().unwrap(), Some(Hears::Line(Line::new("two"))));
    assert!(matches!(events.next(), Some(Err(StreamError::Frame(MessageError::PreludeChecksum)))));
    assert!(events.next().is_none());
}

#[test]
fn events_are_sent_from_an_iterator() {
    let client = client(|mut request, limits| {
        assert_eq!(limits.attempt, Some(Duration::from_secs(9)));
        let mut body = Vec::new();
        request.body_mut().read_to_end(&mut body).unwrap();
        let expected = [Chat::frame(&said("one")).unwrap(), Chat::frame(&said("two")).unwrap()].concat();
        assert_eq!(body, expected);
        Ok(http::Response::new(Body::from(b"{\"lines\":2}".to_vec())))
    });
    let call = client.dictate(DictateInput::new()).operation_timeout(Duration::from_secs(9));
    assert_eq!(call.events([said("one"), said("two")]).send().unwrap().lines, Some(2));
}

#[test]
fn the_response_may_start_after_the_events_of_the_request() {
    let client = client(|request, _| Ok(http::Response::new(request.into_body())));
    let call = client.chat(ChatInput::new("room")).events(vec![said("one")]);
    let events: Result<Vec<Hears>, _> = call.send().unwrap().collect();
    assert_eq!(events.unwrap(), [Hears::Line(Line::new("one"))]);
}
