//! Parses Amazon Resource Names.

/// The parts of an ARN.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arn<'t> {
    pub partition: &'t str,
    pub service: &'t str,
    pub region: &'t str,
    pub account_id: &'t str,
    pub resource_id: Vec<String>,
}

/// Parses `arn:partition:service:region:account:resource`, where only region and account may be empty. The resource is split at
/// colons and slashes.
pub fn parse_arn(text: &str) -> Option<Arn<'_>> {
    let mut parts = text.splitn(6, ':');
    if parts.next()? != "arn" {
        return None;
    }
    let (partition, service, region) = (parts.next()?, parts.next()?, parts.next()?);
    let (account_id, resource) = (parts.next()?, parts.next()?);
    if partition.is_empty() || service.is_empty() || resource.is_empty() {
        return None;
    }
    let resource_id = resource.split([':', '/']).map(str::to_owned).collect();
    Some(Arn { partition, service, region, account_id, resource_id })
}
