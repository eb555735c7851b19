//! Compares the facts of two crates.

use std::fmt;

use crate::facts::{Facts, Key};

/// A fact that one crate lacks or that differs.
#[derive(Clone, Debug)]
pub(crate) struct Difference {
    pub(crate) key: Key,
    pub(crate) c2j: Option<String>,
    pub(crate) smithy: Option<String>,
}

/// All differences, in the order of the files.
pub(crate) fn compare(c2j: &Facts, smithy: &Facts) -> Vec<Difference> {
    let mut found = Vec::new();
    for (key, value) in &c2j.0 {
        let other = smithy.0.get(key);
        if key.aspect.starts_with("order of ") {
            // An item that only one has is a separate difference.
            if let Some((c2j, smithy)) = other.and_then(|other| reordered(value, other)) {
                found.push(Difference { key: key.clone(), c2j: Some(c2j), smithy: Some(smithy) });
            }
        } else if other != Some(value) {
            found.push(Difference { key: key.clone(), c2j: Some(value.clone()), smithy: other.cloned() });
        }
    }
    for (key, value) in smithy.0.iter().filter(|(key, _)| !c2j.0.contains_key(key)) {
        if !key.aspect.starts_with("order of ") {
            found.push(Difference { key: key.clone(), c2j: None, smithy: Some(value.clone()) });
        }
    }
    // For a type that only one has, one difference is enough.
    let lonely = |difference: &Difference| difference.key.aspect == "type" && !difference.is_change();
    let alone: Vec<String> = found.iter().filter(|d| lonely(d)).map(|d| d.key.owner.clone()).collect();
    found.retain(|difference| lonely(difference) || !alone.contains(&difference.key.owner));
    found.sort_by(|a, b| a.key.cmp(&b.key));
    found
}

fn reordered(one: &str, other: &str) -> Option<(String, String)> {
    let common = |of: &str, also: &str| -> Vec<String> {
        let also: Vec<&str> = also.lines().collect();
        of.lines().filter(|name| also.contains(name)).map(str::to_owned).collect()
    };
    let (one, other) = (common(one, other), common(other, one));
    (one != other).then(|| (one.join(", "), other.join(", ")))
}

impl Difference {
    /// Both have it.
    pub(crate) fn is_change(&self) -> bool {
        self.c2j.is_some() && self.smithy.is_some()
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { key, c2j, smithy } = self;
        let cut = |text: &Option<String>| match text {
            None => "(none)".to_owned(),
            Some(text) => text.chars().take(300).collect::<String>().replace('\n', "\\n"),
        };
        write!(
            f,
            "{}: {} `{}`\n    c2j:    {}\n    smithy: {}",
            key.owner,
            key.aspect,
            key.subject,
            cut(c2j),
            cut(smithy)
        )
    }
}
