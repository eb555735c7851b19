//! The default transport and timer.

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

/// Without an HTTP stack, there is no default.
#[cfg(not(feature = "client"))]
pub(super) fn transport(_settings: &Settings) -> Result<Arc<dyn Transport>, SetupError> {
    Err(SetupError::new(
        "there is no transport; set one with `transport(..)`, or turn on the feature `client`",
    ))
}

/// The timer of Tokio.
#[cfg(feature = "client")]
pub(super) fn sleep() -> Result<Arc<dyn Sleep>, SetupError> {
    Ok(Arc::new(super::TokioSleep::new()))
}

/// Without a runtime, there is no default.
#[cfg(not(feature = "client"))]
pub(super) fn sleep() -> Result<Arc<dyn Sleep>, SetupError> {
    Err(SetupError::new("there is no timer; set one with `sleep(..)`, or turn on the feature `client`"))
}
