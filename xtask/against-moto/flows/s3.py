"""The flow of s3.rs, by boto3."""

import boto3
from botocore.exceptions import ClientError

client = boto3.client("s3")
bucket = "shop-photos"

client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
print("location:", client.get_bucket_location(Bucket=bucket)["LocationConstraint"])
for key in ("a/1.txt", "a/2 +é.txt", "a/3&<>.txt", "b/1.txt", "c"):
    put = client.put_object(
        Bucket=bucket,
        Key=key,
        Body=key.encode(),
        ContentType="text/plain; charset=utf-8",
        Metadata={"team": "web"},
        Tagging="k=v&x=a%20b",
    )
    print("put:", put["ETag"], put.get("ChecksumCRC32"))
for page in client.get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix="a/", PaginationConfig={"PageSize": 2}):
    print("page:", page["KeyCount"], str(page["IsTruncated"]).lower())
    for found in page["Contents"]:
        print("object:", found["Key"], found["Size"], found["ETag"])
folders = client.list_objects_v2(Bucket=bucket, Delimiter="/")
print("folders:", ", ".join(one["Prefix"] for one in folders["CommonPrefixes"]), "|", ", ".join(one["Key"] for one in folders["Contents"]))

got = client.get_object(Bucket=bucket, Key="a/2 +é.txt")
print("got:", got["ContentType"], got["ContentLength"], got["Metadata"]["team"], got["Body"].read().decode())
part = client.get_object(Bucket=bucket, Key="a/1.txt", Range="bytes=2-3")
print("part:", part["ContentRange"], part["Body"].read().decode())
head = client.head_object(Bucket=bucket, Key="c")
print("head:", head["ContentLength"], head["ETag"])
client.put_object_tagging(Bucket=bucket, Key="c", Tagging={"TagSet": [{"Key": "a", "Value": "b c"}, {"Key": "empty", "Value": ""}]})
tags = client.get_object_tagging(Bucket=bucket, Key="c")["TagSet"]
print("tags:", ", ".join(f"{tag['Key']}={tag['Value']}" for tag in tags))

try:
    client.get_object(Bucket=bucket, Key="missing")
except client.exceptions.NoSuchKey as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])
try:
    client.head_object(Bucket=bucket, Key="missing")
except ClientError as error:
    print("error:", error.response["Error"]["Code"])
try:
    client.create_bucket(Bucket=bucket, CreateBucketConfiguration={"LocationConstraint": "eu-west-1"})
except client.exceptions.BucketAlreadyOwnedByYou as error:
    print("error:", error.response["Error"]["Code"])

keys = [{"Key": key} for key in ("a/1.txt", "a/2 +é.txt", "a/3&<>.txt", "b/1.txt", "c", "missing")]
deleted = client.delete_objects(Bucket=bucket, Delete={"Objects": keys})["Deleted"]
print("deleted:", ", ".join(sorted(one["Key"] for one in deleted)))
client.delete_bucket(Bucket=bucket)
print("buckets:", len(client.list_buckets()["Buckets"]))
