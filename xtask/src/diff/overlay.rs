//! Models under an overlay and documentation that may not fit them: entries whose target is not there, or that say what the
//! model says, are left out, and that is said. `codegen` refuses them; a review must be possible before they are put right.

use std::collections::BTreeMap;

use farrier::model::{Role, Source, load};
use farrier::{Diagnostics, Model};
use serde_json::Value;

use crate::Result;
use crate::read;
use crate::report::{note, thousands};

/// The most entries that are named.
const SHOWN: usize = 8;

/// Loads a model under the entries that fit it.
pub(super) fn load_fitting(name: &str, sources: &[Source]) -> Result<Model> {
    let mut sources = sources.to_vec();
    let mut left_out: BTreeMap<String, Vec<String>> = BTreeMap::new();
    loop {
        let problems = match load(&sources) {
            Ok(loaded) => {
                for (file, entries) in &left_out {
                    tell(name, file, entries);
                }
                return Ok(loaded.model);
            }
            Err(problems) => problems,
        };
        let mut changed = false;
        for source in sources.iter_mut().filter(|source| source.role != Role::Model) {
            let gone = without(source, &problems)?;
            changed |= !gone.is_empty();
            left_out.entry(source.name.clone()).or_default().extend(gone);
        }
        // Problems of the model itself do not go away by leaving out more.
        if !changed {
            return Err(problems);
        }
    }
}

/// Takes the entries out of a file that problems of it are about; returns their names.
fn without(source: &mut Source, problems: &Diagnostics) -> Result<Vec<String>> {
    let of_file = problems.0.iter().filter(|problem| problem.file.as_ref() == Some(&source.name));
    let about: Vec<&str> = of_file.filter_map(|problem| problem.shape.as_deref()).collect();
    if about.is_empty() {
        return Ok(Vec::new());
    }
    let mut file = read::json(&source.name, &source.bytes)?;
    let Some(shapes) = file.get_mut("shapes").and_then(Value::as_object_mut) else { return Ok(Vec::new()) };
    let gone = about.into_iter().filter(|shape| shapes.shift_remove(*shape).is_some());
    let gone: Vec<String> = gone.map(str::to_owned).collect();
    source.bytes = file.to_string().into_bytes();
    Ok(gone)
}

fn tell(model: &str, file: &str, entries: &[String]) {
    if entries.is_empty() {
        return;
    }
    let number = match entries.len() {
        1 => "1 entry".to_owned(),
        more => format!("{} entries", thousands(more)),
    };
    let rest = if entries.len() > SHOWN { ", ..." } else { "" };
    let shown = entries[..entries.len().min(SHOWN)].join(", ");
    note(&format!("{file}: {number} left out, not fitting {model}: {shown}{rest}"));
}
