//! A service whose rules are not compiled: the endpoint is a required setting of the client.

use the_case::client::Client;
use the_case::endpoint::{resolve, Params};

#[test]
fn the_endpoint_is_a_setting() {
    let resolved = resolve(&Params::new().endpoint("https://example.com")).unwrap();
    assert_eq!(resolved.endpoint.to_string(), "https://example.com");
}

#[test]
fn a_missing_endpoint_is_reported_with_the_setting() {
    let problem = the_case::blocking::Client::builder().build().unwrap_err().to_string();
    assert_eq!(problem, "there is no endpoint; set one with `Client::builder().endpoint_url(..)`");
    let builder = the_case::blocking::Client::builder().endpoint_url("https://example.com");
    assert!(builder.build().is_ok());
    let _: Option<Client> = None;
}
