"""The tables of the register, a file per noun. Constraints live here and so in the database."""

from tracker.models.agency import Agency, AgencyVersion, Alias, Succession
from tracker.models.base import Record, metadata, new_uid, shared_uid
from tracker.models.calendar_day import CalendarDay
from tracker.models.commitment import Commitment, CommitmentEvent, Coordination
from tracker.models.official import Appointment, Official
from tracker.models.operation import Change, Operation, Register, SearchEntry
from tracker.models.outcome import Adoption, Agreement, AgreementParty, Indicator
from tracker.models.province import Province, ProvinceSuccession, ProvinceVersion
from tracker.models.source import Citation, Source
from tracker.models.topic import Topic
from tracker.models.visit import Discussion, Participation, Party, Visit

__all__ = [
    "Adoption",
    "Agency",
    "AgencyVersion",
    "Agreement",
    "AgreementParty",
    "Alias",
    "Appointment",
    "CalendarDay",
    "Change",
    "Citation",
    "Commitment",
    "CommitmentEvent",
    "Coordination",
    "Discussion",
    "Indicator",
    "Official",
    "Operation",
    "Participation",
    "Party",
    "Province",
    "ProvinceSuccession",
    "ProvinceVersion",
    "Record",
    "Register",
    "SearchEntry",
    "Source",
    "Succession",
    "Topic",
    "Visit",
    "metadata",
    "new_uid",
    "shared_uid",
]
