//! Verifies a comparison: generates both crates, writes their public API as JSON with the nightly rustdoc, and
//! compares the differences with the effects of the report. Only on request: it compiles both crates.

mod api;
mod judge;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use farrier::{Config, GeneratedFile, Model};

use self::api::Api;
use super::Comparison;
use crate::Result;
use crate::progress::Progress;
use crate::report::{at, count, problem, say};
use crate::runtime::Copy;
use crate::scratch;
use crate::tool::Tool;

/// The folder of the crates, relative to the workspace.
const SCRATCH: &str = "target/diff-verify";

/// The name of both crates, so that it is no difference.
const NAME: &str = "subject";

/// Features with public API, if a crate has them. The HTTP stacks add nothing to it.
const FEATURES: [&str; 3] = ["client-core", "serde", "time"];

/// Generates and reads both crates, and prints the disagreements. True if there are none.
///
/// # Errors
///
/// A crate cannot be generated, written or read.
pub(super) fn verify(
    tool: Tool,
    root: &Path,
    Comparison { models: [old, new], configs, report, .. }: &Comparison,
) -> Result<bool> {
    if !has_nightly() {
        say("verify: skipped: needs nightly, for the JSON of rustdoc: rustup toolchain install nightly");
        return Ok(true);
    }
    let files = [generated(tool, old, &configs[0])?, generated(tool, new, &configs[1])?];
    let progress = Progress::new(2);
    let read = |files: &[GeneratedFile], side: &str| read(tool, root, files, side, &progress);
    let [before, after] = [read(&files[0], "old")?, read(&files[1], "new")?];
    let is_same = bodies(&files[0]) == bodies(&files[1]);
    let problems = judge::judge(report, [&before, &after], is_same);
    let differences = judge::differences([&before, &after]).len();
    let effects: usize = report.changes.iter().map(|change| change.rust.len()).sum();
    for problem in &problems {
        say(&format!("verify: {problem}"));
    }
    say(&format!(
        "verify: {} and {} public items, {}, {}: {}",
        before.len(),
        after.len(),
        count(differences, "difference"),
        count(effects, "effect"),
        if problems.is_empty() { "they agree".to_owned() } else { count(problems.len(), "disagreement") }
    ));
    Ok(problems.is_empty())
}

fn has_nightly() -> bool {
    let asked =
        Command::new("rustdoc").args(["+nightly", "--version"]).env_remove("RUSTUP_TOOLCHAIN").output();
    asked.is_ok_and(|output| output.status.success())
}

fn generated(tool: Tool, model: &Model, config: &Config) -> Result<Vec<GeneratedFile>> {
    farrier::generate(model, &crate::choice::config(tool, NAME).with_api_of(config))
}

/// The files without their header comments, which name shapes.
fn bodies(files: &[GeneratedFile]) -> BTreeMap<&str, String> {
    let body = |file: &GeneratedFile| {
        let lines = file.text.lines().skip_while(|line| line.starts_with("// @generated"));
        lines.collect::<Vec<_>>().join("\n")
    };
    files.iter().map(|file| (file.path.as_str(), body(file))).collect()
}

/// The public API of a crate. Its JSON is kept, to investigate disagreements.
fn read(tool: Tool, root: &Path, files: &[GeneratedFile], side: &str, progress: &Progress) -> Result<Api> {
    let scratch = root.join(SCRATCH);
    write(tool, root, &scratch, files)?;
    let features = features(files).join(",");
    say(&format!("verify: rustdoc reads the crate with the features {features}"));
    progress.step(&format!("rustdoc of the {side} crate"));
    // Cargo runs in the folder of the crate.
    let target = std::path::absolute(scratch::target(root)).map_err(at(root))?;
    let output = Command::new("cargo")
        .args([
            "+nightly",
            "rustdoc",
            "--quiet",
            "--lib",
            "--no-default-features",
            "--features",
            &features,
            "--",
            "-Zunstable-options",
        ])
        .args(["--output-format=json", "--cap-lints=allow"])
        .current_dir(scratch.join("crate"))
        // The variables of this process are about another toolchain.
        .env_remove("RUSTUP_TOOLCHAIN")
        .env_remove("CARGO")
        .env("CARGO_TARGET_DIR", &target)
        .output()
        .map_err(at(&scratch))?;
    if !output.status.success() {
        String::from_utf8_lossy(&output.stderr).lines().for_each(say);
        return Err(problem(&scratch, "rustdoc fails; its messages are above"));
    }
    let written = target.join("doc").join(format!("{NAME}.json"));
    let path = scratch.join(format!("{side}.json"));
    fs::rename(&written, &path).map_err(at(&written))?;
    let bytes = fs::read(&path).map_err(at(&path))?;
    let json = crate::read::json(&path.display().to_string(), &bytes)?;
    let mut api =
        api::read(&json).ok_or_else(|| problem(&path, "is rustdoc JSON of an unsupported version"))?;
    // Features of the crate are part of its API.
    api.extend(all_features(files).into_iter().map(|name| (format!("feature {name}"), String::new())));
    Ok(api)
}

/// Writes the crate into a new workspace.
fn write(tool: Tool, root: &Path, scratch: &Path, files: &[GeneratedFile]) -> Result<()> {
    let crate_ = scratch.join("crate");
    if crate_.exists() {
        fs::remove_dir_all(&crate_).map_err(at(&crate_))?;
    }
    for file in files {
        let path: PathBuf = crate_.join(&file.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(at(folder))?;
        }
        fs::write(&path, &file.text).map_err(at(&path))?;
    }
    if let Some(copy) = Copy::below(&crate_, tool) {
        copy.write()?;
    }
    scratch::write(root, scratch, &["crate".to_owned()])
}

fn features(files: &[GeneratedFile]) -> Vec<&'static str> {
    let all = all_features(files);
    FEATURES.into_iter().filter(|name| all.contains(name)).collect()
}

/// The features in the manifest.
fn all_features(files: &[GeneratedFile]) -> Vec<&str> {
    let manifest = files.iter().find(|file| file.path == "Cargo.toml").map_or("", |file| file.text.as_str());
    let section = manifest.split_once("\n[features]\n").map_or("", |(_, section)| section);
    let lines = section.lines().take_while(|line| !line.starts_with('['));
    lines.filter_map(|line| Some(line.split_once(" = ")?.0)).filter(|name| *name != "default").collect()
}
