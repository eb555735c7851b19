//! Has requests go where the service says: it says nothing.

use super::super::call::{Attempts, Options};
use super::super::{Error, Operation};
use super::Client;

/// They go where they go.
pub(super) fn direct<O: Operation>(
    _client: &Client,
    _attempts: &mut Attempts<'_>,
    _options: &Options,
) -> Result<(), Error<O::Error>> {
    Ok(())
}
