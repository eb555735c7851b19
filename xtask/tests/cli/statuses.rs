//! How the tool ends: the statuses of AWS's own tool, and what it says on standard error.

use super::support::Tool;

#[test]
fn without_a_command_there_is_the_usage() {
    let said = Tool::new().run(&[]).failure(252);
    assert!(said.starts_with("usage: connectparticipant [options] <command> [parameters]\n"), "{said}");
    assert!(said.ends_with("\nthe following arguments are required: command\n"), "{said}");
}
