"""Papers that are made once for all who would read the same in them, for walks that ask for the same paper many times.

WeasyPrint makes the same paper of the same HTML, whoever asks, so a second one tells nothing new. Only the stamp that
says for whom and when differs by reader; it is left out of the comparison. `handed` holds the HTML of every paper
with its stamp, made anew or not, so that a walk can look for its words there too.
"""

import re

STAMP = re.compile(r'(content|data-audience|data-made)="[^"]*"')


class Papers:
    """Takes the place of weasyprint.HTML, which it asks for each paper that is new."""

    # For as long as the process lives: the next test asks for the same papers.
    made = {}

    def __init__(self, make):
        self.make, self.handed = make, []

    def html(self, *, string, **options):
        self.handed.append(string)
        return Handed(self.make, string, options)


class Handed:
    """HTML that was handed over to become a paper."""

    def __init__(self, make, string, options):
        self.make, self.string, self.options = make, string, options

    def render(self, **options):
        words = STAMP.sub("", self.string)
        if words not in Papers.made:
            Papers.made[words] = Paged(self.make(string=self.string, **self.options).render(**options))
        return Papers.made[words]


class Paged:
    """A paper that was laid out; written when somebody first wants its bytes."""

    def __init__(self, document):
        self.pages = [None] * len(document.pages)
        self._document, self._content = document, None

    def write_pdf(self, **options):
        if self._content is None:
            self._content, self._document = self._document.write_pdf(**options), None
        return self._content
