//! Has requests go where the service says, by asking it first.

use super::super::call::{not_discovered, Attempts, Discover as _, Options};
use super::super::{Error, Operation};
use super::super::super::endpoint::Discovery;
use super::{drive, Client};

/// Has the next attempt go to the endpoint for its operation, if that is to be discovered.
pub(super) fn direct<O: Operation>(
    client: &Client,
    attempts: &mut Attempts<'_>,
    options: &Options,
) -> Result<(), Error<O::Error>> {
    if client.shared().discovers::<O>() {
        let known = match client.shared().discovered() {
            Some(known) => known,
            None => {
                let options = attempts.options_within(options);
                let outcome = drive::call::<Discovery>(client, Discovery::ask(), &options);
                client.shared().keep_discovered(outcome).map_err(not_discovered)?
            }
        };
        attempts.send_to(&known)?;
    }
    Ok(())
}
