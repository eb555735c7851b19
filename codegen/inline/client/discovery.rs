//! Has requests go where the service says, by asking it first.

use super::super::call::{not_discovered, Attempts, Discover as _, Known, Options};
use super::super::{Error, Operation};
use super::super::super::endpoint::Discovery;
use super::{drive, BoxFuture, Client};

/// What asking comes to.
type Asked = Result<Known, Error<<Discovery as Operation>::Error>>;

/// Has the next attempt go to the endpoint for its operation, if that is to be discovered.
pub(super) async fn direct<O: Operation>(
    client: &Client,
    attempts: &mut Attempts<'_>,
    options: &Options,
) -> Result<(), Error<O::Error>> {
    if client.shared().discovers::<O>() {
        let known = match client.shared().discovered() {
            Some(known) => known,
            None => ask(client, &attempts.options_within(options)).await.map_err(not_discovered)?,
        };
        attempts.send_to(&known)?;
    }
    Ok(())
}

/// It is a call within a call, so it is on the heap.
fn ask<'c>(client: &'c Client, options: &'c Options) -> BoxFuture<'c, Asked> {
    Box::pin(async move {
        let outcome = drive::call::<Discovery>(client, Discovery::ask(), options).await;
        client.shared().keep_discovered(outcome)
    })
}
