//! The endpoint of a client.

use std::any::Any;
use std::net::IpAddr;

use http::uri::{Scheme, Uri};

use super::super::endpoint::Endpoint;
use super::super::endpoint_rules::{ResolveError, Resolved};
use super::super::service::EndpointParams;
use super::{SetupError, SetupErrorKind};
#[cfg(any(feature = "blocking", feature = "client"))]
use super::{TransportError, TransportErrorKind};

/// The settings of the endpoint.
#[derive(Clone, Debug, Default)]
pub(crate) struct Address {
    pub(crate) region: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) fips: Option<bool>,
    pub(crate) dual_stack: Option<bool>,
    pub(crate) allow_http: bool,
    pub(crate) keep_host: bool,
}

/// The endpoint of most calls, and the settings to find others.
pub(crate) struct Place {
    /// The parameters of the endpoint rules, of the service-specific type.
    params: Box<dyn Any + Send + Sync>,
    resolved: Resolved,
    region: Option<String>,
    /// The custom endpoint, in printable form.
    shown: Option<String>,
    allow_http: bool,
    /// Whether the caller has set the endpoint.
    own: bool,
    /// Whether host prefixes are disabled.
    keep_host: bool,
}

impl Address {
    /// The endpoint from the rules of the service.
    pub(crate) fn place<P: EndpointParams>(self, params: P) -> Result<Place, SetupError> {
        let Self { region, url, fips, dual_stack, allow_http, keep_host } = self;
        if let Some(region) = region.as_ref().filter(|region| region.trim() != *region) {
            return Err(SetupError::new(format!(
                "no endpoint: the region {region:?} has white space around it; write {:?}",
                region.trim(),
            )));
        }
        let (fips, dual_stack) = (fips.unwrap_or(false), dual_stack.unwrap_or(false));
        let params = params.with_settings(region.as_deref(), fips, dual_stack, url.as_deref());
        let resolved = params.resolve();
        if url.is_none() && resolved.is_err() {
            if !P::HAS_RULES {
                return Err(SetupError::new(
                    "there is no endpoint; set one with `Client::builder().endpoint_url(..)`",
                )
                .of_kind(SetupErrorKind::NoEndpoint));
            }
            if P::REGIONAL && region.is_none() {
                return Err(SetupError::new(
                    "there is no region; set one with `Client::builder().region(..)`",
                )
                .of_kind(SetupErrorKind::NoRegion));
            }
        }
        let own = url.is_some();
        let shown = url.as_deref().map(shown);
        let resolved = find(resolved, region.as_deref(), shown.as_deref(), allow_http, keep_host)?;
        Ok(Place { params: Box::new(params), resolved, region, shown, allow_http, own, keep_host })
    }
}

impl Address {
    /// The settings for a call with its own endpoint or region.
    pub(crate) fn of_call(&self, region: Option<&String>, url: Option<&String>) -> Self {
        Self {
            region: region.or(self.region.as_ref()).cloned(),
            url: url.or(self.url.as_ref()).cloned(),
            ..self.clone()
        }
    }
}

impl Place {
    /// The parameters for an operation that adds some; `None` if they are of another service.
    pub(crate) fn params<P: EndpointParams>(&self) -> Option<&P> {
        self.params.downcast_ref()
    }

    /// The endpoint of a call without additional parameters.
    pub(crate) fn usual(&self) -> &Resolved {
        &self.resolved
    }

    /// Whether the caller has set the endpoint.
    pub(crate) fn is_own(&self) -> bool {
        self.own
    }

    /// Rejects an endpoint that must not receive requests.
    pub(crate) fn check(&self, endpoint: &Endpoint) -> Result<(), SetupError> {
        if self.allow_http {
            Ok(())
        } else {
            check(endpoint)
        }
    }

    /// The endpoint of a call with additional parameters.
    pub(crate) fn other(&self, resolved: Result<Resolved, ResolveError>) -> Result<Resolved, SetupError> {
        find(resolved, self.region.as_deref(), self.shown.as_deref(), self.allow_http, self.keep_host)
    }

    /// The configured region.
    pub(crate) fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// Checks the target of a request: its input can determine the host, or the operation add a prefix to it.
    pub(crate) fn check_sent(&self, target: &Uri) -> Result<(), SetupError> {
        if self.allow_http || target.scheme() == Some(&Scheme::HTTPS) {
            return Ok(());
        }
        let host = target.host().unwrap_or_default();
        if is_loopback(host) {
            return Ok(());
        }
        Err(SetupError::new(format!(
            "the host {host} is rejected with http://, since anyone on the network path could read the tokens; use https://, \
             allow it with `allow_http(true)`, or keep the host of the endpoint with `host_prefix(false)`",
        ))
        .of_kind(SetupErrorKind::Insecure))
    }
}

fn find(
    resolved: Result<Resolved, ResolveError>,
    region: Option<&str>,
    url: Option<&str>,
    allow_http: bool,
    keep_host: bool,
) -> Result<Resolved, SetupError> {
    let mut resolved = resolved.map_err(|error| {
        let place = match (url, region) {
            (Some(url), _) => format!("no endpoint from the URL {url:?}"),
            (None, Some(region)) => format!("no endpoint for the region {region:?}"),
            (None, None) => "no endpoint".to_owned(),
        };
        SetupError::new(format!("{place}: {}", error.message())).because(error)
    })?;
    if !allow_http {
        check(&resolved.endpoint)?;
    }
    resolved.endpoint.host_prefix = !keep_host;
    Ok(resolved)
}

/// Returns a URL without possible secrets: user information and query.
pub(super) fn shown(url: &str) -> String {
    let end = url.find(['?', '#']).unwrap_or(url.len());
    let (before, after) = url.split_at(end);
    let before = match before.rsplit_once('@') {
        Some((secret, rest)) => {
            let scheme = secret.find("://").map_or("", |at| &secret[..at + 3]);
            format!("{scheme}[redacted]@{rest}")
        }
        None => before.to_owned(),
    };
    match after.get(..1) {
        Some(mark) => format!("{before}{mark}[redacted]"),
        None => before,
    }
}

/// Refuses to send tokens unencrypted to another machine.
fn check(endpoint: &Endpoint) -> Result<(), SetupError> {
    if endpoint.scheme == Scheme::HTTPS || is_loopback(endpoint.authority.host()) {
        return Ok(());
    }
    Err(SetupError::new(format!(
        "the endpoint {endpoint} is rejected: with http://, anyone on the network path could read the tokens; \
         use https://, or allow it with `allow_http(true)`",
    ))
    .of_kind(SetupErrorKind::Insecure))
}

/// Returns whether a host is loopback, by its name alone: nothing is resolved.
pub fn is_loopback(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    match address.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}

/// Checks the host of a connection without TLS: only this machine is allowed.
#[cfg(any(feature = "blocking", feature = "client"))]
pub(crate) fn plain_connection(host: &str) -> Result<(), TransportError> {
    if is_loopback(host) {
        return Ok(());
    }
    let refused = TransportError::new(TransportErrorKind::Other).not_sent();
    Err(refused.with_source("an address without TLS is only allowed to this machine"))
}
