//! The module that a generated crate has as `skeleton`: the list of its parts is generated, theirs is not.

#[path = "../../../runtime/src/cli/skeleton/json.rs"]
mod json;
#[path = "../../../runtime/src/cli/skeleton/yaml.rs"]
mod yaml;

pub(crate) use self::json::{input_json, output};
pub(crate) use self::yaml::input_yaml;
