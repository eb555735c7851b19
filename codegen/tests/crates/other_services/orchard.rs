//! The command line of a service with a bearer token.

use case_orchard::test_util::{Failure, Server};

const TOKEN: &str = "a-secret-token";
const VARIABLE: (&str, &str) = ("CASE_ORCHARD_BEARER_TOKEN", TOKEN);

#[test]
fn it_asks_for_the_endpoint() {
    let (status, _, errors) = run(&["list-trees"], &[VARIABLE], "");
    assert_eq!(status, 253);
    assert!(errors.contains("You must specify an endpoint."), "{errors}");
    assert!(errors.contains("use --endpoint-url, or set CASE_ORCHARD_ENDPOINT_URL"), "{errors}");
}

#[test]
fn a_missing_token_is_an_error_with_all_ways() {
    let server = Server::start().unwrap();
    let (status, _, errors) = run(&["list-trees", "--endpoint-url", server.url()], &[], "");
    let expected = "No bearer token is given: use --bearer-token TOKEN, --bearer-token - to read it from standard input, or set \
                    CASE_ORCHARD_BEARER_TOKEN";
    assert!(status == 253 && errors.contains(expected), "{status} {errors}");
    assert!(server.requests().is_empty());
}

#[test]
fn the_token_is_an_option_standard_input_or_a_variable() {
    let server = Server::start().unwrap();
    let url = ("CASE_ORCHARD_ENDPOINT_URL", server.url());
    let calls = [
        run(&["list-trees", "--bearer-token", TOKEN], &[url], ""),
        run(&["--bearer-token", "-", "list-trees"], &[url], &format!("{TOKEN}\n")),
        run(&["list-trees"], &[url, VARIABLE], ""),
        // The member of the input keeps its option.
        run(&["plant-tree", "--plot", "a1", "--kind", "apple", "--token", "a"], &[url, VARIABLE], ""),
    ];
    for (status, _, errors) in &calls {
        assert_eq!((*status, errors.as_str()), (0, ""));
    }
    let requests = server.requests();
    let expected = format!("Bearer {TOKEN}");
    assert_eq!(requests.len(), 4);
    for request in requests {
        assert_eq!(request.header("authorization"), Some(expected.as_str()));
    }
}

#[test]
fn the_token_is_never_shown() {
    let server = Server::start().unwrap();
    let arguments = ["list-trees", "--debug", "--show-secrets", "--bearer-token", TOKEN, "--endpoint-url", server.url()];
    // A server that repeats the token.
    server.fail_next("ListTrees", Failure::new("Unauthorized").message(format!("no access for {TOKEN}"))).unwrap();
    let (status, output, errors) = run(&arguments, &[], "");
    assert_eq!(status, 254);
    assert!(errors.contains("authorization: [redacted]"), "{errors}");
    assert!(!errors.contains(TOKEN) && !output.contains(TOKEN), "{errors}\n{output}");

    let (status, output, _) = run(&["list-trees", "--print-request", "--endpoint-url", server.url()], &[VARIABLE], "");
    assert_eq!(status, 0);
    let shown = r#"--header 'authorization: Bearer '"$CASE_ORCHARD_BEARER_TOKEN""#;
    assert!(output.contains(shown) && !output.contains(TOKEN), "{output}");
}

#[test]
fn help_mentions_what_matters() {
    let pages = [run(&["help"], &[], "").1, run(&["list-trees", "help"], &[], "").1];
    for page in &pages {
        let page: String = page.split_whitespace().collect::<Vec<_>>().join(" ");
        for text in ["--bearer-token", "--endpoint-url", "CASE_ORCHARD_BEARER_TOKEN", "CASE_ORCHARD_ENDPOINT_URL"] {
            assert!(page.contains(text), "{text}:\n{page}");
        }
        for text in ["AWS", "region", "profile", "--no-sign-request"] {
            assert!(!page.contains(text), "{text}:\n{page}");
        }
    }
    assert!(pages[1].contains("--endpoint-url https://service.example.com"), "{}", pages[1]);
    let (status, _, errors) = run(&["list-trees", "--region", "a"], &[], "");
    assert!(status == 252 && errors.contains("Unknown options: --region"), "{status} {errors}");
}
