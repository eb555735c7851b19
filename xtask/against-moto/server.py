"""moto in this process, on a free port of loopback, with a record of each request.

To standard output, one JSON value a line: first the `port`, and the versions of moto and boto3. Then, for each line of standard
input, the requests since the previous one; moto is then as new, with the same sequence of random numbers, so that two programs
with the same requests receive the same ids. The end of the input ends this program.
"""

import gzip
import io
import json
import logging
import sys
import threading
import urllib.parse
import urllib.request
from importlib.metadata import version
from xml.etree import ElementTree

import cbor
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
        self.requests.append({**environ["recorder.head"], "body": meaning(environ, body)})
        return self.app(environ, start_response)


def received(environ):
    """The bytes of the body; a chunked one is decoded by werkzeug."""
    if environ.get("wsgi.input_terminated"):
        return environ["wsgi.input"].read()
    return environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))


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


def renew(port):
    """Resets moto by its own API."""
    for path in ("reset", f"seed?a={SEED}"):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/moto-api/{path}", data=b"") as response:
            response.read()


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    recorder = Recorder(cbor.Translator(DomainDispatcherApplication(create_backend_app)))
    server = make_server("127.0.0.1", 0, recorder, threaded=True, request_handler=Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    renew(server.port)
    hello = {"port": server.port, "moto": version("moto"), "boto3": version("boto3")}
    print(json.dumps(hello), flush=True)
    for _ in sys.stdin:
        requests, recorder.requests = recorder.requests, []
        renew(server.port)
        print(json.dumps(requests), flush=True)


if __name__ == "__main__":
    main()
