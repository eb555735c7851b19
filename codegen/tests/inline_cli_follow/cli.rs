//! The files under test, at the places that they have in a generated crate.

/// Nothing is called here: the table only names what makes calls.
pub(crate) mod call {
    pub(crate) trait Run {}
}

/// The same of uploads.
pub(crate) mod upload {
    pub(crate) trait Send {}
}

#[path = "../../inline/cli/failure.rs"]
pub(crate) mod failure;
#[path = "follow.rs"]
pub(crate) mod follow;
#[path = "../../inline/cli/harmless.rs"]
pub(crate) mod harmless;
#[path = "../../inline/cli/page.rs"]
pub(crate) mod page;
#[path = "../../inline/cli/paths.rs"]
pub(crate) mod paths;
#[path = "../../inline/cli/python.rs"]
pub(crate) mod python;
#[path = "../../inline/cli/spelling.rs"]
pub(crate) mod spelling;
#[path = "../../inline/cli/table.rs"]
pub(crate) mod table;
