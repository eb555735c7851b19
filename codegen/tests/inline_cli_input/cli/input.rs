//! The module that a generated crate has as `input`: the list of its parts is generated, theirs is not.

#[path = "../../../inline/cli/input/blobs.rs"]
mod blobs;
#[path = "../../../inline/cli/input/digits.rs"]
mod digits;
#[path = "../../../inline/cli/input/document.rs"]
mod document;
#[path = "../../../inline/cli/input/fit.rs"]
mod fit;
#[path = "../../../inline/cli/input/fractions.rs"]
mod fractions;
#[path = "../../../inline/cli/input/problem.rs"]
pub(crate) mod problem;
#[path = "../../../inline/cli/input/shorthand.rs"]
pub(crate) mod shorthand;
#[path = "../../../inline/cli/input/sources.rs"]
mod sources;
#[path = "../../../inline/cli/input/texts.rs"]
mod texts;
#[path = "../../../inline/cli/input/value.rs"]
mod value;
#[path = "../../../inline/cli/input/yaml.rs"]
mod yaml;

pub(crate) use self::sources::{Outside, Sources, System, limited};
pub(crate) use self::value::value;
