//! The complete list of differences between the two forms of one model. codegen/guides/design/generator.md has the same list.

use crate::compare::{Difference, compare};
use crate::forms::Forms;
use crate::{checks, members, texts};

/// A reason for differences between the forms.
pub(crate) struct Way {
    pub(crate) name: &'static str,
    pub(crate) reason: &'static str,
    explains: fn(&Difference, &Forms) -> bool,
}

/// The first that explains a difference is used.
pub(crate) const WAYS: [Way; 18] = [
    Way {
        name: "documentation",
        reason: "each form has its own edition of the text; limits and patterns are documented where a form has them",
        explains: |difference, _| difference.key.aspect == "documentation",
    },
    Way {
        name: "endpoint-tests",
        reason: "botocore has no endpoint tests",
        explains: texts::is_endpoint_test,
    },
    Way {
        name: "examples",
        reason: "each form has its own examples and protocol tests, which become tests",
        explains: texts::differ_in_examples,
    },
    Way {
        name: "error-order",
        reason: "the AST sorts the errors of an operation and puts those of the service after them, C2J does neither",
        explains: |difference, forms| {
            let orders =
                ["order of variants", "order of fn inner", "order of runtime : : Operation fn read_error"];
            orders.contains(&difference.key.aspect.as_str()) && forms.has_reordered_errors(&difference.key)
        },
    },
    Way {
        name: "member-order",
        reason: "C2J sorts the members of some services by name, and with them the arguments of constructors",
        explains: |difference, forms| {
            difference.key.aspect.starts_with("order of ") && members::are_reordered(difference, forms)
        },
    },
    Way {
        name: "enum-variant-names",
        reason: "C2J has no names for enum values; they are derived from the values",
        explains: |difference, _| difference.key.aspect == "name of value" && difference.is_change(),
    },
    Way {
        name: "enum-value-traits",
        reason: "C2J has no traits on single enum values, so none is deprecated",
        explains: members::has_deprecated_value,
    },
    Way {
        name: "pagination",
        reason: "botocore keeps its own list of paginators",
        explains: |difference, _| {
            let key = &difference.key;
            let constant = key.aspect == "const" && ["PAGINATION", "TOKEN"].contains(&key.subject.as_str());
            // Pagination of one form becomes client methods.
            let turning =
                key.aspect.contains("runtime : : call : : Paginate") || key.subject.contains(": : Paginate");
            constant || turning && !difference.is_change() || texts::differ_in_pagination(difference)
        },
    },
    Way {
        name: "waiter-delays",
        reason: "C2J has the number of attempts, the AST the maximum delay",
        explains: |difference, _| {
            let constant = difference.key.subject == "WAITERS" && texts::differ_in_longest_delay(difference);
            constant
                || difference.key.aspect.starts_with("fn wait_until_") && texts::differ_in_a_wait(difference)
        },
    },
    Way {
        name: "readonly",
        reason: "C2J does not have the trait `readonly`",
        explains: |difference, _| {
            let key = &difference.key;
            let says = ["IS_READONLY", "REPEATABLE"].contains(&key.subject.as_str());
            // Without the trait, a request is retried depending on its method.
            says && key.aspect.ends_with("const") && difference.c2j.is_none()
        },
    },
    Way {
        name: "defaults",
        reason: "C2J has no defaults: such a member is an option, or an argument of `new` if it is required",
        explains: |difference, forms| {
            // Defaults of `serde`, by a function.
            let filled = difference.c2j.is_none() && difference.key.item().starts_with("default_");
            filled || members::has_default(difference, forms) || texts::differ_in_options(difference)
        },
    },
    Way {
        name: "client-optional",
        reason: "C2J has no `clientOptional`: clients must set a required member",
        explains: |difference, forms| {
            members::is_client_optional(difference, forms) || texts::differ_in_shown_arguments(difference)
        },
    },
    Way {
        name: "sparse",
        reason: "botocore drops `sparse`: items of its lists and values of its maps cannot be null",
        explains: |difference, forms| {
            members::is_sparse(difference, forms) || texts::are_optional_items(difference)
        },
    },
    Way {
        name: "json-name",
        reason: "C2J has one name per member; a label or a header has no second one for serde",
        explains: members::has_unsent_name,
    },
    Way {
        name: "trailing-slash",
        reason: "C2J keeps the slash at the end of a path, the AST does not",
        explains: texts::differ_in_slash,
    },
    Way {
        name: "patterns",
        reason: "C2J has its own patterns, often without anchors, and no `uniqueItems`; so `validate` checks less",
        explains: |difference, _| checks::differ_in_patterns(difference),
    },
    Way {
        name: "schema",
        reason: "the schema, and the options of the command-line tool, repeat what the types say of each member, and their \
            documentation",
        explains: |difference, _| texts::differ_in_the_schema(difference),
    },
    Way {
        name: "content",
        reason: "the two forms differ in these members, at any date",
        explains: |difference, forms| CONTENT.iter().any(|content| content.explains(difference, forms)),
    },
];

/// A member that differs between the two forms of a service.
pub(crate) struct Content {
    pub(crate) structure: &'static str,
    pub(crate) field: &'static str,
    pub(crate) reason: &'static str,
}

pub(crate) const CONTENT: [Content; 6] = [
    Content {
        structure: "SdkTypes",
        field: "position",
        reason: "api-gateway: the AST lacks the token of an operation that is not paginated",
    },
    Content {
        structure: "InferenceConfiguration",
        field: "stop_sequences",
        reason: "bedrock-runtime: at most 4 in C2J, 2,500 in the AST",
    },
    Content { structure: "ListJobsInput", field: "limit", reason: LIMIT },
    Content { structure: "ListMultipartUploadsInput", field: "limit", reason: LIMIT },
    Content { structure: "ListPartsInput", field: "limit", reason: LIMIT },
    Content { structure: "ListVaultsInput", field: "limit", reason: LIMIT },
];

const LIMIT: &str = "glacier: a string in C2J, an integer in the AST; the query is the same";

impl Content {
    pub(crate) fn explains(&self, difference: &Difference, forms: &Forms) -> bool {
        members::are_about(difference, forms, self.structure, self.field)
    }
}

/// Returns the differences of two forms, each with the first reason that explains it.
pub(crate) fn explained(forms: &Forms) -> Vec<(Difference, Option<&'static str>)> {
    let explain = |difference: Difference| {
        let way = WAYS.iter().find(|way| (way.explains)(&difference, forms)).map(|way| way.name);
        (difference, way)
    };
    compare(&forms.c2j.facts, &forms.smithy.facts).into_iter().map(explain).collect()
}
