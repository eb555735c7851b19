//! Compares bumps with cargo-semver-checks, run on the generated crates of successive versions. It must be installed,
//! and takes minutes, so it runs only on request.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use farrier::diff::Bump;

use cargo_farrier::Result;
use cargo_farrier::report::{at, count, print, problem, say};

/// Known disagreements: the version, the tool that is right, and the reason.
const DISAGREEMENTS: &str = include_str!("../../../codegen/guides/design/semver-checks.md");

/// The folder with the API of each version.
const APIS: &str = "target/history/api";

/// Writes the API of the crate in the scratch workspace as rustdoc JSON for cargo-semver-checks. The format is
/// unstable, so the stable rustdoc needs a flag, which cargo-semver-checks also uses.
pub(super) fn keep(root: &Path, scratch: &Path, version: &str) -> Result<()> {
    let target = root.join("target/history/target");
    let output = Command::new(cargo())
        .args([
            "rustdoc",
            "--quiet",
            "--package",
            "connectparticipant",
            "--lib",
            "--all-features",
            "--",
            "-Zunstable-options",
        ])
        .args([
            "--document-private-items",
            "--document-hidden-items",
            "--output-format=json",
            "--cap-lints=allow",
        ])
        .current_dir(scratch)
        .env("CARGO_TARGET_DIR", &target)
        .env("RUSTC_BOOTSTRAP", "1")
        .output()
        .map_err(at(scratch))?;
    if !output.status.success() {
        String::from_utf8_lossy(&output.stderr).lines().for_each(say);
        return Err(problem(scratch, "rustdoc fails; its output is above"));
    }
    let to = api(root, version);
    fs::create_dir_all(root.join(APIS)).map_err(at(&to))?;
    let from = target.join("doc/connectparticipant.json");
    fs::copy(&from, &to).map_err(at(&from)).map(drop)
}

fn api(root: &Path, version: &str) -> PathBuf {
    root.join(APIS).join(format!("{version}.json"))
}

fn cargo() -> OsString {
    std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

/// Runs it for each step, and compares. True if every disagreement is listed.
pub(super) fn judge(root: &Path, steps: &[(String, Option<Bump>)]) -> Result<bool> {
    let known = listed();
    let (mut agreed, mut is_well) = (0, true);
    for pair in steps.windows(2) {
        let [(old, _), (new, ours)] = pair else { continue };
        let ours = ours.unwrap_or(Bump::None);
        let (theirs, lints) = ask(root, old, new)?;
        // It cannot distinguish an unchanged API from an unchanged crate.
        let agree = theirs == ours.max(Bump::Patch);
        let verdict = match (agree, known.get(new.as_str())) {
            (true, _) => "agree".to_owned(),
            (false, Some(why)) => format!("disagree, as listed: {why}"),
            (false, None) => {
                is_well = false;
                "disagree, and it is not in codegen/guides/design/semver-checks.md".to_owned()
            }
        };
        agreed += usize::from(agree);
        print(&format!("{old} -> {new}: ours {ours}, theirs {theirs}: {verdict}"));
        lints.iter().for_each(|lint| print(&format!("    {lint}")));
    }
    print(&format!("{agreed} of {} agree", count(steps.len().saturating_sub(1), "step")));
    Ok(is_well)
}

/// Returns its bump, and the names of the corresponding lints.
///
/// It detects breaking changes, and has almost no lints for additions. So it also runs in the opposite direction: an
/// API has grown if returning to the old one would break callers.
fn ask(root: &Path, old: &str, new: &str) -> Result<(Bump, Vec<String>)> {
    say(&format!("checking {old} -> {new}"));
    let (bump, lints) = ask_one_way(root, old, new)?;
    if bump != Bump::Patch {
        return Ok((bump, lints));
    }
    let (back, lints) = ask_one_way(root, new, old)?;
    let lints = lints.into_iter().map(|lint| format!("{lint}, in the opposite direction")).collect();
    Ok((if back == Bump::Major { Bump::Minor } else { Bump::Patch }, lints))
}

fn ask_one_way(root: &Path, old: &str, new: &str) -> Result<(Bump, Vec<String>)> {
    let output = Command::new(cargo())
        .args(["semver-checks", "--color", "never", "--release-type", "patch", "--baseline-rustdoc"])
        .arg(api(root, old))
        .arg("--current-rustdoc")
        .arg(api(root, new))
        .current_dir(root)
        .output()
        .map_err(at(root))?;
    let said =
        [output.stdout, output.stderr].map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).concat();
    read(&said).ok_or_else(|| {
        said.lines().for_each(say);
        let message = "cargo-semver-checks failed; its output is above, CONTRIBUTING.md has its installation";
        problem(root, message)
    })
}

/// Parses its report: the summary, and a heading for each lint that failed.
fn read(said: &str) -> Option<(Bump, Vec<String>)> {
    let summary = said.lines().find_map(|line| line.trim().strip_prefix("Summary "))?;
    let bump = if summary.contains("new major version") {
        Bump::Major
    } else if summary.contains("new minor version") {
        Bump::Minor
    } else if summary.contains("no semver update required") {
        Bump::Patch
    } else {
        return None;
    };
    let lints = said.lines().filter_map(|line| line.strip_prefix("--- failure ")?.split_once(':'));
    Some((bump, lints.map(|(lint, _)| lint.to_owned()).collect()))
}

/// The rows of the list: versions, with the reason in the last column.
fn listed() -> BTreeMap<&'static str, &'static str> {
    let table = DISAGREEMENTS.split_once("## Disagreements").map_or("", |(_, table)| table);
    let rows = table.lines().filter_map(|line| line.strip_prefix("| ")?.strip_suffix(" |"));
    rows.filter_map(|row| Some((row.split(" | ").next()?, row.rsplit(" | ").next()?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn its_report_is_read() {
        let major = "--- failure enum_missing: pub enum removed or renamed ---\n\n     Summary semver requires new major \
                     version: 1 major and 0 minor checks failed\n";
        assert_eq!(read(major), Some((Bump::Major, vec!["enum_missing".to_owned()])));
        let none =
            "     Checked [   0.1s] 9 checks: 9 pass, 0 skip\n     Summary no semver update required\n";
        assert_eq!(read(none), Some((Bump::Patch, Vec::new())));
        assert_eq!(read("error: no such command"), None);
    }
}
