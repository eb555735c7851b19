//! Documentation: that of the model, and facts of the model in words, such as limits and locations.

use std::fmt::Display;

use crate::docs::{self, visible};
use crate::ir::{Deprecation, Docs, Length, Limits, Range, Ty};
use crate::model::Traits;

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

/// Describes location, presence and effective limits of a member in one line; without facts that its documentation mentions.
pub(super) fn facts(required: bool, member: &Traits, ty: &Ty, effective: &Limits, docs: &[String]) -> String {
    let mut parts = Vec::new();
    if required {
        parts.push("required".to_owned());
    }
    parts.extend(place(member));
    parts.extend(limits(ty, effective));
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

fn limits(ty: &Ty, limits: &Limits) -> impl Iterator<Item = String> {
    let unit = match ty {
        Ty::List { .. } | Ty::NonEmpty(_) => ("item", "items"),
        Ty::Map { .. } => ("entry", "entries"),
        Ty::Blob => ("byte", "bytes"),
        _ => ("character", "characters"),
    };
    let length = limits.length.and_then(|Length { min, max }| {
        let unit = if max.or(min) == Some(1) { unit.0 } else { unit.1 };
        span(min, max).map(|span| format!("{span} {unit}"))
    });
    let range = limits.range.as_ref().and_then(|Range { min, max }| span(min.as_ref(), max.as_ref()));
    let pattern = limits.pattern.as_ref().map(|pattern| &pattern.text).filter(|pattern| {
        !pattern.contains('`')
            && pattern.chars().all(|c| visible(c) == Some(c) && !c.is_control())
            && !pattern.ends_with(' ')
    });
    let pattern = pattern.map(|pattern| format!("matches `{pattern}`"));
    [length, range, pattern].into_iter().flatten()
}

/// `1 to 100`, `at least 1`, `at most 100`, `exactly 36`.
fn span<T: Display + PartialEq>(min: Option<T>, max: Option<T>) -> Option<String> {
    match (min, max) {
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
    use crate::ir::PatternUse;

    fn documented(ty: &Ty, limits: &Limits) -> String {
        facts(false, &Traits::default(), ty, limits, &[])
    }

    fn pattern(text: &str) -> String {
        let pattern = Some(PatternUse { text: text.to_owned(), program: None });
        documented(&Ty::String, &Limits { pattern, ..Limits::default() })
    }

    #[test]
    fn patterns_are_documented_if_they_fit_a_line() {
        assert_eq!(pattern("^[a-z]+$"), "Matches `^[a-z]+$`.");
        for odd in ["^[\t]$", "^a\n$", "^`$", "^ ", "\u{202e}"] {
            assert_eq!(pattern(odd), "", "{odd:?}");
        }
    }

    #[test]
    fn a_length_has_the_unit_of_its_type() {
        let length = |min, max| Limits { length: Some(Length { min, max }), ..Limits::default() };
        assert_eq!(documented(&Ty::String, &length(None, Some(1))), "At most 1 character.");
        assert_eq!(documented(&Ty::Blob, &length(Some(1), None)), "At least 1 byte.");
        assert_eq!(documented(&Ty::String, &length(Some(36), Some(36))), "Exactly 36 characters.");
        let list = Ty::NonEmpty(Box::new(Ty::Bool));
        assert_eq!(documented(&list, &length(Some(1), Some(10))), "1 to 10 items.");
    }
}
