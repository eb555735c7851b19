//! A Python wheel, which is a zip archive: the models in it, and the name of the package.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::Path;

use farrier::{Diagnostic, Diagnostics};
use zip::ZipArchive;
use zip::result::ZipError;

use crate::Result;
use crate::c2j;
use crate::read::{self, UNPACKED_LIMIT};
use crate::report::at;

/// The contents that are read from a wheel.
#[derive(Debug)]
pub struct Wheel {
    /// The name of the package, such as `botocore`.
    pub package: String,
    /// Its version.
    pub version: String,
    /// The folder of the model in the wheel.
    pub folder: String,
    /// The newest date of the model's files, `YYYY-MM-DD`, if the wheel has dates.
    pub modified: Option<String>,
    /// The model's files: which of [`c2j::KINDS`], its name for diagnostics, and its unpacked bytes.
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
    for (kind, entry) in archive.model(&folder) {
        let (bytes, date) = archive.entry(&entry)?;
        let shown = format!("{name}/{entry}");
        files.push((kind, shown.clone(), read::unpack(&shown, bytes)?));
        modified = modified.max(date);
    }
    Ok(Wheel { package, version, folder, modified, files })
}

/// Writes the newest model of every service to a folder, each in its own subfolder, as in `data`; returns the name
/// and the version of the package.
///
/// # Errors
///
/// A broken wheel, one without a model, a folder that cannot be written to.
pub fn unpack(name: &str, bytes: &[u8], to: &Path) -> Result<(String, String)> {
    let mut archive = Archive::open(name, bytes)?;
    let metadata = archive.metadata()?;
    let services = archive.services();
    if services.is_empty() {
        return Err(Diagnostic::new("has no model: no data/<service>/<date>/service-2.json in it")
            .in_file(name)
            .into());
    }
    for service in services {
        let from = archive.newest_model(&service)?;
        let folder = to.join(&service);
        fs::create_dir_all(&folder).map_err(at(&folder))?;
        for (_, entry) in archive.model(&from) {
            let path = folder.join(entry.rsplit('/').next().unwrap_or_default());
            fs::write(&path, archive.entry(&entry)?.0).map_err(at(&path))?;
        }
    }
    Ok(metadata)
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

    /// Returns the entries of the model in a folder.
    fn model(&self, folder: &str) -> c2j::Files<String> {
        let has = |entry: &str| self.zip.index_for_name(entry).is_some();
        c2j::model(&format!("{folder}/"), |entry| has(entry).then(|| entry.to_owned()))
    }

    /// The bytes of an entry, and its date.
    fn entry(&mut self, entry: &str) -> Result<(Vec<u8>, Option<String>)> {
        let file = self.zip.by_name(entry).map_err(|error| broken(self.name, &error))?;
        // zip writes 1980-01-01 if there is no date.
        let date = file.last_modified().filter(|date| date.year() > 1980);
        let date = date.map(|date| format!("{}-{:02}-{:02}", date.year(), date.month(), date.day()));
        match read::limited(file, UNPACKED_LIMIT) {
            Ok(Some(bytes)) => Ok((bytes, date)),
            Ok(None) => Err(Diagnostic::new(format!("`{entry}` is too large")).in_file(self.name).into()),
            Err(error) => Err(broken(self.name, &error.into())),
        }
    }

    /// Returns the name and version of the package.
    fn metadata(&mut self) -> Result<(String, String)> {
        let failed = |what: &str| Diagnostic::new(format!("broken wheel: {what}")).in_file(self.name);
        let is_metadata =
            |entry: &&str| entry.ends_with(".dist-info/METADATA") && entry.matches('/').count() == 1;
        let entry =
            self.zip.file_names().find(is_metadata).ok_or_else(|| failed("no METADATA in it"))?.to_owned();
        let text = String::from_utf8_lossy(&self.entry(&entry)?.0).into_owned();
        // The headers end at the first empty line; a README follows.
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

    /// Returns the names of the services with a model.
    fn services(&self) -> BTreeSet<String> {
        self.zip.file_names().filter_map(model_at).map(|model| model.service.to_owned()).collect()
    }

    /// Returns the folder `.../data/<service>/<newest date>`.
    fn newest_model(&self, service: &str) -> Result<String> {
        let models = self.zip.file_names().filter_map(model_at).filter(|model| model.service == service);
        let newest = models.map(|model| (model.date, model.folder)).max();
        newest.map(|(_, folder)| folder.to_owned()).ok_or_else(|| {
            let message =
                format!("has no model of `{service}`: no data/{service}/<date>/service-2.json in it");
            Diagnostic::new(message).in_file(self.name).into()
        })
    }
}

/// A model in a wheel.
struct ModelAt<'a> {
    service: &'a str,
    date: &'a str,
    folder: &'a str,
}

/// Whether an entry is `.../data/<service>/<date>/service-2.json`, plain or gzipped.
fn model_at(entry: &str) -> Option<ModelAt<'_>> {
    let (folder, file) = entry.rsplit_once('/')?;
    let (parent, date) = folder.rsplit_once('/')?;
    let (data, service) = parent.rsplit_once('/')?;
    let is_data = data == "data" || data.ends_with("/data");
    let is_model = ["service-2.json", "service-2.json.gz"].contains(&file);
    // The name becomes that of a folder.
    let is_name = !service.starts_with('.') && !service.contains(['\\', ':', '\0']);
    (is_data && is_model && is_name && c2j::is_date(date)).then_some(ModelAt { service, date, folder })
}

fn broken(name: &str, error: &ZipError) -> Diagnostics {
    Diagnostic::new(format!("broken wheel: {error}")).in_file(name).into()
}
