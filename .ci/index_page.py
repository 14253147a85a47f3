"""Holds the mock vendors' page, as a browser understood it, against the OpenAPI documents, and runs its commands.

    index_page.py FOLDER      FOLDER has `page.html` and `openapi/`; the vendors are still serving
"""

import json
import os
import subprocess
import sys
from html.parser import HTMLParser
from pathlib import Path

from beyond_openapi import reads


class Page(HTMLParser):
    """The sections of the page: by the name of its API, each operation with its command."""

    def __init__(self, html):
        super().__init__()
        self.sections, self.within, self.text = {}, [], ""
        self.feed(html)

    def handle_starttag(self, tag, attributes):
        if tag == "h2":
            self.operations = self.sections.setdefault(dict(attributes)["id"], {})
        if tag in ("code", "pre"):
            self.text = ""
        self.within.append(tag)

    def handle_data(self, data):
        self.text += data

    def handle_endtag(self, tag):
        while self.within and self.within.pop() != tag:
            pass
        if tag == "code" and "h3" in self.within:
            self.operation = tuple(self.text.split(" "))
        if tag == "pre":
            self.operations[self.operation] = self.text


def run(command, folder):
    """Runs a command as it is printed; gives the status and the answer."""
    said = subprocess.run(
        ["bash", "-c", command], env={**os.environ, "CURL_HOME": str(folder)}, capture_output=True, text=True, timeout=20
    )
    if said.returncode != 0:
        raise SystemExit(f"{command}\nends with {said.returncode}: {said.stderr}")
    body, http = said.stdout.rsplit("\n", 1)
    return int(http), json.loads(body)


folder = Path(sys.argv[1])
# What a person does not type: no meter, and the status after the answer.
(folder / ".curlrc").write_text('silent\nshow-error\nnoproxy = "*"\nwrite-out = "\\n%{http_code}"\n')
page = Page((folder / "page.html").read_text())
documents = {path.name.split(".")[0]: json.loads(path.read_text()) for path in (folder / "openapi").iterdir()}
if page.sections.keys() != documents.keys():
    raise SystemExit(f"the page shows {sorted(page.sections)}, and there are {sorted(documents)}")
for api, document in sorted(documents.items()):
    known = {(method.upper(), path): of for path, at in document["paths"].items() for method, of in at.items()}
    shown = page.sections[api]
    if shown.keys() != known.keys():
        raise SystemExit(f"{api}: the page shows {sorted(shown)}, and there are {sorted(known)}")
    # What is deleted cannot be called any more.
    for operation in sorted(shown, key=lambda operation: known[operation]["x-ficha-effect"] == "delete"):
        http, body = run(shown[operation], folder)
        told = reads(document, known[operation]["operationId"], http, body)
        if told != "ok":
            raise SystemExit(f"{shown[operation]}\nis {told}: HTTP {http} {body}")
    print(f"{api}: {len(shown)} commands run, all answered with a yes")
