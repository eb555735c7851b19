//! The precedence of settings: variables of the environment, then the profile.

use std::path::PathBuf;

use super::super::ChecksumPolicy;
use super::problem::Problem;
use super::profile::Profile;
use super::program::Program;

/// The variables of an environment by their names. Empty ones count as missing.
pub(crate) type Variables<'a> = dyn Fn(&str) -> Option<String> + 'a;

/// Returns a variable of the process; an empty one counts as missing.
pub(crate) fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// The variables and the profile.
pub(crate) struct Sources<'a> {
    pub(crate) variables: &'a Variables<'a>,
    pub(crate) profile: &'a Profile,
    pub(crate) program: Program,
}

/// The text of a setting, and its place for error messages.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Setting {
    pub(crate) text: String,
    pub(crate) place: Place,
}

/// The place of a setting.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Place {
    Variable(String),
    File { path: PathBuf, line: usize, section: String, key: String },
}

impl Sources<'_> {
    /// Returns the text of the first variable that is set, or else of the profile. Variables are named without their prefix.
    pub(crate) fn text(&self, variables: &[&str], key: &str) -> Option<String> {
        self.find(variables, key).map(|setting| setting.text)
    }

    /// Returns the region; `None` for services that are not AWS's, here and below.
    pub(crate) fn region(&self) -> Option<String> {
        self.text(&["REGION", "DEFAULT_REGION"], "region").filter(|_| self.program.aws)
    }

    pub(crate) fn fips(&self) -> Result<Option<bool>, Problem> {
        self.aws_switch("USE_FIPS_ENDPOINT", "use_fips_endpoint")
    }

    pub(crate) fn dual_stack(&self) -> Result<Option<bool>, Problem> {
        self.aws_switch("USE_DUALSTACK_ENDPOINT", "use_dualstack_endpoint")
    }

    pub(crate) fn request_checksums(&self) -> Result<Option<ChecksumPolicy>, Problem> {
        self.checksum_policy("REQUEST_CHECKSUM_CALCULATION", "request_checksum_calculation")
    }

    pub(crate) fn response_checksums(&self) -> Result<Option<ChecksumPolicy>, Problem> {
        self.checksum_policy("RESPONSE_CHECKSUM_VALIDATION", "response_checksum_validation")
    }

    fn checksum_policy(&self, variable: &str, key: &str) -> Result<Option<ChecksumPolicy>, Problem> {
        let Some(value) = self.find(&[variable], key).filter(|_| self.program.aws) else { return Ok(None) };
        let wanted = value.text.trim();
        let known = ChecksumPolicy::NAMES.iter().find(|(name, _)| name.eq_ignore_ascii_case(wanted));
        match known {
            Some((_, policy)) => Ok(Some(*policy)),
            None => Err(Problem::NoChecksumPolicy {
                setting: self.program.named(variable, key),
                value: Box::new(value),
            }),
        }
    }

    fn aws_switch(&self, variable: &str, key: &str) -> Result<Option<bool>, Problem> {
        if self.program.aws {
            self.switch(variable, key)
        } else {
            Ok(None)
        }
    }

    /// Returns a setting that is true or false. AWS's tools read any other text as false; here it is an error, since a typo
    /// would otherwise select the wrong endpoint.
    pub(crate) fn switch(&self, variable: &str, key: &str) -> Result<Option<bool>, Problem> {
        let Some(value) = self.find(&[variable], key) else { return Ok(None) };
        match value.text.trim().to_ascii_lowercase().as_str() {
            "true" => Ok(Some(true)),
            "false" => Ok(Some(false)),
            _ => {
                Err(Problem::NoSwitch { setting: self.program.named(variable, key), value: Box::new(value) })
            }
        }
    }

    /// Returns the endpoint of the service with this id: of the variable of the service, the variable of all services, the
    /// `services` section of the profile, or the profile; for services that are not AWS's, of the variable of the program.
    pub(crate) fn endpoint(&self, sdk_id: &str) -> Result<Option<Setting>, Problem> {
        if !self.program.aws {
            return Ok(self.variable(&["ENDPOINT_URL"]));
        }
        let ignored = self.switch("IGNORE_CONFIGURED_ENDPOINT_URLS", "ignore_configured_endpoint_urls")?;
        if ignored == Some(true) {
            return Ok(None);
        }
        let service = sdk_id.replace([' ', '-'], "_").to_lowercase();
        let variable = format!("ENDPOINT_URL_{}", service.to_uppercase());
        match self.variable(&[&variable, "ENDPOINT_URL"]) {
            Some(url) => Ok(Some(url)),
            None => self.profile.endpoint(&service),
        }
    }

    fn find(&self, variables: &[&str], key: &str) -> Option<Setting> {
        self.variable(variables).or_else(|| self.profile.setting(key))
    }

    fn variable(&self, names: &[&str]) -> Option<Setting> {
        names.iter().find_map(|name| {
            let name = self.program.variable(name);
            let text = (self.variables)(&name)?;
            Some(Setting { text, place: Place::Variable(name) })
        })
    }
}
