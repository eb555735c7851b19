//! Which address a client calls.

use std::net::IpAddr;

use http::uri::{Scheme, Uri};

use super::super::super::endpoint::{resolve, Params, Resolved};
use super::super::endpoint::Endpoint;
use super::SetupError;

/// What a client is told of the address.
#[derive(Clone, Debug, Default)]
pub(crate) struct Address {
    pub(crate) region: Option<String>,
    pub(crate) url: Option<String>,
    pub(crate) fips: bool,
    pub(crate) dual_stack: bool,
    pub(crate) allow_http: bool,
    pub(crate) keep_host: bool,
    /// What the endpoint depends on besides.
    pub(crate) params: Params,
}

/// The endpoint of most calls, and what another one is found by.
pub(crate) struct Place {
    params: Params,
    resolved: Resolved,
    allow_http: bool,
    /// Whether the caller has set the endpoint.
    own: bool,
    /// Whether operations leave the host name as it is.
    keep_host: bool,
}

impl Address {
    /// The endpoint that the rules of the service give.
    pub(crate) fn place(self) -> Result<Place, SetupError> {
        let Self { region, url, fips, dual_stack, allow_http, keep_host, params } = self;
        let params = params.with_settings(region.as_deref(), fips, dual_stack, url.as_deref());
        if url.is_none() && (region.is_none() || !Params::REGIONAL) && resolve(&params).is_err() {
            return Err(SetupError::new(if Params::REGIONAL {
                "there is no region; set one by `Client::builder().region(..)`"
            } else {
                "there is no endpoint, and the model has no rules that give one; set one by `Client::builder().endpoint_url(..)`"
            }));
        }
        let own = url.is_some();
        let resolved = find(&params, allow_http, keep_host)?;
        Ok(Place { params, resolved, allow_http, own, keep_host })
    }
}

impl Place {
    /// The parameters, to which an operation may have something to add.
    pub(crate) fn params(&self) -> &Params {
        &self.params
    }

    /// The endpoint of a call that adds nothing to them.
    pub(crate) fn usual(&self) -> &Resolved {
        &self.resolved
    }

    /// Whether the caller has set the endpoint.
    #[allow(dead_code)] // A service need not have other endpoints.
    pub(crate) fn is_own(&self) -> bool {
        self.own
    }

    /// Refuses an endpoint that requests must not go to.
    #[allow(dead_code)] // As above.
    pub(crate) fn check(&self, endpoint: &Endpoint) -> Result<(), SetupError> {
        if self.allow_http { Ok(()) } else { check(&endpoint.scheme, endpoint.authority.host()) }
    }

    /// The endpoint of a call that does.
    pub(crate) fn other(&self, params: &Params) -> Result<Resolved, SetupError> {
        find(params, self.allow_http, self.keep_host)
    }

    /// Checks where a request goes: its input can name the host, or the operation put a prefix before that of the endpoint.
    pub(crate) fn check_sent(&self, target: &Uri) -> Result<(), SetupError> {
        if self.allow_http || target.scheme() == Some(&Scheme::HTTPS) {
            return Ok(());
        }
        let host = target.host().unwrap_or_default();
        if is_loopback(host) {
            return Ok(());
        }
        Err(SetupError::new(format!(
            "the host {host} is refused with http://, since everybody on the way could read the tokens; use https://, \
             allow it by `allow_http(true)`, or keep the host of the endpoint by `host_prefix(false)`",
        )))
    }
}

fn find(params: &Params, allow_http: bool, keep_host: bool) -> Result<Resolved, SetupError> {
    let mut resolved = resolve(params).map_err(|error| SetupError::new("the service has no such endpoint").with_source(error))?;
    if !allow_http {
        check(&resolved.endpoint.scheme, resolved.endpoint.authority.host())?;
    }
    resolved.endpoint.host_prefix = !keep_host;
    Ok(resolved)
}

/// Refuses to send tokens in the clear to another machine.
fn check(scheme: &Scheme, host: &str) -> Result<(), SetupError> {
    if *scheme == Scheme::HTTPS || is_loopback(host) {
        return Ok(());
    }
    Err(SetupError::new(
        "an endpoint with http:// is refused, since everybody on the way could read the tokens; \
         use https://, or allow it by `allow_http(true)`",
    ))
}

/// Whether a host is this machine, by its name alone: nothing is looked up.
pub(crate) fn is_loopback(host: &str) -> bool {
    let address = host.strip_prefix('[').and_then(|host| host.strip_suffix(']')).unwrap_or(host);
    match address.parse::<IpAddr>() {
        Ok(address) => address.is_loopback(),
        Err(_) => host.eq_ignore_ascii_case("localhost"),
    }
}
