//! The progress of an upload, on standard error if it is a terminal.

mod fit;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// The columns of a terminal of unknown width.
const USUAL: usize = 80;

/// The progress bar of a file. Dropping removes it.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// The name must be printable.
    pub(super) fn new(name: String) -> Self {
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        let columns =
            console::Term::stderr().size_checked().map_or(USUAL, |(_, columns)| usize::from(columns));
        let (name, template) = fit::fit(&name, columns);
        let style = ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar());
        bar.set_style(style.progress_chars("=> "));
        bar.set_prefix(name);
        Self(bar)
    }

    /// Returns the callback with the number of sent and of all bytes.
    pub(super) fn told(&self) -> impl Fn(u64, u64) + Send + Sync + 'static {
        let bar = self.0.clone();
        move |sent, total| {
            bar.set_length(total);
            // Another attempt starts from zero.
            if sent < bar.position() {
                bar.reset();
            }
            bar.set_position(sent);
        }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}
