"""What a reviewer's corrections teach: spellings of agencies and words of topics, kept for the next reading."""

from collections.abc import Sequence
from datetime import date

from sqlmodel import Session

from tracker.errors import AmbiguousNameError, NotFoundError, RefusedError, UnknownNameError
from tracker.gazetteer.corrections import Correction
from tracker.gazetteer.names import read_agency
from tracker.i18n import _
from tracker.queries.names import LONGEST_NAME, find_agency, find_topic
from tracker.records import agencies, topics
from tracker.text import key, one_line

KINDS = ("agency", "official", "topic")


def keep_corrections(unit: Session, corrections: Sequence[Correction], day: date) -> None:
    """Keeps what is safe to keep, and reports each as added.

    An agency's printed name becomes an alias if it names nothing yet; a topic's printed words become its cue words if
    they are no other topic's. A person's printed name is kept nowhere: two people may bear nearly one name, and what
    the visit itself writes (the person at the agency, with the post) is what the next reading knows.
    """
    for one in corrections:
        if one.kind not in KINDS:
            raise RefusedError(
                reason=_("“{value}” is no kind of correction; it is one of: {all}.").format(
                    value=one.kind, all=", ".join(KINDS)
                )
            )
        printed = one_line(one.printed)
        if key(printed) == key(one.chosen):
            continue
        if one.kind == "agency":
            _keep_agency(unit, printed, one.chosen, day)
        elif one.kind == "topic":
            _keep_topic(unit, printed, one.chosen)


def _keep_agency(unit: Session, printed: str, chosen: str, day: date) -> None:
    """Not "Sở Y tế" for the one of Lào Cai, nor the name of another agency: those were misread, not written so."""
    if len(printed) > LONGEST_NAME or not key(printed) or read_agency(printed).complete:
        return
    try:
        find_agency(unit, printed, None)
    except UnknownNameError:
        agency = agencies.obtain(unit, chosen, day)
        agencies.add_alias(unit, agency, printed)
        agencies.report_added(unit, f"{printed} = {agencies.version_on(unit, agency.key, day).name}")
    except (AmbiguousNameError, NotFoundError):
        return


def _keep_topic(unit: Session, printed: str, chosen: str) -> None:
    topic = find_topic(unit, chosen)
    if key(printed) and len(printed) <= topics.LONGEST_CUE and topics.topic_of_cue(unit, printed) is None:
        topics.add_cues(unit, topic, [printed])
        agencies.report_added(unit, f"{printed} = {topic.slug}")
