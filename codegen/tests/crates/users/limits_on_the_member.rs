//! `validate()`, the server and the tool have the same limits, also those that only a member has.

use std::process::Command;

use case_limits_on_the_member::blocking::Client;
use case_limits_on_the_member::operation::say::SayInput;
use case_limits_on_the_member::test_util::Server;
use case_limits_on_the_member::types::Kind;

fn say() -> SayInput {
    SayInput::new("abc")
}

/// Inputs with one violation each, and the options of the tool for them.
fn refused() -> Vec<(SayInput, &'static str, &'static [&'static str])> {
    vec![
        (SayInput::new("abcd"), "word", &["--word", "abcd"]),
        (say().code("a1"), "code", &["--word", "abc", "--code", "a1"]),
        (say().share(0.2), "share", &["--word", "abc", "--share", "0.2"]),
        (say().share(100.5), "share", &["--word", "abc", "--share", "100.5"]),
        (say().tags(["a".into(), "b".into(), "a".into()]), "tags[2]", &["--word", "abc", "--tags", "a", "b", "a"]),
        (say().kind(Kind::Unknown("bad".into())), "kind", &["--word", "abc", "--kind", "bad"]),
    ]
}

fn tool(server: &Server, options: &[&str]) -> (Option<i32>, String) {
    let tool = env!("CARGO_BIN_EXE_case_limits_on_the_member");
    let settings = ["--endpoint-url", server.url()];
    let output = Command::new(tool).arg("say").args(options).args(settings).output().unwrap();
    (output.status.code(), String::from_utf8(output.stderr).unwrap())
}

#[test]
fn what_keeps_all_limits_passes() {
    let server = Server::start().unwrap();
    let client = Client::builder().endpoint_url(server.url()).build().unwrap();
    let input = say().code("a").share(0.25).tags(["a".into(), "b".into()]).kind(Kind::Good).impossible("ab");
    assert!(input.validate().is_ok());
    assert!(client.say(input).send().is_ok());
    assert!(client.say(say().share(100.0)).send().is_ok());
    assert_eq!(tool(&server, &["--word", "abc", "--share", "0.25", "--validate"]).0, Some(0));
}

#[test]
fn a_violation_is_refused_by_all_in_the_same_words() {
    let server = Server::start().unwrap();
    let client = Client::builder().endpoint_url(server.url()).build().unwrap();
    for (input, path, options) in refused() {
        let violations = input.validate().unwrap_err();
        let violation = &violations.as_slice()[0];
        assert_eq!((violation.path(), violations.as_slice().len()), (path, 1));

        let error = client.say(input).send().unwrap_err();
        assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
        let words = if path == "kind" { "is not one of the values good".to_owned() } else { violation.problem().to_string() };
        assert!(error.to_string().contains(&format!("`{path}` {words}")), "{error}");

        let before = server.requests().len();
        let (status, message) = tool(&server, &[options, &["--validate"]].concat());
        assert_eq!(status, Some(252), "{message}");
        assert!(message.contains(path), "{message}");
        assert_eq!(server.requests().len(), before, "nothing is sent");
    }
}
