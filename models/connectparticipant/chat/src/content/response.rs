//! The responses to interactive messages: those of views and long lists are JSON, the others are text.

use farrier_runtime::Document;

use super::elements::Element;
use super::members::{self, Member, Members, object};
use super::message::VERSION;

object! {
    /// A response of the content type `application/vnd.amazonaws.connect.message.interactive.response`: the action of a view, or the
    /// request for other choices of a long list. A choice in any other template is sent as text.
    ///
    /// ```
    /// use connectparticipant_chat::content::{InteractiveResponse, Members};
    ///
    /// let input = Members::from([("rating".to_owned(), 5.into())]);
    /// let response = InteractiveResponse::of_view("Submit", input);
    /// assert_eq!(
    ///     response.to_json(),
    ///     r#"{"action":"Submit","data":{"rating":5},"templateType":"ViewResource","version":"1.0"}"#
    /// );
    /// assert_eq!(InteractiveResponse::parse(&response.to_json()), Some(response));
    /// ```
    InteractiveResponse {
        required {
            /// The action: one of the view, or `SHOW_MORE` or `PREVIOUS_OPTIONS` for a long list.
            action: String = "action",
            /// The data of the action.
            data: Members = "data",
        }
        optional {
            /// The version of the template.
            version: String = "version",
            /// The template of the message: `ViewResource`. For a long list, it is in `data`.
            template_type: String = "templateType",
        }
    }
}

impl InteractiveResponse {
    /// The action of a text that a participant types instead of using the view. The service rejects an empty one.
    pub const NO_ACTION: &'static str = " ";

    /// Creates the response to a view, from one of its actions and the values of its fields.
    #[must_use]
    pub fn of_view(action: impl Into<String>, data: impl Into<Members>) -> Self {
        Self::new(action, data).version(VERSION).template_type("ViewResource")
    }

    /// Creates the response of a participant who types a text instead of using the view: the flow continues with the branch for no
    /// match.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        Self::of_view(Self::NO_ACTION, Members::from([("content".to_owned(), text.into())]))
    }

    /// Reads a response. Returns `None` for a text that is no JSON object with an action.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let response = Self::read(members::parse(text)?).ok()?;
        (!response.action.is_empty()).then_some(response)
    }

    /// Writes the response as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        members::json(&self.write())
    }
}

object! {
    /// A choice in a list picker or a panel of a carousel, which is sent as plain text with this JSON.
    CarouselSelection {
        required {
            /// The id of the template in the carousel.
            template_identifier: String = "templateIdentifier",
            /// The title of the template in the carousel.
            list_title: String = "listTitle",
            /// The title of the element.
            selection_text: String = "selectionText",
        }
        optional {}
    }
}

impl CarouselSelection {
    /// Reads the text of a message. Returns `None` for any other text.
    ///
    /// ```
    /// use connectparticipant_chat::content::CarouselSelection;
    ///
    /// let text = r#"{"templateIdentifier":"hotels","listTitle":"Hotels","selectionText":"Book a room"}"#;
    /// let selection = CarouselSelection::parse(text).unwrap();
    /// assert_eq!(selection.selection_text, "Book a room");
    /// assert_eq!(CarouselSelection::parse("Book a room"), None);
    /// ```
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let document = members::parse(text)?;
        let has = |name: &str| document.get(name).is_some_and(|value| value.as_str().is_some());
        let is_one = ["templateIdentifier", "listTitle", "selectionText"].into_iter().all(has);
        Self::read(document).ok().filter(|_| is_one)
    }

    /// Writes the selection as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        members::json(&self.write())
    }
}

/// The position of a message in a long list.
pub(super) struct Page<'a> {
    pub(super) template_type: &'a str,
    pub(super) list_id: Option<&'a String>,
    pub(super) reference_id: Option<&'a String>,
    pub(super) pre_index: Option<i64>,
    pub(super) next_index: Option<i64>,
}

impl Page<'_> {
    /// The response of a button for other choices; `None` for any other element.
    pub(super) fn request(&self, element: &Element) -> Option<InteractiveResponse> {
        let action = element.paging()?;
        let mut data = Members::new();
        let mut put = |name: &str, value: Option<Document>| {
            data.extend(value.map(|value| (name.to_owned(), value)));
        };
        put("actionName", Some(action.into()));
        put("preIndex", self.pre_index.map(Document::from));
        put("nextIndex", self.next_index.map(Document::from));
        put("listId", self.list_id.map(|id| id.as_str().into()));
        put("templateType", Some(self.template_type.into()));
        put("referenceId", self.reference_id.map(|id| id.as_str().into()));
        Some(InteractiveResponse::new(action, data).version(VERSION))
    }
}
