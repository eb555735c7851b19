//! `cargo xtask footprint`: measures the cost of one call for a program in crates, build time and size, next to the official SDK.
//!
//! Writes a small program for each client into target/footprint, builds each from an empty target folder, and prints the table of
//! the README. The dependencies come from the registry; nothing else of the project uses this module.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::cli::Official;
use cargo_farrier::Result;
use cargo_farrier::report::{self, at, problem};
use cargo_farrier::scratch;

/// A program with one call of CreateParticipantConnection.
struct Program {
    name: &'static str,
    /// Lines of `[dependencies]`; `{path}` is the folder of the generated crate.
    dependencies: &'static str,
    main: &'static str,
}

const TOKIO: &str = "tokio = { version = \"1\", features = [\"macros\", \"rt-multi-thread\"] }\n";

const PROGRAMS: &[Program] = &[
    Program {
        name: "async client",
        dependencies: "connectparticipant = { path = \"{path}\" }\n{tokio}",
        main: include_str!("footprint/asynchronous.rs.txt"),
    },
    Program {
        name: "blocking client",
        dependencies: "connectparticipant = { path = \"{path}\", default-features = false, features = [\"blocking\"] }\n",
        main: include_str!("footprint/blocking.rs.txt"),
    },
    Program {
        name: "without a client",
        dependencies: "connectparticipant = { path = \"{path}\", default-features = false }\nhttp = \"1\"\n",
        main: include_str!("footprint/plain.rs.txt"),
    },
    Program {
        name: "official SDK",
        dependencies: "aws-sdk-connectparticipant = \"{official}\"\n{tokio}",
        main: include_str!("footprint/official.rs.txt"),
    },
];

/// The cost of one program.
struct Cost {
    crates: usize,
    cpu_seconds: f64,
    bytes: usize,
}

/// Measures and prints. True if every program was built.
pub fn run(root: &Path, args: &Official) -> bool {
    report::print("| program | crates | CPU seconds | bytes, stripped |");
    report::print("|---|---|---|---|");
    for program in PROGRAMS {
        report::say(&format!("building {}", program.name));
        match measure(root, args, program) {
            Ok(Cost { crates, cpu_seconds, bytes }) => {
                let bytes = report::thousands(bytes);
                report::print(&format!("| {} | {crates} | {cpu_seconds:.0} | {bytes} |", program.name));
            }
            Err(problems) => {
                report::problems(&problems, "nothing was measured");
                return false;
            }
        }
    }
    true
}

fn measure(root: &Path, args: &Official, program: &Program) -> Result<Cost> {
    let dir = root.join("target/footprint").join(program.name.replace(' ', "-"));
    write(root, &dir, args, program)?;
    let target = dir.join("target");
    if target.exists() {
        fs::remove_dir_all(&target).map_err(at(&target))?;
    }
    succeed(scratch::plain().arg("fetch").current_dir(&dir), &dir)?;
    let before = children_cpu_seconds()?;
    let mut build = scratch::plain();
    build
        .args(["build", "--release", "--quiet", "--offline"])
        .env("CARGO_TARGET_DIR", &target)
        .current_dir(&dir);
    succeed(&mut build, &dir)?;
    let cpu_seconds = children_cpu_seconds()? - before;
    let binary = target.join("release/one-call");
    let bytes = fs::metadata(&binary).map_err(at(&binary))?.len();
    let bytes = usize::try_from(bytes).unwrap_or(usize::MAX);
    Ok(Cost { crates: crates(&dir)?, cpu_seconds, bytes })
}

fn write(root: &Path, dir: &Path, args: &Official, program: &Program) -> Result<()> {
    let generated = root.join("generated");
    let dependencies = program
        .dependencies
        .replace("{path}", &generated.display().to_string())
        .replace("{official}", &args.official)
        .replace("{tokio}", TOKIO);
    let manifest = format!(
        "[package]\nname = \"one-call\"\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[dependencies]\n{dependencies}\n\
         [profile.release]\nstrip = true\n\n[workspace]\n"
    );
    let source = dir.join("src");
    fs::create_dir_all(&source).map_err(at(&source))?;
    for (path, text) in [(dir.join("Cargo.toml"), manifest.as_str()), (source.join("main.rs"), program.main)]
    {
        fs::write(&path, text).map_err(at(&path))?;
    }
    Ok(())
}

/// Returns the crates of the tree, including the program itself.
fn crates(dir: &Path) -> Result<usize> {
    let mut tree = scratch::plain();
    tree.args(["tree", "--edges", "normal", "--prefix", "none", "--offline"]).current_dir(dir);
    let output = tree.output().map_err(at(dir))?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let mut lines: Vec<&str> = text.lines().map(|line| line.trim_end_matches(" (*)")).collect();
    lines.sort_unstable();
    lines.dedup();
    Ok(lines.len())
}

fn succeed(command: &mut Command, dir: &Path) -> Result<()> {
    let status = command.status().map_err(at(dir))?;
    if status.success() { Ok(()) } else { Err(problem(dir, format!("{command:?} failed"))) }
}

/// Returns user and system time of the finished processes, as Linux counts it, in ticks of 10 ms.
fn children_cpu_seconds() -> Result<f64> {
    let path = Path::new("/proc/self/stat");
    let stat = fs::read_to_string(path).map_err(at(path))?;
    // After the name in brackets, which may contain anything, cutime and cstime are the 14th and 15th fields (proc(5)).
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |index: usize| fields.get(index).and_then(|text| text.parse::<f64>().ok());
    match (ticks(13), ticks(14)) {
        (Some(user), Some(system)) => Ok((user + system) / 100.0),
        _ => Err(problem(path, "the times of child processes are missing")),
    }
}
