//! The guides with commands, literally: their files are written and their commands run, in their order, in a new folder.
#![allow(clippy::panic, reason = "tests")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use cargo_farrier::scratch;

const ORCHARD: &str = include_str!("../../guides/orchard.md");
const OVERLAY: &str = include_str!("../../guides/overlay.md");
const TOOL: &str = env!("CARGO_BIN_EXE_cargo-farrier");

/// A block of a guide.
enum Step<'g> {
    File {
        path: &'g str,
        text: &'g str,
    },
    Commands(&'g str),
    /// Commands that use the network.
    Network(&'g str),
    /// Commands after `$`, each with lines of its output, in their order.
    Session(&'g str),
}

fn steps(guide: &str) -> impl Iterator<Item = Step<'_>> {
    guide.split("\n```").skip(1).step_by(2).map(|block| {
        let (kind, text) = block.split_once('\n').expect("a block has lines");
        match (kind.split_once(" file="), kind) {
            (Some((_, path)), _) => Step::File { path, text },
            (None, "sh") => Step::Commands(text),
            (None, "sh network") => Step::Network(text),
            (None, "console") => Step::Session(text),
            (None, other) => panic!("a block is neither a file nor commands: {other}"),
        }
    })
}

/// Follows a guide; returns the number of its commands.
fn follow(guide: &str) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    // Without the network: the versions of this repository are in the cache of the registry.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::copy(root.join("Cargo.lock"), folder.path().join("Cargo.lock")).expect("the lock file");
    let mut commands = 0;
    for step in steps(guide) {
        match step {
            Step::File { path, text } => write(&folder.path().join(path), text),
            Step::Commands(text) => {
                succeeds(run(folder.path(), text), text);
                commands += text.lines().count();
            }
            Step::Network(text) if has_network(folder.path()) => {
                succeeds(run_with(folder.path(), text, true), text);
                commands += text.lines().count();
            }
            Step::Network(text) => eprintln!("skipped: no registry can be reached for {text}"),
            Step::Session(text) => {
                for part in text.split("$ ").skip(1) {
                    let (command, expected) = part.split_once('\n').unwrap_or((part, ""));
                    prints(folder.path(), command, expected);
                    commands += 1;
                }
            }
        }
    }
    commands
}

fn succeeds((succeeds, output): (bool, String), text: &str) {
    assert!(succeeds, "{text}\n{output}");
}

/// Whether Cargo reaches its registry.
fn has_network(folder: &Path) -> bool {
    run_with(folder, "cargo update --dry-run", true).0
}

/// Runs a command, which prints these lines in their order; it fails if one of them is an error.
fn prints(folder: &Path, command: &str, expected: &str) {
    let (succeeds, output) = run(folder, command);
    let fails = expected.lines().any(|line| line.starts_with("error:"));
    assert_eq!(succeeds, !fails, "{command}\n{output}");
    let mut printed = output.lines();
    for line in expected.lines() {
        assert!(printed.any(|found| found == line), "{command}: `{line}` is not in order:\n{output}");
    }
}

#[test]
fn the_walk_through_works_as_it_is_printed() {
    assert!(follow(ORCHARD) > 10, "the guide has commands");
}

#[test]
fn the_overlay_guide_works_as_it_is_printed() {
    assert!(follow(OVERLAY) > 8, "the guide has commands");
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, format!("{text}\n")).expect("a file");
}

/// Runs commands; returns whether they succeed, and their output.
fn run(folder: &Path, commands: &str) -> (bool, String) {
    run_with(folder, commands, false)
}

fn run_with(folder: &Path, commands: &str, with_network: bool) -> (bool, String) {
    let tools = Path::new(TOOL).parent().expect("a folder").to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(tools).chain(std::env::split_paths(&path));
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("nested");
    let output = scratch::without_package(&mut Command::new("sh"))
        .args(["-euc", commands])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(path).expect("paths"))
        .env("CARGO_NET_OFFLINE", (!with_network).to_string())
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_STRIP", "debuginfo")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("a shell");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    (output.status.success(), text(&output.stdout) + &text(&output.stderr))
}
