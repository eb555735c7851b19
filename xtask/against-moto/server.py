"""moto on a free port of loopback, in a process for each program, with a record of each request.

To standard output, one JSON value a line: first the `port`, and the versions of moto and boto3. Then, for each line of standard
input, the requests since the previous one; the next process has the same sequence of random numbers, so that two programs
with the same requests receive the same ids. The end of the input ends this program.
"""

import base64
import gzip
import hashlib
import io
import json
import logging
import os
import sys
import threading
import urllib.parse
import zlib
from importlib.metadata import version
from xml.etree import ElementTree

import cbor
from moto.moto_api._internal import mock_random
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, MotoRequestHandler, create_backend_app
from werkzeug.serving import make_server

SEED = 20261201


class Handler(MotoRequestHandler):
    """Keeps the head of a request as it was received: WSGI decodes paths, and merges headers."""

    def make_environ(self):
        headers = [[name.lower(), value] for name, value in self.headers.items()]
        head = {"method": self.command, "target": self.path, "headers": headers}
        return {**super().make_environ(), "recorder.head": head}


class Recorder:
    """Records requests on their way to an application."""

    def __init__(self, app):
        self.app = app
        self.requests = []

    def __call__(self, environ, start_response):
        if environ["PATH_INFO"].startswith("/moto-api/"):
            return self.app(environ, start_response)
        body = received(environ)
        environ["wsgi.input"] = io.BytesIO(body)
        head = environ["recorder.head"]
        headers = [[name, verified(name, value, body)] for name, value in head["headers"]]
        self.requests.append({**head, "headers": headers, "body": meaning(environ, body)})
        return self.app(environ, start_response)


def received(environ):
    """The bytes of the body; a chunked one is decoded by werkzeug."""
    if environ.get("wsgi.input_terminated"):
        return environ["wsgi.input"].read()
    return environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))


def verified(name, value, body):
    """Says that a hash is that of the body, since equal documents may have different bytes."""
    hashes = {
        "x-amz-checksum-crc32": lambda: base64.b64encode(zlib.crc32(body).to_bytes(4, "big")).decode("ascii"),
        "x-amz-content-sha256": lambda: hashlib.sha256(body).hexdigest(),
    }
    return "that of the body" if name in hashes and hashes[name]() == value else value


def meaning(environ, body):
    """The body as a value that is the same for all spellings; an invalid body is an error."""
    if environ.get("HTTP_CONTENT_ENCODING") == "gzip":
        body = gzip.decompress(body)
    kind = environ.get("CONTENT_TYPE", "").split(";")[0]
    if not body:
        return None
    if kind.startswith("application/x-amz-json-"):
        return json.loads(body, parse_float=number)
    if kind == "application/cbor":
        return cbor.with_kinds(cbor.read(body))
    if kind == "application/x-www-form-urlencoded":
        return form(body.decode("ascii"))
    if body.startswith(b"<"):
        return tree(ElementTree.fromstring(body))
    return {"bytes": body.hex()}


def number(text):
    """JSON has one kind of number: 1.0 and 1 are equal."""
    value = float(text)
    return int(value) if value.is_integer() else value


def form(text):
    pairs = urllib.parse.parse_qsl(text, keep_blank_values=True, strict_parsing=True)
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError(f"a field is repeated: {text}")
    return fields


def tree(element):
    children = [tree(child) for child in element]
    return {"name": element.tag, "attributes": element.attrib, "text": element.text or "", "children": children}


def serve(server, recorder):
    """Serves one program, in a process of its own, until the next line; false at the end of the input."""
    mock_random.seed(SEED)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    if not sys.stdin.readline():
        return False
    print(json.dumps(recorder.requests), flush=True)
    return True


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    recorder = Recorder(cbor.Translator(DomainDispatcherApplication(create_backend_app)))
    server = make_server("127.0.0.1", 0, recorder, threaded=True, request_handler=Handler)
    hello = {"port": server.port, "moto": version("moto"), "boto3": version("boto3")}
    print(json.dumps(hello), flush=True)
    # A reset of moto keeps some state, on which the ids of EC2 depend: each program has a new process instead.
    while True:
        child = os.fork()
        if child == 0:
            os._exit(0 if serve(server, recorder) else 1)
        if os.waitpid(child, 0)[1] != 0:
            break


if __name__ == "__main__":
    main()
