//! Where to call and how: from the options, else the environment, else a profile of the config file. Nothing is called here, and
//! nothing but the two files of AWS's tools is read.
//!
//! No setting is a secret but the keys, which are not shown.

mod ini;
mod profiles;

use std::fmt;
use std::path::PathBuf;
use std::time::Duration;

use super::super::call::Proxy;
use super::failure::Failure;
use super::home::expanded;
use super::options::{Files, Options};
use profiles::Profile;

/// A variable of the environment by its name. One that is empty is taken for one that is not set.
pub(crate) type Environment<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// How long connecting may take, and an answer, unless an option says otherwise.
const WAIT: Duration = Duration::from_secs(60);

/// All of them.
#[derive(Debug)]
pub struct Settings {
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) fips: bool,
    pub(crate) dual_stack: bool,
    /// Whether operations may put something before the host name.
    pub(crate) host_prefix: bool,
    /// As it is written; without it, the default.
    pub(crate) output: Option<String>,
    pub(crate) ca_bundle: Option<PathBuf>,
    pub(crate) verify: bool,
    pub(crate) proxy: Proxy,
    /// Without a value there is no limit.
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) max_attempts: Option<u32>,
    pub(crate) sign: bool,
    /// Of a profile, if they are the ones to sign with; those of the environment are read when they are needed.
    pub(crate) keys: Option<Keys>,
    /// Whether texts of binary members are the bytes themselves, and not base64.
    pub(crate) raw_binary: bool,
    pub(crate) files: Files,
    pub(crate) auto_prompt: AutoPrompt,
}

/// When questions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AutoPrompt {
    Never,
    /// Where something required is missing.
    Partial,
    Always,
}

/// An address in place of the service's own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    pub(crate) url: String,
    /// Whether it stood on the command line.
    pub(crate) is_option: bool,
}

/// Credentials that stand in a file.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Keys {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) session_token: Option<String>,
}

/// Nothing but the id, which is no secret.
impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("id", &self.id).finish_non_exhaustive()
    }
}

/// The variable of the process.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The form of errors that the environment wants, or else the profile. A profile that cannot be read wants none.
pub(crate) fn error_format(profile: Option<&str>, environment: &Environment<'_>) -> Option<String> {
    environment("AWS_CLI_ERROR_FORMAT").or_else(|| {
        let profile = Profile::load(profile, environment).ok()?;
        profile.text("cli_error_format").map(str::to_owned)
    })
}

impl Settings {
    /// The settings for a service, by its id in the model.
    pub fn gather(
        service_id: &str,
        options: &Options,
        environment: &Environment<'_>,
    ) -> Result<Self, Failure> {
        let profile = Profile::load(options.profile.as_deref(), environment)?;
        let from = Sources { environment, profile: &profile };
        from.retry_mode()?;
        Ok(Self {
            region: options
                .region
                .clone()
                .filter(|region| !region.is_empty())
                .or_else(|| from.text(&["AWS_REGION", "AWS_DEFAULT_REGION"], "region")),
            endpoint: endpoint(service_id, options, &from)?,
            fips: from.switch("AWS_USE_FIPS_ENDPOINT", "use_fips_endpoint")?,
            dual_stack: from.switch("AWS_USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")?,
            host_prefix: !from
                .switch("AWS_DISABLE_HOST_PREFIX_INJECTION", "disable_host_prefix_injection")?,
            output: options.output.clone().or_else(|| from.text(&["AWS_DEFAULT_OUTPUT"], "output")),
            ca_bundle: ca_bundle(options, &from)?,
            verify: !options.no_verify_ssl,
            proxy: Proxy::from_variables(environment)
                .map_err(|error| Failure::configuration(error.to_string()))?,
            connect_timeout: limit(options.connect_timeout),
            read_timeout: limit(options.read_timeout),
            max_attempts: from.number("AWS_MAX_ATTEMPTS", "max_attempts")?,
            sign: !options.no_sign_request,
            // Keys of the environment go first, unless a profile is asked for.
            keys: profile
                .keys()
                .filter(|_| options.profile.is_some() || environment("AWS_ACCESS_KEY_ID").is_none()),
            raw_binary: raw_binary(options, &from)?,
            files: from.files(options.no_file_params)?,
            auto_prompt: match options.auto_prompt {
                Some(true) => AutoPrompt::Always,
                Some(false) => AutoPrompt::Never,
                None => from.auto_prompt()?,
            },
        })
    }
}

/// What is looked at where there is no option.
struct Sources<'a> {
    environment: &'a Environment<'a>,
    profile: &'a Profile,
}

impl Sources<'_> {
    /// The first of the variables that is set, or else the profile's.
    fn text(&self, variables: &[&str], key: &str) -> Option<String> {
        let set = variables.iter().find_map(|name| (self.environment)(name));
        set.or_else(|| self.profile.text(key).map(str::to_owned))
    }

    /// There is one way of repeating calls here, so that a mode is only checked: a typo would otherwise go unnoticed.
    fn retry_mode(&self) -> Result<(), Failure> {
        match self.text(&["AWS_RETRY_MODE"], "retry_mode") {
            Some(mode) if !["legacy", "standard", "adaptive"].contains(&mode.as_str()) => {
                Err(Failure::configuration(format!(
                    "Invalid value for AWS_RETRY_MODE or retry_mode: \"{mode}\" is none of legacy, standard and adaptive"
                )))
            }
            _ => Ok(()),
        }
    }

    fn files(&self, is_off: bool) -> Result<Files, Failure> {
        let (variable, key) = ("AWS_CLI_FILE_PARAMS", "cli_file_params");
        if is_off {
            return Ok(Files::Ignored);
        }
        match self.text(&[variable], key) {
            None => Ok(Files::Warned),
            Some(_) => Ok(if self.switch(variable, key)? { Files::Read } else { Files::Ignored }),
        }
    }

    fn auto_prompt(&self) -> Result<AutoPrompt, Failure> {
        let Some(wanted) = self.text(&["AWS_CLI_AUTO_PROMPT"], "cli_auto_prompt") else {
            return Ok(AutoPrompt::Never);
        };
        match wanted.to_ascii_lowercase().as_str() {
            "on" => Ok(AutoPrompt::Always),
            "on-partial" => Ok(AutoPrompt::Partial),
            "off" => Ok(AutoPrompt::Never),
            _ => Err(Failure::configuration(format!(
                "Invalid value for AWS_CLI_AUTO_PROMPT or cli_auto_prompt: \"{wanted}\" is none of on, on-partial and off"
            ))),
        }
    }

    /// AWS's own tool takes all that is not true for false: then a typo would call an endpoint that nobody wants.
    fn switch(&self, variable: &str, key: &str) -> Result<bool, Failure> {
        let Some(value) = self.text(&[variable], key) else { return Ok(false) };
        match value.trim().to_ascii_lowercase().as_str() {
            "true" => Ok(true),
            "false" => Ok(false),
            _ => Err(Failure::configuration(format!(
                "Invalid value for {variable} or {key}: \"{value}\" is neither true nor false"
            ))),
        }
    }

    /// A whole number that is not 0.
    fn number(&self, variable: &str, key: &str) -> Result<Option<u32>, Failure> {
        let Some(value) = self.text(&[variable], key) else { return Ok(None) };
        match value.trim().parse() {
            Ok(number) if number > 0 => Ok(Some(number)),
            _ => Err(Failure::configuration(format!(
                "Invalid value for {variable} or {key}: \"{value}\" is not a whole number of at least 1"
            ))),
        }
    }
}

/// The address in place of the service's own: of the option, the service's variable, everybody's variable, the service's part of
/// the profile, or the profile.
fn endpoint(service_id: &str, options: &Options, from: &Sources<'_>) -> Result<Option<Endpoint>, Failure> {
    if let Some(url) = &options.endpoint_url {
        let place = format!("--endpoint-url \"{url}\"");
        return with_scheme(url, &place)
            .map(|()| Some(Endpoint { url: url.clone(), is_option: true }))
            .map_err(Failure::parameter);
    }
    if from.switch("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")? {
        return Ok(None);
    }
    let service = service_id.replace([' ', '-'], "_").to_lowercase();
    let variable = format!("AWS_ENDPOINT_URL_{}", service.to_uppercase());
    let found = match from.text(&[&variable, "AWS_ENDPOINT_URL"], "") {
        Some(url) => Some(url),
        None => from.profile.endpoint(&service)?,
    };
    let Some(url) = found else { return Ok(None) };
    with_scheme(&url, &format!("the endpoint URL \"{url}\" of the environment or the profile"))
        .map_err(Failure::configuration)?;
    Ok(Some(Endpoint { url, is_option: false }))
}

/// Refuses an address that is a host alone, which is what is most often forgotten.
fn with_scheme(url: &str, place: &str) -> Result<(), String> {
    match url.split_once("://") {
        Some((scheme, rest)) if !scheme.is_empty() && !rest.is_empty() => Ok(()),
        _ => Err(format!(
            "Bad value for {place}: scheme is missing.  Must be of the form http://<hostname>/ or https://<hostname>/"
        )),
    }
}

fn limit(seconds: Option<u64>) -> Option<Duration> {
    match seconds {
        Some(0) => None,
        Some(seconds) => Some(Duration::from_secs(seconds)),
        None => Some(WAIT),
    }
}

/// The file of certificates. One without a name would otherwise be read as the folder that the tool runs in.
fn ca_bundle(options: &Options, from: &Sources<'_>) -> Result<Option<PathBuf>, Failure> {
    let path = options.ca_bundle.clone().or_else(|| from.text(&["AWS_CA_BUNDLE"], "ca_bundle"));
    match path {
        Some(path) if path.trim().is_empty() => Err(Failure::configuration(
            "Invalid CA bundle: the value of --ca-bundle, AWS_CA_BUNDLE or ca_bundle is empty; give the path of a file",
        )),
        path => Ok(path.map(|path| PathBuf::from(expanded(&path, from.environment)))),
    }
}

fn raw_binary(options: &Options, from: &Sources<'_>) -> Result<bool, Failure> {
    let format =
        options.binary_format.clone().or_else(|| from.profile.text("cli_binary_format").map(str::to_owned));
    match format.as_deref() {
        None | Some("base64") => Ok(false),
        Some("raw-in-base64-out") => Ok(true),
        Some(other) => Err(Failure::configuration(format!(
            "Invalid value for cli_binary_format: \"{other}\" is neither base64 nor raw-in-base64-out"
        ))),
    }
}

#[cfg(test)]
mod tests;
