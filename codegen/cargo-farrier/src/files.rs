//! The files of a crate of `farrier.toml`: on the disk, or in a list of names such as that of a git revision.

use std::collections::BTreeMap;
use std::path::Path;

use farrier::Example;
use farrier::model::{Role, Source};

use crate::Result;
use crate::config::Crate;
use crate::report::{at, problem};
use crate::{c2j, glob, read};

/// The endings of models in a folder.
const ENDINGS: [&str; 4] = [".smithy", ".json", ".smithy.gz", ".json.gz"];

impl Crate {
    /// Returns the names of its files that exist, relative to its folder, with their roles.
    ///
    /// # Errors
    ///
    /// An entry that names no file, or a folder that cannot be read.
    pub fn files(&self) -> Result<Vec<(String, Role)>> {
        let mut files = Vec::new();
        for entry in &self.models {
            files.extend(self.expand("models", entry)?.into_iter().map(|name| (name, Role::Model)));
        }
        files.extend(self.additions()?);
        let constructors = self.constructors_file();
        if self.path(&constructors).exists() {
            files.push((constructors, Role::Constructors));
        }
        Ok(files)
    }

    /// Returns the names of its files other than the model and the order of arguments, with their roles.
    ///
    /// # Errors
    ///
    /// Those of [`Crate::files`].
    pub(crate) fn additions(&self) -> Result<Vec<(String, Role)>> {
        let mut files = Vec::new();
        for (key, entries, role) in self.entries().into_iter().filter(|(_, _, role)| *role != Role::Model) {
            for entry in entries {
                files.extend(self.expand(key, entry)?.into_iter().map(|name| (name, role)));
            }
        }
        Ok(files)
    }

    /// Whether a file, by its name in messages, is one with the behavior of operations.
    pub(crate) fn is_simulation(&self, shown: &str) -> bool {
        let name = shown.strip_prefix(&self.shown).unwrap_or(shown);
        self.simulation.iter().any(|entry| !named(entry, &[name]).is_empty())
    }

    /// Returns those of the names in a list that are its files, with their roles.
    pub(crate) fn files_in<'n>(&self, names: &[&'n str]) -> Vec<(&'n str, Role)> {
        let mut files = Vec::new();
        for (_, entries, role) in self.entries() {
            files.extend(entries.iter().flat_map(|entry| named(entry, names)).map(|name| (name, role)));
        }
        let constructors = self.constructors_file();
        files
            .extend(names.iter().find(|name| **name == constructors).map(|name| (*name, Role::Constructors)));
        files
    }

    /// Returns its files, for the library.
    ///
    /// # Errors
    ///
    /// Those of [`Crate::files`], and files that cannot be read.
    pub fn sources(&self) -> Result<Vec<Source>> {
        let source =
            |(name, role): (String, Role)| read::source(&self.path(&name), self.shown_name(&name), role);
        self.files()?.into_iter().map(source).collect()
    }

    fn entries(&self) -> [(&'static str, &[String], Role); 4] {
        [
            ("models", &self.models, Role::Model),
            ("overlay", &self.overlay, Role::Overlay),
            ("simulation", &self.simulation, Role::Overlay),
            ("docs", &self.docs, Role::Documentation),
        ]
    }

    fn expand(&self, key: &str, entry: &str) -> Result<Vec<String>> {
        let path = self.path(entry);
        let found = if glob::is_pattern(entry) {
            glob::files(&self.dir, entry)?
        } else if path.is_dir() {
            let below = glob::files(&self.dir, &format!("{}/**", entry.trim_end_matches('/')))?;
            let below: Vec<&str> = below.iter().map(String::as_str).collect();
            named(entry, &below).into_iter().map(str::to_owned).collect()
        } else if path.exists() {
            vec![entry.to_owned()]
        } else {
            let message = format!("no such file or folder; `{key}` of {} names it", self.shown_file());
            return Err(problem(Path::new(&self.shown_name(entry)), message));
        };
        if found.is_empty() {
            let what = if glob::is_pattern(entry) { "matches no file" } else { "has no model" };
            let message = format!("{what}; `{key}` of {} names it", self.shown_file());
            return Err(problem(Path::new(&self.shown_name(entry)), message));
        }
        Ok(found)
    }

    /// Returns the file with the order of arguments.
    pub fn constructors_file(&self) -> String {
        let default = || {
            let prefix = if self.is_one_of_several { format!("{}.", self.name()) } else { String::new() };
            format!("{prefix}constructors.json")
        };
        self.constructors.clone().unwrap_or_else(default)
    }

    /// Returns the programs in its folder of examples, in no particular order.
    ///
    /// # Errors
    ///
    /// The folder or a file cannot be read.
    pub(crate) fn example_programs(&self) -> Result<Vec<Example>> {
        let Some(name) = &self.examples else { return Ok(Vec::new()) };
        let folder = self.path(name);
        let mut examples = Vec::new();
        if !folder.exists() {
            return Ok(examples);
        }
        for entry in std::fs::read_dir(&folder).map_err(at(&folder))? {
            let path = entry.map_err(at(&folder))?.path();
            let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
            if let Some(stem) = stem.filter(|_| path.extension().is_some_and(|end| end == "rs")) {
                let text = String::from_utf8_lossy(&read::file(&path)?).into_owned();
                let source = self.relative_to_out(&format!("{}/{stem}.rs", name.trim_end_matches('/')));
                examples.push(Example { name: stem, text, source });
            }
        }
        Ok(examples)
    }
}

/// Returns those of some files that an entry names: the file itself, the files that match a pattern, or the model in a folder.
///
/// The model in a folder of C2J, or of dates with C2J, is the files of [`c2j`]; in any other, it is all files with the ending of a
/// model, at any depth. Hidden files and folders are left out, unless the entry names them.
fn named<'n>(entry: &str, names: &[&'n str]) -> Vec<&'n str> {
    if glob::is_pattern(entry) {
        return names.iter().copied().filter(|name| glob::matches(entry, name)).collect();
    }
    let entry = entry.trim_end_matches('/');
    let mut below = BTreeMap::new();
    for name in names {
        if *name == entry {
            return vec![name];
        }
        let rest = name.strip_prefix(entry).and_then(|rest| rest.strip_prefix('/'));
        below.extend(rest.filter(|rest| glob::matches("**", rest)).map(|rest| (rest, *name)));
    }
    let folders = below.keys().filter_map(|rest| rest.split_once('/')).map(|(folder, _)| folder);
    let c2j = c2j::newest(folders, |name| below.get(name).copied());
    if !c2j.is_empty() {
        return c2j.into_iter().map(|(_, name)| name).collect();
    }
    below.into_values().filter(|name| is_model(name)).collect()
}

/// Whether a name is that of a model.
pub(crate) fn is_model(name: &str) -> bool {
    ENDINGS.iter().any(|ending| name.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_names_a_file_a_pattern_or_a_folder() {
        let names = [
            "a.json",
            "m/a.smithy",
            "m/b/c.json.gz",
            "m/notes.md",
            "m/.git/d.json",
            "m/.e.json",
            "mm/f.json",
        ];
        let table: [(&str, &[&str]); 7] = [
            ("a.json", &["a.json"]),
            ("m", &["m/a.smithy", "m/b/c.json.gz"]),
            ("m/", &["m/a.smithy", "m/b/c.json.gz"]),
            ("m/**", &["m/a.smithy", "m/b/c.json.gz", "m/notes.md"]),
            ("m/.git", &["m/.git/d.json"]),
            ("m/.e.json", &["m/.e.json"]),
            ("x", &[]),
        ];
        for (entry, expected) in table {
            assert_eq!(named(entry, &names), expected, "{entry}");
        }
    }

    #[test]
    fn a_folder_of_c2j_is_its_newest_model() {
        let names = [
            "s/2020-01-01/service-2.json",
            "s/2021-01-01/examples-1.json",
            "s/2021-01-01/other.json",
            "s/2021-01-01/service-2.json.gz",
            "s/2022-01-01/examples-1.json",
        ];
        let newest = ["s/2021-01-01/service-2.json.gz", "s/2021-01-01/examples-1.json"];
        assert_eq!(named("s", &names), newest);
        assert_eq!(named("s/2020-01-01", &names), ["s/2020-01-01/service-2.json"]);
    }
}
