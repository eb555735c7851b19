//! Records the log during a run.

use std::io;
use std::sync::{Arc, Mutex};

#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl io::Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

pub(crate) fn logged(run: impl FnOnce()) -> String {
    let lines = Lines::default();
    let to = lines.clone();
    let log = tracing_subscriber::fmt().with_max_level(tracing::Level::DEBUG).with_writer(move || to.clone());
    tracing::subscriber::with_default(log.finish(), run);
    let bytes = lines.0.lock().unwrap().clone();
    String::from_utf8(bytes).unwrap()
}
