//! Bearer tokens, API keys and logins: from options, standard input, or variables named after the tool. No output shows them.

use base64::engine::general_purpose::STANDARD;
use base64::Engine as _;

use super::super::auth::{ApiKey, BearerToken, Login};
use super::super::call::environment::shared::{Program, Variables};
use super::super::percent;
use super::super::AuthScheme;
use super::failure::Failure;
use super::globals::Identity;
use super::input::Sources;
use super::options::Options;
use super::providers::Providers;
use super::secrets;
use super::shell::quoted;

const API_KEY: &str = "api-key";
const BEARER_TOKEN: &str = "bearer-token";
pub(super) const USERNAME: &str = "username";
const PASSWORD: &str = "password";

/// The parts of the identities for a command, by their options.
#[derive(Clone, Default)]
pub(crate) struct Identities(Vec<Part>);

#[derive(Clone)]
struct Part {
    option: &'static str,
    value: Value,
}

#[derive(Clone)]
enum Value {
    Known(String),
    /// Standard input, which is not read yet.
    Input,
}

/// Shows nothing: the parts are secrets.
impl std::fmt::Debug for Identities {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Identities").finish_non_exhaustive()
    }
}

/// The identity for a scheme; `None` for signatures, whose credentials have no options.
pub(super) fn for_scheme(scheme: &AuthScheme) -> Option<Identity> {
    match scheme {
        AuthScheme::HttpApiKey { .. } => Some(Identity::ApiKey),
        AuthScheme::HttpBearer => Some(Identity::BearerToken),
        AuthScheme::HttpBasic => Some(Identity::Login),
        _ => None,
    }
}

impl Identities {
    /// The parts that options or variables have; options take precedence.
    pub(super) fn gather(
        program: Program,
        identities: &[Identity],
        options: &Options,
        variables: &Variables<'_>,
    ) -> Self {
        let given = |option: &str| {
            let value = options.identities.iter().find(|(name, _)| *name == option).map(|(_, value)| value);
            match value.filter(|value| !value.is_empty()) {
                Some(value) if value == secrets::STANDARD_INPUT => Some(Value::Input),
                Some(value) => Some(Value::Known(value.clone())),
                None => variables(&secrets::variable(program.name, option)).map(Value::Known),
            }
        };
        let names = identities.iter().flat_map(|identity| identity.options()).map(|option| option.name);
        Self(names.filter_map(|option| Some(Part { option, value: given(option)? })).collect())
    }

    /// Reads standard input for the option that names it.
    pub(super) fn read(&mut self, sources: &mut Sources<'_>) -> Result<(), Failure> {
        for Part { option, value } in &mut self.0 {
            if let Value::Input = value {
                let text = sources.input(option).map_err(|problem| {
                    Failure::parameter(format!("Error parsing parameter '--{option}': {}", problem.quiet()))
                })?;
                if text.is_empty() {
                    return Err(Failure::parameter(format!(
                        "Error parsing parameter '--{option}': standard input is empty"
                    )));
                }
                *value = Value::Known(text);
            }
        }
        Ok(())
    }

    fn get(&self, option: &str) -> Option<&str> {
        self.0.iter().find(|part| part.option == option).and_then(|part| match &part.value {
            Value::Known(text) => Some(text.as_str()),
            Value::Input => None,
        })
    }

    fn login(&self) -> Option<(&str, &str)> {
        Some((self.get(USERNAME)?, self.get(PASSWORD)?))
    }

    /// Whether the identity for a scheme is complete.
    pub(super) fn has(&self, scheme: &AuthScheme) -> bool {
        for_scheme(scheme).map_or(false, |identity| match identity {
            Identity::ApiKey => self.get(API_KEY).is_some(),
            Identity::BearerToken => self.get(BEARER_TOKEN).is_some(),
            Identity::Login => self.login().is_some(),
        })
    }

    /// Adds them to a client.
    pub(super) fn add_to(&self, stack: &mut impl Providers) {
        if let Some(token) = self.get(BEARER_TOKEN) {
            stack.add_bearer_token(BearerToken::new(token));
        }
        if let Some(key) = self.get(API_KEY) {
            stack.add_api_key(ApiKey::new(key));
        }
        if let Some((user, password)) = self.login() {
            stack.add_login(Login::new(user, password));
        }
    }

    /// The secrets as requests contain them, so that they can be removed from errors and logs.
    pub(super) fn secrets(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        all.extend(self.get(BEARER_TOKEN).map(str::to_owned));
        all.extend(self.get(PASSWORD).map(str::to_owned));
        all.extend(self.login().map(|(user, password)| STANDARD.encode(format!("{user}:{password}"))));
        if let Some(key) = self.get(API_KEY) {
            let mut in_query = String::new();
            percent::encode(key, &mut in_query);
            all.extend([key.to_owned(), in_query]);
        }
        all.retain(|text| secrets::is_long(text));
        all
    }
}

/// Returns the failure of a call without an identity, with every way to give one.
pub(super) fn missing(program: Program, schemes: &[AuthScheme]) -> Option<Failure> {
    let identities = schemes.iter().filter_map(for_scheme);
    let (names, ways): (Vec<&str>, Vec<String>) = identities
        .map(|identity| {
            let set = |option| secrets::variable(program.name, option);
            match identity {
                Identity::ApiKey => ("API key", way("--api-key KEY", "--api-key -", &set(API_KEY))),
                Identity::BearerToken => {
                    ("bearer token", way("--bearer-token TOKEN", "--bearer-token -", &set(BEARER_TOKEN)))
                }
                Identity::Login => (
                    "user name and password",
                    way(
                        "--username NAME and --password PASSWORD",
                        "--password -",
                        &format!("{} and {}", set(USERNAME), set(PASSWORD)),
                    ),
                ),
            }
        })
        .unzip();
    let message = format!("No {} is given: {}", names.join(" or "), ways.join("; or "));
    (!names.is_empty()).then(|| Failure::configuration(message).with_code("NoCredentials"))
}

fn way(options: &str, input: &str, variables: &str) -> String {
    format!("use {options}, {input} to read it from standard input, or set {variables}")
}

/// Returns the arguments of curl for a scheme, with the variables of the shell in place of the secrets.
pub(super) fn curl_options(program: Program, scheme: &AuthScheme) -> Vec<String> {
    let set = |option| format!("${}", secrets::variable(program.name, option));
    // The name of a header or a parameter is from the model, and can contain characters of the shell.
    let header = |before: &str, option| format!("--header {}\"{}\"", quoted(before), set(option));
    vec![match scheme {
        AuthScheme::HttpBearer => header("authorization: Bearer ", BEARER_TOKEN),
        AuthScheme::HttpBasic => format!("--user \"{}:{}\"", set(USERNAME), set(PASSWORD)),
        AuthScheme::HttpApiKey { location: "query", name, .. } => {
            format!("--url-query {}\"{}\"", quoted(&format!("{name}=")), set(API_KEY))
        }
        AuthScheme::HttpApiKey { name, scheme, .. } => {
            let scheme = scheme.map_or_else(String::new, |scheme| format!("{scheme} "));
            header(&format!("{}: {scheme}", name.to_ascii_lowercase()), API_KEY)
        }
        _ => return Vec::new(),
    }]
}

#[cfg(test)]
mod tests;
