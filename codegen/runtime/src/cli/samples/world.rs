//! The environment of the process in tests: files, standard input and variables.

use std::collections::BTreeMap;
use std::io;
use std::path::Path;

use serde_json::Value;

use super::super::super::call::environment::shared::Program;
use super::super::super::schema::Shape;
use super::super::failure::{Failure, Kind};
use super::super::given::Given;
use super::super::input::{value, Outside, Sources};
use super::super::table::{Command, Parameter};

/// A world of a few files and variables.
#[derive(Default)]
pub(crate) struct World {
    pub(crate) input: Vec<u8>,
    pub(crate) files: BTreeMap<&'static str, Vec<u8>>,
    pub(crate) variables: BTreeMap<&'static str, &'static str>,
    /// Whether texts of blobs are their bytes.
    pub(crate) raw: bool,
}

impl Outside for World {
    fn input(&mut self, flag: &str) -> io::Result<Vec<u8>> {
        // Only these options read standard input.
        let flags = ["connection-token", "pin", "api-key", "bearer-token", "username", "password"];
        assert!(flags.contains(&flag), "{flag}");
        Ok(std::mem::take(&mut self.input))
    }

    fn file(&mut self, path: &Path) -> io::Result<Vec<u8>> {
        // 2: no such file.
        self.files.get(path.to_str().unwrap()).cloned().ok_or_else(|| io::Error::from_raw_os_error(2))
    }

    fn variable(&self, name: &str) -> Option<String> {
        self.variables.get(name).map(ToString::to_string)
    }
}

impl World {
    pub(crate) fn with_file(mut self, path: &'static str, content: impl Into<Vec<u8>>) -> Self {
        self.files.insert(path, content.into());
        self
    }

    pub(crate) fn with_variable(mut self, name: &'static str, value: &'static str) -> Self {
        self.variables.insert(name, value);
        self
    }

    /// The input of `command` with these options, `--cli-input-json` and `--cli-input-yaml` among them.
    pub(crate) fn read(
        mut self,
        command: &'static Command,
        options: &[(&str, &[&str])],
    ) -> Result<Value, Failure> {
        let mut given = Given::default();
        for (flag, texts) in options {
            let texts: Vec<String> = texts.iter().map(ToString::to_string).collect();
            match *flag {
                "cli-input-json" => given.json = texts.first().cloned(),
                "cli-input-yaml" => given.yaml = texts.first().cloned(),
                flag => match flag.strip_prefix("no-") {
                    Some(flag) => given.switches.push((member(command, flag), false)),
                    None if texts.is_empty() && matches!(member(command, flag).shape, Shape::Boolean) => {
                        given.switches.push((member(command, flag), true));
                    }
                    None => given.flags.push((member(command, flag), texts)),
                },
            }
        }
        let raw = self.raw;
        value(
            command,
            &given,
            &mut Sources::new(Program { name: "the-tool", aws: true }, &mut self).raw_binary(raw),
        )
    }
}

fn member(command: &'static Command, flag: &str) -> &'static Parameter {
    command.input.iter().find(|member| member.flag == flag).unwrap()
}

/// The message of a failure that is the user's.
pub(crate) fn refusal<T>(result: Result<T, Failure>) -> String {
    let Err(failure) = result else { panic!("should be refused") };
    assert_eq!(failure.kind, Kind::Parameter);
    failure.to_string()
}
