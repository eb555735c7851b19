//! Rules about the service as a whole: protocol, authentication, endpoints, names.

use super::support::{changes, code};
use super::{Found, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Severity};

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "ChangedProtocol",
        evaluators: &["TraitBreakingChange"],
        traits: &[
            "aws.protocols#restJson1",
            "aws.protocols#awsJson1_0",
            "aws.protocols#awsJson1_1",
            "smithy.protocols#rpcv2Json",
            "smithy.protocols#rpcv2Cbor",
            "aws.protocols#restXml",
            "aws.protocols#awsQuery",
            "aws.protocols#ec2Query",
        ],
        fires: "the client uses another protocol: breaking. The model lists an additional protocol: neutral",
        check: protocol,
    },
    Rule {
        id: "ChangedAuthentication",
        evaluators: &["TraitBreakingChange", "ModifiedTrait"],
        traits: AUTH,
        fires: "an authentication scheme is added, removed or changed, on the service or an operation: risky",
        check: authentication,
    },
    Rule {
        id: "ChangedEndpointRules",
        evaluators: &["ModifiedTrait"],
        traits: RULE_SETS,
        fires: "the endpoint rules change: risky",
        check: endpoint_rules,
    },
    Rule {
        id: "ChangedEndpointTests",
        evaluators: &["ModifiedTrait"],
        traits: &["smithy.rules#endpointTests"],
        fires: "the test cases of the endpoint rules change, from which examples take their endpoint: neutral",
        check: |cx, found| {
            for change in changes(cx, &["smithy.rules#endpointTests"], &[SiteKind::Service]) {
                let message = change.said().around("the test cases of the endpoint rules changed: ", "");
                found.add_trait(Class::Docs, Severity::Neutral, &change, message);
            }
        },
    },
    Rule {
        id: "ChangedServiceRename",
        evaluators: &["ServiceRename"],
        traits: &[],
        fires: "the service's `rename` of a shape changes: neutral, or breaking if a Rust type is renamed",
        check: rename,
    },
    Rule {
        id: "ChangedService",
        evaluators: &["ModifiedTrait"],
        traits: &["aws.api#service"],
        fires: "the id, version or AWS identity of the service changes: neutral, or risky if requests contain it",
        check: service,
    },
];

const AUTH: &[&str] = &[
    "smithy.api#auth",
    "smithy.api#optionalAuth",
    "aws.auth#sigv4",
    "aws.auth#sigv4a",
    "aws.auth#unsignedPayload",
    "smithy.api#httpApiKeyAuth",
    "smithy.api#httpBasicAuth",
    "smithy.api#httpBearerAuth",
    "smithy.api#httpDigestAuth",
];

const RULE_SETS: &[&str] = &[
    "smithy.rules#endpointRuleSet",
    "smithy.rules#endpointBdd",
    "smithy.rules#clientContextParams",
    "smithy.rules#staticContextParams",
    "smithy.rules#operationContextParams",
    "smithy.rules#contextParam",
];

fn protocol(cx: &Cx<'_>, found: &mut Found) {
    let id = cx.new.service_id;
    let (old, new) = (cx.old.protocol.id(), cx.new.protocol.id());
    if old != new {
        let message = format!("the client now uses {new} (was {old})");
        found.add(Class::Wire, Severity::Breaking, id, message);
        return;
    }
    for change in changes(cx, RULES[0].traits, &[SiteKind::Service]) {
        found.add_unseen_trait(
            Class::Wire,
            &change,
            change.said().around("", &format!("; the client still uses {new}")),
        );
    }
}

fn authentication(cx: &Cx<'_>, found: &mut Found) {
    for change in changes(cx, AUTH, &[SiteKind::Service, SiteKind::Operation]) {
        found.add_trait(Class::Wire, Severity::Risky, &change, change.said());
    }
}

fn endpoint_rules(cx: &Cx<'_>, found: &mut Found) {
    let everywhere = [SiteKind::Service, SiteKind::Operation, SiteKind::Member];
    for change in changes(cx, RULE_SETS, &everywhere) {
        let message = match (change.old, change.new) {
            (Some(_), Some(_)) if change.site.kind == SiteKind::Service => {
                change.said().around("requests may go to other hosts: ", "")
            }
            _ => change.said(),
        };
        found.add_trait(Class::Wire, Severity::Risky, &change, message);
    }
}

fn rename(cx: &Cx<'_>, found: &mut Found) {
    for pair in &cx.shapes {
        let Some([(old, _), (new, _)]) = pair.both() else { continue };
        let (before, after) = (cx.old.service.rename.get(old), cx.new.service.rename.get(new));
        let message = match (before, after) {
            (before, after) if before == after => continue,
            (None, Some(name)) => format!("the service now renames it to {}", code(name)),
            (Some(name), None) => format!("the service no longer renames it to {}", code(name)),
            (before, after) => {
                let name = |name: Option<&String>| code(name.map_or("", String::as_str));
                format!("the service now renames it to {} (was {})", name(after), name(before))
            }
        };
        found.add_unseen(Class::Type, new, message);
    }
}

fn service(cx: &Cx<'_>, found: &mut Found) {
    let id = cx.new.service_id;
    if cx.old.service_id != id {
        let message = format!("the service is now `{id}` (was `{}`)", cx.old.service_id);
        let is_sent = cx.new.protocol.sends_service() && cx.old.service_id.name() != id.name();
        let (class, severity) =
            if is_sent { (Class::Wire, Severity::Breaking) } else { (Class::Docs, Severity::Neutral) };
        found.add(class, severity, id, message);
    }
    let (old, new) = (&cx.old.service.version, &cx.new.service.version);
    if old != new {
        let message = format!("the version of the service is now {} (was {})", code(new), code(old));
        let is_sent = cx.new.protocol.sends_version();
        let (class, severity) =
            if is_sent { (Class::Wire, Severity::Risky) } else { (Class::Docs, Severity::Neutral) };
        found.add(class, severity, id, message);
    }
    for change in changes(cx, &["aws.api#service"], &[SiteKind::Service]) {
        let part = |value: Option<&serde_json::Value>| value.and_then(|value| value.get("sdkId").cloned());
        let severity = if part(change.old) == part(change.new) { Severity::Neutral } else { Severity::Risky };
        found.add(Class::Docs, severity, id, change.said());
    }
}

#[cfg(test)]
mod tests {
    use super::RULES;
    use crate::protocol::ALL;

    #[test]
    fn the_rule_about_protocols_covers_all_of_them() {
        let ids: Vec<&str> = ALL.iter().map(|protocol| protocol.id()).collect();
        assert_eq!(RULES[0].id, "ChangedProtocol");
        assert_eq!(RULES[0].traits, ids);
    }
}
