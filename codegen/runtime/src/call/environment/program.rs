//! The names of environment variables: AWS's for its services, and names of their own for the crates of other services.

use super::super::super::service::Service;
#[cfg(feature = "cli")]
use super::problem::Problem;
#[cfg(feature = "cli")]
use super::profile::Profile;
#[cfg(feature = "cli")]
use super::sources::Variables;

/// The program or the crate whose settings are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Program {
    pub(crate) name: &'static str,
    /// Whether the settings of AWS's tools are for its service.
    pub(crate) aws: bool,
}

impl Program {
    /// The crate of a service.
    pub(crate) fn of<S: Service>() -> Self {
        Self { name: S::CRATE, aws: S::AWS }
    }

    /// The given profile or that of the environment, for services of AWS; an empty one for others.
    #[cfg(feature = "cli")]
    pub(crate) fn profile(self, named: Option<&str>, variables: &Variables<'_>) -> Result<Profile, Problem> {
        if self.aws {
            Profile::load(named, variables)
        } else {
            Ok(Profile::none())
        }
    }

    /// The start of variables that only this program reads: `CONNECTPARTICIPANT`.
    pub(crate) fn own_prefix(self) -> String {
        self.name.replace('-', "_").to_ascii_uppercase()
    }

    /// The start of the variables of settings that other programs have too: `AWS`, or that of this program.
    pub(crate) fn prefix(self) -> String {
        if self.aws {
            "AWS".to_owned()
        } else {
            self.own_prefix()
        }
    }

    /// The variable of `ENDPOINT_URL` or another such setting: `AWS_ENDPOINT_URL` for services of AWS, and
    /// `ORCHARD_ENDPOINT_URL` for the program `orchard` of another service.
    pub(crate) fn variable(self, setting: &str) -> String {
        format!("{}_{setting}", self.prefix())
    }

    /// The names of a setting, for messages: `AWS_MAX_ATTEMPTS or max_attempts`. Only services of AWS have the key of a profile.
    pub(crate) fn named(self, setting: &str, key: &str) -> String {
        let variable = self.variable(setting);
        if self.aws {
            format!("{variable} or {key}")
        } else {
            variable
        }
    }
}
