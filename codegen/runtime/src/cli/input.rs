//! Reads the input of a command: option values, shorthand, JSON, YAML, files, standard input, the environment.
//! The result is one value in the form of the model, with members in the order of the model; it is not validated here.

mod blobs;
mod digits;
mod document;
mod fit;
mod fractions;
mod problem;
mod shorthand;
mod sources;
mod texts;
mod value;
mod yaml;

#[cfg(test)]
pub(crate) use self::sources::Outside;
pub(crate) use self::sources::{limited, Sources, System};
pub(crate) use self::value::value;

#[cfg(test)]
mod tests;
