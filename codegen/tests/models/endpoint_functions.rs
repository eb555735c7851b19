//! Compares the functions of the endpoint rules in generated crates with the evaluator that updates use.

use farrier::model::endpoint_rules::url;
use farrier_runtime::endpoint_rules as runtime;
use serde_json::{Map, Value, json};

const TEXTS: [&str; 31] = [
    "",
    "a",
    "-a",
    "a-",
    "A.b",
    "a..b",
    "a_b",
    "a b/ü~",
    "bucket",
    "my.bucket",
    "192.168.0.1",
    "https://example.com",
    "http://example.com:80/a/b",
    "https://[fe80::1]:443/",
    "https://127.0.0.1/x",
    "https://example.com?a=b",
    "https://example.com:99999",
    "ftp://example.com",
    "https://",
    "https://a b",
    "https://a#b",
    "https://a:b@c",
    "arn:aws:s3:us-east-1:1234:bucket/key",
    "arn:aws:s3:::bucket:a:b",
    "arn:aws:s3::",
    "arn::s3:::x",
    "urn:aws:s3:::x",
    "us-east-1",
    "cn-north-1",
    "us-gov-west-1",
    "eu-isoe-west-12",
];

/// Returns the evaluator's result of a call, as shown in a template; `None` if the result is absent or false.
fn evaluated(function: &str, arguments: Value, template: &str) -> Option<String> {
    let rules = json!({ "parameters": {}, "rules": [{
        "conditions": [{ "fn": function, "argv": arguments, "assign": "R" }],
        "type": "endpoint", "endpoint": { "url": template },
    }]});
    url(&rules, &Map::new()).unwrap()
}

/// A literal that is not a template.
fn literal(text: &str) -> String {
    text.replace('{', "{{").replace('}', "}}")
}

#[test]
fn texts_are_parsed_in_one_way() {
    for text in TEXTS {
        let parsed = runtime::parse_url(text).map(|url| {
            format!("{} {} {} {} {}", url.scheme, url.authority, url.path, url.normalized_path, url.is_ip)
        });
        let template = "{R#scheme} {R#authority} {R#path} {R#normalizedPath} {R#isIp}";
        assert_eq!(parsed, evaluated("parseURL", json!([literal(text)]), template), "{text}");
        let arn = runtime::parse_arn(text).map(|arn| {
            let first = runtime::element(&arn.resource_id, 0).unwrap();
            format!("{} {} {} {} {first}", arn.partition, arn.service, arn.region, arn.account_id)
        });
        let template = "{R#partition} {R#service} {R#region} {R#accountId} {R#resourceId[0]}";
        assert_eq!(arn, evaluated("aws.parseArn", json!([literal(text)]), template), "{text}");
        let encoded = runtime::uri_encode(text);
        assert_eq!(Some(encoded), evaluated("uriEncode", json!([literal(text)]), "{R}"), "{text}");
        for (start, stop, reverse) in
            [(0, 3, false), (1, 2, true), (0, 0, false), (2, 1, false), (0, 40, true)]
        {
            let part = runtime::substring(text, start, stop, reverse).map(str::to_owned);
            let arguments = json!([literal(text), start, stop, reverse]);
            assert_eq!(part, evaluated("substring", arguments, "{R}"), "{text}");
        }
        for dots in [false, true] {
            let label = runtime::is_host_label(text, dots);
            let arguments = json!([literal(text), dots]);
            assert_eq!(label, evaluated("isValidHostLabel", arguments.clone(), "x").is_some(), "{text}");
            let hostable = runtime::is_hostable_bucket(text, dots);
            assert_eq!(
                hostable,
                evaluated("aws.isVirtualHostableS3Bucket", arguments, "x").is_some(),
                "{text}"
            );
        }
    }
}

#[test]
fn texts_are_cut_in_one_way() {
    for (text, delimiter, limit) in
        [("a--b--c", "--", 0), ("a--b--c", "--", 2), ("a", "-", 1), ("", "-", 0), ("ab", "", 0)]
    {
        let pieces = runtime::split(text, delimiter, limit);
        for at in [0, 1, 2, -1, -3] {
            let condition = json!({ "fn": "split", "argv": [text, delimiter, limit], "assign": "R" });
            let item = json!({ "fn": "getAttr", "argv": [{ "ref": "R" }, format!("[{at}]")], "assign": "I" });
            let rules = json!({ "parameters": {}, "rules": [{ "conditions": [condition, item], "type": "endpoint",
                "endpoint": { "url": "{I}" } }]});
            let expected = url(&rules, &Map::new()).unwrap();
            assert_eq!(
                runtime::element(&pieces, at).map(str::to_owned),
                expected,
                "{text} {delimiter} {limit} {at}"
            );
        }
    }
}

/// For each partition, a listed region, one with a matching name, and an unknown one.
#[test]
fn a_region_has_one_partition() {
    let known = [
        ("aws-global", "aws"),
        ("us-east-1", "aws"),
        ("mx-central-1", "aws"),
        ("aws-cn-global", "aws-cn"),
        ("cn-north-1", "aws-cn"),
        ("eusc-de-east-1", "aws-eusc"),
        ("aws-iso-global", "aws-iso"),
        ("us-iso-east-1", "aws-iso"),
        ("aws-iso-b-global", "aws-iso-b"),
        ("us-isob-east-1", "aws-iso-b"),
        ("aws-iso-e-global", "aws-iso-e"),
        ("eu-isoe-west-1", "aws-iso-e"),
        ("aws-iso-f-global", "aws-iso-f"),
        ("us-isof-south-1", "aws-iso-f"),
        ("aws-us-gov-global", "aws-us-gov"),
        ("us-gov-west-1", "aws-us-gov"),
        ("us-gov-1", "aws"),
    ];
    for (region, expected) in known {
        assert_eq!(runtime::partition(region).name, expected, "{region}");
    }
    for region in TEXTS.into_iter().chain(known.map(|(region, _)| region)) {
        assert_eq!(
            Some(runtime::partition(region).name.to_owned()),
            evaluated("aws.partition", json!([literal(region)]), "{R#name}"),
            "{region}"
        );
    }
}
