"""What every page must hold: no axe violation, no duplicate id, no sideways scrolling."""

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page

ROOT = Path(__file__).resolve().parent.parent.parent
WIDTHS = {1440: 900, 820: 1180, 390: 844, 320: 640}
AXE_TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

DUPLICATE_IDS = """() => {
  const seen = new Map();
  document.querySelectorAll('[id]').forEach(e => seen.set(e.id, (seen.get(e.id) || 0) + 1));
  return [...seen].filter(([, n]) => n > 1).map(([id]) => id);
}"""
# Only what is wrong comes back: what is right is a long story, which takes longer to send than to find.
RUN_AXE = """async tags => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: tags}, resultTypes: ['violations']});
  return found.violations.flatMap(({id, nodes}) => nodes.map(({target, html}) => [id, target, html.slice(0, 160)]));
}"""
TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


def axe_source() -> str:
    """axe-core from npm, else the copy inside the Python package."""
    own = ROOT / "node_modules" / "axe-core" / "axe.min.js"
    if own.exists():
        return own.read_text()
    import axe_playwright_python

    return (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()


AXE = axe_source()


def axe_violations(page: Page) -> list[str]:
    """Each violation with the elements that have it; empty when there are none."""
    # Evaluated over the debugger, which the page's own security policy does not stop.
    if page.evaluate("() => !window.axe"):
        page.evaluate(AXE)
        # The next page has it by itself: to send it again and again takes longer than to read it.
        page.add_init_script(AXE)
    return [f"{rule}: {target} {html}" for rule, target, html in page.evaluate(RUN_AXE, AXE_TAGS)]


def structure_faults(page: Page) -> list[str]:
    """Duplicate ids and sideways scrolling."""
    faults = [f"duplicate id {name}" for name in page.evaluate(DUPLICATE_IDS)]
    overflow = page.evaluate(TOO_WIDE)
    if overflow > 0:
        faults.append(f"{overflow} px too wide")
    return faults


def faults_of(page: Page) -> list[str]:
    """All that is wrong with the page as it stands."""
    return [*structure_faults(page), *axe_violations(page)]


def faults_at(page: Page, width: int, check: Callable[[Page], list[str]]) -> list[str]:
    """What a check finds when the page is as wide as this."""
    page.set_viewport_size({"width": width, "height": WIDTHS[width]})
    return [f"{width} px: {fault}" for fault in check(page)]
