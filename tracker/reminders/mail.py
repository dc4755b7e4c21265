"""A digest as a mail to open and send (.eml, RFC 5322): plain text and HTML. The same digest gives the same bytes."""

import uuid
from datetime import datetime, time, timedelta, timezone
from email.message import EmailMessage
from email.policy import SMTP

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
    message = EmailMessage(policy=SMTP)
    message["Subject"] = one_line(f"{digest.name} – {subject(digest)}")
    message["Date"] = datetime.combine(digest.as_of, _SENT_AT)
    message["Message-ID"] = f"<{_identity(digest)}@tracker.invalid>"
    message["X-Unsent"] = "1"
    message.set_content(as_text(read), cte="base64")
    message.add_alternative(as_html(read, language=language()), subtype="html", cte="base64")
    message["Content-Language"] = language()
    message.set_boundary(f"=_{_identity(digest).hex}")
    return message.as_bytes()


def _identity(digest: Digest) -> uuid.UUID:
    whose = str(digest.lead.uid) if digest.lead else digest.joint
    return uuid.uuid5(_OURS, f"{whose} {digest.as_of.isoformat()}")
