//! The guide `codegen/guides/orchard.md`, literally: its files are written and its commands run, in their order, in a new folder.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const GUIDE: &str = include_str!("../../guides/orchard.md");
const TOOL: &str = env!("CARGO_BIN_EXE_cargo-farrier");

/// A block of the guide.
enum Step<'g> {
    File { path: &'g str, text: &'g str },
    Commands(&'g str),
}

fn steps() -> Vec<Step<'static>> {
    let mut steps = Vec::new();
    for block in GUIDE.split("\n```").skip(1).step_by(2) {
        let (kind, text) = block.split_once('\n').expect("a block has lines");
        match kind.split_once(" file=") {
            Some((_, path)) => steps.push(Step::File { path, text }),
            None => {
                assert_eq!(kind, "sh", "a block is neither a file nor commands");
                steps.push(Step::Commands(text));
            }
        }
    }
    steps
}

#[test]
fn the_guide_works_as_it_is_printed() {
    let folder = tempfile::tempdir().expect("a folder");
    // Without the network: the versions of this repository are in the cache of the registry.
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    fs::copy(root.join("Cargo.lock"), folder.path().join("Cargo.lock")).expect("the lock file");
    let mut commands = 0;
    for step in steps() {
        match step {
            Step::File { path, text } => write(&folder.path().join(path), text),
            Step::Commands(text) => {
                run(folder.path(), text);
                commands += text.lines().count();
            }
        }
    }
    assert!(commands > 10, "the guide has commands");
}

fn write(path: &Path, text: &str) {
    fs::create_dir_all(path.parent().expect("a folder")).expect("a folder");
    fs::write(path, format!("{text}\n")).expect("a file");
}

fn run(folder: &Path, commands: &str) {
    let tools = Path::new(TOOL).parent().expect("a folder").to_owned();
    let path = std::env::var_os("PATH").unwrap_or_default();
    let path = std::iter::once(tools).chain(std::env::split_paths(&path));
    let target = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("nested");
    let output = Command::new("sh")
        .args(["-euc", commands])
        .current_dir(folder)
        .env("PATH", std::env::join_paths(path).expect("paths"))
        .env("CARGO_NET_OFFLINE", "true")
        .env("CARGO_TARGET_DIR", target)
        .env("CARGO_INCREMENTAL", "0")
        .env("CARGO_PROFILE_DEV_DEBUG", "0")
        .env("CARGO_PROFILE_DEV_STRIP", "debuginfo")
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        .output()
        .expect("a shell");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    assert!(output.status.success(), "{commands}\n{}{}", text(&output.stdout), text(&output.stderr));
}
