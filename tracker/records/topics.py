"""Writes topics of the office's own."""

from collections.abc import Sequence

from sqlmodel import Session, select

from tracker.errors import RefusedError
from tracker.i18n import _
from tracker.models import Topic
from tracker.text import one_line, slug


def add(unit: Session, name: str, *, english: str | None = None, cues: Sequence[str] = ()) -> Topic:
    """Writes a topic; its slug is its folded name. Refuses one that is there already."""
    name = one_line(name)
    its_slug = slug(name)
    if not its_slug or len(its_slug) > 80:
        raise RefusedError(reason=_("A topic needs a name of at most 80 letters."))
    if unit.exec(select(Topic).where(Topic.slug == its_slug)).first():
        raise RefusedError(reason=_("The topic {slug} is there already.").format(slug=its_slug))
    row = Topic(
        slug=its_slug, name_vi=name, name_en=one_line(english or name), cue_words=[one_line(cue) for cue in cues]
    )
    unit.add(row)
    unit.flush()
    return row
