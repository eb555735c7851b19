//! Example programs: their names, and the features that they need.

use crate::Config;
use crate::error::{Diagnostic, Diagnostics};
use crate::ir::Example;

/// The start of the line that names the features.
const FEATURES: &str = "// required-features:";

/// Returns the examples, sorted by name.
pub(super) fn examples(config: &Config) -> Result<Vec<Example>, Diagnostics> {
    let mut problems = Diagnostics::default();
    let mut examples: Vec<Example> = Vec::new();
    for example in &config.examples {
        let name = &example.name;
        let fits = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
        if name.is_empty() || !name.chars().all(fits) {
            let rule = "lower case letters, digits and `_`";
            problems.push(Diagnostic::new(format!(
                "`{}` is not a valid name of an example: {rule}",
                name.escape_debug()
            )));
        } else if examples.iter().any(|other| other.name == *name) {
            problems.push(Diagnostic::new(format!("there are two examples called `{name}`")));
        }
        let listed = example.text.lines().find_map(|line| line.strip_prefix(FEATURES)).unwrap_or_default();
        let features = listed.split(',').map(str::trim).filter(|feature| !feature.is_empty());
        let features = features.map(str::to_owned).collect();
        let crate::Example { text, source, .. } = example.clone();
        examples.push(Example { name: name.clone(), features, text, source });
    }
    examples.sort_by(|a, b| a.name.cmp(&b.name));
    problems.or(examples)
}
