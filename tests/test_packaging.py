"""The wheel, built and installed elsewhere, does the main job. Run on demand: `pytest -m packaging`."""

import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.packaging

CHECKOUT = Path(__file__).parent.parent


def run(*words: str | Path, cwd: Path) -> str:
    """A command that must succeed; what it printed."""
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith(("TRACKER_", "PYTHON"))}
    done = subprocess.run(words, cwd=cwd, env=surroundings, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel, built through the source distribution as a release would be."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--outdir", folder, CHECKOUT, cwd=folder)
    return next(folder.glob("*.whl"))


def test_wheel_holds_everything_inside_one_package(wheel: Path) -> None:
    """Migrations, reports, facts and catalogues travel inside `tracker`, and nothing else lands in site-packages."""
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.split("/")[0] for name in names}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"tracker"}
    for folder, kinds in (
        ("migrations", (".py", ".mako")),
        ("reports", (".py", ".j2")),
        ("tracker", (".py", ".csv", ".json", ".mo", ".typed")),
    ):
        for path in (CHECKOUT / folder).rglob("*"):
            if path.suffix in kinds and "__pycache__" not in path.parts:
                inside = path.relative_to(CHECKOUT).as_posix()
                assert (inside if folder == "tracker" else f"tracker/{inside}") in names


def test_installed_wheel_runs_the_demo_from_another_folder(wheel: Path, tmp_path: Path) -> None:
    """A new environment with only the wheel builds the demo, answers a question and draws its reports."""
    python = tmp_path / "venv" / "bin" / "python"
    run(sys.executable, "-m", "venv", tmp_path / "venv", cwd=tmp_path)
    run(python, "-m", "pip", "install", "-q", wheel, cwd=tmp_path)
    tracker = python.with_name("tracker")
    run(tracker, "demo", "demo", cwd=tmp_path)
    assert (tmp_path / "demo" / "reports" / "network.html").stat().st_size > 100_000
    assert '"visitors"' in run(tracker, "--db", "demo/tracker.db", "visit", "list", "--json", cwd=tmp_path)
    assert "chuyến" in run(tracker, "--lang", "vi", "visit", "list", "--help", cwd=tmp_path).lower()
