"""The flow of iam.rs, by boto3."""

import json

import boto3

client = boto3.client("iam")
trust = {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Principal": {"Service": "ec2"}, "Action": "sts:AssumeRole"}]}
access = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}}
names = ("reader-a", "reader-b", "reader-c")

for name in names:
    role = client.create_role(
        RoleName=name,
        Path="/team/",
        AssumeRolePolicyDocument=json.dumps(trust),
        Description="reads <all> & more, é",
        Tags=[{"Key": "team", "Value": "web"}, {"Key": "empty", "Value": ""}],
    )["Role"]
    print("created:", role["Arn"], role["RoleId"], role["MaxSessionDuration"])
for page in client.get_paginator("list_roles").paginate(PathPrefix="/team/", PaginationConfig={"PageSize": 2}):
    print("page:", ", ".join(role["RoleName"] for role in page["Roles"]), str(page["IsTruncated"]).lower())
role = client.get_role(RoleName=names[0])["Role"]
tags = ", ".join(f"{tag['Key']}={tag['Value']}" for tag in role["Tags"])
print("role:", role["Path"], role["Description"], tags)
# boto3 decodes it: it is escaped as in a URL.
print("trust:", json.dumps(role["AssumeRolePolicyDocument"]))

client.put_role_policy(RoleName=names[0], PolicyName="inline", PolicyDocument=json.dumps(access))
print("policies:", ", ".join(client.list_role_policies(RoleName=names[0])["PolicyNames"]))

try:
    client.get_role(RoleName="missing")
except client.exceptions.NoSuchEntityException as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])
try:
    client.create_role(RoleName=names[0], AssumeRolePolicyDocument=json.dumps(trust))
except client.exceptions.EntityAlreadyExistsException as error:
    print("error:", error.response["Error"]["Code"], "|", error.response["Error"]["Message"])

client.delete_role_policy(RoleName=names[0], PolicyName="inline")
for name in names:
    client.delete_role(RoleName=name)
print("roles:", len(client.list_roles()["Roles"]))
