//! Reading files: limits on their size, gzip, and JSON.

use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

use farrier::Diagnostic;
use farrier::model::{Role, Source};
use serde_json::Value;

use crate::Result;
use crate::report::{at, problem};

/// The maximum size of a file.
pub const FILE_LIMIT: u64 = 64 * MIB;
/// The maximum unpacked size of a compressed file.
pub const UNPACKED_LIMIT: u64 = 256 * MIB;
const MIB: u64 = 1024 * 1024;

/// Reads a file unchanged.
///
/// # Errors
///
/// It does not exist, is not a file, is not readable or is too large.
pub fn file(path: &Path) -> Result<Vec<u8>> {
    let metadata = fs::metadata(path).map_err(at(path))?;
    if metadata.is_dir() {
        return Err(problem(path, "is a folder, not a file"));
    }
    let too_large = || problem(path, format!("is larger than {} MiB", FILE_LIMIT / MIB));
    if metadata.len() > FILE_LIMIT {
        return Err(too_large());
    }
    // A pipe or a growing file has no reliable length.
    limited(File::open(path).map_err(at(path))?, FILE_LIMIT).map_err(at(path))?.ok_or_else(too_large)
}

/// Reads a file, unpacked if it is gzip, whatever its name.
///
/// # Errors
///
/// Those of [`file()`] and [`unpack`].
pub fn unpacked(path: &Path) -> Result<Vec<u8>> {
    unpack(&path.display().to_string(), file(path)?)
}

/// Unpacks gzip; returns other data unchanged, unless it is named `.gz`.
///
/// # Errors
///
/// Broken gzip data, or too much of it.
pub fn unpack(name: &str, bytes: Vec<u8>) -> Result<Vec<u8>> {
    let failed = |message: String| Diagnostic::new(message).in_file(name);
    if !bytes.starts_with(&[0x1f, 0x8b]) {
        let is_named_gz = Path::new(name).extension().is_some_and(|end| end.eq_ignore_ascii_case("gz"));
        return if is_named_gz {
            Err(failed("is named .gz but is not gzip data".to_owned()).into())
        } else {
            Ok(bytes)
        };
    }
    limited(flate2::read::MultiGzDecoder::new(&*bytes), UNPACKED_LIMIT)
        .map_err(|error| failed(format!("broken gzip data: {error}")))?
        .ok_or_else(|| failed(format!("unpacks to more than {} MiB", UNPACKED_LIMIT / MIB)).into())
}

/// Reads to the end; `None` if there is more than the limit.
pub(crate) fn limited(reader: impl Read, limit: u64) -> io::Result<Option<Vec<u8>>> {
    let mut bytes = Vec::new();
    reader.take(limit + 1).read_to_end(&mut bytes)?;
    Ok((bytes.len() as u64 <= limit).then_some(bytes))
}

/// Reads JSON.
///
/// # Errors
///
/// The position and the reason of invalid JSON.
pub fn json(name: &str, bytes: &[u8]) -> Result<Value> {
    serde_json::from_slice(bytes).map_err(|error| {
        let message = error.to_string();
        let message = message.split(" at line ").next().unwrap_or_default();
        let problem = Diagnostic::new(format!("is not JSON: {message}")).in_file(name);
        if error.line() == 0 { problem.into() } else { problem.at(error.line(), error.column()).into() }
    })
}

/// Returns a file of a model, for the library.
///
/// # Errors
///
/// Those of [`unpacked`].
pub fn source(path: &Path, name: String, role: Role) -> Result<Source> {
    Ok(Source { name, bytes: unpacked(path)?, role })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_a_limit() {
        assert_eq!(limited(&b"abc"[..], 3).ok(), Some(Some(b"abc".to_vec())));
        assert_eq!(limited(&b"abcd"[..], 3).ok(), Some(None));
    }
}
