//! Calls the fake service of the orchard with both clients.

use build_script_example::services::orchard::auth::BearerToken;
use build_script_example::services::orchard::operation::PlantTree;
use build_script_example::services::orchard::test_util::{FakeTransport, Server};
use build_script_example::services::orchard::types::{PlantTreeOutput, Tree};
use build_script_example::services::orchard::{Client, blocking};
use build_script_example::{exists, plant};

#[tokio::test]
async fn the_async_client_plants_a_tree() {
    let transport = FakeTransport::new();
    transport.output::<PlantTree>(&PlantTreeOutput::new().tree(Tree::new("apple-1")));
    let client = Client::builder()
        .endpoint_url("https://orchard.example.com")
        .bearer_token(BearerToken::new("a token"))
        .transport(transport.clone())
        .build()
        .unwrap();
    assert_eq!(plant(&client, "north").await.unwrap().as_deref(), Some("apple-1"));

    let [request] = &transport.requests()[..] else { panic!("one request") };
    assert_eq!((request.method.as_str(), &*request.path), ("POST", "/v1/trees"));
}

#[test]
fn the_blocking_client_reads_a_tree() {
    let server = Server::start().unwrap();
    let client = blocking::Client::builder()
        .endpoint_url(server.url())
        .bearer_token(BearerToken::new("a token"))
        .build()
        .unwrap();
    assert!(exists(&client, "apple-1").unwrap());

    server.fail_next("GetTree", "NoSuchTree").unwrap();
    assert!(!exists(&client, "apple-2").unwrap());
}

/// An error of the service is a box, so a large exception does not make the error of a call large.
#[test]
fn errors_of_calls_are_small() {
    use std::mem::size_of;

    use build_script_example::services::orchard::Error;
    use build_script_example::services::orchard::error::{AnyError, PlotTaken};

    assert!(size_of::<PlotTaken>() > 128, "otherwise this test says nothing");
    assert!(size_of::<AnyError>() <= 16 && size_of::<Error>() <= 64);
}
