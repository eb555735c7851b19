//! Our overlay over a model that it was not written for: entries whose target is not there, or that say what the model
//! says, are left out.

use farrier::Model;
use farrier::model::{Role, Source, load};
use serde_json::Value;

use crate::Result;
use crate::read;
use crate::report::note;

/// Loads a model under the entries of an overlay that fit it.
pub(super) fn load_under(sources: &[Source], overlay: &Source) -> Result<Model> {
    let mut left_out: Vec<String> = Vec::new();
    let mut entries = read::json(&overlay.name, &overlay.bytes)?;
    loop {
        let text = Source {
            name: overlay.name.clone(),
            bytes: entries.to_string().into_bytes(),
            role: Role::Overlay,
        };
        let problems = match load(&[sources, &[text]].concat()) {
            Ok(loaded) => {
                if !left_out.is_empty() {
                    let name = sources.first().map_or("the model", |source| source.name.as_str());
                    let list = left_out.join(", ");
                    note(&format!("the overlay does not fit {name}, and is left out there: {list}"));
                }
                return Ok(loaded.model);
            }
            Err(problems) => problems,
        };
        let Some(shapes) = entries.get_mut("shapes").and_then(Value::as_object_mut) else {
            return Err(problems);
        };
        let before = shapes.len();
        for problem in &problems.0 {
            let is_ours = problem.file.as_ref() == Some(&overlay.name);
            if let Some(shape) = problem.shape.as_deref().filter(|_| is_ours)
                && shapes.shift_remove(shape).is_some()
            {
                left_out.push(shape.to_owned());
            }
        }
        // Problems of the model itself do not go away by leaving out more.
        if shapes.len() == before {
            return Err(problems);
        }
    }
}
