//! Pages and items of the async client: streams.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{ready, Context, Poll};

use futures_core::Stream;

use super::super::call::{self, CollectError, FetchesPages, Paginate, PaginateItems, Received};
use super::super::CallError;
use super::{BoxFuture, Client};

/// The pages of an operation, fetched one by one: a [`Stream`].
pub type Pages<'c, O> = call::Pages<'c, Client, O>;

/// The items of an operation, whose pages are fetched as they are needed: a [`Stream`].
pub type Items<'c, O> = call::Items<'c, Client, O>;

/// The call for a page that a stream has started. The mutex is never locked: it makes pages `Sync`.
#[doc(hidden)]
pub struct Pending<'c, T>(Mutex<Option<BoxFuture<'c, T>>>);

impl FetchesPages for Client {
    type Pending<'c, T> = Pending<'c, T>;
}

impl<'c, T> Pending<'c, T> {
    fn get(&mut self) -> &mut Option<BoxFuture<'c, T>> {
        self.0.get_mut().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<T> Default for Pending<'_, T> {
    fn default() -> Self {
        Self(Mutex::new(None))
    }
}

impl<O: Paginate> Pages<'_, O>
where
    O::Input: Clone,
{
    /// Fetches the next page. Returns `None` after the last page and after an error.
    ///
    /// Dropping the future cancels the call for the page; `StreamExt::next(&mut pages)` keeps it.
    pub async fn next(&mut self) -> Option<Result<O::Output, CallError<O::Error>>> {
        let input = match self.turn()? {
            Ok(input) => input,
            Err(error) => return Some(Err(error)),
        };
        let page = self.fetch(input).await;
        Some(self.note(page))
    }

    /// Fetches a page, or the one that a stream has started.
    async fn fetch(&mut self, input: O::Input) -> Received<O> {
        match self.pending.get().take() {
            Some(page) => page.await,
            None => super::drive::call::<O>(self.client, input, &self.options).await,
        }
    }
}

impl<'c, O> Pages<'c, O>
where
    O: Paginate + 'c,
    O::Input: Clone + Send,
    O::Output: Send,
    O::Error: Send,
{
    /// Starts the call for a page.
    fn start(&self, input: O::Input) -> BoxFuture<'c, Received<O>> {
        let (client, options) = (self.client, self.options.clone());
        Box::pin(async move { super::drive::call::<O>(client, input, &options).await })
    }

    /// Polls a page that was started, and keeps it while it is pending.
    fn poll_started(
        &mut self,
        mut page: BoxFuture<'c, Received<O>>,
        cx: &mut Context<'_>,
    ) -> Poll<Received<O>> {
        let received = page.as_mut().poll(cx);
        if received.is_pending() {
            *self.pending.get() = Some(page);
        }
        received
    }
}

/// Dropping a future of the stream, such as that of `StreamExt::next`, does not cancel the call for a page.
impl<'c, O> Stream for Pages<'c, O>
where
    O: Paginate + 'c,
    O::Input: Clone + Send,
    O::Output: Send,
    O::Error: Send,
{
    type Item = Result<O::Output, CallError<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let page = match self.pending.get().take() {
            Some(page) => page,
            None => match self.turn() {
                Some(Ok(input)) => self.start(input),
                ended => return Poll::Ready(ended.and_then(Result::err).map(Err)),
            },
        };
        self.poll_started(page, cx).map(|page| Some(self.note(page)))
    }
}

impl<O: PaginateItems> Items<'_, O>
where
    O::Input: Clone,
{
    /// Returns the next item, and fetches pages as needed. Returns `None` after the last item and after an error.
    ///
    /// Dropping the future cancels the call for a page; `StreamExt::next(&mut items)` keeps it.
    pub async fn next(&mut self) -> Option<Result<O::Item, CallError<O::Error>>> {
        loop {
            if let Some(item) = self.take() {
                return Some(Ok(item));
            }
            let input = match self.turn()? {
                Ok(input) => input,
                Err(error) => return Some(Err(error)),
            };
            let page = self.pages.fetch(input).await;
            if let Err(error) = self.note(page) {
                return Some(Err(error));
            }
        }
    }

    /// Collects the remaining items.
    ///
    /// # Errors
    ///
    /// The error of the first page that cannot be fetched, with the items before it.
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

/// As for [`Pages`], dropping a future of the stream does not cancel the call for a page.
impl<'c, O> Stream for Items<'c, O>
where
    O: PaginateItems + 'c,
    O::Input: Clone + Send,
    O::Output: Send,
    O::Error: Send,
{
    type Item = Result<O::Item, CallError<O::Error>>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        loop {
            if let Some(item) = self.take() {
                return Poll::Ready(Some(Ok(item)));
            }
            let page = match self.pages.pending.get().take() {
                Some(page) => page,
                None => match self.turn() {
                    Some(Ok(input)) => self.pages.start(input),
                    ended => return Poll::Ready(ended.and_then(Result::err).map(Err)),
                },
            };
            let page = ready!(self.pages.poll_started(page, cx));
            if let Err(error) = self.note(page) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}
