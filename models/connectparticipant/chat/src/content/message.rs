//! An interactive message: a template with its reply message, as JSON.

use farrier_runtime::Document;

use super::elements::ReplyMessage;
use super::members::{self, Member, Members, take};
use super::templates::{Carousel, ListPicker, Panel, QuickReply, TimePicker, ViewResource};

/// The version of all templates.
pub(super) const VERSION: &str = "1.0";

/// An interactive message: a question that clients show as a list, as buttons or as a form.
///
/// ```
/// use connectparticipant_chat::content::{Element, InteractiveMessage, ListPicker, Template};
///
/// let text = r#"{"templateType": "ListPicker", "version": "1.0", "data": {"content":
///     {"title": "Which fruit?", "elements": [{"title": "Apple", "subtitle": "$1.00"}, {"title": "Orange"}]}}}"#;
/// let message = InteractiveMessage::parse(text).unwrap();
/// let Template::ListPicker(list) = &message.template else { panic!("another template") };
/// assert_eq!(list.title, "Which fruit?");
///
/// let apple = Element::new("Apple").subtitle("$1.00");
/// let same = InteractiveMessage::new(ListPicker::new("Which fruit?", [apple, Element::new("Orange")]));
/// assert_eq!(same, message);
/// assert_eq!(InteractiveMessage::parse(&same.to_json()).unwrap(), message);
/// ```
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct InteractiveMessage {
    /// The template and its content.
    pub template: Template,
    /// The message that clients show after a choice.
    pub reply_message: Option<ReplyMessage>,
    /// The id of a template in a carousel.
    pub template_identifier: Option<String>,
    /// The version of the template.
    pub version: String,
    /// Other members next to `data`, by name. They are written again.
    pub other: Members,
    /// Other members in `data`, by name. They are written again.
    pub other_data: Members,
}

/// A template and its content.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Template {
    /// A list of choices, with images.
    ListPicker(ListPicker),
    /// Time slots of an appointment.
    TimePicker(TimePicker),
    /// A question with choices, and one image.
    Panel(Panel),
    /// A question with short choices.
    QuickReply(QuickReply),
    /// A row of list pickers and panels.
    Carousel(Carousel),
    /// A view of a step-by-step guide.
    ViewResource(ViewResource),
    /// A template of a carousel that is unknown, or whose content is not an object. As a whole message, it stays text: see
    /// [`Content::Other`](super::Content::Other).
    Other(OtherTemplate),
}

/// A template that is unknown, or whose content is not an object.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct OtherTemplate {
    /// The name of the template.
    pub template_type: String,
    /// The content of the template.
    pub content: Document,
}

macro_rules! templates {
    ($($name:ident)*) => {
        impl Template {
            /// Returns the name of the template on the wire.
            #[must_use]
            pub fn template_type(&self) -> &str {
                match self {
                    $(Self::$name(_) => stringify!($name),)*
                    Self::Other(other) => &other.template_type,
                }
            }

            /// Reads the content of a template. The content of a known template must be an object.
            fn read(template_type: String, content: Document) -> Self {
                let read = match template_type.as_str() {
                    $(stringify!($name) => $name::read(content).map(Self::$name),)*
                    _ => Err(content),
                };
                read.unwrap_or_else(|content| Self::Other(OtherTemplate { template_type, content }))
            }

            fn content(&self) -> Document {
                match self {
                    $(Self::$name(content) => content.write(),)*
                    Self::Other(other) => other.content.clone(),
                }
            }
        }

        $(
            impl From<$name> for Template {
                fn from(content: $name) -> Self {
                    Self::$name(content)
                }
            }
        )*
    };
}

templates!(ListPicker TimePicker Panel QuickReply Carousel ViewResource);

impl InteractiveMessage {
    /// Creates a message from a template.
    #[must_use]
    pub fn new(template: impl Into<Template>) -> Self {
        Self {
            template: template.into(),
            reply_message: None,
            template_identifier: None,
            version: VERSION.to_owned(),
            other: Members::new(),
            other_data: Members::new(),
        }
    }

    /// Sets [`reply_message`](field@Self::reply_message).
    #[must_use]
    pub fn reply_message(mut self, reply_message: ReplyMessage) -> Self {
        self.reply_message = Some(reply_message);
        self
    }

    /// Sets [`template_identifier`](field@Self::template_identifier).
    #[must_use]
    pub fn template_identifier(mut self, template_identifier: impl Into<String>) -> Self {
        self.template_identifier = Some(template_identifier.into());
        self
    }

    /// Reads a message. Returns `None` for text that is no JSON, and for a template that is unknown or whose content is not an
    /// object: clients show such a text as it is.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let message = Self::read(members::parse(text)?).ok()?;
        (!matches!(message.template, Template::Other(_))).then_some(message)
    }

    /// Writes the message as JSON.
    #[must_use]
    pub fn to_json(&self) -> String {
        members::json(&self.write())
    }
}

impl<T: Into<Template>> From<T> for InteractiveMessage {
    fn from(template: T) -> Self {
        Self::new(template)
    }
}

impl Member for InteractiveMessage {
    fn read(document: Document) -> Result<Self, Document> {
        let has_type = document.get("templateType").is_some_and(|name| name.as_str().is_some());
        let has_content = document.get("data").is_some_and(|data| data.get("content").is_some());
        if !has_type || !has_content {
            return Err(document);
        }
        let mut other = Members::read(document)?;
        let template_type = take(&mut other, "templateType").unwrap_or_default();
        let mut other_data: Members = take(&mut other, "data").unwrap_or_default();
        let content = other_data.remove("content").unwrap_or_default();
        Ok(Self {
            template: Template::read(template_type, content),
            reply_message: take(&mut other_data, "replyMessage"),
            template_identifier: take(&mut other, "templateIdentifier"),
            version: take(&mut other, "version").unwrap_or_default(),
            other,
            other_data,
        })
    }

    fn write(&self) -> Document {
        let mut data = self.other_data.clone();
        data.insert("content".to_owned(), self.template.content());
        members::put_some(&mut data, "replyMessage", self.reply_message.as_ref());
        let mut message = self.other.clone();
        message.insert("templateType".to_owned(), Document::from(self.template.template_type()));
        message.insert("data".to_owned(), Document::Object(data));
        members::put_some(&mut message, "templateIdentifier", self.template_identifier.as_ref());
        members::put(&mut message, "version", &self.version);
        Document::Object(message)
    }
}
