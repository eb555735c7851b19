//! The texts of the licenses, in the repository and in the packages of the library and the runtime.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::support::said;

const TEXTS: [&str; 2] = ["LICENSE-APACHE", "LICENSE-MIT"];

/// A package contains no files from outside its folder, and git does not always create symbolic links.
#[test]
fn the_packages_have_the_licenses_of_the_repository() {
    for (package, folder) in [("farrier", "codegen"), ("farrier-runtime", "codegen/runtime")] {
        has_the_licenses(package, folder);
    }
}

fn has_the_licenses(package: &str, folder: &str) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    for text in TEXTS {
        let copy = root.join(folder).join(text);
        assert!(fs::symlink_metadata(&copy).unwrap().is_file(), "{text}");
        assert_eq!(fs::read(copy).unwrap(), fs::read(root.join(text)).unwrap(), "{text}");
    }
    let listed = Command::new(env!("CARGO"))
        .args(["package", "--list", "--package", package, "--allow-dirty", "--offline"])
        .current_dir(root)
        .output()
        .unwrap();
    let listed = said(listed);
    assert_eq!(listed.code, 0, "{listed:?}");
    for text in TEXTS {
        assert!(listed.out.lines().any(|line| line == text), "{listed:?}");
    }
}
