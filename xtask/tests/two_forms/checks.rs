//! Which differences are of what `validate` checks: C2J has patterns of its own, often without anchors, and does not say
//! that items must differ.

use crate::compare::Difference;

/// The checks that C2J has otherwise or not at all.
const DIFFERENT: [&str; 2] = ["at . pattern", "at . unique"];

/// What a check with nothing but a pattern leaves behind.
const OTHERS: [&str; 6] =
    ["at . characters", "at . bytes", "at . items", "at . entries", "at . range", "at . nested"];

/// Patterns, the support for them, and checks that differ in patterns and in `unique` alone.
pub(crate) fn differ_in_patterns(difference: &Difference) -> bool {
    let key = &difference.key;
    let sides = [difference.c2j.as_deref(), difference.smithy.as_deref()];
    let [c2j, smithy] = sides.map(Option::unwrap_or_default);
    match key.aspect.as_str() {
        "item" | "text" if key.owner == "patterns.rs" || key.owner == "lib.rs" => true,
        "runtime : : Validate fn check" if difference.is_change() => plain(c2j) == plain(smithy),
        // Where nothing else was checked, there is no code at all.
        "runtime : : Validate fn check" => {
            !OTHERS.iter().any(|check| (c2j.to_owned() + smithy).contains(check))
        }
        aspect => {
            !difference.is_change()
                && (aspect == "impl" && key.subject == "runtime : : Validate"
                    || aspect == "fn validate"
                    || aspect.ends_with("runtime : : Operation fn validate")
                    || aspect == "argument of runtime : : Validate fn check")
        }
    }
}

/// A check without those that differ, and without what groups the others.
fn plain(text: &str) -> String {
    let mut text = text.to_owned();
    for check in DIFFERENT {
        while let Some(start) = text.find(check) {
            let end = text[start..].find(')').map_or(text.len(), |end| start + end);
            text.replace_range(start..end, "");
        }
    }
    text.retain(|c| !matches!(c, ' ' | '{' | '}' | ')' | ';'));
    text
}
