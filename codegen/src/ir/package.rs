//! The package: its manifest, except the features and dependencies, which follow from the service.

use crate::Runtime;

/// The metadata of the package, as checked text.
#[derive(Clone, Debug)]
pub struct Package {
    /// The name, with hyphens.
    pub name: String,
    /// The name in Rust code.
    pub ident: String,
    pub version: String,
    pub description: String,
    /// An SPDX expression.
    pub license: Option<String>,
    pub authors: Vec<String>,
    pub repository: Option<String>,
    pub homepage: Option<String>,
    pub keywords: Vec<String>,
    pub categories: Vec<String>,
    /// The registries to which it can be published; `None` for all.
    pub publish: Option<Vec<String>>,
    /// The source of the runtime.
    pub runtime: Runtime,
}
