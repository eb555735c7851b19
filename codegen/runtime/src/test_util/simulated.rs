//! The services that the fake server supports.

use super::super::service::Service;
use super::table;

/// A service with tables for the fake server. Generated crates implement it.
pub trait Simulated: Service {
    /// Returns the tables.
    #[doc(hidden)]
    fn model() -> &'static table::Service;
}
