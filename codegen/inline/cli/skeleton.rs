//! Samples of what a command takes and returns, made of its tables alone.

#[allow(unused_imports)] // Until all of the tool is there.
pub(crate) use self::json::{input_json, output};
#[allow(unused_imports)] // Until all of the tool is there.
pub(crate) use self::yaml::input_yaml;
