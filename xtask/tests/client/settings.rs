//! Settings of a client, and invalid ones.

use connectparticipant::client::{Body, Client};
use connectparticipant::operation::send_message::SendMessageRequest;
use connectparticipant::{CallError, ConstructionError};

use crate::fakes::{Turn, World, response, run};

fn message() -> SendMessageRequest {
    SendMessageRequest::new("text/plain", "hello", "token")
}

#[test]
fn http_is_only_for_loopback() {
    let build = |url: &str| World::new([]).builder().endpoint_url(url).build();
    for url in [
        "http://127.0.0.1:8080",
        "http://127.8.9.1",
        "http://[::1]:80",
        "http://localhost",
        "http://LOCALHOST:1",
        "https://example.com",
    ] {
        build(url).unwrap();
    }
    let elsewhere = [
        "http://example.com",
        "http://10.0.0.1",
        "http://localhost.example.com",
        "http://127.0.0.1.example.com",
        "http://0.0.0.0",
    ];
    for url in elsewhere {
        let error = build(url).unwrap_err().to_string();
        assert!(error.contains(&format!("{url} is rejected")) && error.contains("allow_http"), "{error}");
        World::new([]).builder().endpoint_url(url).allow_http(true).build().unwrap();
    }
}

#[test]
fn an_invalid_endpoint_is_rejected() {
    for url in ["", "example.com", "ftp://example.com", "https://", "https://a b", "https://user@example.com"]
    {
        World::new([]).builder().endpoint_url(url).build().unwrap_err();
    }
}

#[test]
fn the_user_agent_names_the_crate_and_the_products_of_the_user() {
    let world = World::new([response(200, "{}")]);
    let client = world.builder().user_agent("bot/1.2").user_agent("(test)").build().unwrap();
    run(client.send_message(message())).unwrap();
    let agent = world.header(0, "user-agent").unwrap();
    assert!(agent.starts_with("connectparticipant/") && agent.ends_with(" bot/1.2 (test)"), "{agent}");
    for bad in ["a\r\nX-Evil: 1", "caf\u{e9}", "\0"] {
        let error = World::new([]).builder().user_agent(bad).build().unwrap_err();
        assert!(error.to_string().contains("User-Agent"), "{error}");
    }
}

#[test]
fn invalid_header_values_fail_before_sending() {
    for token in ["a\r\nX-Evil: 1", "a\nb", "caf\u{e9}", "\0"] {
        let world = World::new([]);
        let error = run(world.client().send_message(SendMessageRequest::new("text/plain", "hello", token)))
            .unwrap_err();
        assert!(
            matches!(&error, CallError::Construction(ConstructionError::Encode(error)) if error.member() == "ConnectionToken")
        );
        assert!(!error.to_string().contains("caf"), "{error}");
    }
}

#[test]
fn too_large_responses_are_not_read() {
    let large = || Turn::Response(http::Response::new(Body::from(vec![b' '; 1001])));
    let fits = || Turn::Response(http::Response::new(Body::from([b"{}".to_vec(), vec![b' '; 998]].concat())));
    let world = World::new([large(), fits()]);
    let client = world.builder().max_response_bytes(1000).build().unwrap();
    let error = run(client.send_message(message())).unwrap_err();
    assert!(error.to_string().contains("larger than the client accepts"), "{error}");
    run(client.send_message(message())).unwrap();
    assert_eq!(world.requests(), 2, "it would be as large the second time");
}

#[test]
fn a_client_is_shared_between_threads_and_so_are_its_calls() {
    fn shared<T: Send + Sync + Clone + 'static>(_: &T) {}
    fn sent<T: Send>(value: T) -> T {
        value
    }
    let world = World::new([response(200, "{}"), response(200, "{}")]);
    let client: Client = world.client();
    shared(&client);
    run(sent(client.send_message(message()))).unwrap();
    let call = client.send_message(message());
    run(sent(call.into_future())).unwrap();
}
