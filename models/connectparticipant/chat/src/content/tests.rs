//! Contents are read, written and read again: nothing is lost, and nothing panics.

mod random;
mod templates;

use super::members::{Member, parse};
use super::*;

const INTERACTIVE: &ChatContentType = &ChatContentType::InteractiveMessage;

/// A message as AWS's chat interface documents it, with a button for more choices.
const LONG_LIST: &str = r#"{"templateType":"ListPicker","version":"1.0","data":{"content":{"listId":"services",
    "title":"Which service?","subtitle":"Tap to select","imageType":"URL","imageData":"https://example.com/a.jpg",
    "referenceId":"r1","elements":[{"title":"Massage","subtitle":"$1.00"},
    {"title":"Learn more","type":"hyperlink","url":"https://example.com"},
    {"title":"Show more","actionDetail":"SHOW_MORE"}],"preIndex":-1,"nextIndex":5}}}"#;

#[test]
fn a_text_of_another_format_stays_text() {
    let unknown =
        r#"{"templateType":"WhatsAppInteractiveList","version":"1.0","data":{"content":{"title":"x"}}}"#;
    let without_content = r#"{"templateType":"ListPicker","version":"1.0","data":{"title":"x"}}"#;
    let content_of_another_type = r#"{"templateType":"ListPicker","version":"1.0","data":{"content":"x"}}"#;
    for text in ["", "{", "[]", "null", "plain", "{}", unknown, without_content, content_of_another_type] {
        let content = Content::parse(INTERACTIVE, text);
        assert_eq!(content, Content::Other { content_type: INTERACTIVE.clone(), text: text.into() });
        assert_eq!((content.text(), content.content_type()), (text.into(), INTERACTIVE.clone()), "{text}");
    }
    for text in ["", "{}", "plain", r#"{"action":7}"#] {
        let content = Content::parse(&ChatContentType::InteractiveResponse, text);
        assert!(matches!(content, Content::Other { .. }), "{text}: {content:?}");
    }
    let content = Content::parse(&"application/x-new".into(), "x");
    assert_eq!(content.content_type(), ChatContentType::Unknown("application/x-new".to_owned()));
}

#[test]
fn a_content_becomes_the_request_that_sends_it() {
    let response = InteractiveResponse::of_view("Submit", Members::new());
    let request = Content::from(response).request("token");
    assert_eq!(request.content_type, ChatContentType::InteractiveResponse);
    assert_eq!(
        request.content,
        r#"{"action":"Submit","data":{},"templateType":"ViewResource","version":"1.0"}"#
    );
    let request = Content::Json("[1]".into()).request("token");
    assert_eq!((request.content_type.as_str(), request.content.as_str()), ("application/json", "[1]"));
}

#[test]
fn a_choice_is_sent_as_its_title() {
    let list = InteractiveMessage::parse(LONG_LIST).unwrap();
    assert_eq!(list.choices(), ["Massage", "Learn more", "Show more"]);
    assert_eq!(list.select(0), Some(Content::Text("Massage".into())));
    assert_eq!(list.select(1), None, "a link has no response");
    assert_eq!(list.select(3), None);
    let slots = [Timeslot::new("2026-11-17T17:00+00:00", 60), Timeslot::new("2026-11-18T17:00+00:00", 60)];
    let times = InteractiveMessage::new(TimePicker::new("When?", slots));
    assert_eq!(times.select(1), Some(Content::Text("2026-11-18T17:00+00:00".into())));
    let view = InteractiveMessage::new(ViewResource::new());
    assert_eq!((view.choices(), view.select(0), view.select_in(0, 0)), (Vec::new(), None, None));
}

#[test]
fn the_button_of_a_long_list_is_an_interactive_response() {
    let list = InteractiveMessage::parse(LONG_LIST).unwrap();
    let Some(Content::Response(request)) = list.select(2) else { panic!("{:?}", list.select(2)) };
    assert_eq!(
        parse(&request.to_json()),
        parse(
            r#"{"version":"1.0","data":{"actionName":"SHOW_MORE","preIndex":-1,"nextIndex":5,"listId":"services",
            "templateType":"ListPicker","referenceId":"r1"},"action":"SHOW_MORE"}"#
        )
    );
}

#[test]
fn a_choice_in_a_carousel_names_its_template() {
    let panel =
        InteractiveMessage::new(Panel::new("Hotels:", ["Book".into(), Element::link("More", "https://x.y")]));
    let carousel =
        Carousel::new("Select", [panel.template_identifier("t1"), QuickReply::new("?", []).into()]);
    let message = InteractiveMessage::new(carousel);
    assert_eq!(message.choices(), [""; 0]);
    let Some(Content::Text(text)) = message.select_in(0, 0) else { panic!("no text") };
    assert_eq!(text, r#"{"listTitle":"Hotels:","selectionText":"Book","templateIdentifier":"t1"}"#);
    assert_eq!(CarouselSelection::parse(&text), Some(CarouselSelection::new("t1", "Hotels:", "Book")));
    assert_eq!(
        CarouselSelection::parse(r#"{"listTitle":"a","selectionText":1,"templateIdentifier":"b"}"#),
        None
    );
    for (template, index) in [(0, 1), (0, 2), (1, 0), (2, 0)] {
        assert_eq!(message.select_in(template, index), None, "{template} {index}");
    }
}

#[test]
fn a_typed_text_in_place_of_a_view_is_a_response_without_an_action() {
    let response = InteractiveResponse::of_text("help");
    assert_eq!((response.action.as_str(), response.data["content"].as_str()), (" ", Some("help")));
}

#[test]
fn the_data_of_a_view_may_be_a_string() {
    let of = |data: &str| {
        let text = format!(
            r#"{{"templateType":"ViewResource","version":"1.0","data":{{"content":
            {{"viewId":"v","viewToken":"t","viewData":{data}}}}}}}"#
        );
        let message = InteractiveMessage::parse(&text).unwrap();
        let Template::ViewResource(view) = message.template else { panic!("another template") };
        assert_eq!((view.view_id.as_deref(), view.view_token.as_deref()), (Some("v"), Some("t")));
        view.data()
    };
    assert_eq!(of(r#"{"a":1}"#), parse(r#"{"a":1}"#));
    assert_eq!(of(r#""{\"a\":1}""#), parse(r#"{"a":1}"#));
    assert_eq!(of(r#""words""#), Some("words".into()));
}

#[test]
fn limits_are_those_of_the_documentation() {
    let lines = |content: &Content<'_>| {
        let violations =
            content.validate().map_or_else(|violations| violations.to_string(), |()| String::new());
        violations.split("; ").filter(|line| !line.is_empty()).map(str::to_owned).collect::<Vec<_>>()
    };
    let of = |template: Template| Content::from(InteractiveMessage::new(template));
    let elements = |count: usize| vec![Element::new("x"); count];
    let slots = |count: usize| vec![Timeslot::new("2026-11-17T17:00+00:00", 60); count];
    let cards = |count: usize| vec![InteractiveMessage::new(Panel::new("x", elements(1))); count];
    for (max, make) in [
        (6, &(|count| ListPicker::new("x", elements(count)).into()) as &dyn Fn(usize) -> Template),
        (10, &|count| Panel::new("x", elements(count)).into()),
        (40, &|count| TimePicker::new("x", slots(count)).into()),
        (5, &|count| Carousel::new("x", cards(count)).into()),
    ] {
        assert_eq!(lines(&of(make(max))), [""; 0]);
        let found = lines(&of(make(max + 1)));
        assert!(found.len() == 1 && found[0].ends_with(&format!("to {max} items")), "{found:?}");
    }
    let found = lines(&of(QuickReply::new("x".repeat(401), [Element::new("y".repeat(201))]).into()));
    assert_eq!(
        found,
        [
            "data.content.title: must have 1 to 400 characters",
            "data.content.elements: must have at least 2 items",
            "data.content.elements[0].title: must have 1 to 200 characters",
        ]
    );
    let big = InteractiveMessage::new(ViewResource::new().view_data("x".repeat(12_288)));
    assert_eq!(lines(&big.into()), ["Content: must have 1 to 12288 bytes"]);
    assert_eq!(lines(&Content::Text("ä".repeat(512).into())), [""; 0]);
    assert_eq!(lines(&Content::Markdown("ä".repeat(513).into())), ["Content: must have 1 to 1024 bytes"]);
    assert_eq!(lines(&Content::Json("1".repeat(12_001).into())), ["Content: must have 1 to 12000 bytes"]);
}

#[test]
fn a_value_of_another_type_is_kept() {
    let text = r#"{"templateType":"Panel","version":2,"templateIdentifier":null,"data":{"replyMessage":[],"content":
        {"title":7,"subtitle":null,"elements":[{"title":"a"},3],"preIndex":1.5}}}"#;
    let mut message = InteractiveMessage::parse(text).unwrap();
    let Template::Panel(panel) = message.template.clone() else { panic!("another template") };
    assert_eq!((panel.title.as_str(), panel.elements.len(), panel.pre_index), ("", 0, None));
    assert_eq!(panel.other.keys().collect::<Vec<_>>(), ["elements", "preIndex", "subtitle", "title"]);
    assert_eq!(message.write(), parse(text).unwrap());
    // A new value takes precedence.
    message.template = Template::Panel(Panel { title: "b".to_owned(), ..panel }.subtitle("c"));
    let written = message.write();
    let content = written.get("data").and_then(|data| data.get("content")).unwrap();
    assert_eq!((content.get("title"), content.get("subtitle")), (Some(&"b".into()), Some(&"c".into())));
}
