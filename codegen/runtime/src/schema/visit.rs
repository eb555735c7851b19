//! Operations as types, for code that is generic over all of them.

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde::Serialize;

use super::super::error::OperationError;
use super::super::operation::Operation;
use super::super::service::Service;
use super::super::ServiceError;

/// A service with a schema. Generated crates implement it with the features `schema` and `serde`.
pub trait Described: Service {
    /// The enum of all errors of the service.
    type Error: ServiceError + Serialize + Send + Sync + 'static;

    /// Returns the schema of the service.
    fn schema() -> &'static super::Service;

    /// Visits every operation, in the order of their names.
    fn each_operation(visitor: &mut impl VisitOperation<Self>)
    where
        Self: Sized;
}

/// A visitor of the operations of a service `S`: see [`Described::each_operation`].
pub trait VisitOperation<S: Described> {
    /// Visits one operation.
    fn visit<O>(&mut self)
    where
        O: Operation<Service = S> + 'static,
        O::Input: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Output: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Error: OperationError<Any = S::Error> + Clone + Debug + PartialEq + Serialize + Send;
}
