//! The description of a pull request, as Markdown: the version, the models, the remaining work, and the review.

use std::fmt::Write as _;

use super::plan::Plan;
use super::release::Release;
use crate::config::Crate;
use crate::diff::{Format, markdown_sentence as sentence};
use crate::origin::Facts;

/// Returns the description.
pub(super) fn body(of_crate: &Crate, plan: &Plan, before: &Facts, remaining: &[String]) -> String {
    let name = of_crate.name();
    let mut out = match &plan.release {
        Some(Release { old, new }) => format!("# {name} {new}: a new model\n\nThe version was {old}.\n"),
        None => {
            format!("# {name}: a new model\n\nThe version is still {}.\n", of_crate.config.package.version)
        }
    };
    let mut keys: Vec<&String> = before.iter().chain(&plan.source).map(|(key, _)| key).collect();
    let mut seen = Vec::new();
    keys.retain(|key| {
        !seen.contains(key) && {
            seen.push(*key);
            true
        }
    });
    if !keys.is_empty() {
        out.push_str("\n| model | old | new |\n|---|---|---|\n");
    }
    for key in keys {
        let value = |facts: &Facts| {
            let fact = crate::origin::fact_of(facts, key);
            fact.map_or_else(|| "-".to_owned(), |fact| format!("`{}`", fact.replace(['`', '|', '\n'], "'")))
        };
        let _ = writeln!(out, "| {} | {} | {} |", sentence(key), value(before), value(&plan.source));
    }
    if !remaining.is_empty() {
        out.push_str("\n## To do\n\n");
        for item in remaining {
            let _ = writeln!(out, "- [ ] {}", sentence(item));
        }
    }
    if let Some(Ok(review)) = &plan.review {
        let _ = write!(out, "\n{}", review.render(Format::Markdown, false));
    }
    out
}
