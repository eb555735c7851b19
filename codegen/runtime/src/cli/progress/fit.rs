//! What of a progress bar is shown: takes a name and how wide the terminal is, returns what of the name has room and a template of
//! indicatif. What is wider than the terminal would be drawn anew on a line of its own each time.

use super::super::prompt::shortened;

/// How much of a longer name must be seen.
const LEAST_NAME: usize = 12;

/// Templates, the most telling first, and how many columns each takes at most besides the name, with a bar of ten.
const FORMS: [(&str, usize); 3] = [
    ("{prefix}  [{wide_bar}] {bytes}/{total_bytes}  {bytes_per_sec}  {eta} left", 68),
    ("{prefix}  [{wide_bar}] {bytes}/{total_bytes}", 38),
    ("{prefix}  [{wide_bar}] {percent}%", 19),
];

/// Where there is no room for more.
const LEAST: &str = "{percent}%";

/// What has room of the name, and the template.
pub(crate) fn fit(name: &str, columns: usize) -> (String, &'static str) {
    let least = console::measure_text_width(name).min(LEAST_NAME);
    let form = FORMS.iter().find(|(_, width)| columns >= width + least);
    form.map_or((String::new(), LEAST), |(template, width)| (shortened(name, columns - width), *template))
}

#[cfg(test)]
mod tests;
