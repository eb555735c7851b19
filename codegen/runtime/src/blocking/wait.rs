//! Waiting for a state: calls with delays between them.

use std::time::Duration;

use super::super::call::{Judge, Wait, Waited};
use super::super::Operation;
use super::Client;

impl Client {
    /// Calls an operation until a state is reached, or can no longer be reached.
    #[doc(hidden)]
    pub fn wait<O: Operation>(
        &self,
        input: O::Input,
        delays: (u64, u64),
        most: Duration,
        judge: Judge<O>,
    ) -> Waited<O>
    where
        O::Input: Clone,
    {
        let mut wait = Wait::begin(self.shared(), delays, most);
        loop {
            let outcome = self.call::<O>(input.clone()).send();
            match wait.judge::<O>(judge, &input, outcome) {
                Ok(delay) => self.sleep().sleep(delay),
                Err(end) => return end,
            }
        }
    }
}
