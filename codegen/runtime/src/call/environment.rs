//! Settings of clients from the environment and AWS's shared config file, for callers and for the command-line tool.
//!
//! It reads only the variables and the two files that are documented here, and knows no HTTP.

mod home;
mod ini;
mod problem;
mod profile;
mod program;
mod sources;

use std::fmt;
use std::sync::Arc;

use super::super::endpoint::Endpoint;
use super::super::service::Service;
use super::endpoint::{shown, Address};
use super::{ChecksumPolicies, ChecksumPolicy, SetupError};

use self::profile::Profile;
use self::program::Program;
use self::sources::{Setting, Sources};

/// For the tool, which has more settings.
#[cfg(feature = "cli")]
pub(crate) mod shared {
    pub(crate) use super::home::expanded;
    pub(crate) use super::problem::Problem;
    pub(crate) use super::profile::Profile;
    pub(crate) use super::program::Program;
    pub(crate) use super::sources::{variable, Sources, Variables};
}

/// The region, the endpoint and the policies for checksums, from the environment and, for services of AWS, from a profile of AWS's shared config file.
///
/// A client uses it on request only: see [`Builder::environment`](super::Builder::environment) and
/// [`Builder::from_env`](super::Builder::from_env). Settings in code take precedence over variables, and variables over the
/// profile. For a service that is not AWS's, the only setting is the endpoint, in a variable named after the crate of the
/// service: `ORCHARD_ENDPOINT_URL` for the crate `orchard`. The settings of services of AWS:
///
/// | setting | variables | keys of the profile |
/// |---|---|---|
/// | region | `AWS_REGION`, `AWS_DEFAULT_REGION` | `region` |
/// | endpoint | `AWS_ENDPOINT_URL_<SERVICE>`, `AWS_ENDPOINT_URL` | `endpoint_url` of the service in the section that `services` names, `endpoint_url` |
/// | no endpoint of this table | `AWS_IGNORE_CONFIGURED_ENDPOINT_URLS` | `ignore_configured_endpoint_urls` |
/// | FIPS 140 | `AWS_USE_FIPS_ENDPOINT` | `use_fips_endpoint` |
/// | IPv6 | `AWS_USE_DUALSTACK_ENDPOINT` | `use_dualstack_endpoint` |
/// | checksums of requests | `AWS_REQUEST_CHECKSUM_CALCULATION` | `request_checksum_calculation` |
/// | checksums of responses | `AWS_RESPONSE_CHECKSUM_VALIDATION` | `response_checksum_validation` |
///
/// The profile is that of `AWS_PROFILE` or `AWS_DEFAULT_PROFILE`, or `default`. The files are `~/.aws/config` and
/// `~/.aws/credentials`, or those of `AWS_CONFIG_FILE` and `AWS_SHARED_CREDENTIALS_FILE`; a missing file counts as empty. An
/// empty variable, or one that is not Unicode, counts as missing. Credentials and proxies are not read: for proxies, see
/// [`Proxy::from_env`](super::Proxy::from_env).
///
/// ```no_run
/// # use farrier_runtime::call::{Builder, Environment, SetupError};
/// # fn example<S: farrier_runtime::Service, K: Default>() -> Result<(), SetupError> {
/// let environment = Environment::from_env()?;
/// # let client = Builder::<S, K>::default();
/// let client = client.environment(&environment);
/// # Ok(())
/// # }
/// ```
#[derive(Clone)]
pub struct Environment {
    variables: Arc<SharedVariables>,
    profile: Arc<Profile>,
}

type SharedVariables = dyn Fn(&str) -> Option<String> + Send + Sync;

impl Environment {
    /// Reads the profile that the environment of the process names. Variables are read when a client is built.
    ///
    /// # Errors
    ///
    /// A file cannot be read or has an invalid line; there is no profile of the name in the environment.
    pub fn from_env() -> Result<Self, SetupError> {
        Self::from_variables(|name| std::env::var(name).ok())
    }

    /// Reads the profile that other variables name: [`from_env`](Self::from_env) for tests, or with some variables replaced.
    ///
    /// ```
    /// # fn main() -> Result<(), farrier_runtime::call::SetupError> {
    /// use farrier_runtime::call::Environment;
    ///
    /// let environment = Environment::from_variables(|name| match name {
    ///     "AWS_REGION" => Some("eu-central-1".to_owned()),
    ///     _ => None,
    /// })?;
    /// # let _ = environment;
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    ///
    /// As for [`from_env`](Self::from_env).
    pub fn from_variables(
        variable: impl Fn(&str) -> Option<String> + Send + Sync + 'static,
    ) -> Result<Self, SetupError> {
        let set = move |name: &str| variable(name).filter(|value| !value.is_empty());
        let profile = Arc::new(Profile::load(None, &set)?);
        Ok(Self { variables: Arc::new(set), profile })
    }

    /// The variables of the process, without a profile.
    pub(super) fn without_profile() -> Self {
        Self { variables: Arc::new(sources::variable), profile: Arc::new(Profile::none()) }
    }

    /// Fills in the settings that the caller has not set.
    pub(super) fn complete<S: Service>(&self, address: Address) -> Result<Address, SetupError> {
        let program = Program::of::<S>();
        let from = Sources { variables: &*self.variables, profile: &self.profile, program };
        let url = match address.url {
            Some(url) => Some(url),
            None => from.endpoint(S::SDK_ID)?.map(checked).transpose()?,
        };
        let fips = match address.fips {
            Some(fips) => Some(fips),
            None => from.fips()?,
        };
        let dual_stack = match address.dual_stack {
            Some(dual_stack) => Some(dual_stack),
            None => from.dual_stack()?,
        };
        let region = address.region.or_else(|| from.region());
        Ok(Address { region, url, fips, dual_stack, ..address })
    }

    /// Returns the policies for checksums of requests and responses: those that the caller has set, or else those from here.
    pub(super) fn checksums<S: Service>(
        &self,
        requests: Option<ChecksumPolicy>,
        responses: Option<ChecksumPolicy>,
    ) -> Result<ChecksumPolicies, SetupError> {
        let program = Program::of::<S>();
        let from = Sources { variables: &*self.variables, profile: &self.profile, program };
        let requests = match requests {
            Some(policy) => Some(policy),
            None => from.request_checksums()?,
        };
        let responses = match responses {
            Some(policy) => Some(policy),
            None => from.response_checksums()?,
        };
        Ok(ChecksumPolicies {
            requests: requests.unwrap_or_default(),
            responses: responses.unwrap_or_default(),
        })
    }
}

/// The URL, if it is an endpoint.
fn checked(url: Setting) -> Result<String, SetupError> {
    let Setting { text, place } = url;
    match Endpoint::parse(&text) {
        Ok(_) => Ok(text),
        Err(error) => {
            let text = shown(&text);
            Err(SetupError::new(format!("the URL {text:?} of {place} cannot be used: {error}"))
                .because(error))
        }
    }
}

/// The name of the profile.
impl fmt::Debug for Environment {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Environment").field("profile", &self.profile.name()).finish_non_exhaustive()
    }
}
