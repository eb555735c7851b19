//! Facts in other texts, such as the date of the model in a README: each between two comments, which a reader of the text does not see.
//!
//! ```text
//! the model of <!-- farrier:model_date -->2026-11-17<!-- /farrier -->
//! ```

use crate::Result;
use crate::config::Crate;
use crate::report::problem;

const START: &str = "<!-- farrier:";
const END: &str = "<!-- /farrier -->";

/// Returns the text of a file with the current facts.
///
/// # Errors
///
/// A comment without its end, or with an unknown fact.
pub(super) fn refreshed(
    of_crate: &Crate,
    name: &str,
    text: &str,
    facts: &[(String, String)],
) -> Result<String> {
    let failed = |message: String| problem(&of_crate.path(name), message);
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(START) {
        let parts = after.split_once(" -->").and_then(|(key, after)| Some((key, after.split_once(END)?)));
        let (key, (_, after)) = parts.ok_or_else(|| {
            let line: String = after.lines().next().unwrap_or_default().chars().take(60).collect();
            failed(format!("a fact has no end: `{START}{line}` needs `{END}` after the fact"))
        })?;
        let fact = facts.iter().find(|(known, _)| known == key).ok_or_else(|| {
            let known: Vec<&str> = facts.iter().map(|(known, _)| known.as_str()).collect();
            failed(format!("`{key}` is no fact of the model; the facts are {}", known.join(", ")))
        })?;
        out.push_str(&format!("{before}{START}{key} -->{}{END}", fact.1));
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}
