//! The source of the models: a wheel that pip fetches, or existing folders, files and wheels.

use std::fs;
use std::path::Path;

use farrier::{Diagnostic, Diagnostics};

use super::service_of;
use crate::cli;
use cargo_farrier::Result;
use cargo_farrier::batch::find::{self, Entry};
use cargo_farrier::report::{at, note};
use cargo_farrier::wheel;
use cargo_farrier::{c2j, pip, read};

/// Models and their source.
pub(super) struct Found {
    pub(super) name: String,
    pub(super) entries: Vec<Entry>,
}

/// Returns the models of the command line; by default, those of the newest botocore.
pub(super) fn source(scratch: &Path, args: &cli::Sweep) -> Result<Found> {
    if args.models.is_empty() {
        let fetched = pip::fetch(args.botocore.as_deref(), "--models")?;
        return of_wheel(scratch, &fetched.wheel);
    }
    let mut all = Found { name: String::new(), entries: Vec::new() };
    for path in &args.models {
        let found = at_path(scratch, path)?;
        let comma = if all.name.is_empty() { "" } else { ", " };
        all.name = format!("{}{comma}{}", all.name, found.name);
        all.entries.extend(found.entries);
    }
    Ok(all)
}

fn at_path(scratch: &Path, path: &Path) -> Result<Found> {
    let name = path.display().to_string();
    let metadata = fs::metadata(path).map_err(at(path))?;
    if metadata.is_dir() && c2j::service(path).is_empty() {
        return Ok(Found { name, entries: find::models(path)? });
    }
    if metadata.is_file() && is_wheel(path) {
        return of_wheel(scratch, path);
    }
    Ok(Found { name, entries: vec![find::one(path)] })
}

/// Whether each model was selected explicitly, by its name or as a file, so that each must be generated.
pub(super) fn are_named(args: &cli::Sweep) -> bool {
    let are_files =
        !args.models.is_empty() && args.models.iter().all(|path| path.is_file() && !is_wheel(path));
    !args.only.is_empty() || are_files
}

fn is_wheel(path: &Path) -> bool {
    path.extension().is_some_and(|end| end.eq_ignore_ascii_case("whl"))
}

/// Unpacks the models of a wheel next to the crates. There is only one wheel at a time.
fn of_wheel(scratch: &Path, path: &Path) -> Result<Found> {
    let folder = scratch.join("models");
    remove(&folder)?;
    let (package, version) = wheel::unpack(&path.display().to_string(), &read::file(path)?, &folder)?;
    let name = format!("{package} {version}");
    note(&format!("models of {name}"));
    Ok(Found { name, entries: find::models(&folder)? })
}

/// Removes a folder with its contents, if it exists.
pub(super) fn remove(folder: &Path) -> Result<()> {
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(at(folder)(error)),
        _ => Ok(()),
    }
}

/// Returns the models with these names, or all of them without names.
pub(super) fn selected(entries: Vec<Entry>, only: &[String]) -> Result<Vec<Entry>> {
    if only.is_empty() {
        return Ok(entries);
    }
    let is_named =
        |entry: &Entry, name: &str| entry.crate_name.as_deref() == Some(name) || service_of(entry) == name;
    let mut problems = Diagnostics::default();
    for name in only.iter().filter(|name| !entries.iter().any(|entry| is_named(entry, name))) {
        let known: Vec<String> =
            entries.iter().map(service_of).filter(|service| is_near(service, name)).collect();
        let near = if known.is_empty() { String::new() } else { format!("; there is {}", known.join(", ")) };
        problems.push(Diagnostic::new(format!("there is no model `{name}` among {}{near}", entries.len())));
    }
    let named = entries.into_iter().filter(|entry| only.iter().any(|name| is_named(entry, name)));
    problems.or(named.collect())
}

/// Whether one of two names contains the other, ignoring separators.
fn is_near(service: &str, name: &str) -> bool {
    let squeezed = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()).collect()
    };
    let (service, name) = (squeezed(service), squeezed(name));
    !name.is_empty() && (service.contains(&name) || name.contains(&service))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entries() -> Vec<Entry> {
        let entry = |path: &str, name: &str| Entry {
            files: vec![path.into()],
            crate_name: Some(name.to_owned()),
            bytes: 0,
        };
        vec![
            entry("data/ssm-contacts/2021-05-03/service-2.json.gz", "ssmcontacts"),
            entry("lambda.json", "lambda"),
        ]
    }

    #[test]
    fn a_model_is_selected_by_folder_or_crate() {
        for name in ["ssm-contacts", "ssmcontacts"] {
            let found = selected(entries(), &[name.to_owned()]).expect("it is there");
            assert_eq!(found.iter().map(service_of).collect::<Vec<_>>(), ["ssm-contacts"]);
        }
        assert_eq!(selected(entries(), &[]).expect("all").len(), 2);
    }

    #[test]
    fn an_unknown_model_is_an_error_with_similar_names() {
        let problems =
            selected(entries(), &["SSM Contact".to_owned(), "s3".to_owned()]).expect_err("neither is there");
        let expected =
            "there is no model `SSM Contact` among 2; there is ssm-contacts\nthere is no model `s3` among 2";
        assert_eq!(problems.to_string(), expected);
    }
}
