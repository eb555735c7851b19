//! The kinds of calls, by the values that they return. They are only names in types: `Call<'_, O, returns::WithMetadata>`.

use std::marker::PhantomData;

/// A call that returns the output of the operation.
#[derive(Debug)]
pub enum Output {}

/// A call that returns the output together with the metadata of its response.
#[derive(Debug)]
pub enum WithMetadata {}

/// A call that returns a receiver of events, as soon as the head of the response is there.
#[derive(Debug)]
pub enum Events {}

/// A call whose request is followed by events: it needs `events(..)` before it can be made. Then it returns `R`.
#[derive(Debug)]
pub struct AfterEvents<R>(PhantomData<R>);
