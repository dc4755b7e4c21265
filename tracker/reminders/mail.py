"""A digest as a mail to open and send (.eml, RFC 5322): plain text and HTML. The same digest gives the same bytes."""

import uuid
from datetime import datetime, time, timedelta, timezone
from email.header import Header
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from email.policy import compat32
from email.utils import format_datetime

from tracker.i18n import language
from tracker.reminders.digest import Digest, page, subject
from tracker.reminders.page import as_html, as_text
from tracker.text import one_line

_OURS = uuid.UUID("5e0f6f2c-6a51-5c0e-9d6e-64696765737e")
_HERE = timezone(timedelta(hours=7))
_SENT_AT = time(8, 0, tzinfo=_HERE)


def eml(digest: Digest) -> bytes:
    """The mail, without sender and recipient: the mail program opens it as one to be sent (`X-Unsent`).

    Its day is that of the digest, and its Message-ID the same for each digest of one agency on one day.
    """
    read = page(digest)
    message = MIMEMultipart("alternative", f"=_{_identity(digest).hex}")
    # The newer EmailMessage loses spaces of a long subject that is only partly in ASCII (Python 3.11).
    message["Subject"] = Header(one_line(f"{digest.name} – {subject(digest)}"), "utf-8", header_name="Subject").encode()
    message["Date"] = format_datetime(datetime.combine(digest.as_of, _SENT_AT))
    message["Message-ID"] = f"<{_identity(digest)}@tracker.invalid>"
    message["X-Unsent"] = "1"
    message["Content-Language"] = language()
    message.attach(MIMEText(as_text(read), "plain", "utf-8"))
    message.attach(MIMEText(as_html(read, language=language()), "html", "utf-8"))
    return message.as_bytes(policy=compat32.clone(linesep="\r\n"))


def _identity(digest: Digest) -> uuid.UUID:
    whose = str(digest.lead.uid) if digest.lead else digest.joint
    return uuid.uuid5(_OURS, f"{whose} {digest.as_of.isoformat()}")
