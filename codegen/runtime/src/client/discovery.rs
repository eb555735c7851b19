//! Endpoint discovery: asks the service for an endpoint, and sends requests there.

use super::super::call::{in_call, Asked, Attempts, Discover, Options};
use super::super::{CallError, Operation};
use super::{drive, BoxFuture, Client};

/// Discovers an endpoint: calls the operation that returns it.
#[derive(Clone, Copy)]
pub struct Discovery {
    pub(crate) ask: for<'c> fn(&'c Client, &'c Options) -> BoxFuture<'c, Asked>,
    pub(crate) invalid: &'static str,
}

impl Discovery {
    /// By an operation.
    pub fn by<D: Discover>() -> Self
    where
        D::Input: Send,
        D::Output: Send,
        D::Error: Send + Sync,
    {
        Self { ask: ask::<D>, invalid: D::INVALID }
    }
}

/// Sends the next attempt to the discovered endpoint of its operation, if any.
pub(super) async fn direct<O: Operation>(
    client: &Client,
    attempts: &mut Attempts<'_>,
) -> Result<(), CallError<O::Error>> {
    let discovery = match client.discovery() {
        Some(discovery) if client.shared().discovers::<O>(attempts.options()) => discovery,
        _ => return Ok(()),
    };
    let known = match client.shared().discovered() {
        Some(known) => known,
        None => Box::pin(found(discovery, client, attempts.options_within())).await.map_err(in_call)?,
    };
    attempts.send_to(&known)?;
    Ok(())
}

/// A call that is rare, so it is on the heap, with its options.
async fn found(discovery: Discovery, client: &Client, options: Options) -> Asked {
    (discovery.ask)(client, &options).await
}

/// A nested call, so it is on the heap.
fn ask<'c, D: Discover>(client: &'c Client, options: &'c Options) -> BoxFuture<'c, Asked>
where
    D::Input: Send,
    D::Output: Send,
    D::Error: Send + Sync,
{
    Box::pin(async move {
        let outcome = drive::call::<D>(client, D::ask(), options).await.map(|received| received.output);
        client.shared().keep_discovered::<D>(outcome)
    })
}
