//! Who is calling: what says so, and how it gets on each request of the async client.

use std::sync::Arc;

use bytes::Bytes;

use super::super::auth::{choose, AuthError, Cache, Identity, Signing};
use super::super::call::{Attempts, BodyFollows, Settings};
use super::super::service::Service;
use super::super::{AuthOptions, AuthScheme, Error, Operation};
use super::drive::within;
use super::{BoxFuture, Builder, Client, Provide};

/// What says who is calling.
#[derive(Clone, Default)]
pub(crate) struct Auth {
    /// In the order in which they were set.
    sources: Vec<Arc<dyn Source>>,
    /// What counts where none of those does.
    fallback: Vec<Arc<dyn Source>>,
    region: Option<String>,
    off: bool,
}

impl<S: Service> Builder<S> {
    /// Sends requests as they are, whatever the model says: something else, such as the transport, says who is calling.
    #[must_use]
    pub fn without_auth(mut self) -> Self {
        self.stack.auth.off = true;
        self
    }
}

impl Auth {
    /// Adds what says it in one way.
    pub(crate) fn add<I: Identity>(&mut self, provider: impl Provide<I> + 'static) {
        self.sources.push(source(provider));
    }

    /// Completes it with what is known of the client.
    pub(super) fn ready(self, settings: &Settings) -> Self {
        Self { fallback: fallback(), region: settings.address.region.clone(), ..self }
    }

    /// The request, ready to be sent now: a signature is good for some minutes only.
    pub(super) async fn request<O: Operation>(
        &self,
        client: &Client,
        attempts: &mut Attempts<'_>,
    ) -> Result<http::Request<Bytes>, Error<O::Error>> {
        let request = attempts.request();
        let options = match request.extensions().get::<AuthOptions>() {
            Some(options) if !self.off => *options,
            _ => return Ok(request),
        };
        let takes = |source: &Arc<dyn Source>, scheme: &AuthScheme| source.takes(scheme);
        let set = choose(options, &self.sources, takes);
        let (scheme, source) = match set.or_else(|| choose(options, &self.fallback, takes)) {
            Some(chosen) => chosen,
            None if options.optional => return Ok(request),
            None => return Err(AuthError::missing("nothing is set").in_call(options).into()),
        };
        let shared = client.shared();
        let offset = shared.skew.offset();
        // What the rules of the endpoint say of signatures there.
        let schemes = attempts.auth_schemes();
        let place = schemes.iter().find(|place| place.name == "sigv4");
        let signing = Signing {
            scheme,
            name: place.and_then(|scheme| scheme.signing_name.as_deref()),
            region: place
                .and_then(|scheme| scheme.signing_regions.first())
                .or(self.region.as_ref())
                .map(String::as_str),
            now: offset.on(shared.clock.now()),
            unsigned_payload: options.unsigned_payload,
            body_follows: request.extensions().get::<BodyFollows>().is_some(),
            encoded_once: place.map_or(false, |scheme| scheme.disable_double_encoding),
            path_as_is: place.map_or(false, |scheme| scheme.disable_normalize_path),
        };
        let authorized = async { Ok(source.authorize(request, signing).await) };
        // A provider may ask another service, and must not take longer than the call may.
        let authorized = within(client.sleep(), attempts.limit(), attempts.trace(), authorized).await;
        match authorized.map_err(|error| Error::Transport(error.not_sent()))? {
            Ok(request) => {
                attempts.signed_with(matches!(scheme, AuthScheme::SigV4(_)).then_some(offset));
                Ok(request)
            }
            Err(error) if error.is_missing() && options.optional => Ok(attempts.request()),
            Err(error) => Err(error.in_call(options).into()),
        }
    }
}

/// What authenticates a request in one way.
trait Source: Send + Sync {
    fn takes(&self, scheme: &AuthScheme) -> bool;

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

impl<I: Identity, P: Provide<I>> Source for Provided<I, P> {
    fn takes(&self, scheme: &AuthScheme) -> bool {
        I::takes(scheme)
    }

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

/// Nothing.
#[cfg(not(feature = "sigv4"))]
fn fallback() -> Vec<Arc<dyn Source>> {
    Vec::new()
}
