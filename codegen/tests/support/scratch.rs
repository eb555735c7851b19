//! A temporary workspace in which generated crates are compiled: no warning is allowed, of rustc or, if the
//! toolchain has it, of clippy.
//!
//! The generated crates take `farrier-runtime` from the registry; a `[patch]` of the workspace replaces it by the one of this
//! repository. All dependencies are in the committed Cargo.lock, so after fetching or building this
//! workspace they are in the registry cache. The lock file is copied, and cargo runs with `--offline`, not with
//! `--locked`, since it has to add the generated crates to that copy.
//!
//! These workspaces use the build folder of the tests themselves, with their profile and their features: the dependencies are those that
//! were compiled for the tests. (Cargo before 1.91 knows no build folder, and compiles them once more.) Unchanged files are not
//! rewritten, so that a second run compiles only changes.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use farrier::GeneratedFile;
use serde_json::Value;

use crate::features::{self, Features};

/// The runtime that the generated crates use.
const RUNTIME: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/runtime");

/// Crates that hand-written tests use and generated crates do not depend on.
const DEV_DEPENDENCIES: &[(&str, &str)] = &[
    ("aws-credential-types", "1.3.1"),
    ("bytes", "1.10.0"),
    ("futures-util", "0.3.31"),
    ("http", "1.5.0"),
    ("http-body", "1.0.1"),
    ("serde_json", "1.0.154"),
    ("time", "0.3.41"),
    ("tokio", "1.48.0"),
    ("tracing", "0.1.41"),
    ("tracing-subscriber", "0.3.20"),
];

/// Denies warnings in generated crates. `RUSTFLAGS` would also deny them in the runtime, with any features: it has its own
/// checks.
const LINTS: &str = "\n[lints.rust]\nwarnings = \"deny\"\n";

/// A crate to compile.
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) files: Vec<GeneratedFile>,
}

/// A workspace on the disk.
pub(crate) struct Workspace {
    root: PathBuf,
    names: BTreeSet<String>,
    /// Whether a package has model tests; cargo takes `--test` only if there is one.
    has_tests: bool,
}

impl Workspace {
    /// Writes a workspace of these packages, and removes leftovers of an earlier run.
    pub(crate) fn write(name: &str, packages: &[Package], features: Features) -> Self {
        let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
        // Cargo distinguishes the crates of two workspaces by their paths within these: `users/case_errors`.
        let folder = root.join(name);
        let names: BTreeSet<String> = packages.iter().map(|package| package.name.clone()).collect();
        assert_eq!(names.len(), packages.len(), "two packages of one name");
        let mut wanted = BTreeSet::new();
        for Package { name, files } in packages {
            for file in files {
                let path = folder.join(name).join(&file.path);
                match file.path.as_str() {
                    "Cargo.toml" => {
                        let more = dev_dependencies(&file.text, files);
                        write(&path, &format!("{}{more}{LINTS}", file.text));
                    }
                    _ => write(&path, &file.text),
                }
                wanted.insert(path);
            }
            remove_others(&folder.join(name), &wanted);
        }
        let with_features =
            features::packages(Path::new(RUNTIME), features).expect("the manifest of the runtime");
        for (member, manifest) in &with_features {
            write(&folder.join(member).join("Cargo.toml"), manifest);
            write(&folder.join(member).join("src/lib.rs"), "");
        }
        let members = names.iter().map(String::as_str).chain(with_features.iter().map(|(member, _)| *member));
        let members: Vec<String> =
            members.map(|package| format!("{:?}", format!("{name}/{package}"))).collect();
        write(
            &root.join("Cargo.toml"),
            &format!(
                "[workspace]\nresolver = \"2\"\nmembers = [{}]\n\n[patch.crates-io]\nfarrier-runtime = {{ path = {RUNTIME:?} }}\n\n{}",
                members.join(", "),
                features::profile()
            ),
        );
        let lock = Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock");
        write(&root.join("Cargo.lock"), &fs::read_to_string(lock).expect("the lock file of the workspace"));
        let is_test = |file: &GeneratedFile| file.path == "tests/model/main.rs";
        let has_tests = packages.iter().flat_map(|package| &package.files).any(is_test);
        Self { root, names, has_tests }
    }

    /// Compiles all packages with their model tests; a warning, or a package that cargo leaves out,
    /// is a problem. Without options, the runtime has only the features that the packages turn on.
    ///
    /// Clippy includes the diagnostics of `cargo check`. Without options, `cargo check` is used: no code depends on the absence
    /// of a feature, so clippy sees all of it with all features. Rustup's minimal profile has no clippy: there, it is always used.
    pub(crate) fn compile(&self, options: &[&str]) -> Vec<String> {
        let has_clippy = || self.cargo(&["clippy", "--version"], &[]).success;
        let command = if !options.is_empty() && has_clippy() { "clippy" } else { "check" };
        let mut command = vec![command, "--workspace", "--lib", "--keep-going", "--message-format=json"];
        if self.has_tests {
            command.extend(["--test", "model"]);
        }
        if options.is_empty() {
            command.extend(["--exclude", features::OF_RUNTIME]);
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

    /// Runs any other cargo command, which must succeed.
    pub(crate) fn run(&self, arguments: &[&str]) {
        let output = self.cargo(arguments, &[]);
        let all = format!("{}{}", output.stdout, output.stderr);
        let lines: Vec<&str> = all.lines().filter(|line| !is_good_news(line)).collect();
        assert!(output.success, "cargo {arguments:?} failed:\n{}", cut(&lines, 150));
    }

    fn cargo(&self, arguments: &[&str], options: &[&str]) -> Output {
        let mut cargo = Command::new(env!("CARGO"));
        // The build script of ring runs again if one of these changes, and with it everything that uses ring is compiled again.
        for (name, _) in std::env::vars_os() {
            let name = name.to_string_lossy();
            if name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_") {
                cargo.env_remove(&*name);
            }
        }
        let output = cargo
            .args(arguments)
            .args(options)
            .arg("--offline")
            .current_dir(&self.root)
            .env("CARGO_TARGET_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).join("nested"))
            .env("CARGO_BUILD_BUILD_DIR", Path::new(env!("CARGO_TARGET_TMPDIR")).parent().expect("a folder"))
            .env("RUSTDOCFLAGS", "-D warnings")
            .env_remove("RUSTFLAGS")
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            // These would override the profile of the workspace.
            .env_remove("CARGO_INCREMENTAL")
            .env_remove("CARGO_PROFILE_DEV_DEBUG")
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

struct Output {
    success: bool,
    stdout: String,
    stderr: String,
}

/// Returns the dependencies of the tests of a crate that are missing in its manifest, to append to it.
fn dev_dependencies(manifest: &str, files: &[GeneratedFile]) -> String {
    let tests = || files.iter().filter(|file| file.path.starts_with("tests/"));
    // Not a feature of that name: `tracing = [..]`.
    let has = |name: &str| {
        let is_version = |rest: &str| rest.starts_with(" = {") || rest.starts_with(" = \"");
        let rest = |line: &str| line.strip_prefix(name).is_some_and(is_version);
        manifest.lines().any(rest)
    };
    let uses = |name: &str| {
        let path = format!("{}::", name.replace('-', "_"));
        tests().any(|test| test.text.contains(&path))
    };
    let needed = DEV_DEPENDENCIES.iter().filter(|(name, _)| uses(name) && !has(name));
    let lines = needed.map(|(name, version)| {
        // Their default features have more dependencies than the lock file.
        let features = match *name {
            "futures-util" | "time" => "default-features = false\n",
            "tokio" => "features = [\"rt\"]\n",
            "tracing-subscriber" => "default-features = false\nfeatures = [\"fmt\"]\n",
            _ => "",
        };
        format!("\n[dev-dependencies.{name}]\nversion = {version:?}\n{features}")
    });
    lines.collect()
}

/// Returns warnings and errors of the compiler, each once, even if several crates have it. Of the runtime, only errors.
fn problems(messages: &[Value]) -> Vec<String> {
    let mut found: BTreeMap<(String, String), (String, BTreeSet<String>)> = BTreeMap::new();
    for message in messages.iter().filter(|message| message["reason"] == "compiler-message") {
        let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
        let (package, message) = (text(&message["target"]["name"]), &message["message"]);
        if package == "farrier_runtime" && message["level"] != "error" {
            continue;
        }
        let Some(file) = message["spans"][0]["file_name"].as_str() else { continue };
        // Relative to the package, whose folder is in that of the workspace.
        let file = file.splitn(3, '/').last().unwrap_or(file).to_owned();
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

/// The output of the test runner on success.
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

/// Writes a file unless it is unchanged, so that cargo detects changes by its date.
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
