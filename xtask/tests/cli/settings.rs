//! Where the tool calls: options, the environment, the config file.

use super::support::Tool;

#[test]
fn the_version_is_that_of_the_crate() {
    let version = format!("connectparticipant {}\n", env!("CARGO_PKG_VERSION"));
    // Both packages of the workspace are at their first version.
    assert_eq!(Tool::new().line("--version").success().split('.').count(), version.split('.').count());
}
