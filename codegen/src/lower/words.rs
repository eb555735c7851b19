//! Documentation: that of the model, and facts of the model in words, such as limits and locations.

use serde_json::Value;

use crate::docs::{self, visible};
use crate::ir::{Deprecation, Docs};
use crate::model::{Shape, ShapeKind, Traits};

/// Returns the documentation of a shape or a member.
pub(super) fn docs(traits: &Traits) -> Docs {
    let mut lines = traits.text("smithy.api#documentation").map(docs::markdown).unwrap_or_default();
    if let Some(since) = traits.text("smithy.api#since") {
        docs::append(&mut lines, docs::markdown(&format!("Since {since}.")).join(" "));
    }
    if traits.has("smithy.api#unstable") {
        docs::append(&mut lines, "Unstable: it may change at any time.");
    }
    if traits.has("smithy.api#internal") {
        docs::append(&mut lines, "Internal to the service: not for general use.");
    }
    lines
}

/// Returns the deprecation note of a shape or a member.
pub(super) fn deprecation(traits: &Traits) -> Option<Deprecation> {
    let value = traits.get("smithy.api#deprecated")?;
    // Rustdoc renders both as Markdown.
    let text = |key: &str| value.get(key).and_then(|v| v.as_str()).map(docs::line);
    Some(Deprecation { since: text("since"), note: text("message") })
}

/// The note about a required idempotency token.
pub(super) const FILLED_IN: &str =
    "clients set it if it is missing; without a client, call `Operation::set_idempotency_token`";

/// Describes location, presence and limits of a member in one line; without facts that its documentation mentions.
pub(super) fn facts(required: bool, member: &Traits, target: Option<&Shape>, docs: &[String]) -> String {
    let mut parts = Vec::new();
    if required {
        parts.push("required".to_owned());
    }
    parts.extend(place(member));
    parts.extend(target.into_iter().flat_map(|shape| limits(member, shape)));
    if member.has("smithy.api#idempotencyToken") {
        parts.push("idempotency token".to_owned());
    }
    let said = docs.join(" ").to_lowercase();
    parts.retain(|part| !said.contains(&part.to_lowercase()));
    let mut line = parts.join("; ");
    if let Some(first) = line.get(..1).map(str::to_ascii_uppercase) {
        line.replace_range(..1, &first);
        line.push('.');
    }
    line
}

/// Returns the documentation of a member that has none.
pub(super) fn unsaid(member: &str) -> String {
    format!("The member `{member}`.")
}

/// Adds a fact to such a line.
pub(super) fn add(line: &mut String, fact: &str) {
    let fact =
        if line.is_empty() { fact[..1].to_ascii_uppercase() + &fact[1..] } else { format!("; {fact}") };
    line.truncate(line.trim_end_matches('.').len());
    line.push_str(&fact);
    line.push('.');
}

fn place(member: &Traits) -> Option<String> {
    let named = |id: &str, what: &str| {
        let name = member.text(id)?.escape_debug().to_string().replace('`', "'");
        Some(format!("{what} `{name}`"))
    };
    named("smithy.api#httpHeader", "header")
        .or_else(|| named("smithy.api#httpQuery", "query parameter"))
        .or_else(|| {
            (member.text("smithy.api#httpPrefixHeaders") == Some("")).then(|| "all headers".to_owned())
        })
        .or_else(|| named("smithy.api#httpPrefixHeaders", "headers that start with"))
        .or_else(|| member.has("smithy.api#httpLabel").then(|| "part of the path".to_owned()))
        .or_else(|| member.has("smithy.api#httpQueryParams").then(|| "query parameters".to_owned()))
        .or_else(|| member.has("smithy.api#httpPayload").then(|| "the whole body".to_owned()))
        .or_else(|| member.has("smithy.api#httpResponseCode").then(|| "the HTTP status".to_owned()))
}

fn limits(member: &Traits, target: &Shape) -> impl Iterator<Item = String> {
    let of = |id: &str| member.effective(Some(target), id);
    let unit = match &target.kind {
        ShapeKind::List(_) => "items",
        ShapeKind::Map { .. } => "entries",
        ShapeKind::Blob => "bytes",
        _ => "characters",
    };
    let length = of("smithy.api#length").and_then(span).map(|span| format!("{span} {unit}"));
    let range = of("smithy.api#range").and_then(span);
    let pattern = of("smithy.api#pattern")
        .and_then(Value::as_str)
        .filter(|pattern| {
            !pattern.contains('`')
                && pattern.chars().all(|c| visible(c) == Some(c) && !c.is_control())
                && !pattern.ends_with(' ')
        })
        .map(|pattern| format!("matches `{pattern}`"));
    [length, range, pattern].into_iter().flatten()
}

/// `1 to 100`, `at least 1`, `at most 100`, `36`.
fn span(limits: &Value) -> Option<String> {
    let bound = |key: &str| limits.get(key).filter(|value| value.is_number()).map(ToString::to_string);
    match (bound("min"), bound("max")) {
        (Some(min), Some(max)) if min == max => Some(format!("exactly {min}")),
        (Some(min), Some(max)) => Some(format!("{min} to {max}")),
        (Some(min), None) => Some(format!("at least {min}")),
        (None, Some(max)) => Some(format!("at most {max}")),
        (None, None) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(text: &str) -> String {
        let mut traits = Traits::default();
        traits.0.insert("smithy.api#pattern".to_owned(), Value::from(text));
        let shape = Shape { kind: ShapeKind::String, traits, file: 0 };
        facts(false, &Traits::default(), Some(&shape), &[])
    }

    #[test]
    fn patterns_are_documented_if_they_fit_a_line() {
        assert_eq!(pattern("^[a-z]+$"), "Matches `^[a-z]+$`.");
        for odd in ["^[\t]$", "^a\n$", "^`$", "^ ", "\u{202e}"] {
            assert_eq!(pattern(odd), "", "{odd:?}");
        }
    }
}
