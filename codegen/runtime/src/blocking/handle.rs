//! The blocking client.

use std::fmt;
use std::sync::Arc;

use super::super::call::{self, SetupError, Shared};
use super::super::service::Service;
use super::super::Operation;
use super::auth::Auth;
use super::call::Call;
use super::discovery::Discovery;
use super::{Sleep, ThreadSleep, Transport, UreqTransport};

/// The service, from one region or endpoint, over one HTTP stack, without an async runtime.
///
/// It is cheap to clone, and clones share connections and the budget for retries: make one, and clone it where it is needed.
/// There is one method for each operation.
#[derive(Clone)]
pub struct Client {
    inner: Arc<Inner>,
}

struct Inner {
    shared: Shared,
    transport: Arc<dyn Transport>,
    sleep: Arc<dyn Sleep>,
    auth: Auth,
    discovery: Option<Discovery>,
}

/// A service whose crate has a blocking client.
pub trait BlockingService: Service {
    /// That client.
    type Client: From<Client>;

    /// Returns how endpoints are discovered, for services that give them on request.
    #[doc(hidden)]
    fn discovery() -> Option<Discovery> {
        None
    }
}

/// Collects the settings of a blocking [`Client`].
pub type Builder<S> = call::Builder<S, Stack>;

/// What carries the requests of a blocking [`Client`].
#[derive(Clone, Default)]
pub struct Stack {
    transport: Option<Arc<dyn Transport>>,
    sleep: Option<Arc<dyn Sleep>>,
    pub(crate) auth: Auth,
}

impl Client {
    /// A client for a region, such as `us-west-2`, with the defaults for everything else.
    pub fn new<S: BlockingService>(region: impl Into<String>) -> Self {
        match Builder::<S>::default().region(region).build_with_defaults() {
            Ok(client) => client,
            Err(never) => unreachable!("the defaults fit together: {never}"),
        }
    }

    /// Returns a call of an operation: the generic form of the methods that a client of a generated crate has.
    pub fn call<O: Operation>(&self, input: O::Input) -> Call<'_, O> {
        self.begin(input)
    }

    /// Returns a call of an operation, of the kind that its method in a generated crate has.
    #[doc(hidden)]
    pub fn begin<O: Operation, R>(&self, input: O::Input) -> Call<'_, O, R> {
        Call::new(self, input)
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.inner.shared
    }

    pub(crate) fn transport(&self) -> &dyn Transport {
        &*self.inner.transport
    }

    pub(crate) fn sleep(&self) -> &dyn Sleep {
        &*self.inner.sleep
    }

    pub(super) fn discovery(&self) -> Option<Discovery> {
        self.inner.discovery
    }

    pub(super) fn auth(&self) -> &Auth {
        &self.inner.auth
    }
}

impl<S: Service> Builder<S> {
    /// Sets the HTTP stack. The default is one over ureq and rustls.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.stack.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the HTTP stack, which others may have too.
    #[cfg(feature = "cli")]
    pub(crate) fn shared_transport(mut self, transport: Arc<dyn Transport>) -> Self {
        self.stack.transport = Some(transport);
        self
    }

    /// Sets what waits between attempts. The default lets the thread sleep.
    #[must_use]
    pub fn sleep(mut self, sleep: impl Sleep + 'static) -> Self {
        self.stack.sleep = Some(Arc::new(sleep));
        self
    }
}

impl<S: BlockingService> Builder<S> {
    /// Makes the client.
    ///
    /// # Errors
    ///
    /// There is neither a region nor an endpoint, the service has no such endpoint, or it is one with `http://` that is not
    /// allowed; a product for `User-Agent` is no text for a header; there are a transport and a proxy.
    pub fn build(self) -> Result<S::Client, SetupError> {
        self.build_any().map(S::Client::from)
    }
}

impl<S: BlockingService> Builder<S> {
    /// The client, before a crate makes its own of it.
    pub(crate) fn build_any(self) -> Result<Client, SetupError> {
        let client = self.build_with_defaults()?;
        client.shared().place.as_ref().map_err(Clone::clone)?;
        Ok(client)
    }

    /// The client, which may have an endpoint that it cannot call.
    fn build_with_defaults(self) -> Result<Client, SetupError> {
        let transport = match self.stack.transport {
            Some(transport) => self.settings.own_transport(transport)?,
            None => {
                let builder = UreqTransport::builder()
                    .connect_timeout(self.settings.timeouts.connect)
                    .proxy(self.settings.proxy.clone().unwrap_or_default());
                Arc::new(builder.build()?)
            }
        };
        let sleep = self.stack.sleep.unwrap_or_else(|| Arc::new(ThreadSleep));
        let auth = self.stack.auth.ready();
        let discovery = S::discovery();
        let invalid = discovery.map(|discovery| discovery.invalid);
        let shared = self.settings.share::<S>(self.params, invalid)?;
        Ok(Client { inner: Arc::new(Inner { shared, transport, sleep, auth, discovery }) })
    }
}

/// The endpoint, and nothing that may be secret.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.inner.shared.place.as_ref();
        f.debug_struct("Client")
            .field("endpoint", &place.map(|place| &place.usual().endpoint))
            .finish_non_exhaustive()
    }
}
