//! The contents of the six templates.
//!
//! Their members are those of the administrator guide of Amazon Connect ("Add interactive messages to chat"), and those that AWS's
//! chat interface (amazon-connect-chat-interface, 2026) and chat SDK for iOS (2026) read.

use farrier_runtime::Document;

use super::elements::{Element, Location, Timeslot, with_image};
use super::members::{self, object};
use super::message::InteractiveMessage;

object! {
    /// A list of 1 to 6 choices, each with an image and a text below its title, if required.
    ListPicker {
        required {
            /// The question.
            title: String = "title",
            /// The choices.
            elements: Vec<Element> = "elements",
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
            /// The source of a long list, of which this message has a part.
            list_id: String = "listId",
            /// The id that the parts of a long list share.
            reference_id: String = "referenceId",
            /// The position in a long list before the first choice.
            pre_index: i64 = "preIndex",
            /// The position in a long list after the last choice.
            next_index: i64 = "nextIndex",
        }
    }
}

object! {
    /// A question with 1 to 10 choices, and one image.
    Panel {
        required {
            /// The question.
            title: String = "title",
            /// The choices.
            elements: Vec<Element> = "elements",
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
            /// The source of a long list, of which this message has a part.
            list_id: String = "listId",
            /// The id that the parts of a long list share.
            reference_id: String = "referenceId",
            /// The position in a long list before the first choice.
            pre_index: i64 = "preIndex",
            /// The position in a long list after the last choice.
            next_index: i64 = "nextIndex",
        }
    }
}

object! {
    /// 1 to 40 time slots of an appointment.
    TimePicker {
        required {
            /// The question.
            title: String = "title",
            /// The time slots.
            timeslots: Vec<Timeslot> = "timeslots",
        }
        optional {
            /// The text below the title.
            subtitle: String = "subtitle",
            /// The offset of the shown times from UTC in minutes. Without one, clients show the times of their own time zone.
            time_zone_offset: i64 = "timeZoneOffset",
            /// The place of the appointment.
            location: Location = "location",
        }
    }
}

object! {
    /// A question with at least 2 short choices.
    QuickReply {
        required {
            /// The question.
            title: String = "title",
            /// The choices.
            elements: Vec<Element> = "elements",
        }
        optional {
            /// The text below the title.
            subtitle: String = "subtitle",
        }
    }
}

object! {
    /// A row of 2 to 5 list pickers or panels, each with its own `template_identifier`.
    Carousel {
        required {
            /// The title above the row.
            title: String = "title",
            /// The list pickers and panels.
            elements: Vec<InteractiveMessage> = "elements",
        }
        optional {}
    }
}

object! {
    /// A view of a step-by-step guide. `DescribeView` returns its layout for `view_token`.
    ViewResource {
        required {}
        optional {
            /// The id of the view.
            view_id: String = "viewId",
            /// The token for `DescribeView`.
            view_token: String = "viewToken",
            /// The input data of the view: an object, or a string with the JSON of an object.
            view_data: Document = "viewData",
        }
    }
}

impl ViewResource {
    /// Returns the input data of the view. Data in a string is parsed.
    #[must_use]
    pub fn data(&self) -> Option<Document> {
        let data = self.view_data.as_ref()?;
        let parsed = data.as_str().and_then(members::parse);
        Some(parsed.unwrap_or_else(|| data.clone()))
    }
}

with_image!(ListPicker Panel);
