//! The content of an upload: a file or bytes, and its properties.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use bytes::Bytes;

use super::error::Unfit;

/// The default timeout of sending the bytes: 20 MB at 300 kbit/s.
const TIMEOUT: Duration = Duration::from_secs(10 * 60);

/// The callback with the number of sent and of all bytes.
#[doc(hidden)]
pub type Progress = Arc<dyn Fn(u64, u64) + Send + Sync>;

/// A file to upload, with the settings of the upload.
///
/// ```
/// use farrier_runtime::upload::Upload;
///
/// let from_disk = Upload::file("pictures/report.pdf");
/// let from_memory = Upload::bytes("notes.md", "# Notes").content_type("text/plain");
/// # drop((from_disk, from_memory));
/// ```
#[derive(Clone)]
#[must_use = "nothing is uploaded before it is given to a client"]
pub struct Upload {
    content: Content,
    name: Option<String>,
    content_type: Option<String>,
    pub(crate) tokens: Option<(String, String)>,
    pub(crate) timeout: Duration,
    pub(crate) progress: Option<Progress>,
}

/// The source of the bytes.
#[derive(Clone)]
#[doc(hidden)]
pub enum Content {
    File(PathBuf),
    Bytes(Bytes),
}

impl Upload {
    /// A file on disk. Its name is the last part of the path, its size that of the file at the start of the call.
    ///
    /// It is read in pieces of 64 KiB, each when the connection takes it, by the thread that sends, and read anew for each
    /// attempt. Where a read may take long, as from a network, read it into memory first and use [`bytes`](Self::bytes).
    pub fn file(path: impl Into<PathBuf>) -> Self {
        Self::of(Content::File(path.into()), None)
    }

    /// Bytes in memory under a file name.
    pub fn bytes(name: impl Into<String>, bytes: impl Into<Bytes>) -> Self {
        Self::of(Content::Bytes(bytes.into()), Some(name.into()))
    }

    fn of(content: Content, name: Option<String>) -> Self {
        Self { content, name, content_type: None, tokens: None, timeout: TIMEOUT, progress: None }
    }

    /// Sets the name that others see instead of that on disk.
    pub fn name(mut self, name: impl Into<String>) -> Self {
        self.name = Some(name.into());
        self
    }

    /// Sets the MIME type, such as `application/pdf`. The default follows from the file extension, for the types that the service
    /// documents.
    pub fn content_type(mut self, content_type: impl Into<String>) -> Self {
        self.content_type = Some(content_type.into());
        self
    }

    /// Sets the idempotency tokens of the first and the last call. By default the client creates them.
    pub fn idempotency_tokens(mut self, start: impl Into<String>, complete: impl Into<String>) -> Self {
        self.tokens = Some((start.into(), complete.into()));
        self
    }

    /// Sets the timeout of sending the bytes, with all attempts and delays; 10 minutes by default. The calls before and after have
    /// the timeouts of the client.
    pub fn timeout(mut self, limit: Duration) -> Self {
        self.timeout = limit;
        self
    }

    /// Sets a callback for the progress: the number of bytes passed to the connection, and of all bytes.
    ///
    /// It is called at the start and after each piece of up to 64 KiB, on the sending thread, so it should be fast. When a failed
    /// attempt is retried, it restarts at 0.
    ///
    /// ```
    /// # use farrier_runtime::upload::Upload;
    /// let upload = Upload::file("report.pdf").on_progress(|sent, total| println!("{sent} of {total}"));
    /// # drop(upload);
    /// ```
    pub fn on_progress(mut self, told: impl Fn(u64, u64) + Send + Sync + 'static) -> Self {
        self.progress = Some(Arc::new(told));
        self
    }

    /// The determined properties of a file.
    pub(crate) fn describe(&self, types: &[(&str, &str)], min_size: u64) -> Result<Described, Unfit> {
        let (size, what) = match &self.content {
            Content::Bytes(bytes) => (bytes.len() as u64, "the content".to_owned()),
            Content::File(path) => (size_of(path)?, format!("{path:?}")),
        };
        if size < min_size {
            let problem = if size == 0 { format!("{what} is empty") } else { format!("{what} is too small") };
            return Err(Unfit::new(match min_size {
                1 => format!("{problem}: the service accepts no empty file"),
                _ => format!("{problem}: the service accepts no file of less than {min_size} bytes"),
            }));
        }
        let name = match (&self.name, &self.content) {
            (Some(name), _) => name.clone(),
            (None, Content::File(path)) => name_of(path)?,
            (None, Content::Bytes(_)) => String::new(),
        };
        let content_type = match &self.content_type {
            Some(given) => given.clone(),
            None => type_of(&name, types)?.to_owned(),
        };
        Ok(Described { name, content_type, size, content: self.content.clone() })
    }
}

/// Neither the bytes nor the tokens.
impl fmt::Debug for Upload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut shown = f.debug_struct("Upload");
        match &self.content {
            Content::File(path) => shown.field("file", path),
            Content::Bytes(bytes) => shown.field("bytes", &bytes.len()),
        };
        shown
            .field("name", &self.name)
            .field("content_type", &self.content_type)
            .field("timeout", &self.timeout)
            .finish_non_exhaustive()
    }
}

/// A file with its properties.
#[doc(hidden)]
pub struct Described {
    pub name: String,
    pub content_type: String,
    pub size: u64,
    pub content: Content,
}

fn size_of(path: &Path) -> Result<u64, Unfit> {
    let metadata = std::fs::metadata(path)
        .map_err(|error| Unfit::new(format!("{path:?} cannot be read")).because(error))?;
    if metadata.is_dir() {
        return Err(Unfit::new(format!("{path:?} is a directory")));
    }
    if !metadata.is_file() {
        return Err(Unfit::new(format!(
            "{path:?} is not a file with a known size; read it, and use `Upload::bytes(..)`"
        )));
    }
    Ok(metadata.len())
}

fn name_of(path: &Path) -> Result<String, Unfit> {
    let name = path.file_name().and_then(|name| name.to_str()).map(str::to_owned);
    name.ok_or_else(|| {
        Unfit::new(format!("{path:?} has a name that is not Unicode; set one with `name(..)`"))
    })
}

/// The MIME type by file extension.
fn type_of<'t>(name: &str, types: &[(&str, &'t str)]) -> Result<&'t str, Unfit> {
    let extension = Path::new(name).extension().and_then(|extension| extension.to_str());
    let known = |extension: &str| types.iter().find(|(known, _)| known.eq_ignore_ascii_case(extension));
    if let Some((_, found)) = extension.and_then(known) {
        return Ok(found);
    }
    let problem = format!("{name:?} has no file extension that the service documents");
    Err(Unfit::new(format!("{problem}; set the MIME type with `content_type(..)`")))
}
