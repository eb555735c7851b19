//! Changes the version of a package in `farrier.toml`; comments and formatting stay. Knows no file system.

use std::ops::Range;

use farrier::{Config, Diagnostic, Diagnostics};

use super::{Crate, values};
use crate::Result;
use crate::origin::toml_string;

impl Crate {
    /// Returns the text of its file with another version of its package. A file without a version, or with one that several crates
    /// share, gets a version for this crate, next to its name.
    ///
    /// # Errors
    ///
    /// The file is written in a way that cannot be edited.
    pub(crate) fn with_version(&self, text: &str, version: &str) -> Result<String> {
        let edited = match (&self.version, &self.name_at) {
            (Some(at), _) => replaced(text, at, &toml_string(version)),
            (None, Some(name)) => after(text, name, version),
            (None, None) => None,
        };
        let name = self.shown_file();
        let is_right = |edited: &String| self.version_in(&name, edited).as_deref() == Some(version);
        edited.filter(is_right).ok_or_else(|| -> Diagnostics {
            let message = format!(
                "the version of `{}` cannot be changed here; set `package.version` to {version:?}, and run it again",
                self.name()
            );
            Diagnostic::new(message).in_file(name).into()
        })
    }

    /// Returns the version of the package in a text of its file, which may be the default one.
    pub(crate) fn version_in(&self, name: &str, text: &str) -> Option<String> {
        let crates = values::read(name, text).ok()?;
        let is_this = |values: &&values::Values| values.text("package.name").as_deref() == Some(self.name());
        let version = crates.iter().find(is_this)?.text("package.version");
        Some(version.unwrap_or_else(|| Config::new(self.name()).package.version))
    }
}

fn replaced(text: &str, at: &Range<usize>, with: &str) -> Option<String> {
    Some(format!("{}{with}{}", text.get(..at.start)?, text.get(at.end..)?))
}

/// Adds a version after the name, in the way that the name is written: in a line of its own, or in an inline table.
fn after(text: &str, name: &Range<usize>, version: &str) -> Option<String> {
    let version = toml_string(version);
    let (before, rest) = (text.get(..name.start)?, text.get(name.end..)?);
    if rest.trim_start_matches([' ', '\t']).starts_with([',', '}']) {
        return replaced(text, &(name.end..name.end), &format!(", version = {version}"));
    }
    let (key, sign) = before.get(before.rfind('\n').map_or(0, |end| end + 1)..)?.rsplit_once('=')?;
    let at = key.rfind("name")?;
    let line = format!("{}version{}={sign}{version}\n", &key[..at], &key[at + "name".len()..]);
    let end = name.end + rest.find('\n').map_or(rest.len(), |end| end + 1);
    let separator = if text[..end].ends_with('\n') { "" } else { "\n" };
    replaced(text, &(end..end), &format!("{separator}{line}"))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;

    /// Changes the version of a crate of a file to 0.2.0.
    fn edited(text: &str, at: usize) -> Result<String> {
        let all = values::read("farrier.toml", text)?;
        let file = Path::new("/x/farrier.toml");
        Crate::of(&all[at], file, "", all.len() > 1).with_version(text, "0.2.0")
    }

    #[test]
    fn comments_and_formatting_stay() {
        let table = [
            (
                "# a\n[package]\nname = 'x' # the name\nversion   =   '0.1.0'  # raised by update\n",
                "# a\n[package]\nname = 'x' # the name\nversion   =   \"0.2.0\"  # raised by update\n",
            ),
            (
                "[package] # a\n  name = \"x\" # b\n  license = \"MIT\"\n",
                "[package] # a\n  name = \"x\" # b\n  version = \"0.2.0\"\n  license = \"MIT\"\n",
            ),
            ("package.name = \"x\"", "package.name = \"x\"\npackage.version = \"0.2.0\"\n"),
            ("package = { name = \"x\" }", "package = { name = \"x\", version = \"0.2.0\" }"),
            (
                "[[crate]]\nmodels = []\npackage.\"name\" = \"x\"\n",
                "[[crate]]\nmodels = []\npackage.\"name\" = \"x\"\npackage.\"version\" = \"0.2.0\"\n",
            ),
            (
                "package.version = \"0.1.0\"\n[[crate]]\npackage.name = \"x\"\n",
                "package.version = \"0.2.0\"\n[[crate]]\npackage.name = \"x\"\n",
            ),
        ];
        for (before, after) in table {
            assert_eq!(edited(before, 0).as_deref(), Ok(after), "{before}");
        }
    }

    #[test]
    fn a_shared_version_stays_for_the_other_crates() {
        let text = "package.version = \"0.1.0\"\n[[crate]]\npackage.name = \"x\"\n[[crate]]\n[crate.package]\nname = \"y\"\n";
        let of_y = format!("{text}version = \"0.2.0\"\n");
        assert_eq!(edited(text, 1), Ok(of_y));
        let of_x = text.replace("\"x\"\n", "\"x\"\npackage.version = \"0.2.0\"\n");
        assert_eq!(edited(text, 0), Ok(of_x));
    }

    #[test]
    fn a_file_that_cannot_be_edited_is_an_error() {
        let text = "crate = [{ package.name = \"x\" }]\n";
        let problem = edited(text, 0).expect_err("a name in an inline table of an inline table");
        assert_eq!(
            problem.to_string(),
            "farrier.toml: the version of `x` cannot be changed here; set `package.version` to \"0.2.0\", and run it again"
        );
    }
}
