"""The words of the language in use for what the register keeps as short English codes."""

from datetime import date

from tracker.calendar import short_date
from tracker.i18n import N_, _

_KINDS = {
    "visit": N_("visit"),
    "agency": N_("agency"),
    "official": N_("official"),
    "commitment": N_("commitment"),
    "topic": N_("topic"),
    "province": N_("province"),
    "source": N_("source"),
    "calendar": N_("calendar"),
}
_CODES = {
    "draft": N_("draft"),
    "planned": N_("planned"),
    "held": N_("held"),
    "cancelled": N_("cancelled"),
    "visitor_learns": N_("the visitor learns"),
    "host_learns": N_("the host learns"),
    "mutual": N_("both sides share"),
    "unknown": N_("not known"),
    "host": N_("host"),
    "visitor": N_("visitor"),
    "co_host": N_("co-host"),
    "observer": N_("observer"),
    "other": N_("other"),
    "head": N_("head of delegation"),
    "host_lead": N_("lead of the host side"),
    "member": N_("member"),
    "secretary": N_("secretary"),
    "in_person": N_("in person"),
    "online": N_("online"),
    "hybrid": N_("in person and online"),
    "intention": N_("intention"),
    "agreed": N_("agreed"),
    "assigned": N_("assigned"),
    "signed": N_("signed"),
    "not_started": N_("not started"),
    "in_progress": N_("in progress"),
    "awaiting_confirmation": N_("awaiting confirmation"),
    "done": N_("done"),
    "suspended": N_("suspended"),
    "in_time": N_("in time"),
    "overdue": N_("overdue"),
    "done_on_time": N_("done on time"),
    "done_late": N_("done late"),
    "no_due_date": N_("no due date"),
    "extension": N_("extension"),
    "progress": N_("progress"),
    "reopened": N_("reopened"),
    "evidence": N_("evidence"),
    "firmed": N_("firmed"),
    "submitted": N_("submitted"),
    "returned": N_("given back"),
    "resumed": N_("resumed"),
    "transferred": N_("transferred"),
    "press": N_("press note"),
    "minutes": N_("minutes"),
    "merge": N_("merged"),
    "central": N_("central"),
    "district": N_("district"),
    "commune": N_("commune"),
    "foreign": N_("foreign"),
    "day": N_("day"),
    "place": N_("place"),
    "direction": N_("direction"),
    "promise": N_("promise"),
    "figure": N_("figure"),
    "same": N_("same"),
    "differs": N_("differs"),
    "only_register": N_("only in the register"),
    "only_note": N_("only in the note"),
    "same_note": N_("this very note"),
    "same_day": N_("the same day"),
    "overlapping_days": N_("days in common"),
    "adjacent_day": N_("the day before or after"),
    "same_agencies": N_("the same agencies"),
    "same_kinds": N_("agencies of the same kind from the same provinces"),
    "same_provinces": N_("the same provinces"),
    "sides_turned": N_("host and visitor the other way round"),
    "officials_in_common": N_("officials in common"),
    "tie_new": N_("new"),
    "tie_lost": N_("lost"),
    "tie_stronger": N_("stronger"),
    "tie_weaker": N_("weaker"),
    "party": N_("party post"),
    "state": N_("state post"),
    "off": N_("day off"),
    "work": N_("worked"),
    "shipped": N_("shipped list"),
    "register": N_("this register"),
}
_FACTS = {
    "host": "host",
    "other_hosts": "host",
    "visitors": "visitor",
    "officials": "official",
    "topics": "topic",
    "commitments": "promise",
    "indicators": "figure",
}
"""What one fact of each list of a draft is, as a code."""
_WEEKDAYS = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday"), N_("Friday"), N_("Saturday"), N_("Sunday")),
)


def kind_word(kind: str) -> str:
    """A kind of record: "visit" -> "chuyến công tác"."""
    return _(_KINDS.get(kind, kind))


def word(code: str) -> str:
    """A code of the register in the language in use; one that has no word stays as it is."""
    return _(_CODES[code]) if code in _CODES else kind_word(code)


def fact_word(field: str) -> str:
    """A fact of a draft as a citation names it: "officials: Lê Văn Mẫu" -> "cán bộ: Lê Văn Mẫu"."""
    kind, colon, name = field.partition(": ")
    return word(_FACTS.get(kind, kind)) + colon + name


def weekday(day: date) -> str:
    """The day of the week: "thứ Hai"."""
    return _(_WEEKDAYS[day.weekday()])


def days(first: date | None, last: date | None = None) -> str:
    """One day or a span of days, dd/mm/yyyy."""
    if first is None:
        return ""
    return short_date(first) if last is None or last == first else f"{short_date(first)}–{short_date(last)}"
