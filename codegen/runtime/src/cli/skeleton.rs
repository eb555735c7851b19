//! Samples of the input and output of a command, generated from its tables.

mod json;
mod yaml;

pub(crate) use self::json::{input_json, output};
pub(crate) use self::yaml::input_yaml;

#[cfg(test)]
mod tests;
