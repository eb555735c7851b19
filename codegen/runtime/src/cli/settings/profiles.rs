//! A profile of AWS's config and credentials files. A missing file counts as empty.

use std::path::PathBuf;

use super::super::failure::{Failure, Kind};
use super::super::home::expanded;
use super::ini::{self, Section};
use super::{Environment, Keys};

/// The settings of a profile in the files.
pub(super) struct Profile {
    config: Option<Section>,
    credentials: Option<Section>,
    /// The section named by `services`, if present.
    services: Option<Section>,
}

impl Profile {
    /// Finds the given profile, that of the environment, or `default`; only `default` may be missing.
    pub(super) fn load(named: Option<&str>, environment: &Environment<'_>) -> Result<Self, Failure> {
        let named = named
            .map(str::to_owned)
            .or_else(|| environment("AWS_PROFILE"))
            .or_else(|| environment("AWS_DEFAULT_PROFILE"));
        let name = named.as_deref().unwrap_or("default");
        let mut config = read("AWS_CONFIG_FILE", "~/.aws/config", environment)?;
        let mut credentials = read("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", environment)?;
        let profile = take(&mut config, |section| is_profile(section, name));
        let credentials = take(&mut credentials, |section| section.name == name);
        if named.is_some() && profile.is_none() && credentials.is_none() {
            return Err(Failure::new(Kind::Other, format!("The config profile ({name}) could not be found")));
        }
        let wanted = profile.as_ref().and_then(|profile| profile.text("services")).map(str::to_owned);
        let services =
            wanted.and_then(|wanted| take(&mut config, |section| is_named(section, "services", &wanted)));
        Ok(Self { config: profile, credentials, services })
    }

    /// Returns a setting. As in AWS's tools, the credentials file takes precedence.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        let texts = [&self.credentials, &self.config];
        let mut found = texts.iter().filter_map(|section| section.as_ref()?.text(key));
        found.find(|text| !text.is_empty())
    }

    /// Returns the endpoint of a service, or that of all services.
    pub(super) fn endpoint(&self, service: &str) -> Result<Option<String>, Failure> {
        if let (Some(name), None) = (self.text("services"), &self.services) {
            return Err(Failure::configuration(format!(
                "The profile is configured to use the services section but the \"{name}\" services configuration does not exist."
            )));
        }
        let own = self.services.as_ref().and_then(|section| section.nested(service, "endpoint_url"));
        Ok(own.filter(|url| !url.is_empty()).or_else(|| self.text("endpoint_url")).map(str::to_owned))
    }

    /// Returns the access keys.
    pub(super) fn keys(&self) -> Option<Keys> {
        Some(Keys {
            id: self.text("aws_access_key_id")?.to_owned(),
            secret: self.text("aws_secret_access_key")?.to_owned(),
            session_token: self.text("aws_session_token").map(str::to_owned),
        })
    }
}

/// Removes the first matching section.
fn take(sections: &mut Vec<Section>, wanted: impl Fn(&Section) -> bool) -> Option<Section> {
    let place = sections.iter().position(wanted)?;
    Some(sections.swap_remove(place))
}

fn is_profile(section: &Section, name: &str) -> bool {
    (section.name == "default" && name == "default") || is_named(section, "profile", name)
}

/// Whether a section is `[kind name]`, with or without quotes.
fn is_named(section: &Section, kind: &str, name: &str) -> bool {
    let Some(rest) = section.name.strip_prefix(kind).filter(|rest| rest.starts_with([' ', '\t'])) else {
        return false;
    };
    let rest = rest.trim();
    let quoted = |quote: char| rest.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    match quoted('"').or_else(|| quoted('\'')) {
        Some(quoted) => quoted == name,
        None => rest == name && !rest.contains(char::is_whitespace),
    }
}

/// Returns the sections of a file whose path may come from a variable.
fn read(variable: &str, usual: &str, environment: &Environment<'_>) -> Result<Vec<Section>, Failure> {
    let path =
        PathBuf::from(expanded(&environment(variable).unwrap_or_else(|| usual.to_owned()), environment));
    if !path.is_file() {
        return Ok(Vec::new());
    }
    let bytes = std::fs::read(&path).map_err(|error| {
        Failure::configuration(format!("Unable to read config file: {}: {error}", path.display()))
    })?;
    let bad = || Failure::configuration(format!("Unable to parse config file: {}", path.display()));
    let text = String::from_utf8(bytes).map_err(|_| bad().with_hint("it is not UTF-8"))?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // The line itself may be a secret.
    ini::parse(text).map_err(|line| bad().with_hint(format!("look at line {}", line.0)))
}
