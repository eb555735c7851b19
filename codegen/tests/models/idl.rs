//! Smithy IDL: our own small cases, the test suite of Smithy's loader if it is next to the repository, and limits.

mod files;
mod fuzz;
mod rejects;
mod suite;
mod suite_rejects;
mod valid;
mod written;
