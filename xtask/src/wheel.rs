//! A Python wheel, which is a zip archive: the model of one service in it, and the name of the package.

use std::io::Cursor;

use farrier::{Diagnostic, Diagnostics};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::Result;
use crate::read::{self, C2J_FILES, UNPACKED_LIMIT};

/// What is taken from a wheel.
#[derive(Debug)]
pub struct Wheel {
    /// The name of the package, such as `botocore`.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The folder of the model in the wheel.
    pub folder: String,
    /// The newest date of the model's files, `YYYY-MM-DD`, when the wheel tells.
    pub modified: Option<String>,
    /// The model's files: which of [`C2J_FILES`], its name for diagnostics, and its unpacked bytes.
    pub files: Vec<(&'static str, String, Vec<u8>)>,
}

/// Whether the bytes begin as a zip archive does.
pub fn is_zip(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06")
}

/// Reads the newest model of a service.
///
/// # Errors
///
/// A broken wheel, one without metadata, one without that service.
pub fn read(name: &str, bytes: &[u8], service: &str) -> Result<Wheel> {
    let mut archive = Archive::open(name, bytes)?;
    let (package, version) = archive.metadata()?;
    let folder = archive.newest_model(service)?;
    let mut modified = None;
    let mut files = Vec::new();
    for file in C2J_FILES {
        let names = [format!("{folder}/{file}.json"), format!("{folder}/{file}.json.gz")];
        let Some(entry) = names.into_iter().find(|entry| archive.has(entry)) else { continue };
        let (bytes, date) = archive.entry(&entry)?;
        let shown = format!("{name}/{entry}");
        files.push((file, shown.clone(), read::unpack(&shown, bytes)?));
        modified = modified.max(date);
    }
    Ok(Wheel { package, version, folder, modified, files })
}

struct Archive<'a> {
    name: &'a str,
    zip: ZipArchive<Cursor<&'a [u8]>>,
}

impl<'a> Archive<'a> {
    fn open(name: &'a str, bytes: &'a [u8]) -> Result<Self> {
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| broken(name, &error))?;
        Ok(Self { name, zip })
    }

    fn has(&self, entry: &str) -> bool {
        self.zip.index_for_name(entry).is_some()
    }

    /// The bytes of an entry, and its date.
    fn entry(&mut self, entry: &str) -> Result<(Vec<u8>, Option<String>)> {
        let file = self.zip.by_name(entry).map_err(|error| broken(self.name, &error))?;
        // 1980-01-01 is what zip writes when there is no date to write.
        let date = file.last_modified().filter(|date| date.year() > 1980);
        let date = date.map(|date| format!("{}-{:02}-{:02}", date.year(), date.month(), date.day()));
        match read::limited(file, UNPACKED_LIMIT) {
            Ok(Some(bytes)) => Ok((bytes, date)),
            Ok(None) => Err(Diagnostic::new(format!("`{entry}` is too large")).in_file(self.name).into()),
            Err(error) => Err(broken(self.name, &error.into())),
        }
    }

    /// The name and version of the package.
    fn metadata(&mut self) -> Result<(String, String)> {
        let failed = |what: &str| Diagnostic::new(format!("broken wheel: {what}")).in_file(self.name);
        let is_metadata =
            |entry: &&str| entry.ends_with(".dist-info/METADATA") && entry.matches('/').count() == 1;
        let entry =
            self.zip.file_names().find(is_metadata).ok_or_else(|| failed("no METADATA in it"))?.to_owned();
        let text = String::from_utf8_lossy(&self.entry(&entry)?.0).into_owned();
        // The headers end at the first empty line; what follows is a README.
        let headers =
            text.lines().take_while(|line| !line.is_empty()).filter_map(|line| line.split_once(':'));
        let header = |name: &str| {
            let found = headers.clone().find(|(key, _)| key.eq_ignore_ascii_case(name));
            found.map(|(_, value)| value.trim().to_owned()).filter(|value| !value.is_empty())
        };
        let (Some(package), Some(version)) = (header("Name"), header("Version")) else {
            return Err(Diagnostic::new("broken wheel: its METADATA has no name or no version")
                .in_file(self.name)
                .into());
        };
        Ok((package, version))
    }

    /// The folder `.../data/<service>/<newest date>`.
    fn newest_model(&self, service: &str) -> Result<String> {
        let folder_of = |entry: &str| {
            let (folder, file) = entry.rsplit_once('/')?;
            let (parent, date) = folder.rsplit_once('/')?;
            let is_service =
                parent == format!("data/{service}") || parent.ends_with(&format!("/data/{service}"));
            let is_model = ["service-2.json", "service-2.json.gz"].contains(&file);
            (is_service && is_model && read::is_date(date)).then(|| (date.to_owned(), folder.to_owned()))
        };
        let newest = self.zip.file_names().filter_map(folder_of).max();
        newest.map(|(_, folder)| folder).ok_or_else(|| {
            let message =
                format!("has no model of `{service}`: no data/{service}/<date>/service-2.json in it");
            Diagnostic::new(message).in_file(self.name).into()
        })
    }
}

fn broken(name: &str, error: &ZipError) -> Diagnostics {
    Diagnostic::new(format!("broken wheel: {error}")).in_file(name).into()
}
