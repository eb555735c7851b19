//! Endpoint rule sets: each function, the order of rules, agreement and disagreement; and, if they
//! exist, that the rule sets of public models agree with their own tests.

use std::path::Path;

use farrier::model::endpoint_rules::agrees;
use serde_json::{Value, json};

fn call(name: &str, arguments: Value) -> Value {
    json!({ "fn": name, "argv": arguments })
}

/// Returns a rule set with one condition, which assigns `Result`, and the template as its URL.
fn rule_set(condition: &Value, url: &str) -> Value {
    let mut condition = condition.clone();
    condition["assign"] = "Result".into();
    json!({
        "version": "1.0",
        "parameters": { "Text": { "type": "String" }, "Flag": { "type": "Boolean", "default": false, "required": true } },
        "rules": [
            { "conditions": [condition], "endpoint": { "url": url }, "type": "endpoint" },
            { "conditions": [], "error": "none", "type": "error" },
        ],
    })
}

fn agree(rules: &Value, params: Value, expect: Value) -> Result<bool, String> {
    agrees(rules, &json!({ "params": params, "expect": expect }))
}

/// Asserts the result of a function, as shown in a template; `None` if the condition does not hold.
#[track_caller]
fn gives(name: &str, arguments: Value, template: &str, expected: Option<&str>) {
    let rules = rule_set(&call(name, arguments), template);
    let expect = match expected {
        Some(url) => json!({ "endpoint": { "url": url } }),
        None => json!({ "error": "none" }),
    };
    assert_eq!(agree(&rules, json!({}), expect), Ok(true));
}

#[test]
fn logic() {
    gives("isSet", json!(["a"]), "{Result}", Some("true"));
    gives("isSet", json!([{ "ref": "Text" }]), "", None);
    gives("not", json!([call("isSet", json!([{ "ref": "Text" }]))]), "{Result}", Some("true"));
    gives("booleanEquals", json!([{ "ref": "Flag" }, false]), "{Result}", Some("true"));
    gives("stringEquals", json!(["a{Flag}", "afalse"]), "{Result}", Some("true"));
    gives("stringEquals", json!(["a", "b"]), "", None);
}

#[test]
fn text() {
    gives("substring", json!(["abcdef", 1, 3, false]), "{Result}", Some("bc"));
    gives("substring", json!(["abcdef", 0, 2, true]), "{Result}", Some("ef"));
    gives("substring", json!(["abc", 2, 4, false]), "", None);
    gives("substring", json!(["abc", 2, 2, false]), "", None);
    gives("substring", json!(["äbc", 0, 1, false]), "", None);
    gives("uriEncode", json!(["a b/ü~"]), "{Result}", Some("a%20b%2F%C3%BC~"));
    gives("uriEncode", json!(["a"]), "{{{Result}}}", Some("{a}"));
}

#[test]
fn host_labels() {
    for good in ["a", "A-1", &"a".repeat(63)] {
        gives("isValidHostLabel", json!([good, false]), "{Result}", Some("true"));
    }
    for bad in ["", "-a", "a-", "a.b", "a_b", &"a".repeat(64)] {
        gives("isValidHostLabel", json!([bad, false]), "", None);
    }
    gives("isValidHostLabel", json!(["a.b", true]), "{Result}", Some("true"));
    gives("isValidHostLabel", json!(["a..b", true]), "", None);
}

#[test]
fn buckets() {
    gives("aws.isVirtualHostableS3Bucket", json!(["bucket", false]), "{Result}", Some("true"));
    gives("aws.isVirtualHostableS3Bucket", json!(["a.bucket", true]), "{Result}", Some("true"));
    for bad in ["a.bucket", "Bucket", "ab", "1.2.3.4"] {
        gives("aws.isVirtualHostableS3Bucket", json!([bad, false]), "", None);
    }
    gives("aws.isVirtualHostableS3Bucket", json!(["1.2.3.4", true]), "", None);
}

#[test]
fn urls() {
    let template = "{Result#scheme}|{Result#authority}|{Result#path}|{Result#normalizedPath}|{Result#isIp}";
    for (url, parts) in [
        ("https://a.example", "https|a.example||/|false"),
        ("https://a.example/b", "https|a.example|/b|/b/|false"),
        ("http://127.0.0.1:80/", "http|127.0.0.1:80|/|/|true"),
        ("https://[fe80::1]:8443", "https|[fe80::1]:8443||/|true"),
        ("https://[fe80::1]", "https|[fe80::1]||/|true"),
    ] {
        gives("parseURL", json!([url]), template, Some(parts));
    }
    for bad in ["a.example", "ftp://a", "https://a?b", "https://a#b", "https://", "https://a:port"] {
        gives("parseURL", json!([bad]), "", None);
    }
}

#[test]
fn arns() {
    let arn = "arn:aws:iron::123456789012:anvil/north:hot";
    let template =
        "{Result#partition}|{Result#service}|{Result#region}|{Result#accountId}|{Result#resourceId[2]}";
    gives("aws.parseArn", json!([arn]), template, Some("aws|iron||123456789012|hot"));
    let nested = json!([call("aws.parseArn", json!([arn])), "resourceId[0]"]);
    gives("getAttr", nested, "{Result}", Some("anvil"));
    gives("getAttr", json!([call("aws.parseArn", json!([arn])), "resourceId[9]"]), "", None);
    for bad in ["arn:aws:iron", "nra:aws:iron:::a", "arn::iron:::a", "arn:aws::::a", "arn:aws:iron:::"] {
        gives("aws.parseArn", json!([bad]), "", None);
    }
}

#[test]
fn partitions() {
    for (region, partition) in [
        ("us-east-1", "aws amazonaws.com api.aws us-east-1 true true"),
        ("eu-somewhere-17", "aws amazonaws.com api.aws us-east-1 true true"),
        ("moon", "aws amazonaws.com api.aws us-east-1 true true"),
        ("cn-north-1", "aws-cn amazonaws.com.cn api.amazonwebservices.com.cn cn-northwest-1 true true"),
        ("us-gov-west-1", "aws-us-gov amazonaws.com api.aws us-gov-west-1 true true"),
        ("aws-cn-global", "aws-cn amazonaws.com.cn api.amazonwebservices.com.cn cn-northwest-1 true true"),
        ("eusc-de-east-1", "aws-eusc amazonaws.eu api.amazonwebservices.eu eusc-de-east-1 true true"),
    ] {
        let template = "{Result#name} {Result#dnsSuffix} {Result#dualStackDnsSuffix} \
                        {Result#implicitGlobalRegion} {Result#supportsFIPS} {Result#supportsDualStack}";
        gives("aws.partition", json!([region]), template, Some(partition));
    }
}

#[test]
fn a_tree_without_a_result_is_final() {
    let rules = json!({ "parameters": {}, "rules": [
        { "conditions": [], "type": "tree", "rules": [
            { "conditions": [call("booleanEquals", json!([true, false]))], "error": "inner", "type": "error" },
        ]},
        { "conditions": [], "error": "outer", "type": "error" },
    ]});
    assert_eq!(agree(&rules, json!({}), json!({ "error": "outer" })), Ok(false));
}

#[test]
fn headers_and_properties_count() {
    let rules = json!({
        "parameters": { "Region": { "type": "string", "required": true } },
        "rules": [{ "conditions": [], "type": "endpoint", "endpoint": {
            "url": "https://{Region}",
            "headers": { "x-where": ["{Region}"] },
            "properties": { "authSchemes": [{ "name": "sigv4", "signingRegion": "{Region}" }] },
        }}],
    });
    let params = json!({ "Region": "north" });
    let schemes = json!({ "authSchemes": [{ "signingRegion": "north", "name": "sigv4" }] });
    let whole = json!({ "url": "https://north", "headers": { "x-where": ["north"] }, "properties": schemes });
    assert_eq!(agree(&rules, params.clone(), json!({ "endpoint": whole })), Ok(true));
    assert_eq!(agree(&rules, params, json!({ "endpoint": { "url": "https://north" } })), Ok(false));
}

#[test]
fn a_test_that_the_parameters_do_not_admit_disagrees() {
    let rules = rule_set(&call("isSet", json!(["a"])), "u");
    let expect = json!({ "endpoint": { "url": "u" } });
    assert_eq!(agree(&rules, json!({ "Text": "a", "Flag": true }), expect.clone()), Ok(true));
    assert_eq!(agree(&rules, json!({ "Unknown": "a" }), expect.clone()), Ok(false));
    assert_eq!(agree(&rules, json!({ "Text": true }), expect.clone()), Ok(false));
    let mut strict = rules;
    strict["parameters"]["Text"]["required"] = true.into();
    assert_eq!(agree(&strict, json!({}), expect), Ok(false));
}

#[test]
fn malformed_rule_sets_are_reported() {
    let expect = json!({ "error": "none" });
    let of = |rules: &Value| agree(rules, json!({}), expect.clone()).unwrap_err();
    assert_eq!(of(&json!({})), "the rule set has no `parameters`");
    assert_eq!(of(&json!({ "parameters": {} })), "a list `rules` is missing in the rule set");
    let odd = json!({ "parameters": {}, "rules": [{ "conditions": [], "type": "hunch" }] });
    assert_eq!(of(&odd), "a rule has the unknown type `hunch`");
    let function = |name, arguments| of(&rule_set(&call(name, arguments), "u"));
    assert_eq!(function("guess", json!(["a", 1])), "the function `guess(\"a\", 1)` does not exist");
    assert_eq!(function("isSet", json!([{ "ref": "Gone" }])), "the variable `Gone` does not exist");
    assert_eq!(function("isSet", json!(["{Flag"])), "unbalanced braces in `{Flag`");
    assert_eq!(function("isSet", json!(["{Text}"])), "`{Text}` of `{Text}` has no text");
    assert_eq!(function("getAttr", json!(["a", "b[c]"])), "`b[c]` is not an attribute path");
    let no_expect = agrees(&rule_set(&call("isSet", json!(["a"])), "u"), &json!({}));
    assert_eq!(no_expect, Err("the test case has no `expect`".to_owned()));
}

/// Outdated tests of an older model: these two partitions had no dual-stack endpoints then.
fn overtaken(test_case: &Value) -> bool {
    let old = ["us-iso-east-1", "us-isob-east-1"].map(Value::from);
    old.contains(&test_case["params"]["Region"])
        && test_case["params"]["UseDualStack"] == true
        && test_case["expect"].get("error").is_some()
}

#[test]
fn public_models_agree_with_their_own_tests() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../shared/models");
    let Ok(models) = folder.read_dir() else {
        eprintln!("skipped: there are no models in {}", folder.display());
        return;
    };
    let (mut agreed, mut disagreed) = (0, Vec::new());
    for model in models.map(|entry| entry.unwrap().path()) {
        let ast: Value = serde_json::from_slice(&std::fs::read(&model).unwrap()).unwrap();
        for shape in ast["shapes"].as_object().unwrap().values() {
            let Some(tests) = shape["traits"].get("smithy.rules#endpointTests") else { continue };
            let rules = &shape["traits"]["smithy.rules#endpointRuleSet"];
            for test_case in tests["testCases"].as_array().unwrap() {
                if agrees(rules, test_case).unwrap() {
                    agreed += 1;
                } else if !overtaken(test_case) {
                    disagreed.push(format!("{}: {test_case}", model.display()));
                }
            }
        }
    }
    assert_eq!(disagreed, Vec::<String>::new());
    assert!(agreed > 0, "no endpoint test was found");
}
