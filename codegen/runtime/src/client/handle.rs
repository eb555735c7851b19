//! The async client.

use std::fmt;
use std::sync::Arc;

use super::super::call::{self, SetupError, Shared};
use super::super::service::Service;
use super::super::Operation;
use super::auth::Auth;
use super::call::Call;
use super::discovery::Discovery;
use super::{Sleep, Transport};

/// A client of a service, for one region or endpoint.
///
/// It is cheap to clone, and clones share connections and the retry budget: create one, and clone it where it is needed.
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

/// A service whose crate has an async client.
pub trait AsyncService: Service {
    /// The client of the crate.
    type Client: From<Client>;

    /// Returns the endpoint discovery, for services that have one.
    #[doc(hidden)]
    fn discovery() -> Option<Discovery> {
        None
    }
}

/// A builder of a [`Client`].
pub type Builder<S> = call::Builder<S, Stack>;

/// The transport, the timer and the identity providers of a [`Client`].
#[derive(Clone, Default)]
pub struct Stack {
    transport: Option<Arc<dyn Transport>>,
    sleep: Option<Arc<dyn Sleep>>,
    pub(crate) auth: Auth,
}

impl Client {
    /// Returns a call of any operation: the generic form of the methods of generated clients.
    pub fn call<O: Operation>(&self, input: O::Input) -> Call<'_, O> {
        self.begin(input)
    }

    /// Returns a call of an operation, of the kind that the method of a generated client returns.
    #[doc(hidden)]
    pub fn begin<O: Operation, R>(&self, input: O::Input) -> Call<'_, O, R> {
        Call::new(self, input)
    }

    pub(crate) fn shared(&self) -> &Shared {
        &self.inner.shared
    }

    /// Returns the transport, for packages that build on a client.
    #[doc(hidden)]
    pub fn transport(&self) -> &dyn Transport {
        &*self.inner.transport
    }

    /// Returns the timer, for packages that build on a client.
    #[doc(hidden)]
    pub fn sleep(&self) -> &dyn Sleep {
        &*self.inner.sleep
    }

    /// Returns the clock, for packages that build on a client.
    #[doc(hidden)]
    pub fn clock(&self) -> &dyn call::Clock {
        &*self.inner.shared.clock
    }

    /// Returns the timeouts, for packages that build on a client.
    #[doc(hidden)]
    pub fn timeouts(&self) -> call::Timeouts {
        self.inner.shared.timeouts
    }

    pub(super) fn discovery(&self) -> Option<Discovery> {
        self.inner.discovery
    }

    pub(super) fn auth(&self) -> &Auth {
        &self.inner.auth
    }
}

impl<S: Service> Builder<S> {
    /// Sets the HTTP stack. With the feature `client`, the default is `HyperTransport`, over hyper and rustls.
    #[must_use]
    pub fn transport(mut self, transport: impl Transport + 'static) -> Self {
        self.stack.transport = Some(Arc::new(transport));
        self
    }

    /// Sets the timer for delays and timeouts. With the feature `client`, the default is that of Tokio.
    #[must_use]
    pub fn sleep(mut self, sleep: impl Sleep + 'static) -> Self {
        self.stack.sleep = Some(Arc::new(sleep));
        self
    }
}

impl<S: AsyncService> Builder<S> {
    /// Builds the client.
    ///
    /// # Errors
    ///
    /// - There is no endpoint: none is set, and the rules of the service have none for these settings, or need a region.
    /// - The endpoint has `http://`, which is not allowed.
    /// - A setting of the environment is invalid.
    /// - A product for `User-Agent` is invalid in a header.
    /// - Both a transport and a proxy are set.
    /// - Without the feature `client`: the transport, the timer or the source of random numbers is not set.
    pub fn build(self) -> Result<S::Client, SetupError> {
        self.build_any().map(S::Client::from)
    }
}

impl<S: AsyncService> Builder<S> {
    /// Builds the client of `new`, which needs no `Result`: each call returns the error of an invalid endpoint.
    #[doc(hidden)]
    #[cfg(feature = "client")]
    pub fn build_for_new(self) -> S::Client {
        match self.build_with_defaults() {
            Ok(client) => client.into(),
            Err(never) => unreachable!("the defaults fit together: {never}"),
        }
    }

    /// Builds the client that is not yet the newtype of a crate.
    pub(crate) fn build_any(self) -> Result<Client, SetupError> {
        let client = self.build_with_defaults()?;
        client.shared().place.as_ref().map_err(Clone::clone)?;
        Ok(client)
    }

    /// Builds the client, even with an invalid endpoint.
    fn build_with_defaults(self) -> Result<Client, SetupError> {
        let transport = match self.stack.transport {
            Some(transport) => self.settings.own_transport(transport)?,
            None => super::defaults::transport(&self.settings)?,
        };
        let sleep = match self.stack.sleep {
            Some(sleep) => sleep,
            None => super::defaults::sleep()?,
        };
        let auth = self.stack.auth.ready();
        let discovery = S::discovery();
        let invalid = discovery.map(|discovery| discovery.invalid);
        let shared = self.settings.share::<S>(self.params, invalid)?;
        Ok(Client { inner: Arc::new(Inner { shared, transport, sleep, auth, discovery }) })
    }
}

/// The endpoint, and no secrets.
impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let place = self.inner.shared.place.as_ref();
        f.debug_struct("Client")
            .field("endpoint", &place.map(|place| &place.usual().endpoint))
            .finish_non_exhaustive()
    }
}
