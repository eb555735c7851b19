//! The settings of the tool: from options, then the environment, then a profile of AWS's config file. It makes no calls, and reads
//! only the two files of AWS's tools. The only secrets are the keys and the identities, which are not shown.

use std::fmt;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use super::super::call::environment::shared::{expanded, Problem, Profile, Program, Sources, Variables};
use super::super::call::{ChecksumPolicy, Proxy};
use super::failure::{Failure, Kind};
use super::identity::Identities;
use super::options::{Files, Options};
use super::secrets;
use super::table::{Command, Tool};

/// The default of the connect timeout and of the read timeout.
const TIMEOUT: Duration = Duration::from_secs(60);

/// The settings of one run.
#[derive(Debug)]
pub struct Settings {
    pub(crate) region: Option<String>,
    pub(crate) endpoint: Option<Endpoint>,
    pub(crate) fips: bool,
    pub(crate) dual_stack: bool,
    /// Whether operations add their host prefix.
    pub(crate) host_prefix: bool,
    /// The output format, as text; `None` for the default.
    pub(crate) output: Option<String>,
    pub(crate) ca_bundle: Option<PathBuf>,
    pub(crate) verify: bool,
    pub(crate) proxy: Proxy,
    /// The policies for checksums of requests and responses.
    pub(crate) checksums: [Option<ChecksumPolicy>; 2],
    /// `None` for no timeout, here and below.
    pub(crate) connect_timeout: Option<Duration>,
    pub(crate) read_timeout: Option<Duration>,
    pub(crate) max_attempts: Option<u32>,
    pub(crate) sign: bool,
    pub(crate) identities: Identities,
    /// The keys of the profile, if they take precedence; those of the environment are read when a request is signed.
    pub(crate) keys: Option<Keys>,
    /// Whether texts of blobs are their bytes instead of base64.
    pub(crate) raw_binary: bool,
    pub(crate) files: Files,
    pub(crate) auto_prompt: AutoPrompt,
}

/// The condition for prompts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum AutoPrompt {
    Never,
    /// If a required value is missing.
    Partial,
    Always,
}

/// A custom endpoint.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Endpoint {
    pub(crate) url: String,
    /// Whether it is an option of the command line.
    pub(crate) is_option: bool,
}

/// Credentials from a file.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Keys {
    pub(crate) id: String,
    pub(crate) secret: String,
    pub(crate) session_token: Option<String>,
}

/// Only the id, which is not a secret.
impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Keys").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Returns the error format of the environment, or else of the profile; `None` also for a profile that cannot be read.
pub(crate) fn error_format(
    program: Program,
    profile: Option<&str>,
    variables: &Variables<'_>,
) -> Option<String> {
    variables(&program.variable("CLI_ERROR_FORMAT")).or_else(|| {
        let profile = program.profile(profile, variables).ok()?;
        profile.text("cli_error_format").map(str::to_owned)
    })
}

impl Settings {
    /// Returns the settings of a tool.
    pub fn gather(tool: &Tool, options: &Options, variables: &Variables<'_>) -> Result<Self, Failure> {
        let program = tool.program();
        let profile = program.profile(options.profile.as_deref(), variables)?;
        let from = Sources { variables, profile: &profile, program };
        from.retry_mode()?;
        Ok(Self {
            region: (options.region.clone().filter(|region| !region.is_empty())).or_else(|| from.region()),
            endpoint: endpoint(tool.service_id, options, &from)?,
            fips: from.fips()? == Some(true),
            dual_stack: from.dual_stack()? == Some(true),
            host_prefix: from.switch("DISABLE_HOST_PREFIX_INJECTION", "disable_host_prefix_injection")?
                != Some(true),
            output: options.output.clone().or_else(|| from.text(&["DEFAULT_OUTPUT"], "output")),
            ca_bundle: ca_bundle(options, &from)?,
            verify: !options.no_verify_ssl,
            proxy: Proxy::from_variables(variables)
                .map_err(|error| Failure::configuration(error.to_string()))?,
            connect_timeout: limit(options.connect_timeout),
            read_timeout: limit(options.read_timeout),
            checksums: [from.request_checksums()?, from.response_checksums()?],
            max_attempts: from.number("MAX_ATTEMPTS", "max_attempts")?,
            sign: !options.no_sign_request,
            identities: Identities::gather(program, tool.identities, options, variables),
            // Keys of the environment take precedence, unless an option names a profile.
            keys: keys(&profile)
                .filter(|_| options.profile.is_some() || variables("AWS_ACCESS_KEY_ID").is_none()),
            raw_binary: raw_binary(options, &from)?,
            files: from.files(options.no_file_params)?,
            auto_prompt: match options.auto_prompt {
                Some(true) => AutoPrompt::Always,
                Some(false) => AutoPrompt::Never,
                None => from.auto_prompt()?,
            },
        })
    }

    /// Returns the secrets of a call of a command: those of its input, and those of identities.
    pub(crate) fn secrets(&self, command: &Command, input: &Value) -> Vec<String> {
        let mut all = secrets::texts(command.operation.input.members, input);
        all.extend(self.identities.secrets());
        all
    }
}

/// The settings of the tool only.
impl Sources<'_> {
    /// Checks the retry mode, which has no other effect: a typo would otherwise not be noticed.
    fn retry_mode(&self) -> Result<(), Failure> {
        let (variable, key) = ("RETRY_MODE", "retry_mode");
        match self.text(&[variable], key) {
            Some(mode) if !["legacy", "standard", "adaptive"].contains(&mode.as_str()) => {
                Err(Failure::configuration(format!(
                    "Invalid value for {}: \"{mode}\" is none of legacy, standard and adaptive",
                    self.program.named(variable, key)
                )))
            }
            _ => Ok(()),
        }
    }

    fn files(&self, is_off: bool) -> Result<Files, Failure> {
        let (variable, key) = ("CLI_FILE_PARAMS", "cli_file_params");
        if is_off {
            return Ok(Files::Ignored);
        }
        match self.text(&[variable], key) {
            None => Ok(Files::Warned),
            Some(_) if self.switch(variable, key)? == Some(true) => Ok(Files::Read),
            Some(_) => Ok(Files::Ignored),
        }
    }

    fn auto_prompt(&self) -> Result<AutoPrompt, Failure> {
        let (variable, key) = ("CLI_AUTO_PROMPT", "cli_auto_prompt");
        let Some(wanted) = self.text(&[variable], key) else { return Ok(AutoPrompt::Never) };
        match wanted.to_ascii_lowercase().as_str() {
            "on" => Ok(AutoPrompt::Always),
            "on-partial" => Ok(AutoPrompt::Partial),
            "off" => Ok(AutoPrompt::Never),
            _ => Err(Failure::configuration(format!(
                "Invalid value for {}: \"{wanted}\" is none of on, on-partial and off",
                self.program.named(variable, key)
            ))),
        }
    }

    /// Returns a positive integer.
    fn number(&self, variable: &str, key: &str) -> Result<Option<u32>, Failure> {
        let Some(value) = self.text(&[variable], key) else { return Ok(None) };
        match value.trim().parse() {
            Ok(number) if number > 0 => Ok(Some(number)),
            _ => Err(Failure::configuration(format!(
                "Invalid value for {}: \"{value}\" is not a whole number of at least 1",
                self.program.named(variable, key)
            ))),
        }
    }
}

/// Returns the custom endpoint: of the option, the environment, or the profile.
fn endpoint(service_id: &str, options: &Options, from: &Sources<'_>) -> Result<Option<Endpoint>, Failure> {
    if let Some(url) = &options.endpoint_url {
        let place = format!("--endpoint-url \"{url}\"");
        return with_scheme(url, &place)
            .map(|()| Some(Endpoint { url: url.clone(), is_option: true }))
            .map_err(Failure::parameter);
    }
    let Some(url) = from.endpoint(service_id)?.map(|setting| setting.text) else { return Ok(None) };
    let or_profile = if from.program.aws { " or the profile" } else { "" };
    with_scheme(&url, &format!("the endpoint URL \"{url}\" of the environment{or_profile}"))
        .map_err(Failure::configuration)?;
    Ok(Some(Endpoint { url, is_option: false }))
}

/// Rejects an address without a scheme, the most common mistake.
fn with_scheme(url: &str, place: &str) -> Result<(), String> {
    match url.split_once("://") {
        Some((scheme, rest)) if !scheme.is_empty() && !rest.is_empty() => Ok(()),
        _ => Err(format!(
            "Bad value for {place}: scheme is missing.  Must be of the form http://<hostname>/ or https://<hostname>/"
        )),
    }
}

fn keys(profile: &Profile) -> Option<Keys> {
    Some(Keys {
        id: profile.text("aws_access_key_id")?.to_owned(),
        secret: profile.text("aws_secret_access_key")?.to_owned(),
        session_token: profile.text("aws_session_token").map(str::to_owned),
    })
}

/// With the messages of the AWS CLI.
impl From<Problem> for Failure {
    fn from(problem: Problem) -> Self {
        let unreadable = |path: &Path| format!("Unable to parse config file: {}", path.display());
        match problem {
            Problem::NoProfile { name, .. } => {
                Self::new(Kind::Other, format!("The config profile ({name}) could not be found"))
            }
            Problem::Unreadable { path, error } => {
                Self::configuration(format!("Unable to read config file: {}: {error}", path.display()))
            }
            Problem::NotText { path } => Self::configuration(unreadable(&path)).with_hint("it is not UTF-8"),
            Problem::BadLine { path, line } => {
                Self::configuration(unreadable(&path)).with_hint(format!("look at line {line}"))
            }
            Problem::NoServices(name) => Self::configuration(format!(
                "The profile is configured to use the services section but the \"{}\" services configuration does not exist.",
                name.text
            )),
            Problem::NoSwitch { setting, value } => Self::configuration(format!(
                "Invalid value for {setting}: \"{}\" is neither true nor false",
                value.text
            )),
            Problem::NoChecksumPolicy { setting, value } => Self::configuration(format!(
                "Invalid value for {setting}: \"{}\" is neither when_supported nor when_required",
                value.text
            )),
        }
    }
}

fn limit(seconds: Option<u64>) -> Option<Duration> {
    match seconds {
        Some(0) => None,
        Some(seconds) => Some(Duration::from_secs(seconds)),
        None => Some(TIMEOUT),
    }
}

/// Returns the file of certificates. An empty path would be the current folder.
fn ca_bundle(options: &Options, from: &Sources<'_>) -> Result<Option<PathBuf>, Failure> {
    let path = options.ca_bundle.clone().or_else(|| from.text(&["CA_BUNDLE"], "ca_bundle"));
    match path {
        Some(path) if path.trim().is_empty() => Err(Failure::configuration(format!(
            "Invalid CA bundle: the value of --ca-bundle, {} is empty; give the path of a file",
            from.program.named("CA_BUNDLE", "ca_bundle")
        ))),
        path => Ok(path.map(|path| PathBuf::from(expanded(&path, from.variables)))),
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
