//! Finds the authentication error in the error of a call.

use super::super::{CallError, ConstructionError};
use super::AuthError;

impl AuthError {
    /// Returns the authentication error of a failed call; `None` if it failed for another reason.
    pub fn find<E>(error: &CallError<E>) -> Option<&Self> {
        match error {
            CallError::Construction(ConstructionError::Setup(error)) => error.cause()?.downcast_ref(),
            _ => None,
        }
    }
}
