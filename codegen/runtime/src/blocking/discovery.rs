//! Endpoint discovery: asks the service for an endpoint, and sends requests there.

use super::super::call::{in_call, Asked, Attempts, Discover, Options};
use super::super::{CallError, Operation};
use super::{drive, Client};

/// Discovers an endpoint: calls the operation that returns it.
#[derive(Clone, Copy)]
pub struct Discovery {
    pub(crate) ask: fn(&Client, &Options) -> Asked,
    pub(crate) invalid: &'static str,
}

impl Discovery {
    /// By an operation.
    pub fn by<D: Discover>() -> Self
    where
        D::Error: Send + Sync,
    {
        Self { ask: ask::<D>, invalid: D::INVALID }
    }
}

/// Sends the next attempt to the discovered endpoint of its operation, if any.
pub(super) fn direct<O: Operation>(
    client: &Client,
    attempts: &mut Attempts<'_>,
) -> Result<(), CallError<O::Error>> {
    let discovery = match client.discovery() {
        Some(discovery) if client.shared().discovers::<O>(attempts.options()) => discovery,
        _ => return Ok(()),
    };
    let known = match client.shared().discovered() {
        Some(known) => known,
        None => (discovery.ask)(client, &attempts.options_within()).map_err(in_call)?,
    };
    attempts.send_to(&known)?;
    Ok(())
}

fn ask<D: Discover>(client: &Client, options: &Options) -> Asked
where
    D::Error: Send + Sync,
{
    let outcome = drive::call::<D>(client, D::ask(), options).map(|received| received.output);
    client.shared().keep_discovered::<D>(outcome)
}
