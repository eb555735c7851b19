//! Hostile responses: they must reach a terminal only as text, and must not redirect a secret.

use connectparticipant::test_util::{Failure, Server};

use super::support::Tool;

const TOKEN: &str = "a-connection-token-of-somebody";

fn ask(message: &str) -> String {
    let server = Server::start().unwrap();
    let failure = Failure::new("ValidationException").status(400).message(message);
    server.fail_next("DisconnectParticipant", failure).unwrap();
    let tool = Tool::against(&server).variable("AWS_REGION", "us-west-2");
    tool.run(&["disconnect-participant", "--connection-token", TOKEN]).failure(254)
}

#[test]
fn a_message_is_one_line_and_controls_no_terminal() {
    let said = ask("bad \u{1b}]0;title\u{7} one\r\ntwo \u{9b}31m \u{202e}three");
    let line = said.trim_end_matches('\n');
    let shown = r"bad \u{1b}]0;title\u{7} one\r\ntwo \u{9b}31m \u{202e}three";
    assert!(line.ends_with(shown), "{said:?}");
    assert!(!line.chars().any(char::is_control), "{said:?}");
}

#[test]
fn a_message_that_repeats_the_token_is_shown_without_it() {
    let said = ask(&format!("the token {TOKEN} is no good, {TOKEN} I say"));
    assert!(!said.contains(TOKEN), "{said}");
    assert!(said.contains("the token [redacted] is no good, [redacted] I say"), "{said}");
}
