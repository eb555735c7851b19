//! Operations with pages.

use std::collections::hash_map::DefaultHasher;
use std::fmt;
use std::hash::{Hash, Hasher};

use super::super::{CallError, ConstructionError, Operation, ResponseMetadata, WithMetadata};
use super::{Call, CollectError, Options, Received};

/// An operation with pages. Each page except the last has a token for the next.
pub trait Paginate: Operation {
    /// The type of the tokens.
    type Token: Clone + PartialEq;

    /// Whether the service marks the end by repeating the token of the request.
    const REPEATED_TOKEN_ENDS: bool = false;

    /// The name of the token of the next page in a response.
    const TOKEN: &'static str;

    /// Returns the token of the next page, if any. An empty token counts as missing.
    fn next_token(output: &Self::Output) -> Option<Self::Token>;

    /// Returns the token of the page that an input requests; `None` for the first page.
    fn token(input: &Self::Input) -> Option<Self::Token>;

    /// Changes an input to request the page of a token, or the first page.
    fn set_token(input: &mut Self::Input, token: Option<Self::Token>);

    /// Returns the hashes of the ids of the items of a page, if the service marks the end by a page with only items of the previous
    /// one. `None` if the model does not say so, and if an item has no id.
    fn item_ids(_: &Self::Output) -> Option<Vec<u64>> {
        None
    }
}

/// Returns the hashes of the ids of items; `None` if one has no id.
#[doc(hidden)]
pub fn item_ids<T>(items: &[T], id: impl Fn(&T) -> Option<&str>) -> Option<Vec<u64>> {
    let hash = |id: &str| {
        let mut hasher = DefaultHasher::new();
        id.hash(&mut hasher);
        hasher.finish()
    };
    items.iter().map(|item| id(item).map(hash)).collect()
}

/// An operation whose pages have items.
pub trait PaginateItems: Paginate {
    /// An item.
    type Item;

    /// Returns the items of a page, if any.
    fn items(output: Self::Output) -> Option<Vec<Self::Item>>;
}

/// A client, by the state that its pages keep while one of them is fetched.
#[doc(hidden)]
pub trait FetchesPages {
    /// That state, of a page that is received as `T`.
    type Pending<'c, T>: Default;
}

/// The default limit of consecutive pages without items.
const MAX_EMPTY_PAGES: u32 = 1000;

/// The pages of an operation, one call each, in the order and direction of the input.
///
/// They end after the last page, and after an error. After an error, [`resume`](Self::resume) fetches the same page again. To
/// continue later, keep [`token`](Self::token), and start again with an input that has it. A token that the service returns a
/// second time would lead to an endless loop: it is an error after that page, unless
/// [`repeated_token_ends`](Self::repeated_token_ends) is set.
///
/// Where the model says that services return the newest items again and again, with a token, a page with only items of the
/// previous page is the end, and is left out.
#[must_use = "pages are fetched on demand"]
pub struct Pages<'c, C: FetchesPages, O: Paginate> {
    pub(crate) client: &'c C,
    pub(crate) options: Options,
    // Only streams have a pending page.
    #[cfg_attr(not(feature = "client-core"), allow(dead_code))]
    pub(crate) pending: C::Pending<'c, Received<O>>,
    input: O::Input,
    state: State,
    fetched: u64,
    metadata: Option<ResponseMetadata>,
    repeated_token_ends: bool,
    /// An earlier token. It advances in growing steps, so that any cycle is found (Brent's algorithm).
    milestone: Option<O::Token>,
    /// The ids of the last page with items, if a page that repeats them is the end.
    previous: Option<Vec<u64>>,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    More,
    Repeats,
    Unreadable,
    Failed,
    Over,
}

impl<'c, C: FetchesPages, O: Paginate> Pages<'c, C, O> {
    pub(crate) fn new(call: Call<'c, C, O>) -> Self {
        let milestone = O::token(&call.input);
        let Call { client, input, options, .. } = call;
        let repeated_token_ends = O::REPEATED_TOKEN_ENDS;
        Self {
            client,
            options,
            pending: Default::default(),
            input,
            state: State::More,
            fetched: 0,
            metadata: None,
            repeated_token_ends,
            milestone,
            previous: None,
        }
    }

    /// Sets whether a page is the last if its next token equals its own token. By default, that is an error after the page, unless
    /// the model states otherwise. A token that repeats after others remains an error.
    pub fn repeated_token_ends(mut self, yes: bool) -> Self {
        self.repeated_token_ends = yes;
        self
    }

    /// Returns the token of the next page, or of the page that could not be fetched; `None` for the first page, and after the
    /// last.
    pub fn token(&self) -> Option<O::Token> {
        O::token(&self.input)
    }

    /// Returns the metadata of the response with the last fetched page; `None` before the first.
    pub fn metadata(&self) -> Option<&ResponseMetadata> {
        self.metadata.as_ref()
    }

    /// Continues after an error with the page that could not be fetched. It has no effect after the last page.
    pub fn resume(&mut self) {
        if self.state == State::Failed {
            self.state = State::More;
        }
    }

    /// Returns the input of the next page; `None` after the last.
    pub(crate) fn turn(&mut self) -> Option<Result<O::Input, CallError<O::Error>>>
    where
        O::Input: Clone,
    {
        match self.state {
            // Unchanged until the page has arrived: after dropping the future, the page can be requested again.
            State::More => Some(Ok(self.input.clone())),
            State::Repeats => {
                self.state = State::Over;
                Some(Err(CallError::Construction(ConstructionError::RepeatedToken)))
            }
            State::Unreadable => {
                self.state = State::Over;
                Some(Err(CallError::Construction(ConstructionError::UnreadableToken)))
            }
            State::Failed | State::Over => None,
        }
    }

    /// Whether a page brings nothing new, and marks the end by that.
    fn repeats_items(&mut self, page: &O::Output) -> bool {
        let ids = match O::item_ids(page) {
            Some(ids) if !ids.is_empty() => ids,
            // Without an id, an item is new.
            _ => return false,
        };
        let repeats = |known: &Vec<u64>| ids.iter().all(|id| known.contains(id));
        let repeats = self.previous.as_ref().map_or(false, repeats);
        self.previous = Some(ids);
        repeats
    }

    /// Records the position after a page. Returns the page, unless it only marks the end.
    pub(crate) fn note(&mut self, page: Received<O>) -> Result<Option<O::Output>, CallError<O::Error>> {
        self.state = State::Failed;
        let WithMetadata { output: page, metadata } = page?;
        self.state = State::Over;
        self.fetched += 1;
        if self.repeats_items(&page) {
            O::set_token(&mut self.input, None);
            self.metadata = Some(metadata);
            return Ok(None);
        }
        let mut next = O::next_token(&page);
        // A sent token that cannot be decoded is not the end: later pages would be lost silently.
        if next.is_none() && metadata.unreadable_members().may_have(O::TOKEN) {
            self.state = State::Unreadable;
        }
        let same = next.is_some() && next == self.token();
        if same && self.repeated_token_ends {
            next = None;
        }
        if next.is_some() {
            let repeats = same || next == self.milestone;
            self.state = if repeats { State::Repeats } else { State::More };
            if self.fetched.is_power_of_two() {
                self.milestone = next.clone();
            }
        }
        O::set_token(&mut self.input, next);
        self.metadata = Some(metadata);
        Ok(Some(page))
    }
}

/// The items of all pages, one by one.
///
/// They end as [`Pages`] do. To continue later, keep [`token`](Self::token) and [`taken`](Self::taken): start again with an input
/// that has the token, and skip that many items.
///
/// Pages without items are skipped, up to a limit: more than 1,000 in a row are an error, unless
/// [`max_empty_pages`](Self::max_empty_pages) sets another limit.
#[must_use = "items are fetched on demand"]
pub struct Items<'c, C: FetchesPages, O: PaginateItems> {
    pub(crate) pages: Pages<'c, C, O>,
    token: Option<O::Token>,
    page: std::vec::IntoIter<O::Item>,
    taken: usize,
    empty: u32,
    max_empty: u32,
}

impl<'c, C: FetchesPages, O: PaginateItems> Items<'c, C, O> {
    pub(crate) fn new(call: Call<'c, C, O>) -> Self {
        let page = Vec::new().into_iter();
        Self { pages: Pages::new(call), token: None, page, taken: 0, empty: 0, max_empty: MAX_EMPTY_PAGES }
    }

    /// Sets whether a repeated token is the end: see [`Pages::repeated_token_ends`].
    pub fn repeated_token_ends(mut self, yes: bool) -> Self {
        self.pages = self.pages.repeated_token_ends(yes);
        self
    }

    /// Sets the maximum number of consecutive pages without items. The default is 1,000.
    pub fn max_empty_pages(mut self, most: u32) -> Self {
        self.max_empty = most;
        self
    }

    /// Returns the token of the current page; `None` for the first page.
    pub fn token(&self) -> Option<O::Token> {
        self.token.clone()
    }

    /// Returns the number of items taken from that page.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// Returns the metadata of the response with the last fetched page; `None` before the first.
    pub fn metadata(&self) -> Option<&ResponseMetadata> {
        self.pages.metadata()
    }

    /// Continues after an error with the page that could not be fetched, without repeating or losing items. The count of empty
    /// pages restarts.
    pub fn resume(&mut self) {
        self.empty = 0;
        self.pages.resume();
    }

    /// Returns the next item of the current page.
    pub(crate) fn take(&mut self) -> Option<O::Item> {
        let item = self.page.next()?;
        self.taken += 1;
        Some(item)
    }

    /// Returns the input of the next page.
    pub(crate) fn turn(&mut self) -> Option<Result<O::Input, CallError<O::Error>>>
    where
        O::Input: Clone,
    {
        if self.pages.state == State::More && self.empty > self.max_empty {
            self.pages.state = State::Failed;
            self.token = self.pages.token();
            return Some(Err(CallError::Construction(ConstructionError::EmptyPages(self.max_empty))));
        }
        let turn = self.pages.turn()?;
        self.token = self.pages.token();
        self.taken = 0;
        Some(turn)
    }

    /// Adds the items of a page.
    pub(crate) fn note(&mut self, page: Received<O>) -> Result<(), CallError<O::Error>> {
        let page = match self.pages.note(page)? {
            Some(page) => page,
            None => return Ok(()),
        };
        let items = O::items(page).unwrap_or_default();
        self.empty = if items.is_empty() { self.empty.saturating_add(1) } else { 0 };
        self.page = items.into_iter();
        Ok(())
    }

    /// Returns the error of a collection, with the items so far.
    pub(crate) fn interrupted(&self, items: Vec<O::Item>, error: CallError<O::Error>) -> CollectError<O> {
        CollectError { items, token: self.token(), error: Box::new(error) }
    }
}

impl<'c, C: FetchesPages, O: Paginate> Call<'c, C, O>
where
    O::Input: Clone,
{
    /// Returns all pages, starting with the one that the input requests.
    pub fn pages(self) -> Pages<'c, C, O> {
        Pages::new(self)
    }

    /// Returns the items of all pages, starting with the page that the input requests.
    pub fn items(self) -> Items<'c, C, O>
    where
        O: PaginateItems,
    {
        Items::new(self)
    }
}

/// Nothing in them is pinned.
impl<C: FetchesPages, O: Paginate> Unpin for Pages<'_, C, O> {}
impl<C: FetchesPages, O: PaginateItems> Unpin for Items<'_, C, O> {}

/// Only the operation, not its input and output.
impl<C: FetchesPages, O: Paginate> fmt::Debug for Pages<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pages({}, {} fetched)", O::NAME, self.fetched)
    }
}

/// Only the operation, not its input and output.
impl<C: FetchesPages, O: PaginateItems> fmt::Debug for Items<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Items({}, {} pages fetched)", O::NAME, self.pages.fetched)
    }
}
