//! What people give to a command, read: texts of options, shorthand, JSON, YAML, files, standard input, the environment.
//! Out comes one value in the model's own form, its members in the model's order; whether it is allowed is not asked here.

#[allow(unused_imports)] // Until all of the tool is there.
pub(crate) use self::sources::{Outside, Sources, System};
#[allow(unused_imports)] // Until all of the tool is there.
pub(crate) use self::value::value;
