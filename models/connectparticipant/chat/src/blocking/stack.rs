//! The blocking client of a chat: its calls, its connections, its clock and its timer.

use std::io;
use std::sync::Arc;

use connectparticipant::blocking::{Client, Connector, Sleep, Transport};
use connectparticipant::config::{Clock, Timeouts};
use connectparticipant::service::Service;
use connectparticipant::{CallError, Operation};
use http::Uri;
use mio::Registry;

use super::background;
use super::poller::Stream;
use crate::live::stack::{BoxFuture, Stack};

/// The client, and its parts.
pub(super) struct BlockingStack {
    client: Client,
    connector: Arc<Connector>,
    registry: Arc<Registry>,
}

impl BlockingStack {
    /// Returns `None` if the transport opens no connections.
    pub(super) fn new(client: Client, registry: Arc<Registry>) -> Option<Self> {
        let connector = Arc::new(client.as_ref().transport().connector()?);
        Some(Self { client, connector, registry })
    }

    pub(super) fn transport(&self) -> &dyn Transport {
        self.client.as_ref().transport()
    }

    pub(super) fn timer(&self) -> &dyn Sleep {
        self.client.as_ref().sleep()
    }

    pub(super) fn timeouts(&self) -> Timeouts {
        self.client.as_ref().timeouts()
    }
}

impl Stack for BlockingStack {
    type Client = Client;
    type Connection = Stream;

    fn client(&self) -> &Client {
        &self.client
    }

    fn clock(&self) -> &dyn Clock {
        self.client.as_ref().clock()
    }

    async fn call<O>(client: Client, input: O::Input) -> Result<O::Output, CallError<O::Error>>
    where
        O: Operation<Service = Service> + 'static,
        O::Input: Send,
        O::Output: Send,
        O::Error: Send,
    {
        client.call::<O>(input).send()
    }

    fn open(&self, uri: Uri) -> BoxFuture<Result<Stream, Box<str>>> {
        let (connector, registry) = (Arc::clone(&self.connector), Arc::clone(&self.registry));
        let work = async move { connector.open(&uri).map_err(|error| error.to_string()) };
        let connecting = Self::background(work, |error| Err(error.to_string()));
        Box::pin(async move {
            let connection = connecting.await?;
            Stream::new(connection, registry).map_err(|error| error.to_string().into())
        })
    }

    fn background<T: Send + 'static>(
        work: impl Future<Output = T> + Send + 'static,
        failed: impl FnOnce(io::Error) -> T + Send + 'static,
    ) -> BoxFuture<T> {
        background::begin(work, failed)
    }
}
