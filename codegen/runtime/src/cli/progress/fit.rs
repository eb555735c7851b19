//! Fits a progress bar into a terminal: from a name and the width, it selects a shortened name and a template of indicatif. A bar
//! wider than the terminal would be redrawn on a new line each time.

use super::super::prompt::shortened;

/// The minimum visible length of a longer name.
const LEAST_NAME: usize = 12;

/// Templates, the most detailed first, with their maximum width without the name, including a bar of ten.
const FORMS: [(&str, usize); 3] = [
    ("{prefix}  [{wide_bar}] {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left", 68),
    ("{prefix}  [{wide_bar}] {bytes}/{total_bytes}", 38),
    ("{prefix}  [{wide_bar}] {percent}%", 19),
];

/// The template for narrow terminals.
const LEAST: &str = "{percent}%";

/// Returns the visible part of the name, and the template.
pub(crate) fn fit(name: &str, columns: usize) -> (String, &'static str) {
    let least = console::measure_text_width(name).min(LEAST_NAME);
    let form = FORMS.iter().find(|(_, width)| columns >= width + least);
    form.map_or((String::new(), LEAST), |(template, width)| (shortened(name, columns - width), *template))
}

#[cfg(test)]
mod tests;
