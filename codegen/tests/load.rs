//! Tests of the loader: features, rejections, reference material, and limits.

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
