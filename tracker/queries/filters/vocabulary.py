"""The words of the filter language: English ones as they are written, Vietnamese ones folded, hyphens as spaces.

A Vietnamese word of one syllable would be taken for too many others once its marks are off; so none is a flag.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from tracker.i18n import N_
from tracker.text import key as folded


@dataclass(frozen=True, slots=True)
class Key:
    """A key: what its values are, what else it is called, what it means."""

    kind: str
    also: tuple[str, ...]
    meaning: str


@dataclass(frozen=True, slots=True)
class Word:
    """A flag or a value: what else it is called, what it means."""

    also: tuple[str, ...]
    meaning: str = ""


AND, OR, NOT = ("and", "va"), ("or", "hoac"), ("not", "khong")

KEYS: Mapping[str, Key] = {
    "lead": Key("agency", ("chu tri",), N_("the agency that leads")),
    "with": Key("agency", ("phoi hop", "coordinating"), N_("an agency that coordinates")),
    "counterpart": Key("agency", ("ben nhan", "doi tac"), N_("the agency that it was promised to")),
    "agency": Key("agency", ("co quan",), N_("an agency in any of these three parts")),
    "province": Key("province", ("tinh", "tinh thanh"), N_("a province at the visit")),
    "topic": Key("topic", ("chu de",), N_("a topic of the visit")),
    "official": Key("official", ("can bo", "phu trach"), N_("the official in charge")),
    "visit": Key("visit", ("chuyen", "chuyen cong tac"), N_("the visit it comes from, by number or uid")),
    "id": Key("commitment", ("so",), N_("the promise itself, by number or uid")),
    "text": Key("text", ("noi dung", "loi van"), N_("words of the promise, with or without accents; bare words too")),
    "grade": Key("grade", ("muc", "muc do"), N_("how firm it is, from intention to signed")),
    "stage": Key("stage", ("giai doan",), N_("how far it is")),
    "timeliness": Key("timeliness", ("tinh trang", "state"), N_("whether it is or was in time")),
    "due": Key("date", ("han",), N_("when it is due")),
    "original": Key("date", ("han ban dau", "original due"), N_("when it was due at first")),
    "given": Key("date", ("ngay giao", "giao"), N_("when it was promised")),
    "done": Key("date", ("hoan thanh", "xong"), N_("when it was done")),
    "visited": Key("date", ("ngay di",), N_("the first day of the visit")),
    "overdue": Key("days", ("qua han", "late", "tre"), N_("by how many days it is overdue")),
}

FLAGS: Mapping[str, Word] = {
    "open": Word(("chua xong", "con mo", "dang mo"), N_("neither done nor cancelled")),
    "closed": Word(("da dong",), N_("done or cancelled")),
    "done": Word(("hoan thanh", "da xong"), N_("kept")),
    "cancelled": Word(("da huy",), N_("will not be kept")),
    "suspended": Word(("tam dung",), N_("paused")),
    "waiting": Word(("cho xac nhan", "awaiting"), N_("awaits confirmation")),
    "overdue": Word(("qua han",), N_("open and past its day")),
    "late": Word(("tre han",), N_("overdue, or done late")),
    "due-soon": Word(("sap den han", "sap qua han"), N_("open and due within seven days")),
    "ours": Word(("cua ta", "cua minh"), N_("our own agency leads, or none does and we took part")),
    "theirs": Word(("cua ban", "ben kia"), N_("promised to us: another leads and we are counterpart or took part")),
    "no-lead": Word(("khong chu tri", "chua co chu tri"), N_("no agency leads")),
    "no-due": Word(("khong han", "khong co han", "chua co han"), N_("without a due date")),
    "no-official": Word(("khong phu trach", "chua co phu trach"), N_("no official is in charge")),
    "no-counterpart": Word(("khong ben nhan",), N_("promised to no one by name")),
    "extended": Word(("da gia han",), N_("its day was moved")),
    "firmed": Word(("da nang muc",), N_("its grade was raised")),
    "recurring": Word(("dinh ky",), N_("one of a series")),
    "all": Word(("tat ca",), N_("everything")),
}

VALUES: Mapping[str, Mapping[str, Word]] = {
    "grade": {
        "intention": Word(("mong muon",)),
        "agreed": Word(("thong nhat",)),
        "assigned": Word(("duoc giao", "giao")),
        "signed": Word(("da ky", "ky", "ky ket")),
    },
    "stage": {
        "not_started": Word(("chua thuc hien", "chua lam")),
        "in_progress": Word(("dang thuc hien", "dang lam")),
        "awaiting_confirmation": Word(("cho xac nhan", "waiting")),
        "done": Word(("hoan thanh", "da xong")),
        "suspended": Word(("tam dung", "tam hoan")),
        "cancelled": Word(("da huy", "huy")),
    },
    "timeliness": {
        "in_time": Word(("trong han",)),
        "overdue": Word(("qua han",)),
        "done_on_time": Word(("dung han", "hoan thanh dung han")),
        "done_late": Word(("hoan thanh qua han", "xong tre")),
        "no_due_date": Word(("khong han", "khong co han")),
    },
}

ORDERED = ("grade", "date", "days")
"""The kinds of keys that may be compared with < and >."""
GREEDY = ("agency", "province", "topic", "official", "text")
"""The kinds of keys whose value, without quotes, runs on over the words that follow."""
LONGEST = 4
"""How many words the longest name of a key, flag or value has."""


@cache
def key_names() -> Mapping[str, str]:
    """Every way to write a key, folded -> the key."""
    return {folded(spelling): name for name, key in KEYS.items() for spelling in (name, *key.also)}


@cache
def flag_names() -> Mapping[str, str]:
    """Every way to write a flag, folded -> the flag."""
    return {folded(spelling): name for name, flag in FLAGS.items() for spelling in (name, *flag.also)}


@cache
def value_names(kind: str) -> Mapping[str, str]:
    """Every way to write a value of a kind, folded -> the value."""
    return {folded(spelling): name for name, value in VALUES[kind].items() for spelling in (name, *value.also)}
