//! Evaluators of Smithy's own diff that do not concern a client.

/// Each with the reason why it has no rule.
pub(super) const NOT_APPLICABLE: &[(&str, &str)] = &[
    (
        "AddedResourceBinding, RemovedResourceBinding",
        "resources do not exist in the client; their operations are compared as operations",
    ),
    (
        "ChangedResourceIdentifiers",
        "for a client, identifiers of a resource are members of inputs, and are compared as members",
    ),
    (
        "TraitBreakingChange of `xmlName`, `xmlAttribute`, `xmlFlattened`, `xmlNamespace`",
        "no supported protocol uses XML; such a change is reported as `ModifiedTrait`",
    ),
    (
        "TraitBreakingChange of `cors`, `resourceIdentifier`, `property`, `notProperty`, `nestedProperties`",
        "CORS and properties of resources do not exist in the client; the same",
    ),
    (
        "AddedTraitDefinition, RemovedTraitDefinition",
        "only uses of a trait describe the service, not its definition",
    ),
    (
        "AddedMetadata, ChangedMetadata, RemovedMetadata",
        "metadata is for tools that validate and build the model; no code is generated from it",
    ),
];
