"""Writes topics of the office's own, and the words that give topics away in a note."""

from collections.abc import Sequence

from sqlmodel import Session, col, select

from tracker.errors import RefusedError
from tracker.i18n import _
from tracker.models import Topic
from tracker.text import key, one_line, slug

LONGEST_CUE = 120


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


def topic_of_cue(unit: Session, word: str) -> Topic | None:
    """The topic that the words give away already, None for none."""
    wanted = one_line(word).casefold()
    for row in unit.exec(select(Topic).order_by(col(Topic.id))):
        if wanted in (cue.casefold() for cue in row.cue_words):
            return row
    return None


def add_cues(unit: Session, topic: Topic, cues: Sequence[str]) -> None:
    """Words that give the topic away. Refuses one that is no word, or that means another topic."""
    added = []
    for cue in dict.fromkeys(map(one_line, cues)):
        if not key(cue) or len(cue) > LONGEST_CUE:
            raise RefusedError(
                reason=_("A cue word has at least one letter and at most {most}.").format(most=LONGEST_CUE)
            )
        other = topic_of_cue(unit, cue)
        if other is not None and other.key != topic.key:
            raise RefusedError(
                reason=_("“{name}” gives away the topic {slug} already.").format(name=cue, slug=other.slug)
            )
        added += [cue] if other is None else []
    if added:
        topic.cue_words = [*topic.cue_words, *added]
        unit.add(topic)
        unit.flush()


def remove_cues(unit: Session, topic: Topic, cues: Sequence[str]) -> None:
    """Takes words back from the topic. Refuses one that it does not have."""
    for cue in map(one_line, cues):
        if cue not in topic.cue_words:
            raise RefusedError(reason=_("“{name}” is no cue word of {slug}.").format(name=cue, slug=topic.slug))
        topic.cue_words = [word for word in topic.cue_words if word != cue]
    unit.add(topic)
    unit.flush()
