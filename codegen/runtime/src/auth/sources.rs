//! The identity providers of a client, and the choice for a request: the common part of both clients.

use std::sync::Arc;

use bytes::Bytes;

use super::super::call::{Attempts, BodyFollows, Offset, SetupError, Shared};
use super::super::{AuthOptions, AuthScheme};
use super::{choose, AuthError, Signing};

/// An identity provider for one scheme.
pub(crate) trait Takes {
    fn takes(&self, scheme: &AuthScheme) -> bool;
}

/// The identity providers of a client. `P` is the client's type of a provider.
pub(crate) struct Sources<P: ?Sized> {
    /// In the order in which they were set.
    set: Vec<Arc<P>>,
    /// Used if none of `set` supports a scheme of the operation.
    fallback: Vec<Arc<P>>,
    off: bool,
}

/// The provider for a request, with the context of the authentication.
pub(crate) struct Chosen<'a, P: ?Sized> {
    pub(crate) source: &'a P,
    pub(crate) signing: Signing<'a>,
    pub(crate) finish: Finish,
}

/// The last step, after the provider has authenticated the request or failed.
#[derive(Clone, Copy)]
pub(crate) struct Finish {
    options: AuthOptions,
    /// The correction of the clock, for schemes with signatures.
    offset: Option<Offset>,
}

impl<P: ?Sized> Default for Sources<P> {
    fn default() -> Self {
        Self { set: Vec::new(), fallback: Vec::new(), off: false }
    }
}

impl<P: ?Sized> Clone for Sources<P> {
    fn clone(&self) -> Self {
        let Self { set, fallback, off } = self;
        Self { set: set.clone(), fallback: fallback.clone(), off: *off }
    }
}

impl<P: Takes + ?Sized> Sources<P> {
    /// Turns authentication off.
    pub(crate) fn turn_off(&mut self) {
        self.off = true;
    }

    pub(crate) fn add(&mut self, source: Arc<P>) {
        self.set.push(source);
    }

    /// Sets the fallback.
    pub(crate) fn ready(self, fallback: Vec<Arc<P>>) -> Self {
        Self { fallback, ..self }
    }

    /// Returns the provider for a request; `None` if it is sent without authentication.
    ///
    /// # Errors
    ///
    /// The operation requires authentication, and no provider supports it.
    pub(crate) fn choose<'a>(
        &'a self,
        request: &http::Request<Bytes>,
        attempts: &'a Attempts<'_>,
        shared: &Shared,
    ) -> Result<Option<Chosen<'a, P>>, SetupError> {
        let options = match request.extensions().get::<AuthOptions>() {
            Some(options) if !self.off => *options,
            _ => return Ok(None),
        };
        let takes = |source: &Arc<P>, scheme: &AuthScheme| source.takes(scheme);
        let set = choose(options, &self.set, takes);
        let (scheme, source) = match set.or_else(|| choose(options, &self.fallback, takes)) {
            Some(chosen) => chosen,
            None if options.optional => return Ok(None),
            None => return Err(AuthError::missing("nothing is set").in_call(options)),
        };
        let offset = shared.skew.offset();
        let follows = request.extensions().get::<BodyFollows>();
        // The endpoint rules may override properties of the signature.
        let place = attempts.auth_schemes().iter().find(|place| place.name == "sigv4");
        let signing = Signing {
            scheme,
            name: place.and_then(|scheme| scheme.signing_name.as_deref()),
            region: place
                .and_then(|scheme| scheme.signing_regions.first())
                .map(String::as_str)
                .or(attempts.region()),
            now: offset.on(shared.clock.now()),
            unsigned_payload: options.unsigned_payload,
            body_follows: follows.is_some(),
            trailer_follows: follows.map_or(false, |follows| follows.trailer),
            encoded_once: place.map_or(false, |scheme| scheme.disable_double_encoding),
            path_as_is: place.map_or(false, |scheme| scheme.disable_normalize_path),
        };
        let signs = matches!(scheme, AuthScheme::SigV4(_));
        let finish = Finish { options, offset: signs.then_some(offset) };
        Ok(Some(Chosen { source: &**source, signing, finish }))
    }
}

impl Finish {
    /// Returns the request to send: authenticated, or unchanged if there is no identity and none is required.
    ///
    /// # Errors
    ///
    /// The provider failed, or has no identity.
    pub(crate) fn request(
        self,
        authorized: Result<http::Request<Bytes>, AuthError>,
        attempts: &mut Attempts<'_>,
    ) -> Result<http::Request<Bytes>, SetupError> {
        match authorized {
            Ok(request) => {
                attempts.signed_with(self.offset);
                Ok(request)
            }
            Err(error) if error.is_missing() && self.options.optional => Ok(attempts.request()),
            Err(error) => Err(error.in_call(self.options)),
        }
    }
}
