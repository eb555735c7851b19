//! The parts of templates: images, elements to choose, time slots.

use super::members::object;

object! {
    /// The message that a client shows after a choice, in place of the template.
    ReplyMessage {
        required {
            /// The title.
            title: String = "title",
        }
        optional {
            /// The text below the title.
            subtitle: String = "subtitle",
            /// The type of the image: `URL`.
            image_type: String = "imageType",
            /// The URL of the image.
            image_data: String = "imageData",
            /// The description of the image, for those who do not see it.
            image_description: String = "imageDescription",
        }
    }
}

object! {
    /// An element of a list picker, a panel or a quick reply: a choice, a link, or a button for more choices.
    Element {
        required {
            /// The text of the element, which is the response if it is chosen.
            title: String = "title",
        }
        optional {
            /// The text below the title. Only in list pickers.
            subtitle: String = "subtitle",
            /// The type of the image: `URL`.
            image_type: String = "imageType",
            /// The URL of the image. Only in list pickers.
            image_data: String = "imageData",
            /// The description of the image, for those who do not see it.
            image_description: String = "imageDescription",
            /// What a click does: `hyperlink` opens the URL and sends no response. Without a type, or with `action`, it is a choice.
            element_type: String = "type",
            /// The URL of a link.
            url: String = "url",
            /// The button for other choices of a long list: `SHOW_MORE` or `PREVIOUS_OPTIONS`.
            action_detail: String = "actionDetail",
        }
    }
}

impl Element {
    /// The action of a button that requests the next choices of a long list.
    pub const SHOW_MORE: &'static str = "SHOW_MORE";

    /// The action of a button that requests the previous choices of a long list.
    pub const PREVIOUS_OPTIONS: &'static str = "PREVIOUS_OPTIONS";

    /// Creates a link, which sends no response.
    #[must_use]
    pub fn link(title: impl Into<String>, url: impl Into<String>) -> Self {
        Self::new(title).element_type("hyperlink").url(url)
    }

    /// Returns whether it is a link, which sends no response.
    #[must_use]
    pub fn is_link(&self) -> bool {
        self.element_type.as_deref() == Some("hyperlink") && self.url.is_some()
    }

    /// Returns the action, if it is a button for other choices of a long list.
    pub(super) fn paging(&self) -> Option<&str> {
        self.action_detail
            .as_deref()
            .filter(|action| [Self::SHOW_MORE, Self::PREVIOUS_OPTIONS].contains(action))
    }
}

/// Converts a title.
impl From<&str> for Element {
    fn from(title: &str) -> Self {
        Self::new(title)
    }
}

object! {
    /// A time slot of a time picker.
    Timeslot {
        required {
            /// The start, which is the response if it is chosen: `2026-11-17T17:00+00:00`.
            date: String = "date",
            /// The duration: 60 in the documentation's example of an appointment.
            duration: i64 = "duration",
        }
        optional {}
    }
}

object! {
    /// The place of an appointment.
    Location {
        required {
            /// The latitude in degrees.
            latitude: f64 = "latitude",
            /// The longitude in degrees.
            longitude: f64 = "longitude",
            /// The name of the place.
            title: String = "title",
        }
        optional {
            /// The radius of the area on a map.
            radius: i64 = "radius",
        }
    }
}

/// Adds a setter for an image to types with its three members.
macro_rules! with_image {
    ($($name:ident)*) => {$(
        impl $name {
            /// Sets the URL of the image, and its type.
            #[must_use]
            pub fn image(self, url: impl Into<String>) -> Self {
                self.image_type("URL").image_data(url)
            }
        }
    )*};
}

pub(super) use with_image;

with_image!(ReplyMessage Element);
