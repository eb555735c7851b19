//! Checkouts of the repositories in which AWS publishes Smithy models: a folder -> the file of one service.
//!
//! There is one repository of models alone, and there are those of its SDKs that keep models of their own. What a file
//! holds is not looked at here.

use std::fs;
use std::path::{Path, PathBuf};

use crate::read::is_date;

/// Where the services' models lie in a checkout; the path may also be the folder that these lead to.
const FOLDERS: [&str; 4] = ["", "models", "aws-models", "codegen/sdk-codegen/aws-models"];

/// The AST of a service.
pub(super) fn find(path: &Path, service: &str) -> Option<PathBuf> {
    let flat = FOLDERS.iter().map(|folder| path.join(folder).join(format!("{service}.json")));
    let of_service = FOLDERS.iter().map(|folder| path.join(folder).join(service));
    let dated = of_service.chain([path.to_owned()]).flat_map(|dir| [dir.join("service"), dir]);
    flat.into_iter()
        .find(|file| file.is_file())
        .or_else(|| dated.into_iter().find_map(|dir| in_dates(&dir, service)))
}

/// `<date>/<service>-<date>.json` of the newest date, or in the folder of one date.
fn in_dates(dir: &Path, service: &str) -> Option<PathBuf> {
    let of_date = |dir: &Path| {
        let date = dir.file_name()?.to_str().filter(|name| is_date(name))?;
        Some(dir.join(format!("{service}-{date}.json"))).filter(|file| file.is_file())
    };
    let dates = fs::read_dir(dir).ok()?.filter_map(|entry| of_date(&entry.ok()?.path()));
    dates.max().or_else(|| of_date(dir))
}
