//! What people give to a command, read: texts of options, shorthand, JSON, YAML, files, standard input, the environment.
//! Out comes one value in the model's own form, its members in the model's order; whether it is allowed is not asked here.

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
