//! Members of temporary workspaces that only turn on features: those that the tests of this repository have, so that the
//! workspaces use the dependencies which the tests already compiled. The tests of the generator and of `xtask` include this file.

use std::path::Path;

/// The package that turns on features of the runtime.
pub(crate) const OF_RUNTIME: &str = "features_of_runtime";

/// The package that turns on features of other crates.
pub(crate) const OF_DEPENDENCIES: &str = "features_of_dependencies";

/// The features of a workspace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Features {
    /// All.
    All,
    /// Not `gzip` of the runtime, which adds a header to requests: tests compare these. Not `arbitrary_precision` of `serde_json`:
    /// with it, the crate `jmespath`, a reference of the tests, compares no numbers.
    Most,
}

/// Crates with features that some package of this repository turns on, and generated crates or the runtime do not. With another
/// list, the same is tested, but dependencies are compiled once more.
const DEPENDENCIES: &[(&str, &str, &[&str])] = &[
    ("bitflags", "2", &["std"]),
    ("clap", "4", &["default", "derive", "env", "string", "wrap_help"]),
    ("futures-util", "0.3", &["sink", "std"]),
    ("indexmap", "2", &["default"]),
    ("libc", "0.2", &["extra_traits"]),
    ("memchr", "2", &["default"]),
    ("num-traits", "0.2", &["default"]),
    ("rustix", "1", &["default", "fs", "pty"]),
    ("serde", "1", &["default", "derive", "rc"]),
    ("serde_core", "1", &["default"]),
    ("sha1", "0.11", &["default"]),
    ("tokio", "1", &["default", "io-util", "macros", "net", "rt-multi-thread", "sync", "time"]),
];

/// Returns the name and the manifest of each package, for the runtime in this folder.
pub(crate) fn packages(runtime: &Path, features: Features) -> std::io::Result<[(&'static str, String); 2]> {
    let manifest = std::fs::read_to_string(runtime.join("Cargo.toml"))?;
    let of_runtime = manifest.split("\n[features]\n").nth(1).unwrap_or_default();
    let lines = of_runtime.lines().take_while(|line| !line.starts_with('['));
    let names = lines.filter_map(|line| Some(line.split_once(" = ")?.0));
    let names: Vec<&str> = names.filter(|name| features == Features::All || *name != "gzip").collect();
    let of_runtime = format!("farrier-runtime = {{ path = {runtime:?}, features = {names:?} }}\n");
    let line = |(name, version, features): &(&str, &str, &[&str])| {
        format!("{name} = {{ version = {version:?}, default-features = false, features = {features:?} }}\n")
    };
    let json: &[&str] = match features {
        Features::All => &["arbitrary_precision", "default", "preserve_order"],
        Features::Most => &["default", "preserve_order"],
    };
    let dependencies = DEPENDENCIES.iter().chain([&("serde_json", "1", json)]).map(line).collect::<String>();
    Ok([
        (OF_RUNTIME, package(OF_RUNTIME, &of_runtime)),
        (OF_DEPENDENCIES, package(OF_DEPENDENCIES, &dependencies)),
    ])
}

/// Returns the profile of this repository, as lines of a manifest.
pub(crate) fn profile() -> String {
    let lines = include_str!("../../../Cargo.toml").lines();
    let from = lines.skip_while(|line| *line != "[profile.dev]");
    let profile = from.take_while(|line| !line.starts_with('[') || line.starts_with("[profile.dev"));
    profile.map(|line| format!("{line}\n")).collect()
}

fn package(name: &str, dependencies: &str) -> String {
    format!(
        "[package]\nname = {name:?}\nversion = \"0.0.0\"\nedition = \"2021\"\n\n[dependencies]\n{dependencies}"
    )
}
