//! Pages and items of the blocking client: iterators.

use super::super::call::{self, CollectError, FetchesPages, Paginate, PaginateItems};
use super::super::CallError;
use super::Client;

/// The pages of an operation, fetched one by one.
pub type Pages<'c, O> = call::Pages<'c, Client, O>;

/// The items of an operation, whose pages are fetched as they are needed.
pub type Items<'c, O> = call::Items<'c, Client, O>;

impl FetchesPages for Client {
    type Pending<'c, T> = ();
}

impl<O: Paginate> Iterator for Pages<'_, O>
where
    O::Input: Clone,
{
    type Item = Result<O::Output, CallError<O::Error>>;

    fn next(&mut self) -> Option<Result<O::Output, CallError<O::Error>>> {
        let input = match self.turn()? {
            Ok(input) => input,
            Err(error) => return Some(Err(error)),
        };
        let page = super::drive::call::<O>(self.client, input, &self.options);
        self.note(page).transpose()
    }
}

impl<O: PaginateItems> Iterator for Items<'_, O>
where
    O::Input: Clone,
{
    type Item = Result<O::Item, CallError<O::Error>>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(item) = self.take() {
                return Some(Ok(item));
            }
            let input = match self.turn()? {
                Ok(input) => input,
                Err(error) => return Some(Err(error)),
            };
            let page = super::drive::call::<O>(self.pages.client, input, &self.pages.options);
            if let Err(error) = self.note(page) {
                return Some(Err(error));
            }
        }
    }
}

impl<O: PaginateItems> Items<'_, O>
where
    O::Input: Clone,
{
    /// Collects the remaining items. The `collect` of iterators does the same, but loses the items before an error.
    ///
    /// # Errors
    ///
    /// The error of the first page that cannot be fetched, with the items before it.
    pub fn collect_all(mut self) -> Result<Vec<O::Item>, CollectError<O>> {
        let mut all = Vec::new();
        while let Some(item) = self.next() {
            match item {
                Ok(item) => all.push(item),
                Err(error) => return Err(self.interrupted(all, error)),
            }
        }
        Ok(all)
    }
}
