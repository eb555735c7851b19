//! A profile of AWS's config and credentials files. A missing file counts as empty.

use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use super::home::expanded;
use super::ini::{self, Section};
use super::problem::Problem;
use super::sources::{Place, Setting, Variables};

/// The settings of a profile in the files.
pub(crate) struct Profile {
    name: String,
    config: File<Option<Section>>,
    credentials: File<Option<Section>>,
    /// The section named by `services`, if present.
    services: Option<Section>,
}

/// A file, or the part of it that belongs to the profile.
struct File<T> {
    path: PathBuf,
    content: T,
}

impl Profile {
    /// An empty profile, for programs that read no file.
    pub(crate) fn none() -> Self {
        let file = || File { path: PathBuf::new(), content: None };
        Self { name: String::new(), config: file(), credentials: file(), services: None }
    }

    /// Finds the given profile, that of the environment, or `default`; only `default` may be missing.
    pub(crate) fn load(named: Option<&str>, variables: &Variables<'_>) -> Result<Self, Problem> {
        let named = named
            .map(str::to_owned)
            .or_else(|| variables("AWS_PROFILE"))
            .or_else(|| variables("AWS_DEFAULT_PROFILE"));
        let is_named = named.is_some();
        let name = named.unwrap_or_else(|| "default".to_owned());
        let mut config = read("AWS_CONFIG_FILE", "~/.aws/config", variables)?;
        let mut credentials = read("AWS_SHARED_CREDENTIALS_FILE", "~/.aws/credentials", variables)?;
        // As AWS's tools document it, `[profile default]` takes precedence over `[default]`.
        let profile = take(&mut config.content, |section| is_section(section, "profile", &name))
            .or_else(|| take(&mut config.content, |section| section.name == "default" && name == "default"));
        let of_credentials = take(&mut credentials.content, |section| section.name == name);
        if is_named && profile.is_none() && of_credentials.is_none() {
            return Err(Problem::NoProfile { name, config: config.path, credentials: credentials.path });
        }
        let wanted = profile.as_ref().and_then(|profile| profile.text("services"));
        let services = wanted.and_then(|(wanted, _)| {
            take(&mut config.content, |section| is_section(section, "services", wanted))
        });
        let config = File { path: config.path, content: profile };
        let credentials = File { path: credentials.path, content: of_credentials };
        Ok(Self { name, config, credentials, services })
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Returns the text of a setting.
    #[cfg(feature = "cli")]
    pub(crate) fn text(&self, key: &str) -> Option<&str> {
        self.find(key).map(|found| found.text)
    }

    /// Returns a setting with its place.
    pub(super) fn setting(&self, key: &str) -> Option<Setting> {
        self.find(key).map(|found| found.setting(key))
    }

    /// Returns the endpoint of a service, or that of all services.
    pub(super) fn endpoint(&self, service: &str) -> Result<Option<Setting>, Problem> {
        if let (Some(missing), None) = (self.setting("services"), &self.services) {
            return Err(Problem::NoServices(missing));
        }
        let key = "endpoint_url";
        let of_service = self.services.as_ref().and_then(|section| {
            let (text, line) = section.nested(service, key)?;
            Some(Found { text, line, section: &section.name, path: &self.config.path })
        });
        let found = of_service.filter(|found| !found.text.is_empty()).or_else(|| self.find(key));
        Ok(found.map(|found| found.setting(key)))
    }

    /// As in AWS's tools, the credentials file takes precedence.
    fn find(&self, key: &str) -> Option<Found<'_>> {
        let mut found = [&self.credentials, &self.config].into_iter().filter_map(|file| {
            let section = file.content.as_ref()?;
            let (text, line) = section.text(key)?;
            Some(Found { text, line, section: &section.name, path: &file.path })
        });
        found.find(|found| !found.text.is_empty())
    }
}

/// The text of a setting, and its place.
struct Found<'a> {
    text: &'a str,
    line: usize,
    section: &'a str,
    path: &'a Path,
}

impl Found<'_> {
    fn setting(&self, key: &str) -> Setting {
        let (section, key) = (self.section.to_owned(), key.to_owned());
        let place = Place::File { path: self.path.to_owned(), line: self.line, section, key };
        Setting { text: self.text.to_owned(), place }
    }
}

/// Removes the first matching section.
fn take(sections: &mut Vec<Section>, wanted: impl Fn(&Section) -> bool) -> Option<Section> {
    let place = sections.iter().position(wanted)?;
    Some(sections.swap_remove(place))
}

/// Whether a section is `[kind name]`, with or without quotes.
fn is_section(section: &Section, kind: &str, name: &str) -> bool {
    let Some(rest) = section.name.strip_prefix(kind).filter(|rest| rest.starts_with([' ', '\t'])) else {
        return false;
    };
    let rest = rest.trim();
    let quoted = |quote: char| rest.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote));
    match quoted('"').or_else(|| quoted('\'')) {
        Some(quoted) => quoted == name,
        None => rest == name && !rest.contains(char::is_whitespace),
    }
}

/// Whether a file is in place of a folder of the path, as with `HOME=/dev/null`: then the path does not exist either.
fn is_in_no_folder(path: &Path) -> bool {
    path.ancestors().skip(1).any(|folder| folder.exists() && !folder.is_dir())
}

/// Returns the sections of a file whose path may come from a variable.
fn read(variable: &str, usual: &str, variables: &Variables<'_>) -> Result<File<Vec<Section>>, Problem> {
    let named = expanded(&variables(variable).unwrap_or_else(|| usual.to_owned()), variables);
    let path = PathBuf::from(&named);
    // Without a home folder, the path would be relative to the current one, which may belong to someone else.
    if named.starts_with('~') {
        return Ok(File { path, content: Vec::new() });
    }
    let bytes = match std::fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == ErrorKind::NotFound || is_in_no_folder(&path) => Vec::new(),
        Err(error) => return Err(Problem::Unreadable { path, error }),
    };
    let Ok(text) = String::from_utf8(bytes) else { return Err(Problem::NotText { path }) };
    match ini::parse(text.strip_prefix('\u{feff}').unwrap_or(&text)) {
        Ok(content) => Ok(File { path, content }),
        Err(ini::BadLine(line)) => Err(Problem::BadLine { path, line }),
    }
}
