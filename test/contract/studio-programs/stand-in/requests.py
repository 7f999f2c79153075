"""What the documentation's Python program uses of `requests`, where that is not installed: post() and json()."""

import json as _json
import urllib.error
import urllib.request


class Response:
    def __init__(self, body):
        self._body = body

    def json(self):
        return _json.loads(self._body)


def post(url, json, headers=None):
    sent = urllib.request.Request(
        url,
        data=_json.dumps(json).encode(),
        headers={**(headers or {}), "Content-Type": "application/json"},
        method="POST",
    )
    try:
        with urllib.request.urlopen(sent) as answer:
            return Response(answer.read())
    except urllib.error.HTTPError as refusal:
        return Response(refusal.read())
