//! Facts in other texts, such as the date of the model in a README: each between two comments, which a reader of the text does not see.
//!
//! ```text
//! the model of <!-- farrier:model_date -->2026-11-17<!-- /farrier -->
//! ```

use crate::Result;
use crate::config::Crate;
use crate::origin::fact_of;
use crate::report::problem;

const START: &str = "<!-- farrier:";
const END: &str = "<!-- /farrier -->";

/// A text with the current facts.
pub(super) struct Refreshed {
    pub(super) text: String,
    /// The facts that stay as they are, because the origin of the model does not state them.
    pub(super) unknown: Vec<String>,
}

/// Returns the text of a file with the current facts. Of the `optional` ones, those that are missing stay as they are.
///
/// # Errors
///
/// A comment without its end, or with an unknown fact.
pub(super) fn refreshed(
    of_crate: &Crate,
    name: &str,
    text: &str,
    facts: &[(String, String)],
    optional: &[&str],
) -> Result<Refreshed> {
    let mut unknown = Vec::new();
    let failed = |message: String| problem(&of_crate.path(name), message);
    let (mut out, mut rest) = (String::new(), text);
    while let Some((before, after)) = rest.split_once(START) {
        let parts = after.split_once(" -->").and_then(|(key, after)| Some((key, after.split_once(END)?)));
        let (key, (present, after)) = parts.ok_or_else(|| {
            let line: String = after.lines().next().unwrap_or_default().chars().take(60).collect();
            failed(format!("a fact has no end: `{START}{line}` needs `{END}` after the fact"))
        })?;
        let fact = match fact_of(facts, key) {
            Some(fact) => fact,
            None if optional.contains(&key) => {
                unknown.push(key.to_owned());
                present
            }
            None => {
                let known: Vec<&str> = facts.iter().map(|(known, _)| known.as_str()).collect();
                let message = format!("`{key}` is no fact of the model; the facts are {}", known.join(", "));
                return Err(failed(message));
            }
        };
        out.push_str(&format!("{before}{START}{key} -->{fact}{END}"));
        rest = after;
    }
    out.push_str(rest);
    Ok(Refreshed { text: out, unknown })
}
