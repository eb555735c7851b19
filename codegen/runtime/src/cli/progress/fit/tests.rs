//! A progress bar is never wider than the terminal.

use super::fit;

/// The maximum width of each part, except the bar, which takes the rest.
fn width(template: &str, name: &str) -> usize {
    let parts = [
        ("{prefix}", name),
        ("{wide_bar}", ""),
        ("{bytes}", "1023.99 KiB"),
        ("{total_bytes}", "1023.99 KiB"),
        ("{bytes_per_sec}", "1023.99 KiB/s"),
        ("{eta}", "9999999s"),
        ("{percent}", "100"),
    ];
    let line = parts.iter().fold(template.to_owned(), |line, (part, text)| line.replace(part, text));
    assert!(!line.contains('{'), "{line}");
    console::measure_text_width(&line)
}

#[test]
fn no_bar_is_wider_than_the_terminal() {
    for name in ["a".to_owned(), "notes.txt".to_owned(), "a long name ".repeat(20), "長い名前".repeat(30)]
    {
        for columns in 4..300 {
            let (shown, template) = fit(&name, columns);
            assert!(width(template, &shown) <= columns, "{columns}: {template} {shown}");
        }
    }
}

#[test]
fn progress_fits_the_width() {
    assert_eq!(fit("notes.txt", 80).0, "notes.txt");
    assert!(fit("notes.txt", 80).1.contains("{eta}"));
    let (name, template) = fit(&"n".repeat(250), 80);
    assert_eq!((name.as_str(), template.contains("{eta}")), ("nnnnnnnnnnn…", true));
    assert!(!fit("notes.txt", 60).1.contains("{eta}"));
    assert_eq!(fit("notes.txt", 10), (String::new(), "{percent}%"));
}
