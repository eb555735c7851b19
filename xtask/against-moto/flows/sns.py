"""The flow of sns.rs, by boto3."""

import boto3

client = boto3.client("sns")

topics = []
# One more than a page has.
for number in range(101):
    created = client.create_topic(
        Name=f"news-{number:03}", Attributes={"DisplayName": "the <news> & more"}, Tags=[{"Key": "team", "Value": "web"}]
    )
    topics.append(created["TopicArn"])
for page in client.get_paginator("list_topics").paginate():
    arns = [topic["TopicArn"] for topic in page["Topics"]]
    print("page:", len(arns), arns[0], arns[-1])
attributes = client.get_topic_attributes(TopicArn=topics[0])["Attributes"]
print("attributes:", attributes["DisplayName"], attributes["Owner"], attributes["SubscriptionsConfirmed"])

subscribed = client.subscribe(TopicArn=topics[0], Protocol="email", Endpoint="a+b@example.com", ReturnSubscriptionArn=True)
print("subscribed:", subscribed["SubscriptionArn"])
published = client.publish(
    TopicArn=topics[0],
    Message="line 1\nline 2 ☃ + %",
    Subject="a subject",
    MessageAttributes={
        "bytes": {"DataType": "Binary", "BinaryValue": b"\x00\xff"},
        "text": {"DataType": "String", "StringValue": "a & b"},
    },
)
print("published:", published["MessageId"])

try:
    client.get_topic_attributes(TopicArn="arn:aws:sns:eu-west-1:123456789012:missing")
except client.exceptions.NotFoundException as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])

for topic in topics:
    client.delete_topic(TopicArn=topic)
print("topics:", len(client.list_topics()["Topics"]))
