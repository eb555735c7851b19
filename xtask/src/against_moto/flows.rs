//! The crates of xtask/against-moto/farrier.toml, generated and compiled with the programs that use them.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use cargo_farrier::Result;
use cargo_farrier::config::{Crate, NAME, Project};
use cargo_farrier::report::{at, problem, say};
use cargo_farrier::tree::Tree;
use cargo_farrier::{read, scratch};

use crate::cargo::programs;

/// The package of the programs.
const PACKAGE: &str = "flows";

/// Credentials that moto accepts, and a region, for both programs.
const ENVIRONMENT: [(&str, &str); 5] = [
    ("AWS_ACCESS_KEY_ID", "testing"),
    ("AWS_SECRET_ACCESS_KEY", "testing"),
    ("AWS_REGION", "eu-west-1"),
    ("AWS_DEFAULT_REGION", "eu-west-1"),
    ("AWS_EC2_METADATA_DISABLED", "true"),
];

/// The flow of a crate, in two languages.
pub(super) struct Flow {
    pub(super) service: String,
    pub(super) program: PathBuf,
    pub(super) script: PathBuf,
}

/// All selected flows.
pub(super) struct Flows {
    /// An empty folder, in which the programs find no files with settings.
    home: PathBuf,
    python: PathBuf,
    pub(super) flows: Vec<Flow>,
}

impl Flows {
    /// Generates and compiles.
    pub(super) fn prepare(root: &Path, python: &Path, services: &[String]) -> Result<Self> {
        let dir = root.join("target/against-moto");
        let crates = selected(&project(root, &dir, python)?, services)?;
        let mut members = vec![PACKAGE.to_owned()];
        for of_crate in &crates {
            let model = farrier::model::load(&of_crate.sources()?)?.model;
            let files = farrier::generate(&model, &of_crate.config)?;
            Tree::of_crate(of_crate.out()).write(&files)?;
            members.push(of_crate.name().to_owned());
        }
        let sources = root.join("xtask/against-moto/flows");
        write(&dir.join(PACKAGE), &manifest(&members[1..], &sources))?;
        scratch::write(root, &dir, &members)?;
        let home = dir.join("home");
        fs::create_dir_all(&home).map_err(at(&home))?;
        let flow = |(service, program): (String, PathBuf)| {
            let script = sources.join(format!("{service}.py"));
            Flow { service, program, script }
        };
        let mut flows: Vec<Flow> = built(root, &dir)?.into_iter().map(flow).collect();
        flows.sort_by(|one, other| one.service.cmp(&other.service));
        Ok(Self { home, python: python.to_owned(), flows })
    }

    /// The program with the generated crate.
    pub(super) fn of_crate(&self, flow: &Flow) -> Command {
        self.command(&flow.program)
    }

    /// The program with boto3.
    pub(super) fn of_boto3(&self, flow: &Flow) -> Command {
        let mut command = self.command(&self.python);
        command.arg("-B").arg(&flow.script).env("PYTHONUTF8", "1");
        command
    }

    fn command(&self, program: &Path) -> Command {
        let mut command = Command::new(program);
        command.env_clear().env("HOME", &self.home).envs(ENVIRONMENT).stdin(Stdio::null());
        command
    }
}

/// Reads the description of the crates, with the folders of this machine.
fn project(root: &Path, dir: &Path, python: &Path) -> Result<Project> {
    let asked = Command::new(python)
        .args([
            "-c",
            "import botocore, pathlib; print(pathlib.Path(botocore.__file__).parent / 'data', end='')",
        ])
        .output()
        .map_err(at(python))?;
    let runtime = root.join("codegen/runtime");
    let source = root.join("xtask/against-moto").join(NAME);
    let text = String::from_utf8_lossy(&read::file(&source)?)
        .replace("{botocore}", &String::from_utf8_lossy(&asked.stdout))
        .replace("{runtime}", &runtime.display().to_string());
    fs::create_dir_all(dir).map_err(at(dir))?;
    let file = dir.join(NAME);
    fs::write(&file, text).map_err(at(&file))?;
    Project::read(&file, root)
}

/// Returns the crates of the named services, or all.
fn selected(project: &Project, services: &[String]) -> Result<Vec<Crate>> {
    if services.is_empty() {
        return Ok(project.crates.clone());
    }
    services.iter().map(|service| project.named(Some(service)).cloned()).collect()
}

/// One program for each crate. The compiler's warnings are errors, as in the workspace.
fn manifest(crates: &[String], sources: &Path) -> String {
    let mut text = format!(
        "[package]\nname = \"{PACKAGE}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n[lints.rust]\nwarnings = \"deny\"\n"
    );
    for name in crates {
        let source = sources.join(format!("{name}.rs"));
        text.push_str(&format!(
            "\n[dependencies.{name}]\npath = '../{name}'\ndefault-features = false\nfeatures = [\"blocking\"]\n\n\
             [[bin]]\nname = \"{name}\"\npath = '{}'\n",
            source.display()
        ));
    }
    text
}

fn write(package: &Path, manifest: &str) -> Result<()> {
    fs::create_dir_all(package).map_err(at(package))?;
    let file = package.join("Cargo.toml");
    fs::write(&file, manifest).map_err(at(&file))
}

/// Compiles the programs, and returns their names and paths.
fn built(root: &Path, dir: &Path) -> Result<Vec<(String, PathBuf)>> {
    say("compiling the crates and the programs that use them");
    let mut cargo = scratch::cargo(root, dir);
    cargo.args(["build", "--quiet", "--package", PACKAGE, "--bins"]);
    cargo.args(["--message-format", "json-render-diagnostics"]).stderr(Stdio::inherit());
    let output = cargo.output().map_err(at(dir))?;
    let programs = programs(&String::from_utf8_lossy(&output.stdout), "bin");
    if output.status.success() { Ok(programs) } else { Err(problem(dir, "the flows do not compile")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_crate_has_its_flow_in_both_languages() -> Result<()> {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("against-moto");
        let project = Project::read(&folder.join(NAME), &folder)?;
        let mut expected: Vec<String> = project
            .crates
            .iter()
            .flat_map(|of_crate| [format!("{}.py", of_crate.name()), format!("{}.rs", of_crate.name())])
            .collect();
        let flows = folder.join("flows");
        let mut found: Vec<String> = fs::read_dir(&flows)
            .map_err(at(&flows))?
            .filter_map(|entry| Some(entry.ok()?.file_name().to_string_lossy().into_owned()))
            .collect();
        expected.sort();
        found.sort();
        assert_eq!(found, expected);
        Ok(())
    }
}
