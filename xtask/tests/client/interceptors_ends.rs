//! Interceptors: a replaced body and its headers, the pairs of methods, and one interceptor for two clients.

use connectparticipant::config::{InterceptedRequest, Interceptor, Rejection};
use connectparticipant::operation::SendMessageRequest;

use crate::fakes::{World, response, run};

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

/// Changes each attempt by a function.
struct Change<F>(F);

impl<F: Fn(&mut InterceptedRequest<'_>) + Send + Sync> Interceptor for Change<F> {
    fn before_attempt(&self, request: &mut InterceptedRequest<'_>) -> Result<(), Rejection> {
        (self.0)(request);
        Ok(())
    }
}

#[test]
fn a_replaced_body_has_its_length_and_no_encoding() {
    let world = World::new([response(200, "{}")]);
    let change = Change(|request: &mut InterceptedRequest<'_>| {
        request.headers_mut().insert("content-encoding", "gzip".parse().unwrap());
        request.set_body("{ }").unwrap();
    });
    run(world.client().send_message(message()).interceptor(change)).unwrap();
    assert_eq!(world.header(0, "content-length").as_deref(), Some("3"));
    assert_eq!(world.header(0, "content-encoding"), None);
}

#[test]
fn a_wrong_length_is_rejected() {
    let world = World::new([]);
    let change = Change(|request: &mut InterceptedRequest<'_>| {
        request.headers_mut().insert("content-length", "1".parse().unwrap());
    });
    let error = run(world.client().send_message(message()).interceptor(change)).unwrap_err().to_string();
    assert!(
        error.starts_with("an interceptor set the header content-length to \"1\", and the body has "),
        "{error}"
    );
    assert_eq!(world.requests(), 0);
}
