//! The sources of values other than the command line: files, standard input, the environment.

use std::fs::File;
use std::io::{self, ErrorKind, IsTerminal, Read};
use std::path::Path;

use super::super::super::call::environment::shared::{expanded, Program};
use super::super::options::Files;
use super::super::secrets::variable;
use super::super::table::Parameter;
use super::problem::Problem;

/// The maximum size of a file or of standard input: more than any service accepts in one request, so that an endless device
/// does not fill the memory.
const MAX_INPUT: usize = 256 << 20;

/// Reads to the end, up to a maximum size.
pub(crate) fn limited(reader: impl Read, most: usize) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take((most as u64).saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() > most {
        let problem = format!("it has more than {most} bytes, which is the most that is read");
        return Err(io::Error::new(ErrorKind::InvalidData, problem));
    }
    Ok(bytes)
}

/// The environment of the process. Tests replace it.
pub(crate) trait Outside {
    /// Reads standard input for an option: the next line of a terminal, otherwise everything.
    fn input(&mut self, flag: &str) -> io::Result<Vec<u8>>;
    /// Reads a file.
    fn file(&mut self, path: &Path) -> io::Result<Vec<u8>>;
    /// Returns an environment variable.
    fn variable(&self, name: &str) -> Option<String>;
}

/// The real environment.
pub(crate) struct System {
    /// Reads a hidden line from the terminal, for an option.
    pub(crate) hidden: fn(&str) -> io::Result<String>,
}

impl Outside for System {
    fn input(&mut self, flag: &str) -> io::Result<Vec<u8>> {
        // A typed value is a secret, and ends with its line.
        if io::stdin().is_terminal() {
            return (self.hidden)(flag).map(String::into_bytes);
        }
        limited(io::stdin().lock(), MAX_INPUT)
    }

    fn file(&mut self, path: &Path) -> io::Result<Vec<u8>> {
        limited(File::open(path)?, MAX_INPUT)
    }

    fn variable(&self, name: &str) -> Option<String> {
        std::env::var(name).ok()
    }
}

/// The sources of the values of one command.
pub(crate) struct Sources<'o> {
    program: Program,
    outside: &'o mut dyn Outside,
    /// The option that has read standard input.
    reader: Option<&'static str>,
    raw: bool,
    files: Files,
    warnings: Vec<String>,
}

/// The contents of a file.
pub(super) enum Loaded {
    Text(String),
    Bytes(Vec<u8>),
}

impl<'o> Sources<'o> {
    /// Returns the sources of a tool.
    pub(crate) fn new(program: Program, outside: &'o mut dyn Outside) -> Self {
        Self { program, outside, reader: None, raw: false, files: Files::default(), warnings: Vec::new() }
    }

    /// Sets whether values can name files.
    pub(crate) fn files(self, files: Files) -> Self {
        Self { files, ..self }
    }

    /// Returns warnings for the user.
    pub(crate) fn warnings(self) -> Vec<String> {
        self.warnings
    }

    /// Warns that a text was read from a file: a program that forwards messages may not have intended that.
    pub(super) fn has_read(&mut self, flag: &str, value: &str) {
        if self.files == Files::Warned {
            let setting = match self.program.aws {
                true => "cli_file_params = true in the profile".to_owned(),
                false => format!("{}=true", self.program.variable("CLI_FILE_PARAMS")),
            };
            self.warnings.push(format!(
                "--{flag}: the text is read from the file that {value} names; --no-cli-file-params sends the value as it is, and \
                 {setting} turns this warning off"
            ));
        }
    }

    /// Sets whether texts of blobs are their bytes (`raw-in-base64-out`) instead of base64.
    pub(crate) fn raw_binary(self, raw: bool) -> Self {
        Self { raw, ..self }
    }

    /// Whether texts of blobs are their bytes.
    pub(super) fn is_raw(&self) -> bool {
        self.raw
    }

    /// Returns a secret from the environment; an empty variable counts as missing.
    pub(super) fn secret(&self, member: &Parameter) -> Option<String> {
        self.outside.variable(&variable(self.program.name, member.flag)).filter(|text| !text.is_empty())
    }

    /// Reads standard input for an option, without its last line break.
    pub(crate) fn input(&mut self, flag: &'static str) -> Result<String, Problem> {
        if let Some(reader) = self.reader {
            return Err(Problem::safe(format!("standard input was already read for --{reader}")));
        }
        self.reader = Some(flag);
        let bytes = self
            .outside
            .input(flag)
            .map_err(|error| Problem::safe(format!("Unable to read standard input: {error}")))?;
        let mut text =
            String::from_utf8(bytes).map_err(|_| Problem::safe("standard input is no text in UTF-8"))?;
        if text.ends_with('\n') {
            text.pop();
            if text.ends_with('\r') {
                text.pop();
            }
        }
        Ok(text)
    }

    /// Reads the file that a value names with `file://` or `fileb://`; `None` if it names none, or if files are not read.
    pub(super) fn load(&mut self, value: &str) -> Result<Option<Loaded>, Problem> {
        if self.files == Files::Ignored {
            Ok(None)
        } else {
            self.document(value)
        }
    }

    /// The same, even if files are not read: for options of the tool itself.
    pub(super) fn document(&mut self, value: &str) -> Result<Option<Loaded>, Problem> {
        let (path, as_text) = match (value.strip_prefix("file://"), value.strip_prefix("fileb://")) {
            (Some(path), _) => (path, true),
            (_, Some(path)) => (path, false),
            _ => return Ok(None),
        };
        let path = self.with_variables(&self.with_home(path));
        let bytes = self.outside.file(Path::new(&path)).map_err(|error| {
            Problem::safe(format!("Unable to load paramfile {value}: {}", reason(&error, &path)))
        })?;
        if !as_text {
            return Ok(Some(Loaded::Bytes(bytes)));
        }
        let text = String::from_utf8(bytes).map_err(|_| {
            Problem::safe(format!(
                "Unable to load paramfile ({path}), text contents could not be decoded.  If this is a binary file, \
                 please use the fileb:// prefix instead of the file:// prefix."
            ))
        })?;
        // As Python reads text files: all kinds of line breaks become one.
        Ok(Some(Loaded::Text(text.replace("\r\n", "\n").replace('\r', "\n"))))
    }

    /// Reads the file at a path, for a member that is sent unchanged.
    pub(super) fn body(&mut self, value: &str) -> Result<Vec<u8>, Problem> {
        let bare = value.strip_prefix("fileb://").or_else(|| value.strip_prefix("file://"));
        let path = self.with_home(&self.with_variables(bare.unwrap_or(value)));
        self.outside.file(Path::new(&path)).map_err(|error| {
            Problem::safe(format!("Blob values must be a path to a file. {}", reason(&error, &path)))
        })
    }

    fn with_home(&self, path: &str) -> String {
        expanded(path, &|name| self.outside.variable(name))
    }

    /// Replaces `$NAME` and `${NAME}` by environment variables; unknown ones remain.
    fn with_variables(&self, path: &str) -> String {
        let mut whole = String::new();
        let mut rest = path;
        while let Some((before, after)) = rest.split_once('$') {
            whole.push_str(before);
            let (name, taken) = match after.strip_prefix('{').and_then(|braced| braced.split_once('}')) {
                Some((name, _)) => (name, name.len() + 2),
                None => {
                    let end = after.find(|c: char| !c.is_ascii_alphanumeric() && c != '_');
                    let name = after.get(..end.unwrap_or(after.len())).unwrap_or_default();
                    (name, name.len())
                }
            };
            match self.outside.variable(name).filter(|_| !name.is_empty()) {
                Some(value) => whole.push_str(&value),
                None => {
                    whole.push('$');
                    whole.push_str(after.get(..taken).unwrap_or_default());
                }
            }
            rest = after.get(taken..).unwrap_or_default();
        }
        whole.push_str(rest);
        whole
    }
}

/// Returns the text of a system error in Python.
fn reason(error: &io::Error, path: &str) -> String {
    let text = error.to_string();
    match error.raw_os_error() {
        Some(code) => {
            let end = format!(" (os error {code})");
            format!("[Errno {code}] {}: '{path}'", text.strip_suffix(&end).unwrap_or(&text))
        }
        None => format!("{text}: '{path}'"),
    }
}
