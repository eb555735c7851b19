//! cargo-semver-checks as a judge of our verdicts: the generated crates of each two versions -> its step of the version
//! beside ours. It must be installed, and takes minutes, so it is asked on demand only.

use std::collections::BTreeMap;
use std::ffi::OsString;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use farrier::diff::Bump;

use crate::Result;
use crate::report::{at, count, print, problem, say};

/// Steps on which the two do not agree: the version, and who is right and why.
const DISAGREEMENTS: &str = include_str!("../../SEMVER.md");

/// Where the API of each version is kept.
const APIS: &str = "target/history/api";

/// Writes the API of the crate in the scratch workspace as the JSON of rustdoc, which is what the judge reads. Its form is
/// unstable, so a stable rustdoc has to be told, as the judge itself does.
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
        return Err(problem(scratch, "rustdoc fails; what it says is above"));
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

/// Asks for each step, and compares. True if every disagreement is on the list.
pub(super) fn judge(root: &Path, steps: &[(String, Option<Bump>)]) -> Result<bool> {
    let known = listed();
    let (mut agreed, mut is_well) = (0, true);
    for pair in steps.windows(2) {
        let [(old, _), (new, ours)] = pair else { continue };
        let ours = ours.unwrap_or(Bump::None);
        let (theirs, lints) = ask(root, old, new)?;
        // It cannot tell an API that stays as it is from a crate that does.
        let agree = theirs == ours.max(Bump::Patch);
        let verdict = match (agree, known.get(new.as_str())) {
            (true, _) => "agree".to_owned(),
            (false, Some(why)) => format!("disagree, as known: {why}"),
            (false, None) => {
                is_well = false;
                "disagree, and it is not in xtask/SEMVER.md".to_owned()
            }
        };
        agreed += usize::from(agree);
        print(&format!("{old} -> {new}: ours {ours}, theirs {theirs}: {verdict}"));
        lints.iter().for_each(|lint| print(&format!("    {lint}")));
    }
    print(&format!("{agreed} of {} agree", count(steps.len().saturating_sub(1), "step")));
    Ok(is_well)
}

/// The step that it asks for, and the names of the lints that say so.
///
/// It looks for what breaks callers, and has nearly no lint for what is added. So it is asked the other way round as well: an
/// API that one cannot go back from without breaking callers has grown.
fn ask(root: &Path, old: &str, new: &str) -> Result<(Bump, Vec<String>)> {
    say(&format!("asking about {old} -> {new}"));
    let (bump, lints) = ask_one_way(root, old, new)?;
    if bump != Bump::Patch {
        return Ok((bump, lints));
    }
    let (back, lints) = ask_one_way(root, new, old)?;
    let lints = lints.into_iter().map(|lint| format!("{lint}, the other way round")).collect();
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
        let message = "cargo-semver-checks does not answer; what it says is above, CONTRIBUTING.md has how to install it";
        problem(root, message)
    })
}

/// Reads its report: the summary, and a heading for each lint that failed.
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
