//! Operations that answer in pages.

use std::fmt;

use super::super::{ConstructionError, Error, Operation};
use super::{Call, Options, Outcome};

/// An operation that answers in pages, each of which but the last has a token for the next.
pub trait Paginate: Operation {
    /// What tells one page from another.
    type Token: Clone + PartialEq;

    /// The token of the page behind this one, if there is one. An empty one is none.
    fn next_token(output: &Self::Output) -> Option<Self::Token>;

    /// The token of the page that an input asks for; none for the first.
    fn token(input: &Self::Input) -> Option<Self::Token>;

    /// Asks for the page of a token; for the first without one.
    fn set_token(input: &mut Self::Input, token: Option<Self::Token>);
}

/// An operation whose pages have items.
pub trait PaginateItems: Paginate {
    /// One of them.
    type Item;

    /// The items of a page, if it has any.
    fn items(output: Self::Output) -> Option<Vec<Self::Item>>;
}

/// The pages of an operation, one call each, in the order and direction that the input asks for.
///
/// They end behind the last page, and behind an error. To go on later, or after an error, keep [`token`](Self::token), and
/// begin again with an input that has it. A service that gives a token a second time would be asked for ever: behind that
/// page comes an error.
#[must_use = "pages are not fetched until they are asked for"]
pub struct Pages<'c, C, O: Paginate> {
    pub(crate) client: &'c C,
    pub(crate) options: Options,
    input: O::Input,
    state: State,
    fetched: u64,
    /// A token of some page before. It moves along in ever longer steps, so that any circle is found (Brent's algorithm).
    milestone: Option<O::Token>,
}

#[derive(Clone, Copy)]
enum State {
    More,
    Repeats,
    Over,
}

impl<'c, C, O: Paginate> Pages<'c, C, O> {
    pub(crate) fn new(call: Call<'c, C, O>) -> Self {
        let milestone = O::token(&call.input);
        let Call { client, input, options } = call;
        Self { client, options, input, state: State::More, fetched: 0, milestone }
    }

    /// The token of the page that comes next, or that could not be fetched; none when that is the first, or when all
    /// have come.
    pub fn token(&self) -> Option<O::Token> {
        O::token(&self.input)
    }

    /// The input for the next page; nothing when there is none.
    pub(crate) fn turn(&mut self) -> Option<Result<O::Input, Error<O::Error>>>
    where
        O::Input: Clone,
    {
        match self.state {
            // It stays so until the page is there: who drops the future that fetches it can ask again.
            State::More => Some(Ok(self.input.clone())),
            State::Repeats => {
                self.state = State::Over;
                Some(Err(Error::Construction(ConstructionError::RepeatedToken)))
            }
            State::Over => None,
        }
    }

    /// Notes where to go on behind a page.
    pub(crate) fn note(&mut self, page: Outcome<O>) -> Outcome<O> {
        self.state = State::Over;
        let page = page?;
        self.fetched += 1;
        let next = O::next_token(&page.output);
        if next.is_some() {
            let repeats = next == self.milestone || next == self.token();
            self.state = if repeats { State::Repeats } else { State::More };
            if self.fetched.is_power_of_two() {
                self.milestone = next.clone();
            }
        }
        O::set_token(&mut self.input, next);
        Ok(page)
    }
}

/// The items of an operation's pages, one by one.
///
/// They end as [`Pages`] do. To go on later, keep [`token`](Self::token) and [`taken`](Self::taken): begin again with an input
/// that has the token, and leave out as many items.
#[must_use = "items are not fetched until they are asked for"]
pub struct Items<'c, C, O: PaginateItems> {
    pub(crate) pages: Pages<'c, C, O>,
    token: Option<O::Token>,
    page: std::vec::IntoIter<O::Item>,
    taken: usize,
}

impl<'c, C, O: PaginateItems> Items<'c, C, O> {
    pub(crate) fn new(call: Call<'c, C, O>) -> Self {
        Self { pages: Pages::new(call), token: None, page: Vec::new().into_iter(), taken: 0 }
    }

    /// The token of the page that the items come from at the moment; none when that is the first.
    pub fn token(&self) -> Option<O::Token> {
        self.token.clone()
    }

    /// How many items of that page were taken.
    pub fn taken(&self) -> usize {
        self.taken
    }

    /// The next item of the page that is there.
    pub(crate) fn take(&mut self) -> Option<O::Item> {
        let item = self.page.next()?;
        self.taken += 1;
        Some(item)
    }

    /// The input for the next page.
    pub(crate) fn turn(&mut self) -> Option<Result<O::Input, Error<O::Error>>>
    where
        O::Input: Clone,
    {
        let turn = self.pages.turn()?;
        self.token = self.pages.token();
        self.taken = 0;
        Some(turn)
    }

    /// Takes the items of a page.
    pub(crate) fn note(&mut self, page: Outcome<O>) -> Result<(), Error<O::Error>> {
        let page = self.pages.note(page)?;
        self.page = O::items(page.output).unwrap_or_default().into_iter();
        Ok(())
    }
}

impl<'c, C, O: Paginate> Call<'c, C, O>
where
    O::Input: Clone,
{
    /// All pages, from the one that the input asks for.
    pub fn pages(self) -> Pages<'c, C, O> {
        Pages::new(self)
    }

    /// The items of all pages, from the one that the input asks for.
    pub fn items(self) -> Items<'c, C, O>
    where
        O: PaginateItems,
    {
        Items::new(self)
    }
}

/// The operation, and nothing of its input and output.
impl<C, O: Paginate> fmt::Debug for Pages<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Pages({}, {} fetched)", O::NAME, self.fetched)
    }
}

/// The operation, and nothing of its input and output.
impl<C, O: PaginateItems> fmt::Debug for Items<'_, C, O> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Items({}, {} pages fetched)", O::NAME, self.pages.fetched)
    }
}
