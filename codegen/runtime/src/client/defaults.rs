//! What carries requests and waits, where the caller has not said.

use std::sync::Arc;

use super::super::call::{Settings, SetupError};
use super::{Sleep, Transport};

/// The transport over hyper.
#[cfg(feature = "client")]
pub(super) fn transport(settings: &Settings) -> Result<Arc<dyn Transport>, SetupError> {
    let builder = super::HyperTransport::builder()
        .connect_timeout(settings.timeouts.connect)
        .proxy(settings.proxy.clone().unwrap_or_default());
    Ok(Arc::new(builder.build()?))
}

/// None: there is no HTTP stack.
#[cfg(not(feature = "client"))]
pub(super) fn transport(_settings: &Settings) -> Result<Arc<dyn Transport>, SetupError> {
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
