"""What schemathesis also checks, where the vendors tell yes and no in the body, mostly with HTTP 200: that a request that
breaks the document gets a no, and that the calls which need no row to be there got a yes, so that not all was refused."""

import schemathesis
from schemathesis.specs.openapi.checks import negative_data_rejection

from beyond_openapi import reads


def told(response, case):
    try:
        body = response.json()
    except ValueError:
        body = None
    operation = case.operation.definition.raw["operationId"]
    return reads(case.operation.schema.raw_schema, operation, response.status_code, body)


@schemathesis.check
def bad_requests_are_refused(ctx, response, case):
    # Schemathesis knows which requests are bad, and looks at nothing but the status.
    if told(response, case) != "refused":
        negative_data_rejection(ctx, response, case)


@schemathesis.check
class GoodRequestsAreDone:
    def __init__(self):
        self.asked, self.done = set(), set()

    def after_response(self, ctx, response, case):
        effect = case.operation.definition.raw["x-ficha-effect"]
        if effect == "create" or (effect == "read" and "{" not in case.operation.path):
            self.asked.add(case.operation.label)
        if told(response, case) == "ok":
            self.done.add(case.operation.label)

    def after_run(self, ctx):
        refused = self.asked - self.done
        assert not refused, "never done, whatever was asked: " + ", ".join(sorted(refused))
