//! The table at the end of a run: counts, speed, memory.

use std::fs;
use std::time::Duration;

use crate::report::{say, thousands};
use crate::tree::Changes;

/// A crate that was generated and written.
#[derive(Debug)]
pub(super) struct Done {
    pub(super) name: String,
    pub(super) files: usize,
    pub(super) lines: usize,
    pub(super) changes: Changes,
    /// The recovery of an earlier, interrupted run.
    pub(super) recovered: Option<&'static str>,
}

/// The sums over all models.
#[derive(Debug, Default)]
pub(super) struct Summary {
    generated: usize,
    /// The number of models that could not be generated or written.
    pub(super) failed: usize,
    files: usize,
    changed: usize,
    removed: usize,
    lines: usize,
}

impl Summary {
    /// Counts a crate.
    pub(super) fn add(&mut self, done: &Done) {
        self.generated += 1;
        self.files += done.files;
        self.changed += done.changes.written();
        self.removed += done.changes.removed.len();
        self.lines += done.lines;
    }

    /// Prints the table to stderr.
    pub(super) fn print(&self, time: Duration) {
        let mut rows = vec![
            ("models", thousands(self.generated + self.failed)),
            ("generated", thousands(self.generated)),
            ("failed", thousands(self.failed)),
            ("files", thousands(self.files)),
            ("changed", thousands(self.changed)),
            ("removed", thousands(self.removed)),
            ("lines", thousands(self.lines)),
            ("wall time", format!("{:.1} s", time.as_secs_f64())),
            ("lines per second", thousands(per_second(self.lines, time))),
        ];
        if let Some(kib) = peak_memory() {
            rows.push(("peak memory", format!("{} MiB", thousands(kib.div_ceil(1024)))));
        }
        let width = rows.iter().map(|(_, value)| value.chars().count()).max().unwrap_or_default();
        for (label, value) in rows {
            say(&format!("{label:<16}  {value:>width$}"));
        }
    }
}

fn per_second(number: usize, time: Duration) -> usize {
    let millis = usize::try_from(time.as_millis()).unwrap_or(usize::MAX).max(1);
    number.saturating_mul(1000) / millis
}

/// Returns the peak memory of this process in KiB, if the system provides it.
pub fn peak_memory() -> Option<usize> {
    peak_of(&fs::read_to_string("/proc/self/status").ok()?)
}

fn peak_of(status: &str) -> Option<usize> {
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"))?;
    line.trim().strip_suffix("kB")?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rates_are_per_second() {
        assert_eq!(per_second(1000, Duration::from_millis(500)), 2000);
        assert_eq!(per_second(7, Duration::ZERO), 7000);
    }

    #[test]
    fn the_peak_is_read_from_the_status_of_the_process() {
        assert_eq!(peak_of("Name:\tx\nVmHWM:\t    1234 kB\nVmRSS:\t 1 kB\n"), Some(1234));
        assert_eq!(peak_of("Name:\tx\n"), None);
    }
}
