//! Tests of the loader: features, rejections, reference material, and limits.

mod accepts;
mod bounds;
pub(crate) mod common;
mod mixins;
mod overlays;
pub(crate) mod reference;
mod rejects;
mod versions;
mod written;
