//! What carries requests and waits, where the caller has not said.

use std::sync::Arc;

use super::super::call::{SetupError, Timeouts};
use super::{Sleep, Transport};

/// The transport over hyper.
#[cfg(feature = "client")]
pub(super) fn transport(timeouts: &Timeouts) -> Result<Arc<dyn Transport>, SetupError> {
    Ok(Arc::new(super::HyperTransport::builder().connect_timeout(timeouts.connect).build()?))
}

/// None: there is no HTTP stack.
#[cfg(not(feature = "client"))]
pub(super) fn transport(_timeouts: &Timeouts) -> Result<Arc<dyn Transport>, SetupError> {
    Err(SetupError::new("there is no transport; set one by `transport(..)`, or turn the feature `client` on"))
}

/// The timer of Tokio.
#[cfg(feature = "client")]
pub(super) fn sleep() -> Result<Arc<dyn Sleep>, SetupError> {
    Ok(Arc::new(super::TokioSleep::new()))
}

/// None: there is no runtime.
#[cfg(not(feature = "client"))]
pub(super) fn sleep() -> Result<Arc<dyn Sleep>, SetupError> {
    Err(SetupError::new("nothing waits; set what does by `sleep(..)`, or turn the feature `client` on"))
}
