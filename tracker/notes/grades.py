"""How firmly a clause promises: by a signature, a task given, an agreement or a wish; thanks promise nothing."""

import re

from tracker.notes.wording import TOGETHER

_LONGEST = 3000
_SIDES = rf"(?:{TOGETHER}|các (?:sở|đơn vị|cơ quan|tỉnh|địa phương|huyện|đài|báo|ban|tòa|ngành|thành phố|hội))"
_JOINT = (
    r"(?:tiếp tục|hợp tác|phối hợp|chia sẻ|giao lưu|hỗ trợ|trao đổi|giúp đỡ|gắn bó|duy trì|kết nối|"
    r"đồng hành|sang thăm|đến thăm|thăm|liên kết|học hỏi|góp phần|phát huy|tạo điều kiện|tăng cường|thắt chặt|"
    r"giúp|đề xuất|xem xét|vun đắp)"
)
_PAPER = (
    r"(?:biên bản|bản ghi nhớ|ghi nhớ|chương trình|thỏa thuận|thoả thuận|quy chế|hợp tác|kế hoạch|hợp đồng|"
    r"giao ước|bản)"
)
_SIGNED = re.compile(
    rf"(?i)(?<![\w])(?<!việc )(?<!sau khi )(?<!sau )(?<!sau lễ )(?<!buổi )(?:lễ ký|đã ký|ký kết|cùng ký|"
    r"tiến hành ký|ký)(?: kết)?"
    rf"(?: \w+){{0,4}}? {_PAPER}|"
    rf"(?<!\w)(?<!việc )ký kết hợp tác|(?<!\w)(?<!sau )(?:tiến hành|cùng|lễ) ký kết|\bsigné|\bsigned"
)
_ASSIGNED = re.compile(
    r"(?i)(?<!\w)(?:giao (?:cho )?(?:sở|phòng|(?-i:Ban)|ubnd|ủy ban|văn phòng|trung tâm|các sở|báo|đài|chi cục)|"
    r"(?:thống nhất )?phân công (?:\d|các|cho)|chủ trì,? phối hợp|làm đầu mối|"
    r"yêu cầu (?:các )?(?:sở|phòng|ban|ubnd|văn phòng|trung tâm)(?!\w)|"
    r"chỉ đạo (?:các )?(?:sở|cơ quan|phòng|ngành)[^.]{0,40} (?:lên kế hoạch|triển khai|khẩn))"
)
_AGREED = re.compile(
    rf"(?i)(?<!\w)(?:(?<!tính )(?<!sự )(?-i:[Tt]hống nhất)|(?<!sự )nhất trí|(?<!đã )(?<!các )(?<!những )cam kết|"
    rf"thỏa thuận sẽ|(?-i:nhận lời)(?! mời của))"
    rf"(?! đất nước| cho rằng| đánh giá| nhận định| cao (?!trong|về|việc|sẽ)|\w)|"
    rf"(?<!giữa ){_SIDES}(?: đều| cũng| đã| cùng)* (?:(?:thỏa|thoả) thuận|đồng ý|đồng thuận|"
    rf"khẳng định (?:sẽ |cùng )?(?:tiếp tục|tăng cường|duy trì|phối hợp|hợp tác|đẩy mạnh))(?!\w)|"
    rf"(?<!giữa ){_SIDES}(?:,? \w+){{0,3}},? (?:sẽ|đề ra|ký)(?!\w)|mỗi năm[^.]{{0,30}}?{_SIDES}"
)
_UNDER_A_PAPER = re.compile(rf"(?i)(?<!giữa ){_SIDES}(?: cùng| tập trung| cũng)* (?:hợp tác|phối hợp|liên kết)(?!\w)")
# What the visit or the cooperation itself will bring is no one's promise: "hy vọng chuyến thăm sẽ …".
_WISH = re.compile(
    rf"(?i)(?<!\w)(?<!với )(?:mong muốn|mong(?! muốn)|hy vọng|hi vọng|kỳ vọng|đề nghị|đề xuất|mời|ước mong|quyết tâm)"
    rf"(?!,? (?:rằng )?(?:tin tưởng|chuyến|buổi|hợp tác (?:giữa|sẽ|này|của)|việc|sự kiện|qua)(?!\w))(?!\w)"
    rf"(?![^.]{{0,30}} nhận được sự (?:ủng hộ|quan tâm|động viên))"
    rf"[^.]{{0,160}}?(?:{_JOINT}|{_SIDES}|cùng)(?!\w)"
    rf"|(?<!giữa ){_SIDES} (?:sẽ )?(?:cần|tiếp tục)(?!\w)|(?<!\w)hợp tác cần(?!\w)"
    r"|sẽ (?:luôn |cùng |tích cực |thường xuyên )*"
    r"(?:tiếp tục|đồng hành|phối hợp|hợp tác|hỗ trợ|tăng cường|tạo điều kiện)"
    r"(?!\w)(?! (?:áp dụng|vận dụng|học|nghiên cứu))"
    r"|(?<!\w)sẵn sàng (?:\w+ ){0,3}?(?:hợp tác|phối hợp|hỗ trợ|tạo điều kiện|giúp đỡ|đồng hành|kết nối)(?!\w)"
    r"|(?<!\w)cần (?:tăng cường |đẩy mạnh )?(?:hợp tác|phối hợp|liên kết)[^.;]{0,40} (?:với|giữa)(?!\w)"
)
_WISHED = re.compile(r"(?i)(?<!\w)(?:mong|mong muốn|hy vọng|hi vọng|đề nghị)(?!\w)")
# Thanks, trust, praise of a chance and good wishes, up to where something is asked for or agreed.
_KIND_WORDS = re.compile(
    r"(?i)(?<!\w)(?:tin tưởng|tin rằng|chúc|chúc mừng|"
    r"(?:là|coi đây là) (?:một )?(?:cơ hội|dịp|điều kiện|tiền đề)(?: \w+)? để)(?!\w)"
    r"(?:(?!(?<!\w)(?:mong|hy vọng|hi vọng|đề nghị|thống nhất|nhất trí|cam kết)(?!\w))[^;.])*"
)
_THIS_MEETING = re.compile(
    r"(?i)(?:buổi|cuộc) (?:làm việc|họp|gặp|trao đổi|giao lưu)(?: \w+)? (?:hôm nay|này)|hôm nay,? hai|"
    r"(?<!\w)(?:chia sẻ cảm nhận|(?:đóng )?góp ý|cho ý kiến|đóng góp ý kiến)(?!\w)"
)
_SIGNER = re.compile(
    rf"(?i){_SIDES}|(?<!\w)(?:lãnh đạo|đại diện|đồng chí|ông|bà|đoàn|sở|báo(?! chí| cáo)|đài|ubnd|hđnd|thành phố|"
    r"huyện|cục|chủ tịch|giám đốc|bí thư|hội|tỉnh|đã|buổi lễ|lễ|les|the)(?!\w)"
)
LISTED = re.compile(r"(?i)(?:như|nội dung|gồm|sau đây|chủ đề|vấn đề|lĩnh vực)\s*:")


def grade_of(clause: str, *, paper: bool = False) -> str | None:
    """The grade of the strongest wording; a wish stays a wish even where it says "will".

    `paper`: the note tells of a paper that was signed, so that "hai bên phối hợp …" tells what stands in it.
    """
    clause = _KIND_WORDS.sub(" ", clause[:_LONGEST])
    listed = LISTED.search(clause)
    said = clause[: listed.start()] if listed else clause
    wish = _WISH.search(said)
    wish = None if wish and _THIS_MEETING.search(said) else wish
    signed = _SIGNED.search(said)
    if signed and not (wish and wish.start() < signed.start()) and _has_subject(said, signed.start()):
        return "signed"
    agreed = _AGREED.search(said) or (_UNDER_A_PAPER.search(said) if paper else None)
    assigned = _ASSIGNED.search(said)
    if assigned and not (agreed and agreed.start() < assigned.start()):
        return "assigned"
    if agreed and not (wish and wish.start() <= agreed.start()) and not _WISHED.search(said[: agreed.start()]):
        return "agreed"
    return ("agreed" if paper and wish[0].startswith("sẽ") else "intention") if wish else None


def _has_subject(said: str, at: int) -> bool:
    """Whether someone signs: not "…, ký thỏa thuận với báo chí" in a list of things talked about."""
    before = said[:at].rsplit(";", 1)[-1]
    return _SIGNER.search(before) is not None or said[at:].casefold().startswith(("lễ ký", "đã ký"))
