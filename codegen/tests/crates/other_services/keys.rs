//! The command line of a service with API keys, user names and passwords.

use case_auth_keys::test_util::Server;

const KEY: &str = "a secret/key";
const PASSWORD: &str = "a-secret-password";
/// `ada:a-secret-password` in base64.
const LOGIN: &str = "YWRhOmEtc2VjcmV0LXBhc3N3b3Jk";

#[test]
fn keys_and_logins_come_from_options_and_variables() {
    let server = Server::start().unwrap();
    let url = ["--endpoint-url", server.url(), "--debug"];
    let with = |arguments: &[&'static str], variables: &[(&str, &str)], input: &str| {
        let arguments: Vec<&str> = arguments.iter().chain(&url).copied().collect();
        let (status, output, errors) = run(&arguments, variables, input);
        assert_eq!(status, 0, "{errors}");
        for secret in [KEY, "a%20secret%2Fkey", PASSWORD, LOGIN] {
            assert!(!errors.contains(secret) && !output.contains(secret), "{errors}\n{output}");
        }
        server.requests().pop().unwrap()
    };
    for request in [
        with(&["in-header", "--api-key", KEY], &[], ""),
        with(&["in-header", "--api-key", "-"], &[], KEY),
        with(&["in-header"], &[("CASE_AUTH_KEYS_API_KEY", KEY)], ""),
    ] {
        assert_eq!(request.query_pairs().pop(), Some(("api key".to_owned(), KEY.to_owned())));
    }
    let (user, password) = (("CASE_AUTH_KEYS_USERNAME", "ada"), ("CASE_AUTH_KEYS_PASSWORD", PASSWORD));
    for request in [
        with(&["basic", "--username", "ada", "--password", PASSWORD], &[], ""),
        with(&["basic", "--username", "ada", "--password", "-"], &[], PASSWORD),
        with(&["basic", "--password", PASSWORD], &[user], ""),
        with(&["basic"], &[user, password], ""),
        // The key is first in the model, but only the login is given.
        with(&["in-header"], &[user, password], ""),
    ] {
        assert_eq!(request.header("authorization"), Some(format!("Basic {LOGIN}").as_str()));
    }
    // It may be called without a key.
    let request = with(&["maybe"], &[], "");
    assert_eq!((request.query.as_str(), request.header("authorization")), ("", None));
}

#[test]
fn a_missing_identity_is_an_error_with_all_ways() {
    let (status, _, errors) = run(&["basic", "--endpoint-url", "http://localhost:1", "--username", "ada"], &[], "");
    let expected = "No user name and password is given: use --username NAME and --password PASSWORD, --password - to read it from \
                    standard input, or set CASE_AUTH_KEYS_USERNAME and CASE_AUTH_KEYS_PASSWORD";
    assert!(status == 253 && errors.contains(expected), "{status} {errors}");
}

#[test]
fn curl_gets_the_variables() {
    let curl = |arguments: &[&str], variables: &[(&str, &str)]| {
        let arguments: Vec<&str> =
            arguments.iter().chain(&["--print-request", "--endpoint-url", "http://localhost:1"]).copied().collect();
        let (status, output, errors) = run(&arguments, variables, "");
        assert_eq!(status, 0, "{errors}");
        output
    };
    let key = r#"--url-query 'api key='"$CASE_AUTH_KEYS_API_KEY""#;
    let login = r#"--user "$CASE_AUTH_KEYS_USERNAME:$CASE_AUTH_KEYS_PASSWORD""#;
    assert!(curl(&["in-header"], &[]).contains(key));
    assert!(curl(&["in-header", "--username", "ada", "--password", PASSWORD], &[]).contains(login));
    assert!(curl(&["basic"], &[]).contains(login));
    let maybe = curl(&["maybe"], &[]);
    assert!(!maybe.contains("API_KEY"), "{maybe}");
}
