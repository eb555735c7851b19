//! The files under test, at the places that they have in a generated crate.

/// Nothing is called here: the table only names what makes calls.
pub(crate) mod call {
    pub(crate) trait Run {}
}

/// The same of uploads.
pub(crate) mod upload {
    pub(crate) trait Send {}
}

#[path = "../../runtime/src/cli/failure.rs"]
pub(crate) mod failure;
#[path = "follow.rs"]
pub(crate) mod follow;
#[path = "../../runtime/src/cli/harmless.rs"]
pub(crate) mod harmless;
#[path = "../../runtime/src/cli/paths.rs"]
pub(crate) mod paths;
#[path = "../../runtime/src/cli/python.rs"]
pub(crate) mod python;
#[path = "../../runtime/src/cli/spelling.rs"]
pub(crate) mod spelling;
#[path = "../../runtime/src/cli/table.rs"]
pub(crate) mod table;
