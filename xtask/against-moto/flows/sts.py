"""The flow of sts.rs, by boto3."""

import boto3
from botocore.exceptions import ClientError

client = boto3.client("sts")

who = client.get_caller_identity()
print("caller:", who["Account"], who["Arn"], who["UserId"])

assumed = client.assume_role(
    RoleArn="arn:aws:iam::123456789012:role/reader",
    RoleSessionName="a=b@c,d",
    DurationSeconds=900,
    Policy='{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:*","Resource":"*"}]}',
    PolicyArns=[{"arn": "arn:aws:iam::aws:policy/A"}, {"arn": "arn:aws:iam::aws:policy/B"}],
    Tags=[{"Key": "team", "Value": "web & app"}, {"Key": "unicode", "Value": "é ☃"}],
    TransitiveTagKeys=["team"],
)
credentials, user = assumed["Credentials"], assumed["AssumedRoleUser"]
print("assumed:", user["Arn"], user["AssumedRoleId"])
print("credentials:", credentials["AccessKeyId"], credentials["SecretAccessKey"], len(credentials["SessionToken"]))

session = client.get_session_token(DurationSeconds=1000)["Credentials"]
print("session:", session["AccessKeyId"], session["SecretAccessKey"])

federated = client.get_federation_token(Name="guest", Policy="{}", DurationSeconds=1200)
print("federated:", federated["FederatedUser"]["Arn"], federated["FederatedUser"]["FederatedUserId"])

try:
    client.assume_role(RoleArn="arn:aws:iam::123456789012:role/reader", RoleSessionName="a" * 65)
except ClientError as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])
