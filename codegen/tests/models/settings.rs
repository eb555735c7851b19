//! The settings that clients need: a table of endpoint rules, authentication and AWS's services.

use farrier::model::{Role, Source, load};
use farrier::{Config, Model, Parts, generate, generate_module};

const NO_RULES: &str = "";
const RULES: &str = r#","smithy.rules#endpointRuleSet": {
    "version": "1.0",
    "parameters": { "Endpoint": { "type": "string", "builtIn": "SDK::Endpoint", "required": false, "documentation": "e" } },
    "rules": [
      { "type": "endpoint", "conditions": [{ "fn": "isSet", "argv": [{ "ref": "Endpoint" }] }], "endpoint": { "url": { "ref": "Endpoint" } } },
      { "type": "endpoint", "conditions": [], "endpoint": { "url": "https://orchard.example" } }
    ] }"#;
const OF_A_TENANT: &str = r#","smithy.rules#clientContextParams": { "Tenant": { "type": "string", "documentation": "t" } }
  ,"smithy.rules#endpointRuleSet": {
    "version": "1.0",
    "parameters": { "Tenant": { "type": "string", "required": true, "documentation": "t" } },
    "rules": [{ "type": "endpoint", "conditions": [], "endpoint": { "url": "https://{Tenant}.orchard.example" } }] }"#;
const WITH_A_FLAG: &str = r#","smithy.rules#endpointRuleSet": {
    "version": "1.0",
    "parameters": { "Dual": { "type": "boolean", "required": true, "documentation": "d" } },
    "rules": [{ "type": "endpoint", "conditions": [], "endpoint": { "url": "https://orchard.example" } }] }"#;
const REGIONAL: &str = r#","smithy.rules#endpointRuleSet": {
    "version": "1.0",
    "parameters": {
      "Region": { "type": "string", "builtIn": "AWS::Region", "required": true, "documentation": "r" },
      "UseFIPS": { "type": "boolean", "builtIn": "AWS::UseFIPS", "required": true, "default": false, "documentation": "f" } },
    "rules": [{ "type": "endpoint", "conditions": [], "endpoint": { "url": "https://{Region}.orchard.example" } }] }"#;

const OPEN: &str = "";
const BEARER: &str = r#","smithy.api#httpBearerAuth": {}"#;
const API_KEY: &str = r#","smithy.api#httpApiKeyAuth": { "in": "header", "name": "x-key" }"#;
const LOGIN: &str = r#","smithy.api#httpBasicAuth": {}"#;
const SIGNED: &str = r#","aws.auth#sigv4": { "name": "orchard" }"#;
const SIGNED_OR_BEARER: &str = r#","aws.auth#sigv4": { "name": "orchard" }, "smithy.api#httpBearerAuth": {}"#;

const OURS: &str = "";
const OF_AWS: &str = r#","aws.api#service": { "sdkId": "Orchard" }"#;

/// The decisions that can be seen in a crate.
struct Crate {
    readme: String,
    client: String,
    service: String,
}

fn model(rules: &str, auth: &str, owner: &str) -> Model {
    let text = format!(
        r#"{{ "smithy": "2.0", "shapes": {{
          "ns#Orchard": {{ "type": "service", "version": "1", "operations": [{{ "target": "ns#Look" }}],
            "traits": {{ "aws.protocols#restJson1": {{}} {rules} {auth} {owner} }} }},
          "ns#Look": {{ "type": "operation", "output": {{ "target": "ns#Seen" }},
            "traits": {{ "smithy.api#http": {{ "method": "GET", "uri": "/look" }} }} }},
          "ns#Seen": {{ "type": "structure", "members": {{ "tree": {{ "target": "smithy.api#String" }} }} }} }} }}"#
    );
    let source = Source { name: "m.json".into(), bytes: text.into(), role: Role::Model };
    load(&[source]).unwrap().model
}

fn generated(rules: &str, auth: &str, owner: &str) -> Crate {
    let files = generate(&model(rules, auth, owner), &Config::new("orchard")).unwrap();
    let text = |path: &str| files.iter().find(|file| file.path == path).unwrap().text.clone();
    Crate { readme: text("README.md"), client: text("src/client.rs"), service: text("src/service.rs") }
}

/// The first line or lines that create the client of the first example, in one line.
fn first_client(text: &str) -> String {
    let (_, rest) = text.split_once("let client = ").unwrap();
    let (code, _) = rest.split_once(';').unwrap();
    code.lines().map(|line| line.trim_start_matches("/// ").trim()).collect()
}

#[test]
fn clients_ask_for_what_calls_need() {
    const AT: &str = r#""https://service.example.com""#;
    let built = |settings: &str| format!("Client::builder(){settings}.build()?");
    // Rules, authentication, owner; arguments of `new`; the client of the first example; region; settings of AWS.
    let cases = [
        (NO_RULES, OPEN, OURS, "endpoint_url", format!("Client::new({AT})"), false, false),
        (
            NO_RULES,
            BEARER,
            OURS,
            "endpoint_url",
            built(&format!(".endpoint_url({AT}).bearer_token(BearerToken::new(\"token\"))")),
            false,
            false,
        ),
        (
            NO_RULES,
            API_KEY,
            OURS,
            "endpoint_url",
            built(&format!(".endpoint_url({AT}).api_key(ApiKey::new(\"key\"))")),
            false,
            false,
        ),
        (
            NO_RULES,
            LOGIN,
            OURS,
            "endpoint_url",
            built(&format!(".endpoint_url({AT}).login(Login::new(\"user\", \"password\"))")),
            false,
            false,
        ),
        (
            NO_RULES,
            SIGNED,
            OURS,
            "endpoint_url,region",
            format!("Client::new({AT}, \"us-west-2\")"),
            true,
            true,
        ),
        (
            NO_RULES,
            SIGNED_OR_BEARER,
            OURS,
            "endpoint_url,region",
            format!("Client::new({AT}, \"us-west-2\")"),
            true,
            true,
        ),
        (NO_RULES, OPEN, OF_AWS, "endpoint_url", format!("Client::new({AT})"), false, true),
        (RULES, OPEN, OURS, "", "Client::new()".to_owned(), false, false),
        (RULES, BEARER, OURS, "", built(".bearer_token(BearerToken::new(\"token\"))"), false, false),
        (RULES, SIGNED, OURS, "region", "Client::new(\"us-west-2\")".to_owned(), true, true),
        (
            OF_A_TENANT,
            OPEN,
            OURS,
            "",
            built(".endpoint_params(|params| params.tenant(\"tenant\"))"),
            false,
            false,
        ),
        (WITH_A_FLAG, OPEN, OURS, "", built(".endpoint_params(|params| params.dual(true))"), false, false),
        (REGIONAL, OPEN, OURS, "region", "Client::new(\"us-west-2\")".to_owned(), true, true),
        (
            REGIONAL,
            BEARER,
            OF_AWS,
            "region",
            built(".region(\"us-west-2\").bearer_token(BearerToken::new(\"token\"))"),
            true,
            true,
        ),
        (REGIONAL, SIGNED, OF_AWS, "region", "Client::new(\"us-west-2\")".to_owned(), true, true),
    ];
    for (at, (rules, auth, owner, arguments, client, has_region, is_aws)) in cases.into_iter().enumerate() {
        let made = generated(rules, auth, owner);
        let arguments: Vec<String> = arguments
            .split(',')
            .filter(|name| !name.is_empty())
            .map(|name| format!("{name}: impl Into<String>"))
            .collect();
        let new: String =
            made.client.split("pub fn new(").nth(1).unwrap().split(')').next().unwrap().to_owned();
        let new: Vec<&str> = new.split(',').map(str::trim).filter(|text| !text.is_empty()).collect();
        assert_eq!(new, arguments, "case {at}");
        assert_eq!(first_client(&made.readme), client, "case {at}");
        assert_eq!(first_client(&made.client), client, "case {at}");
        assert_eq!(made.service.contains("TakesRegion"), has_region, "case {at}");
        assert_eq!(made.service.contains("TakesFips"), rules == REGIONAL, "case {at}");
        assert!(made.service.contains(&format!("const AWS: bool = {is_aws};")), "case {at}");
        let asks_for_the_endpoint = made.readme.contains("Write the endpoint of your service instead of");
        assert_eq!(asks_for_the_endpoint, rules == NO_RULES, "case {at}");
        let text = format!("{}{}", made.readme, made.client);
        assert!(is_aws || !text.contains("AWS_") && !text.contains("region"), "case {at}:\n{text}");
    }
}

#[test]
fn a_client_without_new_has_no_example_with_it() {
    let mut parts = Parts::default();
    parts.client_core = true;
    let model = model(NO_RULES, OPEN, OURS);
    let client = |parts| {
        let text = generate_module(&model, &Config::new("orchard"), parts).unwrap().text;
        text.split_once("pub mod client {").unwrap().1.split_once("pub struct Client").unwrap().0.to_owned()
    };
    assert!(!client(parts).contains("Client::new("), "{}", client(parts));
    parts.client = true;
    assert!(client(parts).contains("Client::new("), "{}", client(parts));
}
