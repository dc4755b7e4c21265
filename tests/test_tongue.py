"""A note in another language is called so and nothing surely read from it; Vietnamese without accents is Vietnamese."""

from pathlib import Path

import pytest
from conftest import Tracker

from tracker.notes.tongue import is_foreign
from tracker.text import fold

HERE = Path(__file__).parent
NOTES = [*sorted((HERE / "notes").glob("*.txt")), *sorted((HERE / "benchmarks" / "notes").glob("*.txt"))]
SAID = "The note does not seem to be in Vietnamese"
ENGLISH = (
    "The delegation of the Department of Information and Communications of Phú Thọ province, led by Mr. Lê Văn Mẫu, "
    "Director, paid a working visit to Sở Thông tin và Truyền thông tỉnh Bắc Ninh on 22/2/2024. The two sides shared "
    "experience on digital transformation (chuyển đổi số) and agreed to hold a training course in the second quarter."
)
FRENCH = (
    "Une délégation du Sở Thông tin và Truyền thông de la province de Phú Thọ, conduite par M. Lê Văn Mẫu, directeur, "
    "a effectué une visite de travail à Bắc Ninh le 22/2/2024. Les deux parties ont échangé leurs expériences en "
    "matière de transformation numérique et ont convenu d'organiser une formation au deuxième trimestre."
)
LAO = "ຄະນະຜູ້ແທນແຂວງຫົວພັນ ໄດ້ເດີນທາງມາຢ້ຽມຢາມ ແລະ ເຮັດວຽກ ຢູ່ແຂວງແທງຮວາ ໃນວັນທີ 22/2/2024."


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, LAO], ids=["English", "French", "Lao"])
def test_another_language_is_told(tracker: Tracker, text: str) -> None:
    """The first question says it, in the user's language."""
    found = tracker("visit", "draft", "-", "--json", stdin=text.encode()).json
    assert found["unresolved"][0].startswith(SAID)
    assert "không phải tiếng Việt" in tracker("visit", "draft", "-", stdin=text.encode(), lang="vi").out


def test_what_is_read_from_another_language_is_drafted_with_doubt(tracker: Tracker) -> None:
    """Facts that can be read there, as from a Vietnamese caption, are offered; none is accepted beforehand."""
    caption = "Ngày 22/2/2024, đoàn Sở TT&TT tỉnh Phú Thọ đến thăm Sở TT&TT tỉnh Bắc Ninh."
    alone, within = (
        tracker("visit", "draft", "-", "--json", stdin=text.encode()).json
        for text in (caption, f"{ENGLISH}\n{caption}")
    )
    assert alone["visitors"][0]["confidence"] > 0.5
    assert not any(said.startswith(SAID) for said in alone["unresolved"])
    assert within["unresolved"][0].startswith(SAID)
    facts = [within["host"], *within["visitors"]]
    assert [one["province"] for one in facts] == ["Bắc Ninh", "Phú Thọ"]
    assert max(one["confidence"] for one in facts) < 0.5


def test_vietnamese_without_accents_is_not_called_foreign(tracker: Tracker) -> None:
    """A note typed on a bare keyboard, or with a summary in another language, is Vietnamese; ours all are."""
    texts = [path.read_text(encoding="utf-8") for path in NOTES]
    assert len(texts) > 100
    assert not any(is_foreign(text) or is_foreign(fold(text)) for text in texts)
    for text in (fold(texts[0]), f"{texts[1]}\n{ENGLISH}"):
        found = tracker("visit", "draft", "-", "--json", stdin=text.encode()).json
        assert not any(said.startswith(SAID) for said in found["unresolved"])


def test_a_few_words_are_not_judged(tracker: Tracker) -> None:
    """A line of names and numbers is too little to tell a language by."""
    found = tracker("visit", "draft", "-", "--json", stdin=b"Lunch with friends, 22/2/2024").json
    assert not any(said.startswith(SAID) for said in found["unresolved"])
