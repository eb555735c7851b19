//! The settings of the clients of a service.

use super::{RuleTy, Setting};

/// The settings that clients need, and those that have a meaning for the service.
#[derive(Clone, Debug)]
pub struct ClientSettings {
    /// The settings without which calls fail, which are the arguments of `Client::new`: an endpoint, if the model has no rules
    /// for one; a region, if the rules or signatures need one.
    pub needed: Vec<Setting>,
    /// The other settings of the endpoint rules, in addition to an endpoint, which all clients accept.
    pub optional: Vec<Setting>,
    /// The parameters of the endpoint rules that only this service has, and without which calls fail.
    pub params: Vec<NeededParam>,
    /// Whether the settings of AWS's tools are for this service: the variables `AWS_*` and the shared config file.
    pub aws: bool,
}

/// A parameter of the endpoint rules without which calls fail.
#[derive(Clone, Debug)]
pub struct NeededParam {
    pub setter: String,
    pub ty: RuleTy,
}

impl ClientSettings {
    /// Whether clients need this setting.
    pub fn need(&self, setting: Setting) -> bool {
        self.needed.contains(&setting)
    }
}
