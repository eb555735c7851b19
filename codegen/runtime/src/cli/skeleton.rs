//! Samples of what a command takes and returns, made of its tables alone.

mod json;
mod yaml;

pub(crate) use self::json::{input_json, output};
pub(crate) use self::yaml::input_yaml;

#[cfg(test)]
mod tests;
