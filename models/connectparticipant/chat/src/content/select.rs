//! The responses that clients send for a choice in an interactive message.
//!
//! They are those of AWS's chat interface (amazon-connect-chat-interface, 2026): the title of an element, the date of a time slot, or
//! JSON with the title for an element of a carousel. A button for other choices of a long list is an interactive response.

use super::elements::Element;
use super::message::{InteractiveMessage, Template};
use super::response::{CarouselSelection, Page};
use super::{Content, ListPicker, Panel};

impl InteractiveMessage {
    /// Returns the titles of the elements, or the dates of the time slots, to choose from. A carousel has those of its templates, see
    /// [`select_in`](Self::select_in); a view has none.
    #[must_use]
    pub fn choices(&self) -> Vec<&str> {
        match &self.template {
            Template::ListPicker(ListPicker { elements, .. }) | Template::Panel(Panel { elements, .. }) => {
                titles(elements)
            }
            Template::QuickReply(reply) => titles(&reply.elements),
            Template::TimePicker(picker) => picker.timeslots.iter().map(|slot| slot.date.as_str()).collect(),
            Template::Carousel(_) | Template::ViewResource(_) | Template::Other(_) => Vec::new(),
        }
    }

    /// Returns the response for the choice with this index of [`choices`](Self::choices). There is none for a link, and none beyond
    /// the choices.
    ///
    /// ```
    /// use connectparticipant_chat::content::{Content, InteractiveMessage, QuickReply};
    ///
    /// let question = InteractiveMessage::new(QuickReply::new("Was it helpful?", ["Yes".into(), "No".into()]));
    /// assert_eq!(question.choices(), ["Yes", "No"]);
    /// assert_eq!(question.select(1), Some(Content::Text("No".into())));
    /// assert_eq!(question.select(2), None);
    /// ```
    #[must_use]
    pub fn select(&self, index: usize) -> Option<Content<'static>> {
        let text = |text: &str| Content::Text(text.to_owned().into());
        match &self.template {
            Template::TimePicker(picker) => picker.timeslots.get(index).map(|slot| text(&slot.date)),
            template => {
                let element = element(template, index)?;
                let request = page(template).and_then(|page| page.request(element));
                Some(
                    request
                        .map_or_else(|| text(&element.title), |request| Content::Response(Box::new(request))),
                )
            }
        }
    }

    /// Returns the response for a choice in a template of a carousel, by the index of the template and that of the choice.
    #[must_use]
    pub fn select_in(&self, template: usize, index: usize) -> Option<Content<'static>> {
        let Template::Carousel(carousel) = &self.template else { return None };
        let card = carousel.elements.get(template)?;
        let title = match &card.template {
            Template::ListPicker(list) => &list.title,
            Template::Panel(panel) => &panel.title,
            _ => return None,
        };
        let element = element(&card.template, index)?;
        let id = card.template_identifier.as_deref().unwrap_or_default();
        let selection = CarouselSelection::new(id, title.as_str(), element.title.as_str());
        Some(Content::Text(selection.to_json().into()))
    }
}

fn titles(elements: &[Element]) -> Vec<&str> {
    elements.iter().map(|element| element.title.as_str()).collect()
}

/// An element that has a response.
fn element(template: &Template, index: usize) -> Option<&Element> {
    let elements = match template {
        Template::ListPicker(list) => &list.elements,
        Template::Panel(panel) => &panel.elements,
        Template::QuickReply(reply) => &reply.elements,
        _ => return None,
    };
    elements.get(index).filter(|element| !element.is_link())
}

/// The position of a template in a long list.
fn page(template: &Template) -> Option<Page<'_>> {
    let template_type = template.template_type();
    match template {
        Template::ListPicker(ListPicker { list_id, reference_id, pre_index, next_index, .. })
        | Template::Panel(Panel { list_id, reference_id, pre_index, next_index, .. }) => Some(Page {
            template_type,
            list_id: list_id.as_ref(),
            reference_id: reference_id.as_ref(),
            pre_index: *pre_index,
            next_index: *next_index,
        }),
        _ => None,
    }
}
