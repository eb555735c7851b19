//! SNS: creates topics, lists them by pages, reads attributes, subscribes, publishes a message with attributes, receives a modelled error, and
//! deletes the topics. sns.py does the same.

use std::error::Error;

use sns::CallError;
use sns::blocking::Client;
use sns::config::Environment;
use sns::operation::{
    CreateTopicInput, DeleteTopicInput, GetTopicAttributesError, GetTopicAttributesInput, ListTopicsInput,
    PublishInput, SubscribeInput,
};
use sns::types::{MessageAttributeValue, Tag};

fn main() -> Result<(), Box<dyn Error>> {
    let client = Client::builder().environment(&Environment::from_env()?).build()?;
    let mut topics = Vec::new();
    // One more than a page has.
    for number in 0..101 {
        let input = CreateTopicInput::new(format!("news-{number:03}"))
            .attributes([("DisplayName".to_owned(), "the <news> & more".to_owned())])
            .tags([Tag::new("team", "web")]);
        topics.push(client.create_topic(input).send()?.topic_arn.unwrap_or_default());
    }
    for page in client.list_topics(ListTopicsInput::new()).pages() {
        let topics = page?.topics.unwrap_or_default();
        let arns: Vec<String> = topics.into_iter().map(|topic| topic.topic_arn.unwrap_or_default()).collect();
        println!("page: {} {} {}", arns.len(), arns[0], arns[arns.len() - 1]);
    }
    let input = GetTopicAttributesInput::new(&topics[0]);
    let attributes = client.get_topic_attributes(input).send()?.attributes.unwrap_or_default();
    let [name, owner, confirmed] =
        ["DisplayName", "Owner", "SubscriptionsConfirmed"].map(|name| &attributes[name]);
    println!("attributes: {name} {owner} {confirmed}");
    publish(&client, &topics[0])?;
    let missing = "arn:aws:sns:eu-west-1:123456789012:missing";
    match client.get_topic_attributes(GetTopicAttributesInput::new(missing)).send() {
        Err(error @ CallError::Service(GetTopicAttributesError::NotFoundException(_))) => {
            println!("error: {} | {}", error.code().unwrap_or("none"), error.message().unwrap_or("none"));
        }
        other => return Err(format!("no modelled error: {other:?}").into()),
    }
    for topic in topics {
        client.delete_topic(DeleteTopicInput::new(topic)).send()?;
    }
    println!(
        "topics: {}",
        client.list_topics(ListTopicsInput::new()).send()?.topics.map_or(0, |topics| topics.len())
    );
    Ok(())
}

fn publish(client: &Client, topic: &str) -> Result<(), Box<dyn Error>> {
    let input = SubscribeInput::new(topic, "email").endpoint("a+b@example.com").return_subscription_arn(true);
    println!("subscribed: {}", client.subscribe(input).send()?.subscription_arn.unwrap_or_default());
    let attributes = [
        ("bytes", MessageAttributeValue::new("Binary").binary_value(vec![0x00, 0xff])),
        ("text", MessageAttributeValue::new("String").string_value("a & b")),
    ];
    let input = PublishInput::new("line 1\nline 2 ☃ + %")
        .topic_arn(topic)
        .subject("a subject")
        .message_attributes(attributes.map(|(name, value)| (name.to_owned(), value)));
    println!("published: {}", client.publish(input).send()?.message_id.unwrap_or_default());
    Ok(())
}
