//! Calls by data of the blocking client.

use std::fmt::Debug;

use serde::de::DeserializeOwned;
use serde::Serialize;

use super::super::blocking::Client;
use super::super::error::OperationError;
use super::super::schema::{Described, VisitOperation};
use super::super::{Error, Operation};
use super::{check, input, output, DynamicError, Value};

impl Client {
    /// Calls an operation by its name: the method `call_by_name` of a client of a generated crate.
    #[doc(hidden)]
    pub fn call_by_name<S: Described>(&self, name: &str, input: Value) -> Result<Value, Error<S::Error>> {
        check::<S>(name, &input)?;
        let mut call = ByName { client: self, name, input: Some(input), result: None };
        S::each_operation(&mut call);
        call.result.unwrap_or_else(|| Err(DynamicError::UnknownOperation(name.to_owned()).into()))
    }
}

/// The call of the operation with a name.
struct ByName<'c, A> {
    client: &'c Client,
    name: &'c str,
    input: Option<Value>,
    result: Option<Result<Value, Error<A>>>,
}

impl<S: Described> VisitOperation<S> for ByName<'_, S::Error> {
    fn visit<O>(&mut self)
    where
        O: Operation<Service = S> + 'static,
        O::Input: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Output: Clone + Debug + PartialEq + Serialize + DeserializeOwned + Send,
        O::Error: OperationError<Any = S::Error> + Clone + Debug + PartialEq + Serialize + Send,
    {
        if O::NAME == self.name {
            self.result = self.input.take().map(|input| call::<O>(self.client, input));
        }
    }
}

fn call<O: Operation>(
    client: &Client,
    value: Value,
) -> Result<Value, Error<<O::Error as OperationError>::Any>>
where
    O::Input: DeserializeOwned,
    O::Output: Serialize,
    O::Error: OperationError,
{
    let received = client.call::<O>(input::<O>(value)?).send()?;
    Ok(output::<O>(&received)?)
}
