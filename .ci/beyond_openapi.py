"""What OpenAPI cannot say, or its tools do not hear: how an answer is read, which headers every request has.

    beyond_openapi.py DOCUMENT      prints those headers, with the credentials that the mock takes, as options for curl
"""

import json
import sys

ABSENT = object()


def at(body, path):
    """The value under a path such as `error.type`, or ABSENT."""
    for key in path.split("."):
        if not isinstance(body, dict) or key not in body:
            return ABSENT
        body = body[key]
    return body


def same(value, wanted):
    """Whether they are the same JSON; Python takes True for 1."""
    return value == wanted and isinstance(value, bool) == isinstance(wanted, bool)


def is_list(document, operation):
    """Whether the payload of the operation's answer is a list."""
    done = document["components"]["schemas"][f"{operation}_done"]
    return done.get("properties", {}).get(done.get("x-ficha-payload"), {}).get("type") == "array"


def reads(document, operation, http, body):
    """How the answer to an operation is to be read, which stands here by its id: `ok`, `refused`, or `unreadable` where
    nothing in the answer tells."""
    envelope = document["x-ficha-envelope"]
    if http >= 400:
        return "refused"
    no_rows = [form for form in envelope["no_rows"] if "http" not in form]
    holds = [all(same(at(body, key), value) for key, value in form.items()) for form in no_rows]
    if any(holds) and not is_list(document, operation):
        return "refused"
    found = [[(at(body, key), value) for key, value in form.items()] for form in envelope["ok"]]
    found = [[pair for pair in form if pair[0] is not ABSENT] for form in found]
    found = [form for form in found if form]
    if not found:
        return "unreadable" if envelope["ok"] else "ok"
    return "ok" if any(all(same(value, wanted) for value, wanted in form) for form in found) else "refused"


def headers(document, credential="mock-{}"):
    """What every request carries. Tools pass over a parameter that is called Content-Type, as OpenAPI asks them to."""
    found = {header["name"]: header["value"] for header in document["x-ficha-headers"]}
    for name, scheme in document["components"]["securitySchemes"].items():
        bearer = "Bearer " if scheme["type"] == "http" else ""
        found[scheme.get("name", "Authorization")] = bearer + credential.format(name)
    return found


if __name__ == "__main__":
    with open(sys.argv[1]) as text:
        for name, value in headers(json.load(text)).items():
            print(f"-H\n{name}: {value}")
