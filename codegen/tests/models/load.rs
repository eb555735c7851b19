//! Tests of the loader: features, rejections, reference material, and limits.

mod accepts;
mod bounds;
mod common;
mod mixins;
mod overlays;
mod reference;
mod rejects;
mod versions;
mod written;
