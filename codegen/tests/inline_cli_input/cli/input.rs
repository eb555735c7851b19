//! The module that a generated crate has as `input`: the list of its parts is generated, theirs is not.

#[path = "../../../runtime/src/cli/input/blobs.rs"]
mod blobs;
#[path = "../../../runtime/src/cli/input/digits.rs"]
mod digits;
#[path = "../../../runtime/src/cli/input/document.rs"]
mod document;
#[path = "../../../runtime/src/cli/input/fit.rs"]
mod fit;
#[path = "../../../runtime/src/cli/input/problem.rs"]
pub(crate) mod problem;
#[path = "../../../runtime/src/cli/input/shorthand.rs"]
pub(crate) mod shorthand;
#[path = "../../../runtime/src/cli/input/sources.rs"]
mod sources;
#[path = "../../../runtime/src/cli/input/texts.rs"]
mod texts;
#[path = "../../../runtime/src/cli/input/value.rs"]
mod value;
#[path = "../../../runtime/src/cli/input/yaml.rs"]
mod yaml;

pub(crate) use self::sources::{Outside, Sources, System, limited};
pub(crate) use self::value::value;
