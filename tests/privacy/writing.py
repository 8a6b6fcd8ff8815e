"""What the tests of writing share: texts with invented personal data, and answering the question about them."""

import re
from html import unescape

BSN = "999901102"
IBAN = "NL02ABNA0123456789"
MAIL = "wilma.zwart@voorbeeldmail.test"
OTHER_MAIL = "bram.jansen@voorbeeldmail.test"
SEEN = re.compile(r'name="(door-seen-[^"]+)"\s+value="([^"]+)"')


def answers(response, reason="werk"):
    """The fields that answer every question of a page with one choice."""
    seen = {name: unescape(value) for name, value in SEEN.findall(response.content.decode())}
    return seen | {name.replace("door-seen-", "door-keep-"): reason for name in seen}


def marks(response):
    """What a page marks, in its order."""
    return [unescape(text) for text in re.findall(r'<mark class="bb-mark">([^<]*)</mark>', response.content.decode())]
