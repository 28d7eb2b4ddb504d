"""What Schemathesis cannot know of this portal: see fuzz.mjs."""

import uuid

import schemathesis

HEADER = "Idempotency-Key"


@schemathesis.hook
def before_call(_context, case, kwargs):
    """Nobody is signed in where that is what is tried; and a key of its own for each request that has a good one.

    Under a key that was used before, the answer of then is replayed: a thing
    "just created" that has been deleted meanwhile, which would be a finding.
    Replays have tests of their own.
    """
    if _tries_without(case, "authorization"):
        for headers in (case.headers, kwargs.get("headers")):
            if headers is not None:
                headers.pop("Authorization", None)
    key = (case.headers or {}).get(HEADER)
    if isinstance(key, str) and 1 <= len(key) <= 200 and key.isprintable():
        case.headers[HEADER] = str(uuid.uuid4())


def _tries_without(case, header):
    """Whether it is the case that leaves this header out."""
    data = getattr(getattr(case.meta, "phase", None), "data", None)
    scenario = getattr(getattr(data, "scenario", None), "name", None)
    name = getattr(data, "parameter", None) or ""
    return scenario == "MISSING_PARAMETER" and name.lower() == header
