"""Documents: nothing is fetched from elsewhere while they are drawn, and names cannot add to them."""

import pytest

from eventhub import documents, places


@pytest.mark.parametrize(
    "address",
    [
        "http://169.254.169.254/latest/meta-data",
        "https://evil.example/x.css",
        "ftp://evil.example/x",
        "file:///etc/hostname",
        f"{places.STATIC.as_uri()}/../eventhub/config.py",
        f"{places.STATIC.as_uri()}/%2e%2e/eventhub/config.py",
    ],
)
def test_documents_fetch_nothing_but_our_own_files(address):
    with pytest.raises(ValueError, match="may not fetch"):
        documents.own_files_only().fetch(address)


def test_our_own_styles_are_fetched():
    font = next(places.STATIC.glob("img/*.svg"))
    assert documents.own_files_only().fetch(font.as_uri())
