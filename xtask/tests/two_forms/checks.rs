//! Differences in `validate`: C2J has its own patterns, often without anchors, and no
//! `uniqueItems`.

use crate::compare::Difference;

/// The checks that C2J lacks or has in another form.
const DIFFERENT: [&str; 2] = ["at . pattern", "at . unique"];

/// The code of a check that consists of only a pattern.
const OTHERS: [&str; 6] =
    ["at . characters", "at . bytes", "at . items", "at . entries", "at . range", "at . nested"];

/// Patterns, their support code, and checks that differ in patterns and in `unique` alone.
pub(crate) fn differ_in_patterns(difference: &Difference) -> bool {
    let key = &difference.key;
    let sides = [difference.c2j.as_deref(), difference.smithy.as_deref()];
    let [c2j, smithy] = sides.map(Option::unwrap_or_default);
    match key.aspect.as_str() {
        "item" | "text" if key.owner == "patterns.rs" || key.owner == "lib.rs" => true,
        "runtime : : Validate fn check" if difference.is_change() => plain(c2j) == plain(smithy),
        // If nothing else is checked, there is no code at all.
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

/// A check without those that differ, and without its groups.
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
