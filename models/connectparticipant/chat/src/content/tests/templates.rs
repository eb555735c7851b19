//! One message of each template with all known members: those of the administrator guide, and an unknown one at each level.

use super::super::members::{Member, Members};
use super::*;

/// Reads a message, checks that writing it gives the same document, and returns it.
#[track_caller]
fn round_trip(text: &str) -> InteractiveMessage {
    let message = InteractiveMessage::parse(text).unwrap_or_else(|| panic!("not read: {text}"));
    assert_eq!(message.write(), parse(text).unwrap());
    assert_eq!(InteractiveMessage::parse(&message.to_json()).as_ref(), Some(&message));
    message
}

fn names(members: &Members) -> Vec<&str> {
    members.keys().map(String::as_str).collect()
}

#[test]
fn list_picker() {
    let message = round_trip(
        r#"{"templateType":"ListPicker","version":"1.0","templateIdentifier":"t1","new":1,"data":{"new":2,
        "replyMessage":{"title":"Thanks!","subtitle":"Selected","imageType":"URL","imageData":"https://x.y/1","imageDescription":"d","new":3},
        "content":{"title":"Which fruit?","subtitle":"Tap","imageType":"URL","imageData":"https://x.y/2","imageDescription":"fruit",
        "listId":"l","referenceId":"r","preIndex":4,"nextIndex":9,"new":4,
        "elements":[{"title":"Apple","subtitle":"$1.00","imageType":"URL","imageData":"https://x.y/3","imageDescription":"apple","new":5},
        {"title":"More","type":"hyperlink","url":"https://x.y","actionDetail":"SHOW_MORE"}]}}}"#,
    );
    let Template::ListPicker(list) = &message.template else { panic!("{message:?}") };
    let reply = message.reply_message.as_ref().unwrap();
    assert_eq!(reply.image_data.as_deref(), Some("https://x.y/1"));
    assert_eq!(message.template_identifier.as_deref(), Some("t1"));
    assert_eq!((list.list_id.as_deref(), list.pre_index, list.next_index), (Some("l"), Some(4), Some(9)));
    assert_eq!(list.image_description.as_deref(), Some("fruit"));
    let [apple, more] = &list.elements[..] else { panic!("{list:?}") };
    assert_eq!(apple.image_data.as_deref(), Some("https://x.y/3"));
    assert!(more.is_link() && !apple.is_link());
    let others = [&message.other, &message.other_data, &reply.other, &list.other, &apple.other];
    assert!(others.into_iter().all(|other| names(other) == ["new"]), "{others:?}");
    assert_eq!(more.other, Members::new());
}

#[test]
fn panel() {
    let message = round_trip(
        r#"{"templateType":"Panel","version":"1.0","data":{"content":{"title":"How can I help?","subtitle":"Tap",
        "imageType":"URL","imageData":"https://x.y","imageDescription":"d","listId":"l","referenceId":"r","preIndex":0,"nextIndex":1,
        "elements":[{"title":"Talk to an agent"},{"title":"End chat"}],"new":{"a":[1.50]}}}}"#,
    );
    let Template::Panel(panel) = &message.template else { panic!("{message:?}") };
    assert_eq!(panel.elements, ["Talk to an agent".into(), "End chat".into()]);
    assert_eq!(names(&panel.other), ["new"]);
}

#[test]
fn time_picker() {
    let message = round_trip(
        r#"{"templateType":"TimePicker","version":"1.0","data":{"replyMessage":{"title":"Thanks"},"content":{
        "title":"Schedule","subtitle":"Tap","timeZoneOffset":-450,
        "location":{"latitude":47.616299,"longitude":-122.4311,"title":"Oscar","radius":1},
        "timeslots":[{"date":"2020-10-31T17:00+00:00","duration":60},{"date":"2020-11-15T13:00+00:00","duration":60,"new":1}]}}}"#,
    );
    let Template::TimePicker(picker) = &message.template else { panic!("{message:?}") };
    let location = picker.location.as_ref().unwrap();
    assert_eq!((location.latitude, location.longitude, location.radius), (47.616_299, -122.431_1, Some(1)));
    assert_eq!((picker.time_zone_offset, picker.timeslots[1].duration), (Some(-450), 60));
    assert_eq!(names(&picker.timeslots[1].other), ["new"]);
}

#[test]
fn quick_reply() {
    let message = round_trip(
        r#"{"templateType":"QuickReply","version":"1.0","data":{"content":{"title":"How was it?","subtitle":"s",
        "elements":[{"title":"Good"},{"title":"Bad"}]}}}"#,
    );
    assert_eq!(message.choices(), ["Good", "Bad"]);
}

#[test]
fn carousel() {
    let message = round_trip(
        r#"{"templateType":"Carousel","version":"1.0","data":{"content":{"title":"Where?","elements":[
        {"templateType":"ListPicker","templateIdentifier":"t1","version":"1.0","data":{"content":{"title":"Travel","elements":[{"title":"Buy"}]}}},
        {"templateType":"Map","templateIdentifier":"t2","version":"1.0","data":{"content":{"zoom":3}}},
        {"templateType":"Panel","templateIdentifier":"t3","version":"1.0","data":{"content":"x"}}]}}}"#,
    );
    let Template::Carousel(carousel) = &message.template else { panic!("{message:?}") };
    let [list, map, panel] = &carousel.elements[..] else { panic!("{carousel:?}") };
    assert_eq!(list.choices(), ["Buy"]);
    let Template::Other(map) = &map.template else { panic!("{map:?}") };
    assert_eq!((map.template_type.as_str(), map.content.get("zoom")), ("Map", Some(&3.into())));
    let Template::Other(panel) = &panel.template else { panic!("{panel:?}") };
    assert_eq!((panel.template_type.as_str(), panel.content.as_str()), ("Panel", Some("x")));
}

#[test]
fn view_resource() {
    let message = round_trip(
        r#"{"templateType":"ViewResource","version":"1.0","data":{"content":{"viewId":"detail","viewToken":"t",
        "viewData":{"key":"value"},"name":"n"}}}"#,
    );
    let Template::ViewResource(view) = &message.template else { panic!("{message:?}") };
    assert_eq!(view.view_token.as_deref(), Some("t"));
    assert_eq!(names(&view.other), ["name"]);
}
