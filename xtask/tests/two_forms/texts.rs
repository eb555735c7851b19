//! Differences that are recognizable by their texts: URLs, examples, options, slashes.

use crate::compare::Difference;
use crate::forms::Forms;

/// A test of endpoint rules, which only one form has.
pub(crate) fn is_endpoint_test(difference: &Difference, _: &Forms) -> bool {
    difference.key.owner.starts_with("tests/endpoint.rs") && both(difference).is_none()
}

/// The README differs only in its example, in the lines that build an input.
pub(crate) fn differ_in_shown_arguments(difference: &Difference) -> bool {
    let without = |text: &str| text.split("```").step_by(2).map(str::to_owned).collect::<Vec<_>>();
    let makes = |text: &str| text.contains("::new(");
    difference.key.owner == "README.md"
        && both(difference)
            .is_some_and(|(c2j, smithy)| without(c2j) == without(smithy) && makes(c2j) && makes(smithy))
}

/// A test that only one form has, and its helpers; or one that spells a number or orders a map differently.
pub(crate) fn differ_in_examples(difference: &Difference, _: &Forms) -> bool {
    if difference.key.owner == "Cargo.toml" {
        return both(difference)
            .is_some_and(|(c2j, smithy)| without_dev_dependencies(c2j) == without_dev_dependencies(smithy));
    }
    let list_of_tests = ["text", "item"].contains(&difference.key.aspect.as_str());
    is_test(difference)
        && both(difference)
            .is_none_or(|(c2j, smithy)| list_of_tests || sorted_words(c2j) == sorted_words(smithy))
}

/// The lines of a manifest, except the dependencies of its tests.
fn without_dev_dependencies(manifest: &str) -> Vec<&str> {
    let mut is_dev = false;
    let mut kept = Vec::new();
    for line in manifest.lines().filter(|line| !line.is_empty()) {
        if line.starts_with('[') {
            is_dev = line == "[dev-dependencies]";
        }
        if !is_dev {
            kept.push(line);
        }
    }
    kept
}

/// An example in both, where one has `Some(value)` and the other `value`.
pub(crate) fn differ_in_options(difference: &Difference) -> bool {
    let plain = |step: &str| -> String {
        let (place, value) = step.split_once(" = ").unwrap_or(("", step));
        let value = value.strip_prefix("Some ( ").and_then(|value| value.strip_suffix(" )")).unwrap_or(value);
        format!("{place} = {value}")
    };
    let all = |text: &str| text.split("; ").map(plain).collect::<Vec<_>>();
    is_test(difference) && both(difference).is_some_and(|(c2j, smithy)| all(c2j) == all(smithy))
}

/// The pagination type of an operation, which a crate exports only if something is paginated.
pub(crate) fn differ_in_pagination(difference: &Difference) -> bool {
    let without = |text: &str| text.replace("Pagination , ", "");
    both(difference).is_some_and(|(c2j, smithy)| c2j != smithy && without(c2j) == without(smithy))
}

/// Only the maximum delay differs.
pub(crate) fn differ_in_longest_delay(difference: &Difference) -> bool {
    let without = |text: &str| -> Vec<String> {
        // `Waiter :: new ( "FunctionActive" , ( 5 , 300 ) , ..`: the second of the delays.
        let is_longest =
            |field: &str| field.strip_suffix(" )").is_some_and(|number| number.parse::<u64>().is_ok());
        text.split(" , ").filter(|field| !is_longest(field)).map(str::to_owned).collect()
    };
    both(difference).is_some_and(|(c2j, smithy)| without(c2j) == without(smithy))
}

/// The items of a page, which are optional where their list is sparse.
pub(crate) fn are_optional_items(difference: &Difference) -> bool {
    let item = |text: &str| Some(text.strip_prefix("type Item = ")?.strip_suffix(" ;")?.to_owned());
    let optional = |(c2j, smithy): (&str, &str)| Some(item(smithy)? == format!("Option < {} >", item(c2j)?));
    difference.key.aspect.ends_with("PaginateItems item") && both(difference).and_then(optional) == Some(true)
}

/// The delays of a waiter method; the rest of the call is the same, or is a separate fact.
pub(crate) fn differ_in_a_wait(difference: &Difference) -> bool {
    let without = |text: &str| text.replace(|c: char| c.is_ascii_digit(), "");
    let of_pauses = |text: &str| text.contains(" ( input , ( ") && text.contains(" , most , is_");
    match both(difference) {
        Some((c2j, smithy)) => without(c2j) == without(smithy),
        None => difference.c2j.as_deref().or(difference.smithy.as_deref()).is_some_and(of_pauses),
    }
}

/// Whether a difference is one of the schema, or of the options of a command: they repeat what the types say of each member, and
/// their documentation.
pub(crate) fn differ_in_the_schema(difference: &Difference) -> bool {
    let of = |module: &str| difference.key.owner.starts_with(module);
    let is_shape = |text: &str| {
        ["SHAPE", "INPUT", "OUTPUT"].iter().any(|name| text.contains(&format!("static {name} : ")))
    };
    let head = |text: &str| {
        let end = if of("schema/") { " . docs " } else { " & options " };
        text.split(end).next().map(str::to_owned)
    };
    let same = |(c2j, smithy)| is_shape(c2j) && is_shape(smithy) || head(c2j) == head(smithy);
    (of("schema/") || of("command/")) && both(difference).is_some_and(same)
}

/// A path with a trailing slash that only C2J has.
pub(crate) fn differ_in_slash(difference: &Difference, forms: &Forms) -> bool {
    let path = |step: &str| Some(step.strip_prefix("request . path ( \"")?.strip_suffix("\" )")?.to_owned());
    let key = &difference.key;
    let differ = || {
        let (c2j, smithy) = (forms.c2j.uri(key.item())?, forms.smithy.uri(key.item())?);
        let step = path(difference.c2j.as_deref().or(difference.smithy.as_deref())?)?;
        Some(*c2j == format!("{smithy}/") && c2j.trim_end_matches('/').ends_with(step.trim_end_matches('/')))
    };
    key.aspect.ends_with("Operation fn encode") && !difference.is_change() && differ() == Some(true)
}

fn both(difference: &Difference) -> Option<(&str, &str)> {
    difference.c2j.as_deref().zip(difference.smithy.as_deref())
}

fn is_test(difference: &Difference) -> bool {
    difference.key.owner.starts_with("tests/")
}

/// Returns the words of a step in any order, numbers in one spelling.
fn sorted_words(text: &str) -> Vec<String> {
    let number = |word: &str| word.trim_matches('"').parse::<f64>().map(|number| number.to_string());
    let mut words: Vec<String> =
        text.split(' ').map(|word| number(word).unwrap_or_else(|_| word.to_owned())).collect();
    words.sort();
    words
}
