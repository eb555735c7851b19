//! The line about the progress of a long run: on a terminal, and nowhere else.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests")]

use std::fs::{self, File};
use std::io::Read as _;
use std::os::fd::OwnedFd;
use std::path::Path;
use std::process::{Command, Stdio};

use rustix::pty::{OpenptFlags, grantpt, openpt, ptsname, unlockpt};
use tempfile::TempDir;

const MODEL: &str = r#"$version: "2.0"
namespace com.example
use aws.protocols#restJson1
@restJson1
service NAME { version: "1", operations: [Get] }
@http(method: "GET", uri: "/")
operation Get {}
"#;

/// Two models.
fn models() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("models")).unwrap();
    for name in ["Pears", "Apples"] {
        let path = folder.path().join(format!("models/{name}.smithy"));
        fs::write(path, MODEL.replace("NAME", name)).unwrap();
    }
    folder
}

fn generate(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-farrier"));
    command.args(["farrier", "generate", "--model", "models", "--out", "out"]).current_dir(folder);
    command.env("TERM", "xterm").env_remove("CI").stdout(Stdio::null()).stdin(Stdio::null());
    command
}

/// Runs a command with a terminal as its stderr, and returns what it writes there.
fn on_a_terminal(mut command: Command) -> String {
    let terminal = openpt(OpenptFlags::RDWR | OpenptFlags::NOCTTY).unwrap();
    grantpt(&terminal).unwrap();
    unlockpt(&terminal).unwrap();
    let name = ptsname(&terminal, Vec::new()).unwrap();
    let end = File::options().read(true).write(true).open(name.to_str().unwrap()).unwrap();
    let mut child = command.stderr(OwnedFd::from(end)).spawn().unwrap();
    drop(command);
    let (mut bytes, mut part) = (Vec::new(), [0; 4096]);
    let mut terminal = File::from(terminal);
    // A terminal whose other end is closed has an error, not an end.
    while let Ok(length @ 1..) = terminal.read(&mut part) {
        bytes.extend_from_slice(&part[..length]);
    }
    assert!(child.wait().unwrap().success());
    String::from_utf8(bytes).unwrap()
}

#[test]
fn a_terminal_shows_the_step_until_the_next_message() {
    let folder = models();
    let said = on_a_terminal(generate(folder.path()));
    assert!(said.contains("\r1 of 2: models/") && said.contains("\r2 of 2: models/"), "{said:?}");
    let lines: Vec<&str> = said.split("\r\n").collect();
    // The rest of the line that is on the screen, after the last return to its start.
    let screen: Vec<&str> = lines.iter().filter_map(|line| line.rsplit('\r').next()).collect();
    assert!(!screen.iter().any(|line| line.contains(" of 2")), "{screen:?}");
    assert!(screen.iter().any(|line| line.starts_with("generated ") && line.ends_with(" 2")), "{screen:?}");
}

#[test]
fn other_outputs_have_no_such_line() {
    let folder = models();
    let output = generate(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(output.status.success() && !said.contains('\r') && !said.contains(" of 2"), "{said:?}");
    for (name, value) in [("CI", "true"), ("TERM", "dumb")] {
        let mut command = generate(folder.path());
        command.env(name, value);
        let said = on_a_terminal(command);
        assert!(!said.contains("1 of 2"), "{name}: {said:?}");
    }
}
