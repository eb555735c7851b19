//! Finds the model of a service in a checkout of the repositories with public Smithy models of AWS.
//!
//! One repository contains only models, and some SDKs contain their own models. The contents of files are not
//! checked here.

use std::fs;
use std::path::{Path, PathBuf};

use crate::c2j::is_date;

/// The paths of the models in a checkout; the argument may also be the folder to which these lead.
const FOLDERS: [&str; 4] = ["", "models", "aws-models", "codegen/sdk-codegen/aws-models"];

/// Returns the AST of a service.
pub(super) fn find(path: &Path, service: &str) -> Option<PathBuf> {
    let flat = FOLDERS.iter().map(|folder| path.join(folder).join(format!("{service}.json")));
    let of_service = FOLDERS.iter().map(|folder| path.join(folder).join(service));
    let dated = of_service.chain([path.to_owned()]).flat_map(|dir| [dir.join("service"), dir]);
    flat.into_iter()
        .find(|file| file.is_file())
        .or_else(|| dated.into_iter().find_map(|dir| in_dates(&dir, service)))
}

/// Returns `<date>/<service>-<date>.json` of the newest date, or in the folder of one date.
fn in_dates(dir: &Path, service: &str) -> Option<PathBuf> {
    let of_date = |dir: &Path| {
        let date = dir.file_name()?.to_str().filter(|name| is_date(name))?;
        Some(dir.join(format!("{service}-{date}.json"))).filter(|file| file.is_file())
    };
    let dates = fs::read_dir(dir).ok()?.filter_map(|entry| of_date(&entry.ok()?.path()));
    dates.max().or_else(|| of_date(dir))
}
