//! The disk of a sweep: writes crates, removes leftovers, and checks free space.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use farrier::GeneratedFile;

use super::models::remove;
use super::state::Open;
use cargo_farrier::Result;
use cargo_farrier::report::{at, problem};
use cargo_farrier::scratch;

/// The free space that is kept: a batch of the largest services takes less.
const ROOM: u64 = 4 * 1024 * 1024 * 1024;

/// Writes a crate into a new folder. It is temporary: nothing is synced.
pub(super) fn write(folder: &Path, files: &[GeneratedFile]) -> Result<()> {
    for file in files {
        let path = folder.join(&file.path);
        let parent = path.parent().unwrap_or(folder);
        fs::create_dir_all(parent).map_err(at(parent))?;
        fs::write(&path, &file.text).map_err(at(&path))?;
    }
    Ok(())
}

/// Stops the sweep before the disk is full.
pub(super) fn check_room(folder: &Path) -> Result<()> {
    match free(folder) {
        Some(free) if free < ROOM => {
            let gib = |bytes: u64| bytes / 1024 / 1024 / 1024;
            let message = format!(
                "only {} GiB are free, and {} are required; free space, or use a smaller --batch, and continue with \
                 --resume",
                gib(free),
                gib(ROOM)
            );
            Err(problem(folder, message))
        }
        _ => Ok(()),
    }
}

#[cfg(target_os = "linux")]
fn free(folder: &Path) -> Option<u64> {
    let found = rustix::fs::statvfs(folder).ok()?;
    found.f_bavail.checked_mul(found.f_frsize)
}

#[cfg(not(target_os = "linux"))]
fn free(_: &Path) -> Option<u64> {
    None
}

/// Removes the crates of a batch and their artifacts; dependencies are kept.
///
/// It removes single files instead of running `cargo clean --package`, which would also remove artifacts of a workspace package
/// with the same name.
/// name, which is ours to keep.
pub(super) fn clean(root: &Path, crates: &Path, open: &Open, artefacts: &BTreeSet<PathBuf>) -> Result<()> {
    let mut ends: BTreeSet<String> = artefacts.iter().filter_map(|path| end_of(path)).collect();
    let since = UNIX_EPOCH + Duration::from_secs(open.since);
    let debug = scratch::target(root).join("debug");
    // A crate that does not compile has no artifact with the hash; its fingerprint has it.
    for entry in entries(&debug.join(".fingerprint")) {
        let name = entry.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let Some((package, hash)) = name.rsplit_once('-') else { continue };
        if !open.names.iter().any(|name| name == package) {
            continue;
        }
        let is_ours = ends.contains(hash) || is_since(&entry, since);
        if is_ours {
            ends.insert(hash.to_owned());
            remove(&entry)?;
        }
    }
    for entry in entries(&debug.join("deps")) {
        if end_of(&entry).is_some_and(|hash| ends.contains(&hash)) {
            fs::remove_file(&entry).map_err(at(&entry))?;
        }
    }
    remove(crates)
}

/// Returns the hash in the name of a file such as `libkms-0123456789abcdef.rmeta`.
fn end_of(path: &Path) -> Option<String> {
    let (_, hash) = path.file_stem()?.to_str()?.rsplit_once('-')?;
    let is_hash = hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit());
    is_hash.then(|| hash.to_owned())
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path()).collect()
}

/// Whether a folder or a file in it was written since a point in time.
fn is_since(folder: &Path, since: SystemTime) -> bool {
    let written = |path: &Path| fs::symlink_metadata(path).and_then(|found| found.modified()).ok();
    entries(folder).iter().map(PathBuf::as_path).chain([folder]).any(|path| written(path) >= Some(since))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_of_a_batch_are_removed() {
        let root = tempfile::TempDir::new().expect("a folder");
        let path = |name: &str| root.path().join(name);
        let write = |name: &str| {
            fs::create_dir_all(path(name).parent().expect("it has one")).expect("a folder");
            fs::write(path(name), "x").expect("a file");
        };
        let (of_batch, of_workspace) = ("00000000000000aa", "00000000000000bb");
        let failed = "00000000000000cc";
        let ours = [
            format!("target/tmp/nested/debug/deps/libkms-{of_batch}.rmeta"),
            format!("target/tmp/nested/debug/deps/kms-{of_batch}.d"),
            format!("target/tmp/nested/debug/.fingerprint/kms-{of_batch}/lib-kms"),
            format!("target/tmp/nested/debug/.fingerprint/kms-{failed}/lib-kms"),
            format!("target/tmp/nested/debug/deps/kms-{failed}.d"),
            "target/sweep/crates/kms/src/lib.rs".to_owned(),
        ];
        let others = [
            format!("target/tmp/nested/debug/deps/libkms-{of_workspace}.rmeta"),
            format!("target/tmp/nested/debug/.fingerprint/kms-{of_workspace}/lib-kms"),
            format!("target/tmp/nested/debug/.fingerprint/kms-more-{failed}/lib-kms_more"),
            "target/tmp/nested/debug/deps/libhttp-00000000000000dd.rmeta".to_owned(),
        ];
        ours.iter().chain(&others).for_each(|name| write(name));
        let old = UNIX_EPOCH + Duration::from_secs(1000);
        let folder = path(&format!("target/tmp/nested/debug/.fingerprint/kms-{of_workspace}"));
        for name in [folder.join("lib-kms"), folder] {
            fs::File::open(&name).expect("it is there").set_modified(old).expect("it is ours");
        }
        let artefacts = BTreeSet::from([path(&ours[0])]);
        let open = Open { since: 2000, names: vec!["kms".to_owned()] };
        clean(root.path(), &path("target/sweep/crates"), &open, &artefacts).expect("all is ours");
        for name in &ours {
            assert!(!path(name).exists(), "{name}");
        }
        for name in &others {
            assert!(path(name).exists(), "{name}");
        }
    }
}
