"""PURE: the key in an exhibitor's own sales address: it opens nothing but that exhibitor's sales.

The file's name in addresses and a keyed digest of it: nothing is stored, another name needs another digest.
"""

import hmac
from hashlib import sha256

NAME_LENGTH = 12
DIGEST_LENGTH = 20


def _digest(secret: str, public_id: str) -> str:
    return hmac.new(secret.encode(), f"sales:{public_id}".encode(), sha256).hexdigest()[:DIGEST_LENGTH]


def token_of(secret: str, public_id: str) -> str:
    """The key of a file: 32 symbols."""
    return public_id + _digest(secret, public_id)


def read_token(secret: str, token: str) -> str | None:
    """The file's name behind a key; None for a made-up one."""
    name, digest = token[:NAME_LENGTH], token[NAME_LENGTH:]
    right = _digest(secret, name)
    return name if hmac.compare_digest(digest.encode(), right.encode()) else None
