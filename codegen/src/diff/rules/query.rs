//! Rules about the Query protocols: names in forms, and the codes of errors.

use super::support::{changes, code};
use super::{Found, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Severity};
use crate::ir::Encoder;
use crate::naming;

/// The group.
pub(super) const RULES: &[Rule] = &[
    Rule {
        id: "ChangedFormName",
        evaluators: &["TraitBreakingChange"],
        traits: &[FORM_NAME],
        fires: "a member has a new name in forms, but not in XML: breaking. An `ec2QueryName` that the protocol ignores: neutral",
        check: form_name,
    },
    Rule {
        id: "ChangedQueryError",
        evaluators: &["TraitBreakingChange"],
        traits: QUERY_ERRORS,
        fires: "the code of an error, its status in the Query protocol, or the codes of all errors change: risky. \
                Neutral if the protocol ignores it",
        check: query_error,
    },
];

const FORM_NAME: &str = "aws.protocols#ec2QueryName";

const COMPATIBLE: &str = "aws.protocols#awsQueryCompatible";

const QUERY_ERRORS: &[&str] = &["aws.protocols#awsQueryError", COMPATIBLE];

fn form_name(cx: &Cx<'_>, found: &mut Found) {
    let is_form = |encoder| matches!(encoder, Encoder::Form(_));
    let forms = [cx.old, cx.new].iter().all(|side| is_form(side.protocol.encoder()));
    for pair in cx.members.iter().filter(|pair| pair.is_named()) {
        let (Some((before, old)), Some((after, new))) = (pair.old, pair.new) else { continue };
        let (old_protocol, new_protocol) = (cx.old.protocol, cx.new.protocol);
        let was = old_protocol.form_name(before, &old.traits);
        let is = new_protocol.form_name(after, &new.traits);
        // The rule about names in documents reports the others.
        let same_in_xml =
            old_protocol.wire_name(before, &old.traits) == new_protocol.wire_name(after, &new.traits);
        if forms && was != is && same_in_xml {
            let same = naming::field_name(before) == naming::field_name(after) && before != after;
            let same = if same { "; its Rust name is unchanged" } else { "" };
            let message = format!("it is now {} in forms (was {}){same}", code(&is), code(&was));
            found.add(Class::Wire, Severity::Breaking, pair.id(), message);
        } else if before == after && old.traits.get(FORM_NAME) != new.traits.get(FORM_NAME) {
            let message = "its `@ec2QueryName` changed, which alone does not change its wire name";
            found.add_unseen(Class::Wire, pair.id(), message);
        }
    }
}

fn query_error(cx: &Cx<'_>, found: &mut Found) {
    let is_compatible = [cx.old, cx.new].iter().any(|side| side.traits.has(COMPATIBLE));
    let is_query = cx.new.protocol.has_query_errors();
    let kinds = [SiteKind::Service, SiteKind::Shape];
    for change in changes(cx, QUERY_ERRORS, &kinds) {
        let is_read = match change.id {
            COMPATIBLE => !is_query && cx.new.protocol.error_codes() == crate::ir::ErrorCodes::TypeFirst,
            _ => is_query || is_compatible,
        };
        if is_read {
            found.add_trait(Class::Wire, Severity::Risky, &change, change.said());
        } else {
            found.add_unseen_trait(Class::Wire, &change, change.said());
        }
    }
}
