//! A temporary folder, and `cargo farrier` in it.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use tempfile::TempDir;

/// The output of a command.
#[derive(Debug)]
pub(crate) struct Said {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

/// A folder of a user.
pub(crate) struct Folder(TempDir);

impl Folder {
    pub(crate) fn new(files: &[(&str, &str)]) -> Self {
        let folder = Self(TempDir::new().unwrap());
        for (name, text) in files {
            folder.write(name, text);
        }
        folder
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.0.path().join(name)
    }

    pub(crate) fn write(&self, name: &str, text: &str) {
        let path = self.path(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    pub(crate) fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn run(&self, args: &[&str]) -> Said {
        self.run_in(".", args)
    }

    pub(crate) fn run_in(&self, dir: &str, args: &[&str]) -> Said {
        // As cargo calls it.
        let mut command = Command::new(env!("CARGO_BIN_EXE_cargo-farrier"));
        let output = command.arg("farrier").args(args).current_dir(self.path(dir)).output().unwrap();
        Said {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    #[track_caller]
    pub(crate) fn succeed(&self, args: &[&str]) -> Said {
        let said = self.run(args);
        assert_eq!(said.code, 0, "{said:?}");
        said
    }

    /// A command that fails with this on stderr, where `$` is the folder.
    #[track_caller]
    pub(crate) fn fail(&self, args: &[&str], err: &str) {
        let said = self.run(args);
        let folder = self.0.path().canonicalize().unwrap();
        assert_eq!((said.code, said.err.replace(folder.to_str().unwrap(), "$").as_str()), (1, err));
    }
}
