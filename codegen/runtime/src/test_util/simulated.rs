//! The services that the fake server can be.

use super::super::service::Service;
use super::table;

/// A service with tables that the fake server runs on. Generated crates implement it.
pub trait Simulated: Service {
    /// Returns the tables.
    #[doc(hidden)]
    fn model() -> &'static table::Service;
}
