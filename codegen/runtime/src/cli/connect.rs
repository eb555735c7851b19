//! The client, from the settings.

use std::path::Path;
use std::sync::Arc;

use super::super::blocking::{BlockingService, Builder, Client, Transport, UreqTransport};
use super::super::call::{RetryPolicy, SetupError, SetupErrorKind, Timeouts};
#[cfg(feature = "client")]
use super::super::client::{self, AsyncService, HyperTransport};
use super::super::service::Service;
use super::debug::{About, Debugged};
use super::failure::Failure;
use super::input::limited;
use super::providers::Providers;
use super::settings::{Endpoint, Settings};
use super::table::{Command, Tool};
use super::{call, sign};

/// Returns the client for the settings; with a log, it logs its calls. Reads only the file of certificates.
pub(super) fn client(
    tool: &'static Tool,
    settings: &Settings,
    command: &Command,
    log: Option<&About>,
) -> Result<Client, Failure> {
    let transport = transport(tool, settings)?;
    let transport: Arc<dyn Transport> = match log {
        None => Arc::new(transport),
        Some(about) => Arc::new(Debugged::new(transport, about.clone(), tool, settings.proxy.clone())),
    };
    // A file has no maximum size.
    let is_file = command.operation.output.members.iter().any(|member| member.streaming);
    let client =
        (tool.connect)(settings, transport, is_file).map_err(|error| refused(tool, settings, &error))?;
    // Endpoints from the rules may contain a member of the input; this one does not.
    let endpoint =
        client.shared().place.as_ref().map(|place| place.usual().endpoint.to_string()).unwrap_or_default();
    tracing::debug!(
        target: super::debug::TARGET,
        region = settings.region.as_deref().unwrap_or_default(),
        endpoint,
        connect_timeout = ?settings.connect_timeout,
        read_timeout = ?settings.read_timeout,
        max_attempts = ?settings.max_attempts,
        "settings"
    );
    Ok(client)
}

/// Makes a client of a service with the settings of a command line: the function of [`Tool::connect`].
///
/// # Errors
///
/// There is no region, or its endpoint is refused.
pub fn connect<S: BlockingService>(
    settings: &Settings,
    transport: Arc<dyn Transport>,
    is_file: bool,
) -> Result<Client, SetupError> {
    let builder = configured(Builder::<S>::default().shared_transport(transport), settings);
    let builder = if is_file { builder.max_response_bytes(usize::MAX) } else { builder };
    if settings.sign { builder } else { builder.without_auth() }.build_any()
}

/// Builds an async client with the settings of a command line.
#[cfg(feature = "client")]
pub(super) fn async_client<S: AsyncService>(
    tool: &Tool,
    settings: &Settings,
    builder: client::Builder<S>,
) -> Result<S::Client, Failure> {
    let transport = HyperTransport::builder()
        .connect_timeout(settings.connect_timeout)
        .proxy(settings.proxy.clone())
        .danger_accept_invalid_certificates(!settings.verify);
    let transport = match bundle(settings)? {
        None => transport.build().map_err(|error| call::setup(tool.program(), &error))?,
        Some((path, pem)) => {
            transport.root_certificates_pem(pem).build().map_err(|error| unusable(path, &error))?
        }
    };
    let builder = configured(builder.transport(transport), settings);
    let builder = if settings.sign { builder } else { builder.without_auth() };
    builder.build().map_err(|error| refused(tool, settings, &error))
}

/// Returns the builder with the settings that both clients have.
fn configured<S: Service, K: Providers>(
    builder: super::super::call::Builder<S, K>,
    settings: &Settings,
) -> super::super::call::Builder<S, K> {
    let retry =
        settings.max_attempts.map_or_else(RetryPolicy::new, |most| RetryPolicy::new().max_attempts(most));
    let mut builder = builder.timeouts(timeouts(settings)).retry(retry).host_prefix(settings.host_prefix);
    // Not by methods: a service may have no region.
    let address = &mut builder.settings.address;
    address.region = settings.region.clone();
    address.fips = Some(settings.fips);
    address.dual_stack = Some(settings.dual_stack);
    address.url = settings.endpoint.as_ref().map(|endpoint| endpoint.url.clone());
    [builder.settings.request_checksums, builder.settings.response_checksums] = settings.checksums;
    if settings.sign {
        sign::add_keys(&mut builder.stack, settings.keys.as_ref());
        settings.identities.add_to(&mut builder.stack);
    }
    builder
}

/// The maximum size of a CA bundle.
const MAX_BUNDLE: usize = 16 << 20;

fn transport(tool: &Tool, settings: &Settings) -> Result<UreqTransport, Failure> {
    let builder = UreqTransport::builder()
        .connect_timeout(settings.connect_timeout)
        .proxy(settings.proxy.clone())
        .danger_accept_invalid_certificates(!settings.verify);
    match bundle(settings)? {
        None => builder.build().map_err(|error| call::setup(tool.program(), &error)),
        Some((path, pem)) => {
            builder.root_certificates_pem(pem).build().map_err(|error| unusable(path, &error))
        }
    }
}

/// Reads the CA bundle, if certificates are checked.
fn bundle(settings: &Settings) -> Result<Option<(&Path, Vec<u8>)>, Failure> {
    // Some hundred certificates take longer than the rest of the start.
    let is_plain = settings.endpoint.as_ref().is_some_and(|endpoint| is_http(&endpoint.url));
    let Some(path) = settings.ca_bundle.as_ref().filter(|_| settings.verify && !is_plain) else {
        return Ok(None);
    };
    let pem = std::fs::File::open(path).and_then(|file| limited(file, MAX_BUNDLE)).map_err(|error| {
        Failure::configuration(format!("Unable to read the CA bundle {}: {error}", path.display()))
    })?;
    Ok(Some((path, pem)))
}

fn unusable(path: &Path, error: &SetupError) -> Failure {
    Failure::configuration(format!("Unable to use the CA bundle {}: {error}", path.display()))
}

/// Returns timeouts for attempts; a whole call has none.
fn timeouts(settings: &Settings) -> Timeouts {
    let timeouts = Timeouts::none();
    let timeouts = match settings.connect_timeout {
        Some(limit) => timeouts.connect(limit),
        None => timeouts,
    };
    match settings.read_timeout {
        Some(limit) => timeouts.attempt(limit),
        None => timeouts,
    }
}

/// Returns the failure of building the client, in terms of the command line.
fn refused(tool: &Tool, settings: &Settings, error: &SetupError) -> Failure {
    match &settings.endpoint {
        Some(Endpoint { url, is_option }) if error.kind() == SetupErrorKind::Insecure => {
            let message = format!(
                "The endpoint URL \"{url}\" is refused: with http:// everybody on the way could read the tokens"
            );
            let failure =
                if *is_option { Failure::parameter(message) } else { Failure::configuration(message) };
            failure.with_hint("use https://; http:// is for this machine only, such as http://localhost:8080")
        }
        Some(Endpoint { url, is_option: true }) => match call::unresolved(error) {
            // If the URL is valid, the region is the cause. The URL may contain a password.
            Some(unresolved) if super::super::Endpoint::parse(url).is_err() => {
                Failure::parameter(format!("Bad value for --endpoint-url: {}", unresolved.message()))
            }
            _ => call::setup(tool.program(), error),
        },
        _ => call::setup(tool.program(), error),
    }
}

fn is_http(url: &str) -> bool {
    url.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://"))
}
