"""The flow of ec2.rs, by boto3."""

import boto3
from botocore.exceptions import ClientError

client = boto3.client("ec2")

vpc = client.create_vpc(CidrBlock="10.0.0.0/16")["Vpc"]
print("created:", vpc["VpcId"], vpc["CidrBlock"], vpc["State"], str(vpc["IsDefault"]).lower())
subnet = client.create_subnet(VpcId=vpc["VpcId"], CidrBlock="10.0.1.0/24")["Subnet"]
print("created:", subnet["SubnetId"], subnet["AvailableIpAddressCount"])

group = client.create_security_group(GroupName="web", Description="web & app", VpcId=vpc["VpcId"])["GroupId"]
client.authorize_security_group_ingress(
    GroupId=group,
    IpPermissions=[
        {"IpProtocol": "tcp", "FromPort": 80, "ToPort": 80, "IpRanges": [{"CidrIp": "0.0.0.0/0", "Description": "all"}]},
        {"IpProtocol": "tcp", "FromPort": 443, "ToPort": 443, "IpRanges": [{"CidrIp": "10.0.0.0/8"}, {"CidrIp": "192.168.0.0/16"}]},
    ],
)
[found] = client.describe_security_groups(GroupIds=[group])["SecurityGroups"]
for rule in found["IpPermissions"]:
    ranges = ", ".join(f"{one['CidrIp']} {one.get('Description')}" for one in rule["IpRanges"])
    print("rule:", rule["FromPort"], ranges)

ids = []
for number in range(3):
    [instance] = client.run_instances(
        ImageId="ami-12345678",
        InstanceType="t3.micro",
        MinCount=1,
        MaxCount=1,
        # The text in base64; boto3 encodes it.
        UserData=f"#!/bin/sh\necho é {number}",
        BlockDeviceMappings=[{"DeviceName": "/dev/sda1", "Ebs": {"VolumeSize": 9, "DeleteOnTermination": True}}],
        NetworkInterfaces=[{"DeviceIndex": 0, "SubnetId": subnet["SubnetId"], "Groups": [group]}],
        TagSpecifications=[
            {"ResourceType": "instance", "Tags": [{"Key": "Name", "Value": f"a {number}"}, {"Key": "empty", "Value": ""}]}
        ],
    )["Instances"]
    ids.append(instance["InstanceId"])
    print("run:", ids[-1], instance["State"]["Code"], instance["State"]["Name"])
client.get_waiter("instance_running").wait(InstanceIds=ids)
pages = client.get_paginator("describe_instances").paginate(
    Filters=[{"Name": "vpc-id", "Values": [vpc["VpcId"]]}, {"Name": "instance-state-name", "Values": ["running", "pending"]}],
    PaginationConfig={"PageSize": 2},
)
for page in pages:
    print("page:", len(page["Reservations"]))
    for instance in (one for reservation in page["Reservations"] for one in reservation["Instances"]):
        tags = ", ".join(f"{tag['Key']}={tag['Value']}" for tag in instance["Tags"])
        print("instance:", instance["InstanceId"], instance["InstanceType"], instance["State"]["Name"], tags)

try:
    client.describe_instances(InstanceIds=["i-0123456789abcdef0"])
except ClientError as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])
ended = client.terminate_instances(InstanceIds=ids)["TerminatingInstances"]
print("ended:", len(ended), ended[0]["CurrentState"]["Name"], ended[0]["PreviousState"]["Name"])
