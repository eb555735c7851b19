//! `new`: writes a `farrier.toml` for a model.

use std::path::Path;

use clap::Args;

use crate::Result;
use crate::choice::crate_name_of_file;
use crate::config::NAME;
use crate::origin::toml_string;
use crate::report::{self, at, problem, say};

/// The model, and the name of the crate.
#[derive(Args, Debug)]
pub struct New {
    /// A file, a folder or a pattern of the model; can be repeated
    #[arg(long, value_name = "PATH", required = true, num_args = 1..)]
    model: Vec<String>,
    /// The name of the package [default: the name of the first file or folder]
    #[arg(long, value_name = "NAME")]
    name: Option<String>,
}

/// Writes the file. True if there was no problem.
pub fn run(dir: &Path, args: &New) -> bool {
    match write(dir, args) {
        Ok(name) => {
            say(&format!("wrote {NAME} for the crate `{name}`; now run `cargo farrier generate`"));
            true
        }
        Err(problems) => {
            report::problems(&problems, "nothing was written");
            false
        }
    }
}

fn write(dir: &Path, args: &New) -> Result<String> {
    let file = dir.join(NAME);
    if file.exists() {
        return Err(problem(&file, "exists already; edit it"));
    }
    for model in args.model.iter().filter(|model| !crate::glob::is_pattern(model)) {
        std::fs::metadata(dir.join(model)).map_err(at(Path::new(model)))?;
    }
    let name = match &args.name {
        Some(name) if farrier::is_crate_name(name) => name.clone(),
        Some(name) => {
            let message = format!(
                "`{name}` is not the name of a package: use a letter, then letters, digits, `-` and `_`"
            );
            return Err(farrier::Diagnostic::new(message).into());
        }
        None => name_of(&args.model).unwrap_or_else(|| "client".to_owned()),
    };
    std::fs::write(&file, text(&args.model, &name)).map_err(at(&file))?;
    Ok(name)
}

/// Returns the name of the first file or folder that can be the name of a package.
fn name_of(models: &[String]) -> Option<String> {
    let name = |model: &String| model.trim_end_matches('/').rsplit('/').next().map(str::to_owned);
    models.iter().filter_map(name).find_map(|name| crate_name_of_file(&name))
}

fn text(models: &[String], name: &str) -> String {
    let models: Vec<String> = models.iter().map(|model| toml_string(model)).collect();
    format!(
        "\
# The crate that `cargo farrier generate` writes. `cargo farrier keys` describes every key.
models = [{}]

[package]
name = {}
version = \"0.1.0\"
# No license is claimed for the model of someone else. If you know its terms:
# license = \"MIT OR Apache-2.0\"
",
        models.join(", "),
        toml_string(name)
    )
}
