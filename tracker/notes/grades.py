"""How firmly a clause promises: by a signature, a task given, an agreement or a wish; thanks promise nothing."""

import re

from tracker.notes.wording import TOGETHER, one_spelling

_LONGEST = 3000
_SIDES = (
    rf"(?:{TOGETHER}|các (?:sở|đơn vị|cơ quan|tỉnh|địa phương|huyện|đài|báo|ban|tòa|ngành|thành phố|hội)"
    r"(?! (?:viên|cáo|nghị|đồng|thảo|chí)(?!\w)))"
)
_JOINT = (
    r"(?:tiếp tục|hợp tác|phối hợp|chia sẻ|giao lưu|hỗ trợ|trao đổi|giúp đỡ|gắn bó|duy trì|kết nối|"
    r"đồng hành|sang thăm|đến thăm|thăm|liên kết|học hỏi|góp phần|phát huy|tạo điều kiện|tăng cường|thắt chặt|"
    r"giúp|đề xuất|xem xét|vun đắp)"
)
_PAPER = r"(?:biên bản|bản ghi nhớ|ghi nhớ|chương trình|thỏa thuận|quy chế|hợp tác|kế hoạch|hợp đồng|giao ước|bản)"
_DEED = r"(?:hợp tác|phối hợp|giao lưu|liên kết|kết nghĩa|phát triển|thi đua|hỗ trợ)"
_SIGNED = re.compile(
    rf"(?i)(?<![\w])(?<!việc )(?<!sau khi )(?<!sau )(?<!sau lễ )(?<!buổi )(?:lễ ký|đã ký|ký kết|cùng ký|"
    r"tiến hành ký|ký)(?: kết)?"
    rf"(?: \w+){{0,4}}? {_PAPER}|"
    rf"(?<!\w)(?<!việc )ký kết {_DEED}(?!\w)|(?<!\w)(?<!sau )(?:tiến hành|cùng|lễ) ký kết|\bsigné|\bsigned"
)
# "Biên bản ghi nhớ … đã được hai Sở ký kết": the paper is the subject, not what is carried out or looked back on.
_WAS_SIGNED = re.compile(
    r"(?i)(?:^|[.,;:]|(?<!\w)thời)\s*(?:một |các |những )?(?:biên bản|bản ghi nhớ|thỏa thuận|bản thỏa thuận|quy chế|"
    r"chương trình|kế hoạch|hợp đồng|bản giao ước|văn bản)(?!\w)[^.,;:]{0,80}? "
    r"được (?:[^.,;:]{0,60}? )?ký(?: kết)?(?!\w)(?! (?:năm|ngày|từ|trước đó|trước đây)(?!\w))"
)
# What is still to be signed: "sẽ ký", "xem xét ký"; "thống nhất ký … trong tháng 9".
_TO_SIGN = re.compile(
    r"(?i)(?<!\w)(?:sẽ|sớm|dự kiến|tiến tới|hướng tới|chuẩn bị|xem xét|chủ trương|tham mưu|nghiên cứu|sắp|cần|nhằm|"
    r"kế hoạch|phương án|đề xuất|kiến nghị|đề nghị|mong muốn|tiếp tục|để)(?!\w)(?: \w+){0,3} $|"
    r"(?<!\w)(?:thành lập|cử) đoàn(?: công tác)? $"
)
_WILL_SIGN = re.compile(r"(?i)(?<!\w)(?:sẽ|dự kiến|tiến tới|thống nhất|nhất trí)(?!\w)(?: \w+){0,3} $")
_AGREED_TO_SIGN = re.compile(r"(?i)(?<!\w)(?:thống nhất|nhất trí|đồng ý)(?: (?!và )\w+){0,3} $")
_LATER_ON = re.compile(
    r"(?i)(?<!\w)(?:(?:thời gian|tháng|năm|quý|tuần|kỳ họp|chuyến thăm) (?:tới|sau|đến)|thời gian sớm nhất|sắp tới|"
    r"tới đây|(?:trong|vào) (?:cuối |đầu |giữa )?(?:tháng|quý|năm|dịp)|trước (?:ngày|tháng|khi))(?!\w)"
)
_ASSIGNED = re.compile(
    r"(?i)(?<!\w)(?:giao (?:cho )?(?:sở|phòng|(?-i:Ban)|ubnd|ủy ban|văn phòng|trung tâm|các sở|báo|đài|chi cục)|"
    r"(?:thống nhất )?phân công (?:\d|các|cho)|chủ trì,? phối hợp|làm đầu mối|"
    r"yêu cầu (?:các )?(?:sở|phòng|ban|ubnd|văn phòng|trung tâm)(?!\w)|"
    r"chỉ đạo (?:các )?(?:sở|cơ quan|phòng|ngành)[^.]{0,40} (?:lên kế hoạch|triển khai|khẩn))"
)
# "đồng bộ, thống nhất" and "quản lý thống nhất" say how something is, not what is agreed.
_NO_QUALITY = "".join(
    rf"(?<!{word} )" for word in ("tính", "sự", "bộ,", "bộ", "trung,", "thông,", "lý", "kết,", "chung,")
)
_AGREED = re.compile(
    rf"(?i)(?<!\w)(?:{_NO_QUALITY}(?-i:[Tt]hống nhất)|(?<!sự )nhất trí|(?<!đã )(?<!các )(?<!những )cam kết|"
    rf"thỏa thuận sẽ|(?-i:nhận lời)(?! mời của)|(?<!sự )(?<!kiến )đồng ý (?:sẽ|cử|hỗ trợ|cho|tiếp nhận|tạo|giúp|"
    rf"chia sẻ|cung cấp|phối hợp|hợp tác|ký|với (?:các )?đề)|(?<!lời )hứa (?:sẽ|tiếp tục|hỗ trợ|tạo|giúp))"
    rf"(?! đất nước| cho rằng| đánh giá| nhận định| cao (?!trong|về|việc|sẽ)|\w)|"
    rf"(?<!giữa ){_SIDES}(?: đều| cũng| đã| cùng)* (?:thỏa thuận|đồng ý|đồng thuận|"
    rf"khẳng định (?:sẽ |cùng )?(?:tiếp tục|tăng cường|duy trì|phối hợp|hợp tác|đẩy mạnh))(?!\w)|"
    rf"(?<!giữa ){_SIDES}(?:,? \w+){{0,3}},? (?:sẽ|đề ra|ký)(?!\w)|mỗi năm[^.]{{0,30}}?{_SIDES}"
)
_UNDER_A_PAPER = re.compile(
    rf"(?i)(?<!giữa ){_SIDES}(?: cùng| tập trung| cũng)* "
    r"(?:hợp tác|phối hợp|liên kết|duy trì|tiếp tục|thường xuyên|tăng cường|đẩy mạnh)(?!\w)"
)
# What the visit or the cooperation itself will bring is no one's promise: "hy vọng chuyến thăm sẽ …"; "theo đề nghị
# của" says on what ground something was done.
_NO_GROUND = "".join(
    rf"(?<!{word} )"
    for word in (
        *("với", "theo", "cơ sở", "lời", "khách", "giấy", "thư", "được", "sự", "hồ sơ", "văn bản"),
        *("phản ánh", "phản ánh,", "ý kiến,", "tiếp nhận", "giải quyết", "trả lời"),  # here a noun
    )
)
# What one will do with or for another; "sẽ tiếp tục đẩy mạnh …" is its own plan, "sẽ hỗ trợ doanh nghiệp" too.
_WILL = (
    r"(?<!\w)sẽ (?:luôn |cùng |tích cực |thường xuyên |tiếp tục |nỗ lực |cố gắng )*"
    r"(?:(?:tăng cường|đẩy mạnh|mở rộng|thúc đẩy) (?:giới thiệu|hợp tác|phối hợp|hỗ trợ|trao đổi|chia sẻ|liên kết|"
    r"kết nối|giao lưu|giúp)|đồng hành|phối hợp|hợp tác|hỗ trợ|giúp|tạo (?:mọi )?điều kiện|chia sẻ|trao đổi|kết nối|"
    r"liên kết|giao lưu|duy trì (?:mối|quan|việc)|thắt chặt|vun đắp)(?!\w)"
    r"(?!,? (?:(?:thuận lợi|tốt nhất|với|cho|và) )*(?:các )?(?:doanh nghiệp|người dân|nhân dân|nông dân|hội viên|"
    r"học sinh|bà con|hộ|nhà đầu tư|du khách|bạn đọc|khán giả|sở|ngành|cấp|phòng|tổ chức|đơn vị liên quan)(?!\w))"
    r"(?! (?:để|cho) đoàn(?!\w))"
)
_WISH = re.compile(
    rf"(?i)(?<!\w){_NO_GROUND}(?:mong muốn|mong(?! muốn)|hy vọng|hi vọng|kỳ vọng|đề nghị|kiến nghị|đề xuất|mời|"
    rf"ước mong|quyết tâm)"
    rf"(?!,? (?:rằng )?(?:tin tưởng|chuyến|buổi|hợp tác (?:giữa|sẽ|này|của)|việc|sự kiện|qua)(?!\w))(?!\w)"
    rf"(?![^.]{{0,30}} nhận được sự (?:ủng hộ|quan tâm|động viên))"
    rf"[^.]{{0,160}}?(?:{_JOINT}|{_SIDES}|cùng)(?!\w)"
    rf"|(?<!giữa ){_SIDES} (?:sẽ )?(?:cần|tiếp tục)(?!\w)|(?<!\w)hợp tác cần(?!\w)"
    rf"|{_WILL}(?! (?:áp dụng|vận dụng|học|nghiên cứu))"
    r"|(?<!\w)sẵn sàng (?:\w+ ){0,3}?(?:hợp tác|phối hợp|hỗ trợ|tạo điều kiện|giúp đỡ|đồng hành|kết nối)(?!\w)"
    r"|(?<!\w)cần (?:tăng cường |đẩy mạnh )?(?:hợp tác|liên kết)[^.;]{0,40} (?:với|giữa)(?!\w)"
)
# What is asked for here and now: to be told and shown what one came for.
_ASKED_NOW = re.compile(
    r"(?i)(?:mong muốn|mong|hy vọng|hi vọng|kỳ vọng|đề nghị|đề xuất)(?!\w)[^.;]{0,100}? "
    r"(?:học hỏi|học tập|tìm hiểu|lắng nghe|tham khảo|tiếp thu|chia sẻ|trao đổi|giới thiệu|làm rõ)(?!\w)"
)
_BEYOND_NOW = re.compile(
    rf"(?i){TOGETHER}|(?<!\w)(?:tiếp tục|thời gian (?:tới|đến|sau)|sắp tới|tới đây|thường xuyên|cùng|lẫn nhau|hơn nữa|"
    r"nhiều hơn|thêm|tăng cường|duy trì|hợp tác|phối hợp|giao lưu|liên kết|kết nối|thăm|hỗ trợ|giúp|gắn bó|thắt chặt|"
    r"định kỳ|hằng năm|hàng năm|sau này|lâu dài|ký)(?!\w)"
)
# Not someone who will do it: "Việc hợp tác sẽ tạo điều kiện", "Những kinh nghiệm này sẽ giúp".
_NO_ONE = re.compile(
    r"(?i)(?:^|[,;:]|(?<!\w)(?:rằng|biết|vọng))\s*(?:sự |các |những )?(?:hợp tác|việc|chuyến|buổi|kinh nghiệm|kết quả|"
    r"đây|mô hình|hệ thống|phần mềm|chương trình|hội nghị|nền tảng|điều này|qua đó|từ đó)(?!\w)[^,;]{0,80}$"
)
_AIMS = re.compile(r"(?i)(?<!\w)(?:nhằm|mục (?:đích|tiêu))(?!\w)")
_WISHED = re.compile(rf"(?i)(?<!\w){_NO_GROUND}(?:mong|mong muốn|hy vọng|hi vọng|đề nghị|kiến nghị)(?!\w)")
# Thanks, trust, praise of a chance and good wishes, up to where something is asked for or agreed.
_KIND_WORDS = re.compile(
    r"(?i)(?<!\w)(?:tin tưởng|tin rằng|chúc|chúc mừng|"
    r"(?:là|coi đây là) (?:một )?(?:cơ hội|dịp|điều kiện|tiền đề)(?: \w+)? để)(?!\w)"
    r"(?:(?!(?<!\w)(?:mong|hy vọng|hi vọng|đề nghị|thống nhất|nhất trí|cam kết)(?!\w))[^;.])*"
)
_THIS_MEETING = re.compile(
    r"(?i)(?:buổi|cuộc) (?:làm việc|họp|gặp|trao đổi|giao lưu|tọa đàm)(?: \w+)? (?:hôm nay|này)|hôm nay,? hai|"
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
    clause = _KIND_WORDS.sub(" ", one_spelling(clause[:_LONGEST]))
    listed = LISTED.search(clause)
    said = clause[: listed.start()] if listed else clause
    wish = _wish(said)
    signed = _signing(said)
    if signed is not None and not (wish and wish.start() < signed):
        return "signed"
    agreed = _agreement(said, paper=paper)
    assigned = _ASSIGNED.search(said)
    if assigned and not (agreed and agreed.start() < assigned.start()):
        return "assigned"
    if agreed and not (wish and wish.start() <= agreed.start()) and not _WISHED.search(said[: agreed.start()]):
        return "agreed"
    if wish is None:
        return "agreed" if _will_sign(said) else None
    return "agreed" if paper and wish[0].startswith("sẽ") else "intention"


def _will_sign(said: str) -> bool:
    """As in "sẽ tổ chức ký kết văn bản hợp tác"."""
    return any(_WILL_SIGN.search(said[: one.start()][-80:]) for one in _SIGNED.finditer(said))


def _wish(said: str) -> re.Match[str] | None:
    """What is wished or offered for later; not what is asked for at this meeting, nor what a thing will bring."""
    if _THIS_MEETING.search(said):
        return None
    for wish in _WISH.finditer(said):
        rest = re.split(r"[.;]", said[wish.start() :], maxsplit=1)[0]
        if _ASKED_NOW.match(rest) and not _BEYOND_NOW.search(rest):
            continue
        if wish[0].startswith("sẽ") and _NO_ONE.search(said[: wish.start()]):
            continue
        return wish
    return None


def _signing(said: str) -> int | None:
    """Where it is told that a paper was signed; None where it is still to be, or where no one signs."""
    passive = _WAS_SIGNED.search(said)
    if passive:
        return passive.start()
    for signed in _SIGNED.finditer(said):
        before = said[: signed.start()]
        if _TO_SIGN.search(before[-80:]) or (
            _AGREED_TO_SIGN.search(before[-80:]) and _LATER_ON.search(said, signed.end())
        ):
            continue
        if _has_subject(said, signed.start()):
            return signed.start()
    return None


def _agreement(said: str, *, paper: bool) -> re.Match[str] | None:
    """Where the sides agree; not what something is to bring about ("nhằm …, thống nhất xử lý")."""
    found = _AGREED.search(said)
    if found is not None:
        aim = _AIMS.search(said, 0, found.start())
        consent = re.search(r"(?i)(?<!\w)được [^.,;]{0,60}$", said[: found.start()]) and found[0].startswith("đồng ý")
        if consent or (aim and not re.search(rf"(?i){_SIDES}|(?<!\w)đã ", said[aim.end() : found.end()])):
            found = None
    return found or (_UNDER_A_PAPER.search(said) if paper else None)


def _has_subject(said: str, at: int) -> bool:
    """Whether someone signs: not "…, ký thỏa thuận với báo chí" in a list of things talked about."""
    before = said[:at].rsplit(";", 1)[-1]
    return _SIGNER.search(before) is not None or said[at:].casefold().startswith(("lễ ký", "đã ký"))
