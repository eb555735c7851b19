//! Pages and items of the async client: streams.

use std::pin::Pin;
use std::sync::{Mutex, PoisonError};
use std::task::{ready, Context, Poll};

use futures_core::Stream;

use super::super::call::{self, CollectError, FetchesPages, Paginate, PaginateItems, Received};
use super::super::{CallError, Operation};
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
        self.note(page).transpose()
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

/// Pages, or items with the pages that they come from.
trait Turns<'c, O: Paginate> {
    fn pages(&mut self) -> &mut Pages<'c, O>;

    /// Returns the input of the next page; `None` after the last.
    fn next_input(&mut self) -> Option<Result<O::Input, CallError<O::Error>>>;
}

impl<'c, O: Paginate> Turns<'c, O> for Pages<'c, O>
where
    O::Input: Clone,
{
    fn pages(&mut self) -> &mut Self {
        self
    }

    fn next_input(&mut self) -> Option<Result<O::Input, CallError<O::Error>>> {
        self.turn()
    }
}

impl<'c, O: PaginateItems> Turns<'c, O> for Items<'c, O>
where
    O::Input: Clone,
{
    fn pages(&mut self) -> &mut Pages<'c, O> {
        &mut self.pages
    }

    fn next_input(&mut self) -> Option<Result<O::Input, CallError<O::Error>>> {
        self.turn()
    }
}

/// A received page, or the reason why there is no input for it.
type NextPage<O> = Result<Received<O>, CallError<<O as Operation>::Error>>;

/// Polls the page that was started, or starts the next one. `None` after the last.
fn poll_page<'c, O>(turns: &mut impl Turns<'c, O>, cx: &mut Context<'_>) -> Poll<Option<NextPage<O>>>
where
    O: Paginate + 'c,
    O::Input: Clone + Send,
    O::Output: Send,
    O::Error: Send,
{
    let page = match turns.pages().pending.get().take() {
        Some(page) => page,
        None => match turns.next_input() {
            Some(Ok(input)) => turns.pages().start(input),
            ended => return Poll::Ready(ended.and_then(Result::err).map(Err)),
        },
    };
    turns.pages().poll_started(page, cx).map(|page| Some(Ok(page)))
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
        let page = match ready!(poll_page(&mut *self, cx)) {
            Some(page) => page,
            None => return Poll::Ready(None),
        };
        Poll::Ready(page.and_then(|page| self.note(page)).transpose())
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
            let page = match ready!(poll_page(&mut *self, cx)) {
                Some(page) => page,
                None => return Poll::Ready(None),
            };
            if let Err(error) = page.and_then(|page| self.note(page)) {
                return Poll::Ready(Some(Err(error)));
            }
        }
    }
}
