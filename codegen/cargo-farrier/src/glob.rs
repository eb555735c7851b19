//! Patterns of paths: `*` and `?` within a name, `**` for any number of folders.
//!
//! Paths have `/` between their parts, on every system.

use std::fs;
use std::path::Path;

use crate::Result;
use crate::report::at;

/// Whether an entry is a pattern, and not a path.
pub(crate) fn is_pattern(entry: &str) -> bool {
    entry.contains(['*', '?'])
}

/// Whether a pattern matches a path.
pub(crate) fn matches(pattern: &str, path: &str) -> bool {
    let pattern: Vec<&str> = pattern.trim_start_matches("./").split('/').collect();
    let path: Vec<&str> = path.split('/').collect();
    // Whether the first parts of the pattern match the first parts of the path: a row for each part of the pattern, so that the time
    // is bounded by the product of the lengths.
    let mut row: Vec<bool> = (0..=path.len()).map(|parts| parts == 0).collect();
    for part in pattern {
        let mut next = vec![part == "**" && row[0]];
        for (at, name) in path.iter().enumerate() {
            let is_match = if part == "**" {
                row[at + 1] || next[at] && !name.starts_with('.')
            } else {
                row[at] && is_name(part, name)
            };
            next.push(is_match);
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// Whether a part of a pattern matches a name.
fn is_name(pattern: &str, name: &str) -> bool {
    // A hidden file is meant only if it is named.
    if name.starts_with('.') && !pattern.starts_with('.') {
        return false;
    }
    let name: Vec<char> = name.chars().collect();
    let mut row: Vec<bool> = (0..=name.len()).map(|chars| chars == 0).collect();
    for c in pattern.chars() {
        let mut next = vec![c == '*' && row[0]];
        for (at, found) in name.iter().enumerate() {
            next.push(match c {
                '*' => row[at + 1] || next[at],
                '?' => row[at],
                c => row[at] && c == *found,
            });
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

/// Returns the files below a folder that match a pattern, sorted.
///
/// # Errors
///
/// A folder that cannot be read.
pub(crate) fn files(dir: &Path, pattern: &str) -> Result<Vec<String>> {
    // The part before the first pattern is a path, which may lead out of the folder.
    let fixed: Vec<&str> = pattern.split('/').take_while(|part| !is_pattern(part)).collect();
    let start = fixed.join("/");
    let rest = pattern.get(start.len()..).unwrap_or_default().trim_start_matches('/');
    let depth = if rest.split('/').any(|part| part == "**") { usize::MAX } else { rest.split('/').count() };
    let mut found = Vec::new();
    let mut folders = vec![(String::new(), 1)];
    while let Some((folder, level)) = folders.pop() {
        let path = dir.join(&start).join(&folder);
        for entry in fs::read_dir(&path).map_err(at(&path))? {
            let entry = entry.map_err(at(&path))?;
            let Some(name) = entry.file_name().to_str().map(|name| format!("{folder}{name}")) else {
                continue;
            };
            // Symbolic links to folders are not followed: they could form a circle.
            if entry.file_type().map_err(at(&path))?.is_dir() {
                if level < depth && !name.rsplit('/').next().is_some_and(|name| name.starts_with('.')) {
                    folders.push((format!("{name}/"), level + 1));
                }
            } else if matches(rest, &name) {
                found.push(if start.is_empty() { name } else { format!("{start}/{name}") });
            }
        }
    }
    found.sort_unstable();
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_match_whole_paths() {
        for (pattern, path) in [
            ("*.json", "a.json"),
            ("./*.json", "a.json"),
            ("a?.smithy", "ab.smithy"),
            ("models/**/*.json", "models/a.json"),
            ("models/**/*.json", "models/x/y/a.json"),
            ("**", "a/b"),
            ("**/b", "b"),
        ] {
            assert!(matches(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("*.json", "a/b.json"),
            ("*.json", ".a.json"),
            ("**", ".git/a"),
            ("a/**", "a/b/.c"),
            ("a?.smithy", "a.smithy"),
            ("models/*/a.json", "models/a.json"),
            ("a", "b"),
        ] {
            assert!(!matches(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn a_long_pattern_takes_bounded_time() {
        assert!(!matches(&"*a".repeat(500), &"a".repeat(499)));
    }

    #[test]
    fn files_are_found_in_order() {
        let dir = tempfile::TempDir::new().expect("a folder");
        fs::create_dir_all(dir.path().join("m/x/.git")).expect("folders");
        for file in ["m/b.json", "m/a.json", "m/x/c.json", "m/x/.git/d.json", "e.json"] {
            fs::write(dir.path().join(file), "").expect("a file");
        }
        let found = |pattern| files(dir.path(), pattern).expect("files");
        assert_eq!(found("m/*.json"), ["m/a.json", "m/b.json"]);
        assert_eq!(found("**/*.json"), ["e.json", "m/a.json", "m/b.json", "m/x/c.json"]);
        assert_eq!(files(&dir.path().join("m"), "../*.json").expect("files"), ["../e.json"]);
    }
}
