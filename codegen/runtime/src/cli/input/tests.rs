//! How values get into the tool.

mod documents;
mod files;
mod options;
mod secrets;
