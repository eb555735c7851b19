//! Rules about elements and attributes: for XML, and for forms, whose names are those of XML.

use super::support::changes;
use super::{Found, Rule};
use crate::diff::cx::{Cx, SiteKind};
use crate::diff::report::{Class, Direction, Severity};
use crate::ir::{Codec, Encoder};

const NAME: &str = "smithy.api#xmlName";
const NAMESPACE: &str = "smithy.api#xmlNamespace";

/// The group.
pub(super) const RULES: &[Rule] = &[Rule {
    id: "ChangedXml",
    evaluators: &["TraitBreakingChange"],
    traits: XML,
    fires: "an attribute, the root of a document, a namespace in requests, or whether a list or a map is flattened changes: breaking. \
            Neutral if the protocol ignores it",
    check: xml,
}];

const XML: &[&str] = &[NAME, "smithy.api#xmlAttribute", "smithy.api#xmlFlattened", NAMESPACE];

fn xml(cx: &Cx<'_>, found: &mut Found) {
    let protocol = cx.new.protocol;
    let sends_xml = matches!(protocol.encoder(), Encoder::Document(Codec::Xml));
    for change in changes(cx, XML, &[SiteKind::Service, SiteKind::Shape, SiteKind::Member]) {
        let is_payload = change.site.new.has("smithy.api#httpPayload");
        if change.id == NAME && change.site.kind == SiteKind::Member && !is_payload {
            // The rule about names in documents reports it.
            continue;
        }
        let is_root = change.id == NAME || change.id == NAMESPACE;
        let matters = match is_root {
            // The reader of a response needs neither.
            true => sends_xml && change.site.way != Some(Direction::Output),
            false => protocol.names_parts(),
        };
        if matters {
            found.add_trait(Class::Wire, Severity::Breaking, &change, change.said());
        } else {
            found.add_unseen_trait(Class::Wire, &change, change.said());
        }
    }
}
