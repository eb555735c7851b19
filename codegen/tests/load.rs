//! The loader, by what it makes of files: features, rejections, our reference material, and bounds.

#![allow(clippy::panic, reason = "a test that cannot go on fails by a panic")]

#[path = "load/accepts.rs"]
mod accepts;
#[path = "load/bounds.rs"]
mod bounds;
#[path = "load/common.rs"]
mod common;
#[path = "load/mixins.rs"]
mod mixins;
#[path = "load/overlays.rs"]
mod overlays;
#[path = "load/reference.rs"]
mod reference;
#[path = "load/rejects.rs"]
mod rejects;
#[path = "load/versions.rs"]
mod versions;
