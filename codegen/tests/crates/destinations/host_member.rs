//! An operation with the host in its input.

mod fakes;

use std::sync::{Arc, Mutex};

use fakes::{response, run, World};
use the_case::client::Body;
use the_case::config::TransportError;
use the_case::operation::predict::{Predict, PredictInput};
use the_case::{Endpoint, CallError, Operation as _};

fn sent(address: &str) -> Result<String, String> {
    let endpoint = Endpoint::parse("https://example.com/stage").unwrap();
    let request = Predict::encode(&PredictInput::new("m", address), &endpoint);
    request.map(|request| request.uri().to_string()).map_err(|error| error.to_string())
}

#[test]
fn the_member_gives_scheme_and_host() {
    assert_eq!(sent("https://m.predict.example.com").unwrap(), "https://m.predict.example.com/stage/");
    assert_eq!(sent("https://m.predict.example.com:8443/path/").unwrap(), "https://m.predict.example.com:8443/stage/");
    for address in ["", "m.predict.example.com", "ftp://m.example.com", "https://user@m.example.com"] {
        let said = "the request for Predict was not sent: PredictEndpoint is not the address of a host, such as \
                    https://example.com";
        assert_eq!(sent(address).unwrap_err(), said, "{address}");
    }
}

/// The member is also in the body.
#[test]
fn clients_call_that_host_only_over_tls() {
    let seen = Arc::new(Mutex::new(Vec::new()));
    let kept = seen.clone();
    let transport = move |request: http::Request<Body>| {
        kept.lock().unwrap().push(request.uri().to_string());
        std::future::ready(Ok::<_, TransportError>(response(200, b"{\"Label\":\"x\"}".to_vec())))
    };
    let client = World::default().builder().transport(transport).build().unwrap();
    run(client.predict(PredictInput::new("m", "https://m.predict.example.com"))).unwrap();
    let error = run(client.predict(PredictInput::new("m", "http://m.predict.example.com"))).unwrap_err();
    assert!(matches!(&error, CallError::Construction(error) if error.to_string().contains("is rejected with http://")), "{error}");
    run(client.predict(PredictInput::new("m", "http://127.0.0.1:1234"))).unwrap();
    assert_eq!(*seen.lock().unwrap(), ["https://m.predict.example.com/", "http://127.0.0.1:1234/"]);
}
