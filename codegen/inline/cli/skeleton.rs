//! Samples of what a command takes and returns, made of its tables alone.

/// Members that a sample has at most, in as many levels of structures as fit; what is below them is empty there.
const MOST: usize = 5000;

pub(crate) use self::json::{input_json, output};
pub(crate) use self::yaml::input_yaml;
