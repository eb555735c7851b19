//! Paths relative to each other, and in messages. Knows no file system.

use std::path::Path;

/// Returns the path from one folder to another, both relative to the same one. `None` if it is unknown, because a path leads
/// out of it by `..` where the other does not.
pub(super) fn relative(from: &str, to: &str) -> Option<String> {
    let parts = |path: &str| -> Vec<String> {
        let mut parts: Vec<String> = Vec::new();
        for part in path.split(['/', '\\']).filter(|part| !matches!(*part, "" | ".")) {
            if part == ".." && parts.last().is_some_and(|last| last != "..") {
                parts.pop();
            } else {
                parts.push(part.to_owned());
            }
        }
        parts
    };
    let (from, to) = (parts(from), parts(to));
    let common = from.iter().zip(&to).take_while(|(one, other)| one == other).count();
    if from[common..].iter().any(|part| part == "..") {
        return None;
    }
    let up = from[common..].iter().map(|_| "..".to_owned());
    let path: Vec<String> = up.chain(to[common..].iter().cloned()).collect();
    Some(if path.is_empty() { ".".to_owned() } else { path.join("/") })
}

/// Returns a folder in messages, with a slash at its end: relative to the base if it is below, and empty if it is the base itself.
pub(super) fn shown(dir: &Path, base: &Path) -> String {
    let dir = dir.strip_prefix(base).unwrap_or(dir).display().to_string();
    if dir.is_empty() || dir.ends_with('/') { dir } else { format!("{dir}/") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_lead_from_the_crate_to_the_runtime() {
        let table = [
            ("orchard", "farrier-runtime", Some("../farrier-runtime")),
            ("clients/orchard", "clients/runtime", Some("../runtime")),
            ("../../generated", "../../codegen/runtime", Some("../codegen/runtime")),
            (".", "farrier-runtime", Some("farrier-runtime")),
            ("./a/../b", "b/c", Some("c")),
            ("../x", "y", None),
        ];
        for (from, to, path) in table {
            assert_eq!(relative(from, to).as_deref(), path, "{from} {to}");
        }
    }
}
