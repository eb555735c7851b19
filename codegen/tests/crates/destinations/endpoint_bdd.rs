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
    let said = "there is no endpoint, and the model has no rules for it; set one with `Client::builder().endpoint_url(..)`";
    let problem = |region: Option<&str>| {
        let mut builder = the_case::blocking::Client::builder();
        if let Some(region) = region {
            builder = builder.region(region);
        }
        builder.build().unwrap_err().to_string()
    };
    assert_eq!(problem(None), said);
    assert_eq!(problem(Some("us-east-1")), said);
    let builder = the_case::blocking::Client::builder().endpoint_url("https://example.com");
    assert!(builder.build().is_ok());
    let _: Option<Client> = None;
}
