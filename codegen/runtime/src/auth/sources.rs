//! The identity providers of a client, and the choice for a request: the common part of both clients.

use std::sync::Arc;

use bytes::Bytes;

#[cfg(feature = "sigv4")]
use super::super::call::Validity;
use super::super::call::{Attempts, BodyFollows, Offset, SetupError, Shared};
use super::super::endpoint_rules::EndpointAuthScheme;
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
        let signs = matches!(scheme, AuthScheme::SigV4(_));
        // The endpoint rules may override properties of the signature.
        let place = if signs { signature_of(attempts.auth_schemes(), options)? } else { None };
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
            s3_signature: options.s3_signature,
            #[cfg(feature = "sigv4")]
            validity: request.extensions().get::<Validity>().map(|validity| validity.0),
            encoded_once: options.s3_signature
                || place.map_or(false, |scheme| scheme.disable_double_encoding),
            path_as_is: options.s3_signature || place.map_or(false, |scheme| scheme.disable_normalize_path),
        };
        let finish = Finish { options, offset: signs.then_some(offset) };
        Ok(Some(Chosen { source: &**source, signing, finish }))
    }
}

/// Returns the properties of a signature from the endpoint rules; `None` if they have no authentication scheme.
fn signature_of(
    schemes: &[EndpointAuthScheme],
    options: AuthOptions,
) -> Result<Option<&EndpointAuthScheme>, SetupError> {
    let supported = schemes.iter().find(|scheme| scheme.name == "sigv4");
    match schemes.first() {
        Some(other) if supported.is_none() => Err(unsupported(&other.name).in_call(options)),
        _ => Ok(supported),
    }
}

/// The error of an endpoint that rejects the signatures of this client.
fn unsupported(scheme: &str) -> AuthError {
    let advice = match scheme {
        "sigv4-s3express" => {
            "; turn it off with the endpoint parameter `disable_s3_express_session_auth(true)`"
        }
        "sigv4a" => "; call an endpoint of a single region instead",
        _ => "",
    };
    AuthError::new(format!("the endpoint requires the scheme {scheme}, which is not supported{advice}"))
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

#[cfg(test)]
mod tests {
    use super::*;

    const OPTIONS: AuthOptions = AuthOptions::new(&[AuthScheme::SigV4("x")]);

    #[test]
    fn the_supported_scheme_of_an_endpoint_counts_wherever_it_is() {
        let schemes = [EndpointAuthScheme::new("sigv4a"), EndpointAuthScheme::new("sigv4").signing_name("y")];
        let found = signature_of(&schemes, OPTIONS).unwrap();
        assert_eq!(found.and_then(|scheme| scheme.signing_name.as_deref()), Some("y"));
        assert_eq!(signature_of(&[], OPTIONS).unwrap(), None);
    }

    #[test]
    fn an_endpoint_with_other_schemes_is_an_error_with_the_next_step() {
        let error =
            |scheme| signature_of(&[EndpointAuthScheme::new(scheme)], OPTIONS).unwrap_err().to_string();
        let start = "the request could not be authenticated: the endpoint requires the scheme ";
        assert_eq!(
            error("sigv4a"),
            format!("{start}sigv4a, which is not supported; call an endpoint of a single region instead")
        );
        assert_eq!(
            error("sigv4-s3express"),
            format!(
                "{start}sigv4-s3express, which is not supported; turn it off with the endpoint parameter \
                 `disable_s3_express_session_auth(true)`"
            )
        );
        assert_eq!(error("other"), format!("{start}other, which is not supported"));
    }
}
