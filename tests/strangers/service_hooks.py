"""What schemathesis lacks: bodies of JSON Lines; and a token on every request, lest the address be shut out."""
import os

import requests
import schemathesis

TOKEN = "Bearer " + os.environ["METERSEAL_TOKEN"]


@schemathesis.serializer("application/jsonl")
def jsonl(ctx, value):
    return value if isinstance(value, bytes) else str(value).encode()


send = requests.Session.send


def send_with_token(session, request, **options):
    request.headers["Authorization"] = TOKEN
    return send(session, request, **options)


requests.Session.send = send_with_token
