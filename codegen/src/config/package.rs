//! The package that is generated: the part of its `Cargo.toml` that does not follow from the model.

/// The package: its name, version and other metadata, as in `Cargo.toml`, and the source of its runtime.
///
/// A package without a license claims none, and is not published by mistake: its manifest has `publish = false`, unless
/// [`publish`](Self::publish) is set.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Package {
    /// The name, such as `connectparticipant`: a letter, then letters, digits, `-` and `_`, 64 characters at most.
    pub name: String,
    /// The version: `0.1.0` by default.
    pub version: String,
    /// The license as an SPDX expression, such as `MIT OR Apache-2.0`. No license by default: farrier does not know the terms of
    /// a model.
    pub license: Option<String>,
    /// The authors, each as `Name` or `Name <address>`.
    pub authors: Vec<String>,
    /// The URL of the source code.
    pub repository: Option<String>,
    /// The URL of the website.
    pub homepage: Option<String>,
    /// The description in one sentence; by default, it names the service.
    pub description: Option<String>,
    /// At most 5 keywords, each of at most 20 letters, digits, `-`, `_` and `+`.
    pub keywords: Vec<String>,
    /// At most 5 categories, each by its slug in the registry, such as `api-bindings`.
    pub categories: Vec<String>,
    /// Whether the package can be published, and where.
    pub publish: Publish,
    /// The source of `farrier-runtime`, on which the package depends.
    pub runtime: Runtime,
}

impl Package {
    /// A package with version 0.1.0 and no other metadata. Its runtime is from the registry.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            version: "0.1.0".to_owned(),
            license: None,
            authors: Vec::new(),
            repository: None,
            homepage: None,
            description: None,
            keywords: Vec::new(),
            categories: Vec::new(),
            publish: Publish::default(),
            runtime: Runtime::default(),
        }
    }
}

/// The registries to which a package can be published.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Publish {
    /// Any, if the package has a license; otherwise none.
    #[default]
    IfLicensed,
    /// Any.
    Anywhere,
    /// None.
    Never,
    /// Only these, by their names in Cargo's configuration.
    To(Vec<String>),
}

/// The source of `farrier-runtime`, always in the version of the generator.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Runtime {
    /// The registry.
    #[default]
    Registry,
    /// A folder: an absolute path, or a path relative to the generated crate.
    Path(String),
    /// A commit of a git repository.
    Git {
        /// The URL of the repository.
        url: String,
        /// The hash of the commit, or a tag.
        rev: String,
    },
}
