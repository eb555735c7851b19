//! How far the bytes of a file have come, on standard error if that is a terminal, and nowhere otherwise.

mod fit;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

/// Columns of a terminal that does not tell how many it has.
const USUAL: usize = 80;

/// The bar of one file. It is gone when it is dropped.
pub(super) struct Progress(ProgressBar);

impl Progress {
    /// The name must be one that can be shown.
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

    /// What is to be told how many bytes of how many were sent.
    pub(super) fn told(&self) -> impl Fn(u64, u64) + Send + Sync + 'static {
        let bar = self.0.clone();
        move |sent, total| {
            bar.set_length(total);
            // Another attempt begins anew.
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
