"""The flow of cloudformation.rs, by boto3."""

import json

import boto3
from botocore.exceptions import ClientError

client = boto3.client("cloudformation")
template = json.dumps({
    "Parameters": {"Name": {"Type": "String"}},
    "Resources": {"Queue": {"Type": "AWS::SQS::Queue", "Properties": {"QueueName": {"Ref": "Name"}}}},
    "Outputs": {"Name": {"Value": {"Ref": "Name"}, "Description": "the <name>"}},
})
# One more than a page has.
names = [f"stack-{number:02}" for number in range(51)]

for name in names:
    client.create_stack(
        StackName=name,
        TemplateBody=template,
        Parameters=[{"ParameterKey": "Name", "ParameterValue": f"queue-{name}"}],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_NAMED_IAM"],
        Tags=[{"Key": "team", "Value": "web & app"}],
        DisableRollback=True,
    )
client.get_waiter("stack_create_complete").wait(StackName=names[0])
for page in client.get_paginator("describe_stacks").paginate():
    stacks = page["Stacks"]
    print("page:", len(stacks), stacks[0]["StackName"], stacks[-1]["StackName"])
[stack] = client.describe_stacks(StackName=names[0])["Stacks"]
print("stack:", stack["StackId"], stack["StackStatus"], str(stack["DisableRollback"]).lower(), stack["Tags"][0]["Value"])
for output in stack["Outputs"]:
    print("output:", output["OutputKey"], output["OutputValue"], output["Description"])
for resource in client.list_stack_resources(StackName=names[0])["StackResourceSummaries"]:
    print("resource:", resource["LogicalResourceId"], resource["ResourceType"], resource["ResourceStatus"])
# boto3 decodes it.
print("template:", json.dumps(client.get_template(StackName=names[0])["TemplateBody"]))

try:
    client.describe_stack_set(StackSetName="missing")
except client.exceptions.StackSetNotFoundException as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])
try:
    client.describe_stacks(StackName="missing")
except ClientError as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])

for name in names:
    client.delete_stack(StackName=name)
print("stacks:", len(client.describe_stacks()["Stacks"]))
