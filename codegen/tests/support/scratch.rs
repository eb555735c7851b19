//! A workspace to throw away, in which generated crates are compiled: no warning is allowed, of rustc or, where the
//! toolchain has it, of clippy.
//!
//! It needs nothing but what building this workspace needs: the dependencies of generated crates (`http`, `serde`) are
//! those of `generated/`, so the committed Cargo.lock names them, and whoever has fetched or built this workspace has
//! them in the registry cache. The lock file is copied; cargo is told `--offline`, and not `--locked`, since it has to
//! add the generated crates to that copy. Files that stay the same are not written again, and the target folder is
//! kept, so that a second run compiles only what has changed; where the variable `CI` is set, it goes after the test.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use farrier::GeneratedFile;
use serde_json::Value;

/// A crate to compile.
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) files: Vec<GeneratedFile>,
}

/// A workspace on the disk.
pub(crate) struct Workspace {
    root: PathBuf,
    names: BTreeSet<String>,
    /// Whether a package has tests of its model; cargo takes `--test` only if there is one.
    has_tests: bool,
}

impl Workspace {
    /// Writes a workspace of these packages; what an earlier run left behind goes.
    pub(crate) fn write(name: &str, packages: &[Package]) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        let names: BTreeSet<String> = packages.iter().map(|package| package.name.clone()).collect();
        assert_eq!(names.len(), packages.len(), "two packages of one name");
        let mut wanted = BTreeSet::new();
        for Package { name, files } in packages {
            for file in files {
                let path = root.join(name).join(&file.path);
                write(&path, &file.text);
                wanted.insert(path);
            }
            remove_others(&root.join(name), &wanted);
        }
        let members: Vec<String> = names.iter().map(|name| format!("{name:?}")).collect();
        write(
            &root.join("Cargo.toml"),
            &format!("[workspace]\nresolver = \"2\"\nmembers = [{}]\n", members.join(", ")),
        );
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        write(&root.join("Cargo.lock"), &fs::read_to_string(lock).expect("the lock file of the workspace"));
        let is_test = |file: &GeneratedFile| file.path == "tests/model/main.rs";
        let has_tests = packages.iter().flat_map(|package| &package.files).any(is_test);
        Self { root, names, has_tests }
    }

    /// Compiles all packages, and what tests their models have; a warning anywhere, or a package that cargo leaves out,
    /// is a problem.
    ///
    /// Clippy says all that `cargo check` says, and more; rustup's minimal profile has no clippy, and then it is
    /// `cargo check`.
    pub(crate) fn compile(&self, options: &[&str]) -> Vec<String> {
        let command = if self.cargo(&["clippy", "--version"], &[]).success { "clippy" } else { "check" };
        let mut command = vec![command, "--workspace", "--lib", "--keep-going", "--message-format=json"];
        if self.has_tests {
            command.extend(["--test", "model"]);
        }
        let output = self.cargo(&command, options);
        let messages: Vec<Value> =
            output.stdout.split('\n').filter_map(|line| serde_json::from_str(line).ok()).collect();
        let mut problems = problems(&messages);
        if problems.is_empty() && !output.success {
            problems.push(format!("cargo failed with {options:?}:\n{}", output.stderr));
        }
        let compiled: BTreeSet<String> = messages
            .iter()
            .filter(|message| {
                message["reason"] == "compiler-artifact" || message["reason"] == "compiler-message"
            })
            .filter_map(|message| message["target"]["name"].as_str())
            .map(str::to_owned)
            .collect();
        let left_out = self.names.iter().filter(|name| !compiled.contains(&name.replace('-', "_")));
        problems.extend(left_out.map(|name| format!("{name} was not compiled with {options:?}")));
        problems
    }

    /// Runs any other command of cargo, which must succeed.
    pub(crate) fn run(&self, arguments: &[&str]) {
        let output = self.cargo(arguments, &[]);
        let all = format!("{}{}", output.stdout, output.stderr);
        let lines: Vec<&str> = all.lines().filter(|line| !is_good_news(line)).collect();
        assert!(output.success, "cargo {arguments:?} failed:\n{}", cut(&lines, 150));
    }

    fn cargo(&self, arguments: &[&str], options: &[&str]) -> Output {
        let output = Command::new(env!("CARGO"))
            .args(arguments)
            .args(options)
            .arg("--offline")
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", self.root.join("target"))
            .env("RUSTFLAGS", "-D warnings")
            // What is compiled once needs no record of how: gigabytes for all cases.
            .env("CARGO_INCREMENTAL", "0")
            // Nobody debugs them: most of what is linked would be for a debugger.
            .env("CARGO_PROFILE_DEV_DEBUG", "0")
            .env("CARGO_PROFILE_DEV_STRIP", "debuginfo")
            .env("RUSTDOCFLAGS", "-D warnings")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env_remove("CARGO_BUILD_TARGET")
            .output()
            .expect("cargo, which runs this test, to run");
        Output {
            success: output.status.success(),
            stdout: String::from_utf8_lossy(&output.stdout).into_owned(),
            stderr: String::from_utf8_lossy(&output.stderr).into_owned(),
        }
    }
}

/// A test that has passed on a machine of continuous integration, where nobody runs it again, leaves nothing compiled behind.
impl Drop for Workspace {
    fn drop(&mut self) {
        if std::env::var_os("CI").is_some() && !std::thread::panicking() {
            // What stays only takes room.
            let _ = fs::remove_dir_all(self.root.join("target"));
        }
    }
}

struct Output {
    success: bool,
    stdout: String,
    stderr: String,
}

/// Warnings and errors of the compiler, each once: the same in several crates is one.
fn problems(messages: &[Value]) -> Vec<String> {
    let mut found: BTreeMap<(String, String), (String, BTreeSet<String>)> = BTreeMap::new();
    for message in messages.iter().filter(|message| message["reason"] == "compiler-message") {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (package, message) = (text(&message["target"]["name"]), &message["message"]);
        let Some(file) = message["spans"][0]["file_name"].as_str() else { continue };
        let file = file.split_once('/').map_or(file, |(_, file)| file).to_owned();
        let rendered = text(&message["rendered"]);
        found
            .entry((file, text(&message["message"])))
            .or_insert((rendered, BTreeSet::new()))
            .1
            .insert(package);
    }
    let in_packages = |(rendered, packages): (String, BTreeSet<String>)| {
        let packages: Vec<String> = packages.into_iter().collect();
        format!("{}\n  in {}", rendered.trim_end(), packages.join(", "))
    };
    found.into_values().map(in_packages).collect()
}

/// What the test runner says when all is well.
fn is_good_news(line: &str) -> bool {
    let said = ["running ", "test result: ok"].iter().any(|start| line.starts_with(start));
    said || line.trim_start_matches(['.', ' ', '/']).chars().all(|c| c.is_ascii_digit() || c == '/')
}

fn cut(lines: &[impl AsRef<str>], most: usize) -> String {
    let mut text = String::new();
    for line in lines.iter().take(most) {
        text.push_str(line.as_ref());
        text.push('\n');
    }
    if lines.len() > most {
        text.push_str(&format!("... and {} more\n", lines.len() - most));
    }
    text
}

/// Writes a file unless it is the same already, so that cargo sees what has changed by its date.
fn write(path: &Path, text: &str) {
    if fs::read(path).is_ok_and(|present| present == text.as_bytes()) {
        return;
    }
    fs::create_dir_all(path.parent().expect("a path within the workspace")).expect("a folder to write to");
    fs::write(path, text).expect("a file to write");
}

fn remove_others(folder: &Path, wanted: &BTreeSet<PathBuf>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.expect("an entry of the folder").path();
        if path.is_dir() {
            remove_others(&path, wanted);
        } else if !wanted.contains(&path) {
            fs::remove_file(&path).expect("a stale file to go");
        }
    }
}
