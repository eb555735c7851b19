//! Authentication of each request of the async client.

use std::sync::Arc;

use bytes::Bytes;

use super::super::auth::{AuthError, Cache, Chosen, Identity, Signing, Sources, Takes};
use super::super::call::Attempts;
use super::super::service::Service;
use super::super::{AuthScheme, CallError, Operation};
use super::drive::{alarm, within};
use super::{BoxFuture, Builder, Client, Provide};

/// The identity providers of the client.
#[derive(Clone, Default)]
pub(crate) struct Auth(Sources<dyn Source>);

impl<S: Service> Builder<S> {
    /// Turns authentication off: requests are sent as they are. Something else, such as the transport, authenticates them.
    #[must_use]
    pub fn without_auth(mut self) -> Self {
        self.stack.auth.0.turn_off();
        self
    }
}

impl Auth {
    /// Adds a provider.
    pub(crate) fn add<I: Identity>(&mut self, provider: impl Provide<I> + 'static) {
        self.0.add(source(provider));
    }

    /// Adds the providers for the schemes that none of these covers.
    pub(super) fn ready(self) -> Self {
        Self(self.0.ready(fallback()))
    }

    /// Authenticates the request, to be sent now: a signature is valid for a few minutes.
    pub(super) async fn request<O: Operation>(
        &self,
        client: &Client,
        attempts: &mut Attempts<'_>,
    ) -> Result<http::Request<Bytes>, CallError<O::Error>> {
        // In a block, so that the future contains no request.
        let (alarm, mut work, finish) = {
            let request = attempts.request();
            let Chosen { source, signing, finish } =
                match self.0.choose(&request, attempts, client.shared())? {
                    Some(chosen) => chosen,
                    None => return Ok(request),
                };
            // A provider may call another service, within the timeout of the call.
            let alarm = alarm(client, attempts.limit());
            (alarm, source.authorize(request, signing), finish)
        };
        let authorized = within(alarm, attempts.trace(), |cx| work.as_mut().poll(cx).map(Ok)).await;
        drop(work);
        let authorized = authorized.map_err(|error| CallError::Transport(error.not_sent()))?;
        Ok(finish.request(authorized, attempts)?)
    }
}

/// An identity provider, which authenticates requests for one scheme.
pub(crate) trait Source: Takes + Send + Sync {
    fn authorize<'a>(
        &'a self,
        request: http::Request<Bytes>,
        signing: Signing<'a>,
    ) -> BoxFuture<'a, Result<http::Request<Bytes>, AuthError>>;
}

struct Provided<I, P> {
    provider: P,
    cache: Cache<I>,
}

fn source<I: Identity>(provider: impl Provide<I> + 'static) -> Arc<dyn Source> {
    Arc::new(Provided { provider, cache: Cache::<I>::new() })
}

impl<I: Identity, P: Send + Sync> Takes for Provided<I, P> {
    fn takes(&self, scheme: &AuthScheme) -> bool {
        I::takes(scheme)
    }
}

impl<I: Identity, P: Provide<I>> Source for Provided<I, P> {
    fn authorize<'a>(
        &'a self,
        mut request: http::Request<Bytes>,
        signing: Signing<'a>,
    ) -> BoxFuture<'a, Result<http::Request<Bytes>, AuthError>> {
        Box::pin(async move {
            let identity = match self.cache.fresh(signing.now) {
                Some(identity) => identity,
                None => self.cache.renewed(self.provider.provide().await, signing.now)?,
            };
            identity.apply(&mut request, &signing)?;
            Ok(request)
        })
    }
}

/// The credentials of the environment.
#[cfg(feature = "sigv4")]
fn fallback() -> Vec<Arc<dyn Source>> {
    vec![source(super::super::auth::EnvironmentCredentials)]
}

/// None.
#[cfg(not(feature = "sigv4"))]
fn fallback() -> Vec<Arc<dyn Source>> {
    Vec::new()
}
