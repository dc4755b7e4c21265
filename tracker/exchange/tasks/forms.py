"""How offices call the columns of their task sheets, folded: the words of a header that mean a field."""

import re
from functools import cache

_BODY = "(don vi|co quan|ben|noi|so|ban|nganh)"
_TASK = "(nhiem vu|cong viec|viec|cam ket|noi dung|van ban)"
_FORMS: dict[str, tuple[str, ...]] = {
    "text": (
        "(noi dung|ten|mo ta)( cac)?( cong viec| nhiem vu| viec| cam ket| cong tac| thoa thuan| hop tac| ket luan)*"
        "( duoc giao| da thong nhat| can thuc hien| thuc hien)?",
        "(nhiem vu|cong viec|dau viec|viec|cam ket|loi hua)( duoc giao| cu the| trong tam| can thuc hien| da hua)*",
        "(what was promised|task|tasks|commitment|promise|description)",
    ),
    "lead": (
        f"({_BODY} )*chu tri( thuc hien| tham muu| chinh)*",
        f"{_BODY} (thuc hien|duoc giao|dau moi|chiu trach nhiem)( chinh)?",
        "(don vi|co quan|dau moi)",
        "lead(ing)?( agency| unit)?",
    ),
    "with": (f"({_BODY} )*(phoi hop|cung thuc hien)( thuc hien| cung)*", "(coordinating|with|supporting)( agenc.*)?"),
    "counterpart": (
        f"({_BODY} )*(doi tac|hua|nhan cam ket|thu huong|de nghi|huong loi)",
        "doi tac noi hua",
        "(hua|cam ket) voi( ai| don vi| co quan)?",
        "(counterpart|promised to|partner)",
    ),
    "official": (
        "((can bo|nguoi|chuyen vien|lanh dao|dau moi|ca nhan|cong chuc)( dau moi)? )?"
        "(phu trach|theo doi|thuc hien|lien he|chiu trach nhiem)",
        "(official|person)( in charge)?",
    ),
    "grade": ("muc do( cam ket)?", "(loai|tinh chat)( cam ket)", "grade"),
    "given": (
        f"(ngay|thoi gian|thoi diem) (giao|hua|cam ket|thong nhat|bat dau|giao viec|ghi nhan)( {_TASK})?",
        "(given|date given|given on|promised on)",
    ),
    "source": (
        "(so )?(ky hieu )?(van ban|cong van|quyet dinh|ke hoach|thong bao)( so)?( giao| chi dao| goc| can cu)+"
        f"( {_TASK})?",
        "(so van ban|so ky hieu|so hieu van ban|can cu|nguon giao|nguon)",
        "source( paper)?",
    ),
    "due": (
        "(thoi )?han( hoan thanh| xu ly| thuc hien| chot| cuoi| ban dau| giao| bao cao| phai hoan thanh| xong)*",
        "thoi gian( hoan thanh| thuc hien)*( du kien| theo ke hoach)?",
        "(du kien hoan thanh|ngay (den han|het han)|ngay hoan thanh (du kien|theo ke hoach))",
        "(due|deadline|due date|due on|originally due)",
    ),
    "extended": (
        "(ngay )?gia han( den| toi| lan cuoi)*( ngay)?",
        "(thoi )?han (moi|dieu chinh|gia han|sau gia han|dieu chinh gia han)",
        "(extended to|extended|new due date)",
    ),
    "state": ("(tinh trang|trang thai|giai doan)( thuc hien| xu ly| hien tai| cong viec)*", "(status|stage|state)"),
    "result": (
        "(ket qua|tien do|tinh hinh|dien bien)( dat duoc| thuc hien| xu ly| cong viec| den nay| tinh trang)*",
        "(progress|result|results|progress so far)",
    ),
    "done": (
        "(ngay|thoi diem|thoi gian) (da )?(hoan thanh|xong|ket thuc|hoan tat)( thuc te)?",
        "hoan thanh (ngay|luc|thuc te)",
        "(done|done on|completed|completed on)",
    ),
    "evidence": (
        "(minh chung|bang chung|san pham)( hoan thanh| dau ra| kem theo)?",
        "(so )?(van ban|tai lieu|cong van|ho so)"
        "( bao cao| ket qua| minh chung| kem theo| tra loi| hoan thanh| phat hanh)+",
        "evidence",
    ),
    "note": ("(ghi chu|y kien|luu y|ly do)( khac)?", "(note|notes|remark|remarks)"),
    "visit": (
        "(so |ma )?(chuyen|doan)( cong tac| di| tham| lam viec| trao doi)*",
        "(visit|visit no|visit number)",
    ),
    "visit_day": (
        "ngay( cua)?( chuyen| doan)?( cong tac| di| tham| lam viec| trao doi)+",
        "ngay chuyen",
        "(visit day|visit date|day of the visit)",
    ),
    "code": (f"(ma|ma so|so hieu|ky hieu)( {_TASK})?", "(id|code|ref|reference)"),
    "uid": ("(ma )?(uid|uuid|dinh danh)( tracker| cam ket)?", "(tracker uid|tracker)"),
}


@cache
def forms() -> dict[str, re.Pattern[str]]:
    """A pattern of each field, in the words of `key`."""
    return {field: re.compile("|".join(f"(?:{form})" for form in its)) for field, its in _FORMS.items()}
