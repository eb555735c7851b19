//! Authentication as the reason why a call has failed.

use super::super::{CallError, ConstructionError};
use super::AuthError;

impl AuthError {
    /// The reason of a call that could not be authenticated; none if it has failed for another reason.
    pub fn find<E>(error: &CallError<E>) -> Option<&Self> {
        match error {
            CallError::Construction(ConstructionError::Setup(error)) => error.cause()?.downcast_ref(),
            _ => None,
        }
    }
}
