//! The settings of clients: those that calls need, and those that have a meaning for the service.
//!
//! Everything that tells users about settings, such as constructors, examples and the command line, uses this decision.

use super::Cx;
use crate::ir::{ClientSettings, Endpoints, NeededParam, Setting, Used};

impl Cx<'_> {
    /// Returns the settings of a service whose operations are lowered.
    pub(super) fn client_settings(&self, endpoints: &Endpoints) -> ClientSettings {
        let is_param =
            |setting: &Setting| endpoints.params.iter().any(|param| param.setting == Some(*setting));
        let has_region = is_param(&Setting::Region) || self.notes.has(Used::SigV4);
        let endpoint = (!endpoints.has_rules).then_some(Setting::Endpoint);
        let region = has_region.then_some(Setting::Region);
        let lacking = endpoints.params.iter().filter(|param| param.required && param.setting.is_none());
        ClientSettings {
            needed: endpoint.into_iter().chain(region).collect(),
            optional: [Setting::UseFips, Setting::UseDualStack].into_iter().filter(is_param).collect(),
            params: lacking.map(|param| NeededParam { setter: param.setter.clone(), ty: param.ty }).collect(),
            aws: has_region || self.source.service_traits.has("aws.api#service"),
        }
    }
}
