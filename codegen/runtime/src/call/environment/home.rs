//! `~` at the start of a path: the home folder of the user. The folders of other users (`~name`) are unknown.

use super::sources::Variables;

/// Returns the path with the home folder from the environment; unchanged if there is none.
pub(crate) fn expanded(path: &str, variables: &Variables<'_>) -> String {
    let ends = |c: char| c == '/' || c == std::path::MAIN_SEPARATOR;
    let rest = path.strip_prefix('~').filter(|rest| rest.is_empty() || rest.starts_with(ends));
    let home = rest.and_then(|_| variables("HOME").or_else(|| variables("USERPROFILE")));
    match (rest, home) {
        (Some(rest), Some(home)) => format!("{}{rest}", home.trim_end_matches(ends)),
        _ => path.to_owned(),
    }
}
