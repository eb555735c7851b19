//! Samples of what a command takes and returns, made of its tables alone.

pub(crate) use self::json::{input_json, output};
pub(crate) use self::yaml::input_yaml;
