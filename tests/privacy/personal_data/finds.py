"""What the tests look at: the words that were found, with label and strength."""

from privacy.personal_data import find_personal_data


def finds(text, allow=()):
    """Each find as its words, label and strength."""
    return [(text[span.start : span.end], span.label, span.strength) for span in find_personal_data(text, allow)]


def soft(text, allow=()):
    """The words and labels of the finds, all of which must be soft."""
    found = finds(text, allow)
    assert {strength for *_, strength in found} <= {"soft"}
    return [(words, label) for words, label, _ in found]


def labels(text, allow=()):
    """Only the labels."""
    return [label for _, label, _ in finds(text, allow)]
