"""Smithy RPC v2 CBOR for moto, which does not know it: a request becomes one of awsJson, and its response is CBOR again. botocore
reads and writes the CBOR."""

import gzip
import io
import json
import math
from datetime import datetime

from botocore.loaders import Loader
from botocore.model import DenormalizedStructureBuilder, ServiceModel
from botocore.parsers import RpcV2CBORParser
from botocore.serialize import RpcV2CBORSerializer

# The services that moto has and that AWS offers over CBOR.
MODELS = {"GraniteServiceVersion20100801": "cloudwatch"}

ERROR = DenormalizedStructureBuilder().with_members({"__type": {"type": "string"}, "message": {"type": "string"}}).build_model()


def read(body):
    """The value of a document: numbers, texts, bytes, points in time, lists and maps."""
    parser = RpcV2CBORParser(None)
    stream = parser.get_peekable_stream_from_bytes(body)
    value = parser.parse_data_item(stream)
    if stream.read(1):
        raise ValueError("bytes after a CBOR value")
    return value


def written(value, shape):
    if shape is None:
        return b""
    known = {name: item for name, item in value.items() if name in shape.members}
    out = bytearray()
    RpcV2CBORSerializer()._serialize_data_item(out, known, shape)
    return bytes(out)


def with_kinds(value):
    """A value with a name for each kind that JSON does not have. An integer is not equal to a floating-point number."""
    if isinstance(value, dict):
        return {name: with_kinds(item) for name, item in value.items()}
    if isinstance(value, list):
        return [with_kinds(item) for item in value]
    if isinstance(value, datetime):
        return {"timestamp": value.timestamp()}
    if isinstance(value, bytes):
        return {"bytes": value.hex()}
    if isinstance(value, float):
        return {"float": str(value)}
    return value


def as_json(value):
    """A value as awsJson has it."""
    if isinstance(value, dict):
        return {name: as_json(item) for name, item in value.items()}
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, datetime):
        return value.timestamp()
    if isinstance(value, float) and not math.isfinite(value):
        return {"nan": "NaN", "inf": "Infinity", "-inf": "-Infinity"}[str(value)]
    return value


class Translator:
    """Translates requests on their way to an application, and its responses."""

    def __init__(self, app):
        self.app = app
        self.models = {}

    def __call__(self, environ, start_response):
        if environ.get("HTTP_SMITHY_PROTOCOL") != "rpc-v2-cbor":
            return self.app(environ, start_response)
        _, _, service, _, operation = environ["PATH_INFO"].split("/")
        body = environ["wsgi.input"].read()
        if environ.pop("HTTP_CONTENT_ENCODING", "") == "gzip":
            body = gzip.decompress(body)
        request = json.dumps(as_json(read(body))).encode()
        environ.update({"PATH_INFO": "/", "REQUEST_URI": "/", "RAW_URI": "/", "wsgi.input": io.BytesIO(request)})
        environ.update({"CONTENT_TYPE": "application/x-amz-json-1.0", "CONTENT_LENGTH": str(len(request))})
        environ["HTTP_X_AMZ_TARGET"] = f"{service}.{operation}"
        response = []
        body = b"".join(self.app(environ, lambda *head: response.extend(head[:2])))
        status, headers = response
        value = json.loads(body) if body else {}
        shape = self.model(service).operation_model(operation).output_shape if status.startswith("2") else ERROR
        body = written(value, shape)
        replaced = ("content-type", "content-length")
        headers = [(name, text) for name, text in headers if name.lower() not in replaced]
        headers += [("smithy-protocol", "rpc-v2-cbor"), ("content-length", str(len(body)))]
        headers += [("content-type", "application/cbor")] if body else []
        start_response(status, headers)
        return [body]

    def model(self, service):
        if service not in self.models:
            self.models[service] = ServiceModel(Loader().load_service_model(MODELS[service], "service-2"))
        return self.models[service]
