//! Compares the compiled endpoint rules of connectparticipant with the evaluator, for many parameters.

#![allow(clippy::unwrap_used, reason = "tests")]

use std::path::Path;

use connectparticipant::Endpoint;
use connectparticipant::endpoint::{Params, resolve};
use farrier::model::endpoint_rules::url;
use farrier_runtime::EndpointParams as _;
use serde_json::{Map, Value};

const REGIONS: [Option<&str>; 10] = [
    None,
    Some("us-east-1"),
    Some("eu-central-2"),
    Some("us-gov-west-1"),
    Some("us-gov-east-1"),
    Some("cn-north-1"),
    Some("us-isob-east-1"),
    Some("eusc-de-east-1"),
    Some("aws-global"),
    Some("moon"),
];

#[test]
fn compiled_rules_and_evaluated_rules_agree() {
    let model = Path::new(env!("CARGO_MANIFEST_DIR")).join("../models/connectparticipant/service.json");
    let model: Value = serde_json::from_slice(&std::fs::read(model).unwrap()).unwrap();
    let rules = model["shapes"]
        .as_object()
        .unwrap()
        .values()
        .find_map(|shape| shape["traits"].get("smithy.rules#endpointRuleSet"));
    let rules = rules.unwrap();
    let flags = [false, true];
    for region in REGIONS {
        for (use_fips, use_dual_stack) in flags.into_iter().flat_map(|one| flags.map(|other| (one, other))) {
            for endpoint in [None, Some("https://example.com/path")] {
                let mut given = Map::new();
                given.insert("UseFIPS".to_owned(), use_fips.into());
                given.insert("UseDualStack".to_owned(), use_dual_stack.into());
                given.extend(region.map(|region| ("Region".to_owned(), region.into())));
                given.extend(endpoint.map(|endpoint| ("Endpoint".to_owned(), endpoint.into())));
                let expected = url(rules, &given).unwrap();
                let params = Params::new().with_settings(region, use_fips, use_dual_stack, endpoint);
                let resolved = resolve(&params).ok().map(|resolved| resolved.endpoint);
                let expected = expected.map(|url| Endpoint::parse(&url).unwrap());
                assert_eq!(resolved, expected, "{params:?}");
            }
        }
    }
}

/// The region becomes a part of a host name: an invalid one would send the token elsewhere.
#[test]
fn an_invalid_region_has_no_endpoint() {
    for region in
        ["", "evil.example/", "a.b", "a@b", "a#", "us-east-1\r\n", "ü", "-", "-a", "a-", &"a".repeat(64)]
    {
        let error = resolve(&Params::new().region(region)).unwrap_err();
        assert_eq!(error.message(), "a region is letters, digits and hyphens, such as us-east-1");
    }
}

#[test]
fn an_invalid_endpoint_has_a_reason() {
    let error = resolve(&Params::new().endpoint("example.com")).unwrap_err();
    // The text already contains the cause.
    let said = "no endpoint: the endpoint has no scheme; write https:// before the host";
    assert_eq!(error.to_string(), said);
    assert!(std::error::Error::source(&error).is_none());
    let error = resolve(&Params::new()).unwrap_err();
    assert_eq!(error.message(), "Invalid Configuration: Missing Region");
    assert!(std::error::Error::source(&error).is_none());
}
