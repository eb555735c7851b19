//! Evaluators of Smithy's own diff that say nothing to a client.

/// Each with the reason why no rule answers to it.
pub(super) const NOT_APPLICABLE: &[(&str, &str)] = &[
    (
        "AddedResourceBinding, RemovedResourceBinding",
        "a resource has no form in the client; its operations come and go as operations",
    ),
    (
        "ChangedResourceIdentifiers",
        "identifiers of a resource are members of inputs for a client, and are compared as such",
    ),
    (
        "TraitBreakingChange of `xmlName`, `xmlAttribute`, `xmlFlattened`, `xmlNamespace`",
        "no protocol that can be generated writes XML; such a change stands under `ModifiedTrait`",
    ),
    (
        "TraitBreakingChange of `cors`, `resourceIdentifier`, `property`, `notProperty`, `nestedProperties`",
        "what browsers may do, and what is a property of a resource, has no form in the client; the same",
    ),
    ("AddedTraitDefinition, RemovedTraitDefinition", "a definition says nothing of the service; its uses do"),
    (
        "AddedMetadata, ChangedMetadata, RemovedMetadata",
        "metadata is for tools that validate and build the model; nothing of it is generated",
    ),
];
