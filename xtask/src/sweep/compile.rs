//! Compiles one batch of crates with cargo, and collects the diagnostics of each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::{Path, PathBuf};
use std::process::Stdio;

use farrier::GeneratedFile;
use serde_json::Value;

use super::state::Fault;
use cargo_farrier::Result;
use cargo_farrier::progress;
use cargo_farrier::report::{at, problem};
use cargo_farrier::scratch;

/// The maximum number of kept diagnostics of a crate; one bug of a generator can cause hundreds.
const KEPT: usize = 10;

/// Compiler options.
#[derive(Clone, Copy, Debug)]
pub(super) struct How {
    pub(super) clippy: bool,
    pub(super) jobs: Option<u16>,
}

/// A crate to compile.
#[derive(Debug)]
pub(super) struct Package {
    pub(super) name: String,
    /// Its targets: `lib`, `bin`, `test model`.
    targets: BTreeSet<String>,
}

/// The result of a crate.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Outcome {
    built: BTreeSet<String>,
    faults: BTreeSet<Fault>,
}

/// The results of all crates.
#[derive(Debug, Default)]
pub(super) struct Outcomes {
    crates: BTreeMap<String, Outcome>,
    /// The artifacts of the compiler.
    pub(super) artefacts: BTreeSet<PathBuf>,
    /// The message of cargo, if it failed.
    said: Option<String>,
}

/// The known result of a crate when cargo has ended.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Verdict {
    /// Diagnostics, empty on success, and the number of further ones.
    Compiled(Vec<Fault>, usize),
    /// It was not compiled completely, without a diagnostic: the reason.
    Unclear(String),
}

impl Package {
    /// Returns the crate of these files.
    pub(super) fn new(name: &str, files: &[GeneratedFile]) -> Self {
        let targets = files.iter().filter_map(|file| target_of(&file.path)).collect();
        Self { name: name.to_owned(), targets }
    }

    fn has_tests(&self) -> bool {
        self.targets.iter().any(|target| target.starts_with("test "))
    }
}

/// Returns the target whose root is a file.
fn target_of(path: &str) -> Option<String> {
    match path {
        "src/lib.rs" => Some("lib".to_owned()),
        "src/main.rs" => Some("bin".to_owned()),
        _ => {
            let test = path.strip_prefix("tests/")?;
            let name = test.strip_suffix("/main.rs").or_else(|| test.strip_suffix(".rs"))?;
            (!name.contains('/')).then(|| format!("test {name}"))
        }
    }
}

impl How {
    /// For the digest of a crate.
    pub(super) fn shown(self) -> String {
        format!("{} --all-features", if self.clippy { "clippy" } else { "check" })
    }

    /// Compiles the crates of a scratch workspace.
    pub(super) fn compile(
        self,
        root: &Path,
        dir: &Path,
        log: &Path,
        packages: &[Package],
    ) -> Result<Outcomes> {
        let mut cargo = scratch::cargo(root, dir);
        cargo.arg(if self.clippy { "clippy" } else { "check" });
        cargo.args(["--workspace", "--all-features", "--lib", "--bins"]);
        // The library's own unit tests are not generated: it would be compiled twice.
        if packages.iter().any(Package::has_tests) {
            cargo.args(["--test", "*"]);
        }
        cargo.args(["--keep-going", "--message-format", "json"]);
        if let Some(jobs) = self.jobs {
            cargo.args(["--jobs", &jobs.to_string()]);
        }
        let stderr = File::create(log).map_err(at(log))?;
        let cargo = cargo.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(stderr);
        let mut cargo = cargo.spawn().map_err(|error| problem(dir, format!("cannot run cargo: {error}")))?;
        let mut outcomes = Outcomes::default();
        // Cargo resolves symbolic links in file names.
        let dir = &fs::canonicalize(dir).map_err(at(dir))?;
        for line in cargo.stdout.take().into_iter().flat_map(|stdout| BufReader::new(stdout).lines()) {
            let Ok(message) = serde_json::from_str::<Value>(&line.map_err(at(dir))?) else { continue };
            outcomes.read(dir, &message);
            progress::show(&format!("compiling crate {} of {}", outcomes.crates.len(), packages.len()));
        }
        if !cargo.wait().map_err(at(dir))?.success() {
            let said = fs::read(log).map_err(at(log))?;
            outcomes.said = Some(String::from_utf8_lossy(&said).into_owned());
        }
        Ok(outcomes)
    }
}

impl Outcomes {
    /// Processes a message of cargo; `None` if it is not about a crate of the batch.
    fn read(&mut self, dir: &Path, message: &Value) -> Option<()> {
        let manifest = Path::new(message["manifest_path"].as_str()?);
        let folder = manifest.parent()?.strip_prefix(dir).ok()?.to_str()?;
        let outcome = self.crates.entry(folder.to_owned()).or_default();
        match message["reason"].as_str()? {
            "compiler-artifact" => {
                outcome.built.insert(target(&message["target"])?);
                let files = message["filenames"].as_array().into_iter().flatten();
                self.artefacts.extend(files.filter_map(Value::as_str).map(PathBuf::from));
            }
            "compiler-message" => outcome.faults.extend(fault(folder, &message["message"])),
            _ => {}
        }
        Some(())
    }

    fn has_all_of(&self, package: &Package) -> bool {
        self.crates.get(&package.name).is_some_and(|outcome| outcome.built.is_superset(&package.targets))
    }

    /// Returns the message of cargo if it ended before it compiled any of the crates, as it does when the manifest of one is
    /// invalid.
    pub(super) fn stopped_early(&self) -> Option<&str> {
        let said = self.said.as_deref()?;
        self.crates.is_empty().then_some(said)
    }

    /// Returns the result of a crate.
    pub(super) fn verdict(&self, package: &Package) -> Verdict {
        let none = Outcome::default();
        let outcome = self.crates.get(&package.name).unwrap_or(&none);
        if outcome.faults.is_empty() && !self.has_all_of(package) {
            return Verdict::Unclear(self.why_not(&package.name));
        }
        let more = outcome.faults.len().saturating_sub(KEPT);
        Verdict::Compiled(outcome.faults.iter().take(KEPT).cloned().collect(), more)
    }

    fn why_not(&self, name: &str) -> String {
        let said = self.said.as_deref().unwrap_or_default();
        let lines: Vec<&str> = said.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
        let own = lines.iter().find(|line| line.contains(&format!("`{name}`")));
        let first = own.or_else(|| lines.iter().find(|line| line.starts_with("error")));
        let reason = first.or(lines.last()).map_or("cargo gave no reason", |line| line);
        format!("it was not compiled: {reason}")
    }
}

fn target(target: &Value) -> Option<String> {
    let kind = target["kind"][0].as_str()?;
    Some(if kind == "test" { format!("test {}", target["name"].as_str()?) } else { kind.to_owned() })
}

/// Parses an error or a warning. Summaries have no position, and are left out.
fn fault(folder: &str, message: &Value) -> Option<Fault> {
    let text = message["message"].as_str()?;
    let span = message["spans"]
        .as_array()
        .and_then(|spans| spans.iter().find(|span| span["is_primary"] == true).or_else(|| spans.first()));
    let is_crash =
        text.contains("internal compiler error") || message["level"].as_str()?.contains("internal");
    if !matches!(message["level"].as_str()?, "error" | "warning") && !is_crash {
        return None;
    }
    let is_sum = text.starts_with("aborting due to") || text.ends_with("emitted");
    if span.is_none() && is_sum {
        return None;
    }
    let code = message["code"]["code"].as_str().map(|code| format!("[{code}]")).unwrap_or_default();
    let place = span.map_or_else(String::new, |span| {
        let file = span["file_name"].as_str().unwrap_or_default();
        let file = file.strip_prefix(folder).and_then(|file| file.strip_prefix('/')).unwrap_or(file);
        format!(" at {file}:{}:{}", span["line_start"], span["column_start"])
    });
    let level = message["level"].as_str()?;
    let text = text.lines().next().unwrap_or_default();
    Some(Fault {
        line: format!("{level}{code}: {text}{place}"),
        shown: message["rendered"].as_str().unwrap_or_default().chars().take(4000).collect(),
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn package() -> Package {
        let files = ["Cargo.toml", "src/lib.rs", "src/main.rs", "tests/model/main.rs", "tests/model/a.rs"];
        let file = |path: &str| GeneratedFile { path: path.to_owned(), text: String::new() };
        Package::new("kms", &files.map(file))
    }

    fn built(kind: &str, name: &str) -> Value {
        json!({
            "reason": "compiler-artifact", "manifest_path": "/s/kms/Cargo.toml",
            "target": { "kind": [kind], "name": name }, "filenames": [format!("/t/deps/lib{name}-1.rmeta")],
        })
    }

    fn message(level: &str, text: &str) -> Value {
        json!({
            "reason": "compiler-message", "manifest_path": "/s/kms/Cargo.toml",
            "message": {
                "level": level, "message": text, "code": { "code": "E0277" }, "rendered": "as shown",
                "spans": [{ "is_primary": true, "file_name": "kms/src/wait.rs", "line_start": 3, "column_start": 7 }],
            },
        })
    }

    fn outcomes(messages: &[Value], said: Option<&str>) -> Outcomes {
        let mut outcomes = Outcomes { said: said.map(str::to_owned), ..Outcomes::default() };
        for message in messages {
            outcomes.read(Path::new("/s"), message);
        }
        outcomes
    }

    #[test]
    fn a_crate_compiles_if_each_target_is_built_without_messages() {
        let all = [built("lib", "kms"), built("bin", "kms"), built("test", "model")];
        assert_eq!(outcomes(&all, None).verdict(&package()), Verdict::Compiled(Vec::new(), 0));
        let summed = json!({
            "reason": "compiler-message", "manifest_path": "/s/kms/Cargo.toml",
            "message": { "level": "warning", "message": "1 warning emitted", "spans": [] },
        });
        let mut more = all.to_vec();
        more.push(summed);
        assert_eq!(outcomes(&more, None).verdict(&package()), Verdict::Compiled(Vec::new(), 0));
    }

    #[test]
    fn a_warning_is_a_fault_although_all_is_built() {
        let messages = [
            built("lib", "kms"),
            built("bin", "kms"),
            built("test", "model"),
            message("warning", "unused import"),
        ];
        let expected = Fault {
            line: "warning[E0277]: unused import at src/wait.rs:3:7".to_owned(),
            shown: "as shown".to_owned(),
        };
        assert_eq!(outcomes(&messages, None).verdict(&package()), Verdict::Compiled(vec![expected], 0));
    }

    #[test]
    fn faults_are_reported_once_up_to_a_limit() {
        let many: Vec<Value> = (0..30).map(|n| message("error", &format!("{}", n / 2 + 10))).collect();
        let Verdict::Compiled(faults, more) = outcomes(&many, Some("")).verdict(&package()) else {
            unreachable!("there are faults");
        };
        assert_eq!((faults.len(), more), (KEPT, 5));
    }

    #[test]
    fn a_missing_target_is_not_a_success() {
        let messages = [built("lib", "kms"), built("test", "model")];
        let said = "    Checking kms v0.1.0\nerror: could not compile `kms` (bin \"kms\")\n";
        let expected = "it was not compiled: error: could not compile `kms` (bin \"kms\")".to_owned();
        assert_eq!(outcomes(&messages, Some(said)).verdict(&package()), Verdict::Unclear(expected));
        assert_eq!(outcomes(&messages, Some(said)).stopped_early(), None);
        assert_eq!(outcomes(&[], Some(said)).stopped_early(), Some(said));
    }
}
