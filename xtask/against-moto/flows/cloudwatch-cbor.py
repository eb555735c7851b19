"""The flow of cloudwatch.py over CBOR: boto3 would choose JSON, and has no setting for it."""

import pathlib
import runpy

import botocore.model

botocore.model.PRIORITY_ORDERED_SUPPORTED_PROTOCOLS = ("smithy-rpc-v2-cbor",)
runpy.run_path(str(pathlib.Path(__file__).with_name("cloudwatch.py")))
