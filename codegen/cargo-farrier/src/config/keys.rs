//! The keys of `farrier.toml`, each once: the reader, the documentation and the JSON schema are made from this table.

use Kind::{Flag, Paths, Publish, Source, Text, Texts};

/// A key.
#[derive(Debug)]
pub struct Key {
    /// Its name, after that of its table and a dot.
    pub path: &'static str,
    /// Its values.
    pub kind: Kind,
    /// Its value if it is absent, in words or as TOML.
    pub default: &'static str,
    /// Its meaning, in one sentence.
    pub about: &'static str,
    /// A value, as TOML.
    pub example: &'static str,
}

/// The values of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A string.
    Text,
    /// An array of strings.
    Texts,
    /// A path, or an array of paths.
    Paths,
    /// `true` or `false`.
    Flag,
    /// `true`, `false`, or an array of registries.
    Publish,
    /// One of [`SOURCES`].
    Source,
}

/// The sources of the runtime.
pub const SOURCES: [&str; 4] = ["copy", "registry", "path", "git"];

/// The name of the table of a crate, where a file has several.
pub const CRATE: &str = "crate";

/// The table of the runtime, which the crates of a file share.
pub const RUNTIME: &str = "runtime";

const fn key(
    path: &'static str,
    kind: Kind,
    default: &'static str,
    example: &'static str,
    about: &'static str,
) -> Key {
    Key { path, kind, default, about, example }
}

/// Every key, in the order of the documentation.
pub const KEYS: &[Key] = &[
    key(
        "models",
        Paths,
        "required",
        r#"["orchard.smithy", "models/*.json"]"#,
        "The files of the model: Smithy IDL, Smithy JSON AST or C2J, plain or gzipped. An entry is a file, a folder, or a pattern with `*`, `?` and `**`.",
    ),
    key(
        "overlay",
        Paths,
        "none",
        r#""overlay.json""#,
        "Files with `apply` statements: facts that the model lacks, each with its reason.",
    ),
    key(
        "docs",
        Paths,
        "none",
        r#""docs.json""#,
        "Files with `apply` statements: documentation in your own words.",
    ),
    key(
        "simulation",
        Paths,
        "none",
        r#""simulation.json""#,
        "Files with `apply` statements: the behavior of operations in the fake server.",
    ),
    key(
        "examples",
        Text,
        "none",
        r#""examples""#,
        "A folder with example programs, which are copied into the crate.",
    ),
    key(
        "constructors",
        Text,
        "`constructors.json`, in a file with several crates `NAME.constructors.json`",
        r#""constructors.json""#,
        "The file with the order of the arguments of constructors. `generate` writes it; commit it, so that arguments keep their places.",
    ),
    key(
        "service",
        Text,
        "the only service",
        r#""com.example#Orchard""#,
        "The service, by its shape id or its name, if the model has several.",
    ),
    key(
        "protocol",
        Text,
        "the first one in the order of the generator guide",
        r#""rpcv2Json""#,
        "The protocol, by its shape id or its name, if the service has several.",
    ),
    key(
        "operations",
        Texts,
        "all",
        r#"["ListTrees"]"#,
        "The operations to generate, by their names in the model, with everything they need.",
    ),
    key("without", Texts, "none", r#"["PlantTree"]"#, "The operations to leave out."),
    key(
        "derives",
        Texts,
        "none",
        r#"["my_crate::Audit"]"#,
        "Traits that structures and unions derive in addition to those of every crate.",
    ),
    key(
        "out",
        Text,
        "the name of the package",
        r#""clients/orchard""#,
        "The folder of the crate. It is new, empty, or was generated before.",
    ),
    key(
        "command",
        Text,
        r#""cargo farrier generate""#,
        r#""make client""#,
        "The command that the headers of generated files name.",
    ),
    key("package.name", Text, "required", r#""orchard""#, "The name of the package."),
    key("package.version", Text, r#""0.1.0""#, r#""0.2.0""#, "The version of the package."),
    key(
        "package.license",
        Text,
        "none",
        r#""MIT OR Apache-2.0""#,
        "The license, as an SPDX expression. Without it, the package claims none: farrier does not know the terms of a model.",
    ),
    key("package.authors", Texts, "none", r#"["Orchard Team <team@orchard.example>"]"#, "The authors."),
    key(
        "package.repository",
        Text,
        "none",
        r#""https://orchard.example/source""#,
        "The URL of the source code.",
    ),
    key("package.homepage", Text, "none", r#""https://orchard.example""#, "The URL of the website."),
    key(
        "package.description",
        Text,
        "a sentence with the name of the service",
        r#""A client of the orchard""#,
        "The description, in one sentence.",
    ),
    key("package.keywords", Texts, "none", r#"["orchard"]"#, "At most 5 keywords."),
    key(
        "package.categories",
        Texts,
        "none",
        r#"["api-bindings"]"#,
        "At most 5 categories, by their slugs in the registry.",
    ),
    key(
        "package.publish",
        Publish,
        "`true` with a license, otherwise `false`",
        r#"["internal"]"#,
        "Whether the package can be published, or the names of the registries to which it can be.",
    ),
    key(
        "features.client",
        Flag,
        "true",
        "false",
        "Whether the crate has clients: the features `client`, `client-core`, `blocking` and those that need them.",
    ),
    key(
        "features.serde",
        Flag,
        "true",
        "false",
        "Whether the crate has the feature `serde`, and with clients `dynamic` and `test-util`.",
    ),
    key(
        "features.cli",
        Flag,
        "true",
        "false",
        "Whether the crate has the feature `cli`, a command-line tool; it needs clients and `serde`.",
    ),
    key(
        "features.time",
        Flag,
        "true",
        "false",
        "Whether the crate has the feature `time`, if the model has dates and times.",
    ),
    key(
        "runtime.source",
        Source,
        r#""copy""#,
        r#""registry""#,
        "The source of the package `farrier-runtime`: `copy` writes it, once for all crates of this file; `registry`, `path` and `git` refer to an existing one.",
    ),
    key(
        "runtime.path",
        Text,
        r#""farrier-runtime""#,
        r#""../farrier/codegen/runtime""#,
        "The folder of the runtime, for `copy` and `path`.",
    ),
    key(
        "runtime.git",
        Text,
        "required for `git`",
        r#""https://orchard.example/farrier.git""#,
        "The URL of a repository with the runtime.",
    ),
    key(
        "runtime.rev",
        Text,
        "required for `git`",
        r#""v0.1.0""#,
        "The commit or the tag in that repository.",
    ),
    key(
        "update.from",
        Text,
        "the newest botocore, which pip fetches, if `update.service` is set",
        r#""../api-models/orchard.json""#,
        "The source of new models for `cargo farrier update`: a file, a folder, or a wheel of botocore.",
    ),
    key(
        "update.service",
        Text,
        "the name of the package",
        r#""connectparticipant""#,
        "The folder of the service in botocore, or in a folder of models.",
    ),
    key(
        "update.documentation",
        Flag,
        "true",
        "false",
        "Whether `update` keeps the documentation of the model's authors.",
    ),
    key(
        "update.history",
        Text,
        "none",
        r#""history""#,
        "The folder in which `update` keeps the steps from each model to the next.",
    ),
    key(
        "update.changelog",
        Text,
        "none",
        r#""CHANGELOG.md""#,
        "The changelog, in which `update` drafts an entry for each new version.",
    ),
    key(
        "update.mentions",
        Paths,
        "none",
        r#""README.md""#,
        "Texts with facts of the model, each between comments, which `update` refreshes: `<!-- farrier:model_date -->2026-01-01<!-- /farrier -->`. The facts are `package.version` and the keys of `SOURCE.toml`.",
    ),
];

/// Returns a key by its path.
pub fn find(path: &str) -> Option<&'static Key> {
    KEYS.iter().find(|key| key.path == path)
}

impl Key {
    /// Its table, and its name in the table; the table is empty for keys at the top.
    pub fn parts(&self) -> (&'static str, &'static str) {
        self.path.split_once('.').unwrap_or(("", self.path))
    }

    /// Whether it applies to the whole file, and not to a single crate.
    pub fn is_of_file(&self) -> bool {
        self.parts().0 == RUNTIME
    }
}

/// Returns the names in a table, in the order of the documentation: keys, and tables in it.
pub fn names(table: &str, is_crate: bool) -> Vec<&'static str> {
    let mut names: Vec<&str> = Vec::new();
    for key in KEYS.iter().filter(|key| !(is_crate && key.is_of_file())) {
        let (of, name) = key.parts();
        let name = match (table.is_empty(), of == table) {
            (_, true) => name,
            (true, false) => of,
            (false, false) => continue,
        };
        if !names.contains(&name) {
            names.push(name);
        }
    }
    if table.is_empty() && !is_crate {
        names.push(CRATE);
    }
    names
}
