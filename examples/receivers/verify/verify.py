#!/usr/bin/env python3
"""Is this delivery from the portal, and from now? Exit status 0 says yes.

WEBHOOK_SECRET=whsec_... WEBHOOK_ID=... WEBHOOK_TIMESTAMP=... \
WEBHOOK_SIGNATURE='v1,... v1,...' python3 verify.py < body
"""

import base64
import binascii
import hashlib
import hmac
import os
import re
import sys
import time

TOLERANCE_SECONDS = 300


def verify(secret: str, id: str, timestamp: str, signatures: str, body: bytes) -> bool:
    if not secret or not id or not re.fullmatch(r"[0-9]{1,12}", timestamp):
        return False
    if abs(time.time() - int(timestamp)) > TOLERANCE_SECONDS:
        return False
    try:
        key = base64.b64decode(secret.removeprefix("whsec_"), validate=True)
    except binascii.Error:
        return False
    # The bytes as they came, not parsed and printed again.
    signed = f"{id}.{timestamp}.".encode() + body
    digest = hmac.new(key, signed, hashlib.sha256).digest()
    expected = b"v1," + base64.b64encode(digest)
    # Several while a secret is being rotated, separated by spaces.
    return any(
        hmac.compare_digest(expected, given.encode())
        for given in signatures.split(" ")
    )


if __name__ == "__main__":
    genuine = verify(
        os.environ.get("WEBHOOK_SECRET", ""),
        os.environ.get("WEBHOOK_ID", ""),
        os.environ.get("WEBHOOK_TIMESTAMP", ""),
        os.environ.get("WEBHOOK_SIGNATURE", ""),
        sys.stdin.buffer.read(),
    )
    sys.exit(0 if genuine else 1)
