//! The files of a model in C2J, the format of botocore: in a folder, or in the newest of its subfolders that are named by a date. The
//! folder is one on the disk, or a part of a list of names.

use std::fs;
use std::path::{Path, PathBuf};

/// The kinds of files, which are their names without `.json` or `.json.gz`. The first is the model itself, the others are optional.
pub const KINDS: [&str; 6] =
    ["service-2", "paginators-1", "waiters-2", "examples-1", "endpoint-rule-set-1", "endpoint-tests-1"];

/// Files, each with its kind.
pub type Files<F> = Vec<(&'static str, F)>;

/// Returns the files of a service on the disk: those in its folder, or those in its newest date.
pub fn service(dir: &Path) -> Files<PathBuf> {
    let entries = fs::read_dir(dir).into_iter().flatten().filter_map(Result::ok);
    let names = entries.filter_map(|entry| entry.file_name().into_string().ok());
    newest(names, |name| Some(dir.join(name)).filter(|path| path.is_file()))
}

/// Returns the files in one folder on the disk; none if it has no model.
pub fn folder(dir: &Path) -> Files<PathBuf> {
    model("", |name| Some(dir.join(name)).filter(|path| path.is_file()))
}

/// Returns the files directly in a folder, or in its newest date with a model. `file` finds one by its path in the folder; the names are
/// those of subfolders, and may include others.
pub(crate) fn newest<F>(
    names: impl IntoIterator<Item = impl AsRef<str>>,
    file: impl Fn(&str) -> Option<F>,
) -> Files<F> {
    let dates = names.into_iter().filter(|name| is_date(name.as_ref()));
    let mut folders: Vec<String> = dates.map(|date| format!("{}/", date.as_ref())).collect();
    folders.sort_unstable_by(|a, b| b.cmp(a));
    folders.dedup();
    let models = std::iter::once(String::new()).chain(folders).map(|folder| model(&folder, &file));
    models.into_iter().find(|files| !files.is_empty()).unwrap_or_default()
}

/// Returns the files whose paths begin with this text; none if there is no model.
pub(crate) fn model<F>(folder: &str, file: impl Fn(&str) -> Option<F>) -> Files<F> {
    let found = |kind: &'static str| {
        let mut names = ["json", "json.gz"].into_iter().map(|end| format!("{folder}{kind}.{end}"));
        names.find_map(|name| file(&name)).map(|file| (kind, file))
    };
    let [model, others @ ..] = KINDS;
    let Some(model) = found(model) else { return Vec::new() };
    std::iter::once(model).chain(others.into_iter().filter_map(found)).collect()
}

/// Whether a text is a date such as `2018-09-07`, the name of the folder of a version.
pub fn is_date(text: &str) -> bool {
    text.len() == 10
        && text
            .bytes()
            .enumerate()
            .all(|(i, byte)| if i == 4 || i == 7 { byte == b'-' } else { byte.is_ascii_digit() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_dates() {
        assert!(is_date("2018-09-07"));
        for text in ["2018-9-07", "latest", "2018_09_07", ""] {
            assert!(!is_date(text), "{text}");
        }
    }

    #[test]
    fn the_newest_date_with_a_model_counts_unless_the_folder_has_one() {
        let dated =
            ["2020-01-01/service-2.json", "2021-01-01/service-2.json.gz", "2022-01-01/examples-1.json"];
        let found = |files: &[&'static str]| {
            let dates = files.iter().filter_map(|file| file.split_once('/')).map(|(date, _)| date);
            newest(dates, |name| files.iter().copied().find(|file| *file == name))
        };
        assert_eq!(found(&dated), [("service-2", "2021-01-01/service-2.json.gz")]);
        let both = ["examples-1.json", "service-2.json", "2021-01-01/service-2.json.gz"];
        assert_eq!(found(&both), [("service-2", "service-2.json"), ("examples-1", "examples-1.json")]);
        assert_eq!(found(&["latest/service-2.json"]), []);
    }
}
