//! The help of commands: their exit codes, and their examples.

/// The exit codes of a command, with the meaning of 1.
#[macro_export]
macro_rules! exit_codes {
    ($problem:literal) => {
        concat!("Exit codes:\n  0  success\n  1  ", $problem, "\n  2  the command line is wrong")
    };
}

/// The help of a command, with examples between its usage and its options.
#[macro_export]
macro_rules! with_examples {
    ($($line:literal),+) => {
        concat!(
            "{about-with-newline}\n{usage-heading} {usage}\n\nExamples:\n",
            $("  ", $line, "\n",)+
            "\n{all-args}{after-help}"
        )
    };
}
