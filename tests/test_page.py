"""The page of the network report, in a real browser without a network."""

import json
import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
_FLAGS = [
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-sync"),
    *("--disable-background-networking", "--disable-component-update", "--disable-extensions"),
    *("--host-resolver-rules=MAP * ~NOTFOUND", "--enable-logging=stderr", "--virtual-time-budget=8000"),
]


@pytest.fixture(scope="module")
def page(demo: Path) -> Path:
    """The page of the demo."""
    return demo / "reports" / "network.html"


def test_page_names_both_archipelagos_and_holds_everything(page: Path) -> None:
    """The file is whole: both archipelagos named in text, a strict policy, and no address that would be fetched."""
    text = page.read_text(encoding="utf-8")
    assert "Quần đảo Hoàng Sa (Đà Nẵng)" in text
    assert "Quần đảo Trường Sa (Khánh Hòa)" in text
    assert "default-src 'none'" in text
    document = re.sub(r"<script>.*?</script>", "", text, flags=re.DOTALL)
    fetched = re.findall(r"""(?:src=|<link[^>]*href=|url\()["']?([^"')\s>]+)""", document)
    assert all(address.startswith(("data:", "#")) for address in fetched)


def test_page_agrees_with_the_list_of_visits(page: Path, demo: Path) -> None:
    """The report of the demo counts as many visits as `visit list` lists."""
    from conftest import Tracker

    listed = Tracker(str(demo / "tracker.db"))("visit", "list", "--json").json
    reported = json.loads(page.with_suffix(".json").read_text(encoding="utf-8"))
    assert len(listed) == reported["visits"] >= 26
    assert page.read_text(encoding="utf-8").count('<tr id="visit-') == len(listed)


@dataclass(frozen=True)
class Visit:
    """What the browser made of a page: its document, complaints on the console, and who asked for addresses."""

    document: str
    complaints: list[str]
    origins: set[str]


def browse(page: Path, folder: Path) -> Visit:
    """Opens a page in headless Chromium with no host to be found."""
    if CHROMIUM is None:
        assert not os.environ.get("CI"), "CI should have a browser"
        pytest.skip("no Chromium on this machine")
    log = folder / "net.json"
    done = subprocess.run(
        [CHROMIUM, *_FLAGS, f"--user-data-dir={folder / 'p'}", f"--log-net-log={log}", "--dump-dom", page.as_uri()],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    complaints = [line for line in done.stderr.splitlines() if "CONSOLE" in line]
    origins = set(re.findall(r'"initiator":"([^"]*)"', log.read_text(encoding="utf-8", errors="replace")))
    return Visit(done.stdout, complaints, origins - {"not an origin"})  # the browser's own errands have no origin


def test_browser_draws_the_page_without_a_complaint(page: Path, tmp_path: Path) -> None:
    """Chromium draws the map from the script, writes nothing to its console and asks nothing of any host."""
    visit = browse(page, tmp_path)
    assert visit.complaints == []
    assert visit.origins == set()
    assert "Quần đảo Trường Sa (Khánh Hòa)" in visit.document
    assert 'class="marks"' in visit.document


def test_browser_notices_a_page_that_asks(tmp_path: Path) -> None:
    """The check above can fail: a page that fetches something is caught."""
    page = tmp_path / "asks.html"
    page.write_text('<img src="http://example.invalid/x.png">', encoding="utf-8")
    assert browse(page, tmp_path).origins
