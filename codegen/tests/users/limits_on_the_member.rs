//! `validate()`, the server and the tool use a limit on a member, not only those on its target.

use std::process::Command;

use case_limits_on_the_member::blocking::Client;
use case_limits_on_the_member::operation::say::SayInput;
use case_limits_on_the_member::test_util::Server;

#[test]
fn a_word_that_is_too_long_is_refused_by_all() {
    let server = Server::start().unwrap();
    let client = Client::builder().endpoint_url(server.url()).build().unwrap();
    assert!(SayInput::new("abc").validate().is_ok());
    assert!(client.say(SayInput::new("abc")).send().is_ok());

    assert!(SayInput::new("abcd").validate().unwrap_err().to_string().contains("word"));
    let error = client.say(SayInput::new("abcd")).send().unwrap_err();
    assert_eq!(error.status().map(|status| status.as_u16()), Some(400));
    assert!(error.to_string().contains("the length of `word` is 4, but must be at most 3"), "{error}");

    let say = |word: &str, more: &[&str]| {
        let tool = env!("CARGO_BIN_EXE_case_limits_on_the_member");
        let arguments = ["say", "--word", word, "--region", "us-east-1", "--endpoint-url", server.url()];
        let output = Command::new(tool).args(arguments).args(more).output().unwrap();
        (output.status.code(), String::from_utf8(output.stderr).unwrap())
    };
    assert_eq!(say("abc", &["--validate"]).0, Some(0));
    let before = server.requests().len();
    let (status, message) = say("abcd", &["--validate"]);
    assert_eq!(status, Some(252), "{message}");
    assert!(message.contains("word"), "{message}");
    assert_eq!(server.requests().len(), before, "nothing is sent");
}
