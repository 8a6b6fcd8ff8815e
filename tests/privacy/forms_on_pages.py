"""The forms of a page as a browser would send them: every control with its value."""

from html.parser import HTMLParser

PLAUSIBLE = {"date": "2027-06-01", "time": "23:30", "email": "iemand@buurtbalans.test", "number": "12"}
NOT_SENT = {"submit", "button", "reset", "image"}


class Forms(HTMLParser):
    """Collects the controls of each POST form: name → values; `kinds` says what each control is."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.forms, self.now, self.area, self.select = [], None, None, None

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        if tag == "form":
            post = given.get("method", "").lower() == "post"
            self.now = {"action": given.get("action") or "", "values": {}, "kinds": {}} if post else None
            if post:
                self.forms.append(self.now)
        if self.now is None:
            return
        name = given.get("name")
        if tag == "input" and name and given.get("type", "text") not in NOT_SENT:
            self._input(name, given)
        elif tag == "textarea" and name:
            self.area = name
            self._put(name, "textarea", "")
        elif tag == "select" and name:
            self.select = name
            self.now["kinds"][name] = "choice"
        elif tag == "option" and self.select and "selected" in given:
            self._put(self.select, "choice", given.get("value", ""))

    def handle_data(self, data):
        if self.area:
            self.now["values"][self.area][-1] += data

    def handle_endtag(self, tag):
        if tag == "form":
            self.now = None
        elif tag == "textarea":
            self.area = None
        elif tag == "select":
            self.select = None

    def _input(self, name, given):
        kind = given.get("type", "text")
        if kind in {"checkbox", "radio"}:
            self.now["kinds"][name] = "choice"
            if "checked" in given:
                self._put(name, "choice", given.get("value", "on"))
        else:
            self._put(name, kind, given.get("value") or "")

    def _put(self, name, kind, value):
        self.now["kinds"][name] = kind
        self.now["values"].setdefault(name, []).append(value)


def forms_of(response):
    """The POST forms of a page, empty fields filled in with something plausible."""
    parser = Forms()
    parser.feed(response.content.decode())
    for form in parser.forms:
        for name, kind in form["kinds"].items():
            values = form["values"].get(name)
            if kind == "textarea":
                values = form["values"][name] = [text.strip() for text in values]
            if values == [""] and kind not in {"hidden", "choice"}:
                form["values"][name] = [PLAUSIBLE.get(kind, "Tekst")]
        form["values"].pop("csrfmiddlewaretoken", None)
        form["kinds"].pop("csrfmiddlewaretoken", None)
    return parser.forms
