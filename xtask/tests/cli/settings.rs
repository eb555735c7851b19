//! Settings of the endpoint: options, the environment, the config file.

use connectparticipant::test_util::Server;

use super::support::Tool;

/// Shows the destination of a call.
const WHERE: &str = "send-message --content-type a --content b --connection-token c --print-request";

#[track_caller]
fn host(tool: &Tool, line: &str) -> String {
    let shown = tool.line(line).success();
    let (_, rest) = shown.split_once("'").unwrap();
    rest.split_once("/participant/").unwrap().0.to_owned()
}

fn of_region(region: &str) -> String {
    format!("https://participant.connect.{region}.amazonaws.com")
}

#[test]
fn the_version_is_printed() {
    let version = Tool::new().line("--version").success();
    assert!(version.starts_with("connectparticipant 0."), "{version}");
}

#[test]
fn the_region_is_that_of_the_option_the_environment_or_the_profile() {
    let tool = Tool::new().config("[default]\nregion = us-west-1\n[profile other]\nregion = eu-central-1\n");
    assert_eq!(host(&tool, WHERE), of_region("us-west-1"));
    assert_eq!(host(&tool, &format!("{WHERE} --profile other")), of_region("eu-central-1"));
    let tool = tool.variable("AWS_DEFAULT_REGION", "ca-central-1");
    assert_eq!(host(&tool, WHERE), of_region("ca-central-1"));
    let tool = tool.variable("AWS_REGION", "ap-northeast-1");
    assert_eq!(host(&tool, WHERE), of_region("ap-northeast-1"));
    assert_eq!(host(&tool, &format!("{WHERE} --region us-east-1")), of_region("us-east-1"));
    assert_eq!(host(&tool, &format!("--region us-east-1 {WHERE}")), of_region("us-east-1"));
}

#[test]
fn the_endpoint_is_that_of_the_option_the_environment_or_the_profile() {
    let config = "[default]\nregion = us-west-2\nservices = mine\n\
        [services mine]\nconnectparticipant =\n  endpoint_url = https://profile.example\n";
    let tool = Tool::new().config(config);
    assert_eq!(host(&tool, WHERE), "https://profile.example");
    let tool = tool.variable("AWS_ENDPOINT_URL", "https://all.example");
    assert_eq!(host(&tool, WHERE), "https://all.example");
    let tool = tool.variable("AWS_ENDPOINT_URL_CONNECTPARTICIPANT", "https://one.example");
    assert_eq!(host(&tool, WHERE), "https://one.example");
    assert_eq!(
        host(&tool, &format!("{WHERE} --endpoint-url https://option.example")),
        "https://option.example"
    );
    let tool = tool.variable("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "true");
    assert_eq!(host(&tool, WHERE), of_region("us-west-2"));
}

#[test]
fn variants_of_endpoints_are_asked_for_by_the_environment() {
    let tool = Tool::new().variable("AWS_REGION", "us-east-1").variable("AWS_USE_FIPS_ENDPOINT", "true");
    assert_eq!(host(&tool, WHERE), "https://participant.connect-fips.us-east-1.amazonaws.com");
}

#[test]
fn the_form_of_the_output_may_be_a_setting() {
    let server = Server::builder().credential("connection", "token").start().unwrap();
    let line = "send-message --content-type a --content b --connection-token token";
    let tool = Tool::against(&server).config("[default]\noutput = text\n");
    let text = tool.line(line).success();
    assert!(text.contains('\t') && !text.contains('{'), "{text}");
    assert!(tool.variable("AWS_DEFAULT_OUTPUT", "yaml").line(line).success().contains("Id: "));
}

#[test]
fn an_unknown_retry_mode_is_rejected() {
    let tool = || Tool::new().variable("AWS_REGION", "us-west-2");
    for mode in ["legacy", "standard", "adaptive"] {
        tool().variable("AWS_RETRY_MODE", mode).line(WHERE).success();
        tool().config(&format!("[default]\nretry_mode = {mode}\n")).line(WHERE).success();
    }
    let said = tool().variable("AWS_RETRY_MODE", "adaptiv").line(WHERE).failure(253);
    let expected = "Invalid value for AWS_RETRY_MODE or retry_mode: \"adaptiv\" is none of legacy, standard and adaptive\n";
    assert_eq!(said, expected);
    assert_eq!(tool().config("[default]\nretry_mode = adaptiv\n").line(WHERE).failure(253), expected);
}

#[test]
fn a_bundle_without_a_name_is_refused() {
    let tool = || Tool::new().variable("AWS_REGION", "us-west-2");
    let refused = |said: String| assert!(said.starts_with("Invalid CA bundle: "), "{said}");
    refused(
        tool()
            .run(&["describe-view", "--view-token", "a", "--connection-token", "b", "--ca-bundle", " "])
            .failure(253),
    );
    refused(tool().variable("AWS_CA_BUNDLE", " ").line(WHERE).failure(253));
}

/// An untrusted certificate is accepted if it is configured, or if verification is off.
#[test]
fn certificates_are_those_of_the_bundle() {
    let tool = Tool::new().variable("AWS_REGION", "us-west-2");
    let ran = tool.line(&format!("{WHERE} --no-verify-ssl"));
    assert_eq!(ran.status, Some(0));
    assert!(ran.err.starts_with("warning: --no-verify-ssl: "), "{}", ran.err);
    assert!(ran.out.contains("--insecure"), "{}", ran.out);
}
