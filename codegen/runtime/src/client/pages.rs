//! Pages and items by the async client.

use super::super::call::{self, CollectError, Paginate, PaginateItems};
use super::super::CallError;
use super::Client;

/// The pages of an operation, fetched one by one.
pub type Pages<'c, O> = call::Pages<'c, Client, O>;

/// The items of an operation, whose pages are fetched as they are needed.
pub type Items<'c, O> = call::Items<'c, Client, O>;

impl<O: Paginate> Pages<'_, O>
where
    O::Input: Clone,
{
    /// Fetches the next page. Returns `None` after the last page and after an error.
    pub async fn next(&mut self) -> Option<Result<O::Output, CallError<O::Error>>> {
        let input = match self.turn()? {
            Ok(input) => input,
            Err(error) => return Some(Err(error)),
        };
        let page = super::drive::call::<O>(self.client, input, &self.options).await;
        Some(self.note(page))
    }
}

impl<O: PaginateItems> Items<'_, O>
where
    O::Input: Clone,
{
    /// Returns the next item, and fetches pages as needed. Returns `None` after the last item and after an error.
    pub async fn next(&mut self) -> Option<Result<O::Item, CallError<O::Error>>> {
        loop {
            if let Some(item) = self.take() {
                return Some(Ok(item));
            }
            let input = match self.turn()? {
                Ok(input) => input,
                Err(error) => return Some(Err(error)),
            };
            let page = super::drive::call::<O>(self.pages.client, input, &self.pages.options).await;
            if let Err(error) = self.note(page) {
                return Some(Err(error));
            }
        }
    }

    /// Collects all items that are left.
    ///
    /// # Errors
    ///
    /// That of the first page that cannot be fetched, with the items that came before it.
    pub async fn collect(mut self) -> Result<Vec<O::Item>, CollectError<O>> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            match item {
                Ok(item) => all.push(item),
                Err(error) => return Err(self.interrupted(all, error)),
            }
        }
        Ok(all)
    }
}
