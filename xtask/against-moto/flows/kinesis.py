"""The flow of kinesis.rs, by boto3."""

import boto3

client = boto3.client("kinesis")
names = ("clicks-a", "clicks-b", "clicks-c")

for name in names:
    client.create_stream(StreamName=name, ShardCount=3, Tags={"team": "web & app"})
for page in client.get_paginator("list_streams").paginate(PaginationConfig={"PageSize": 2}):
    print("page:", ", ".join(page["StreamNames"]), str(page["HasMoreStreams"]).lower())
# moto reports more streams, and has no token for them.
rest = client.list_streams(ExclusiveStartStreamName=names[1])
print("rest:", ", ".join(rest["StreamNames"]), str(rest["HasMoreStreams"]).lower())
for page in client.get_paginator("list_shards").paginate(StreamName=names[0], PaginationConfig={"PageSize": 2}):
    for shard in page["Shards"]:
        print("shard:", shard["ShardId"], shard["HashKeyRange"]["StartingHashKey"], shard["HashKeyRange"]["EndingHashKey"])
stream = client.describe_stream_summary(StreamName=names[0])["StreamDescriptionSummary"]
print("stream:", stream["StreamARN"], stream["StreamStatus"], stream["OpenShardCount"], stream["RetentionPeriodHours"])

for data in (b"", b"text", bytes(range(256))):
    put = client.put_record(StreamName=names[0], Data=data, PartitionKey="é", ExplicitHashKey="0")
    print("put:", put["ShardId"], put["SequenceNumber"])
iterator = client.get_shard_iterator(
    StreamName=names[0], ShardId="shardId-000000000000", ShardIteratorType="TRIM_HORIZON"
)["ShardIterator"]
while True:
    read = client.get_records(ShardIterator=iterator, Limit=2)
    if not read["Records"]:
        break
    for record in read["Records"]:
        print("record:", record["SequenceNumber"], record["PartitionKey"], record["Data"].hex())
    iterator = read["NextShardIterator"]

try:
    client.put_record(StreamName="missing", Data=b"x", PartitionKey="k")
except client.exceptions.ResourceNotFoundException as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])

for name in names:
    client.delete_stream(StreamName=name, EnforceConsumerDeletion=False)
print("streams:", client.list_streams()["StreamNames"])
