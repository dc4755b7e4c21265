"""The words of the genre: how posts, forms of address, bodies and verbs of a visit are written. Data, no rules."""

from functools import lru_cache

from tracker.notes.spans import Phrases, phrases, words_of

COMMON_SURNAMES = words_of(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương đinh lâm
    phùng mai tô hà tạ lương cao chu tăng vi lưu đàm hứa triệu nông
    """
)
# Family names that begin a person's name (the frequent ones, and those of larger minorities).
SURNAMES = words_of(
    """
    nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đào đoàn vương trịnh trương đinh lâm
    phùng mai tô hà tạ lương thái cao chu châu tăng quách la vi thạch kim sơn danh lục nông bế triệu hứa ma lò
    cầm quàng tòng lường giàng vàng thào sùng mùa lầu hạng cứ y h' rơ k' siu ksor rmah nay rah kpă bá bạch cù
    cung diệp doãn đàm đậu đồng đường giang giáp hàn khổng khúc khương kiều lã lại lưu lữ mạc mạch nghiêm ngụy
    nhâm ninh nhữ ông phí phó quản tào tiêu tống từ tưởng thẩm thân thiều tôn trà trang tri âu ân bàng biện ca
    cái cấn cát chử chung cổ cô công cồ dư đái đan đăng điền điêu đổng hán hầu hình hoa hùng hoàn hồng kha
    khuất khưu kỷ lạc lăng lều liêu linh long lộ lô luyện lỗ mã mẫn mông mục nghị nhan ngọ ngũ ngân ong ôn phi
    phú phù phương quan quang quyền sầm sử tán tân thang thi thiệu thôi tiết tiền tín trì triều trinh ung uông
    ứng văn vạn vân viên xa yên hờ thò vừ sú tráng lù lèng cháng hảng ly vầy chảo tẩn phàn tẩy lừ mẩy giá
    a ayun rcom puih hiao êban niê adrơng byă mlô k h khoàng pờ lỳ chang bàn phượng điểu
    duy đàng alăng pơloong briu kpuih kpor lừu thèn xồng sình ngạc sái neáng néang chau mè
    """
)

HONORIFICS: Phrases[str] = phrases(
    """
    đồng chí | các đồng chí | đ/c | các đ/c | đ.c | đ c | ông | bà | các ông | các bà | ông bà | anh | chị |
    cô | thầy | thầy giáo | cô giáo | ngài | nhạc sĩ | nhạc sỹ | họa sĩ | họa sỹ | nghệ sĩ | nhà nghiên cứu |
    nhà giáo | nhà báo | bác sĩ | kỹ sư | luật sư | nhà thơ | nhà văn | thiếu tướng | trung tướng |
    thượng tướng | đại tướng | đại tá | thượng tá | trung tá | thiếu tá | đại úy | hòa thượng | thượng tọa |
    các nhà báo | các thành viên
    """
)
# These are also everyday words: they count as a form of address only when a name of a person follows at once.
WEAK_HONORIFICS = frozenset({"anh", "chị", "cô", "thầy"})
PLURAL_HONORIFICS = frozenset({"các đồng chí", "các đ/c", "các ông", "các bà", "ông bà", "các nhà báo"})

ACADEMIC: Phrases[str] = phrases(
    """
    ts | ths | thạc sĩ | thạc sỹ | tiến sĩ | tiến sỹ | phó giáo sư | giáo sư | pgs | gs | cn | bs | ks | ckii |
    cki | bsckii | bscki | nsưt | nsnd | bác sĩ | kỹ sư | cử nhân | ts.bs | dược sĩ | ds | đại tá | thượng tá |
    trung tá | thiếu tướng | trung tướng | thượng tướng | đại tướng | thiếu tá | đại úy | chuẩn đô đốc | tskh |
    nghệ sĩ ưu tú | nghệ sĩ nhân dân | nhà giáo ưu tú | nhà giáo nhân dân | thầy thuốc ưu tú | ngưt | ttưt | dsckii |
    dscki | kts | ncs | luật sư
    """
)

POSTS: Phrases[str] = phrases(
    """
    giám đốc | phó giám đốc | phó gđ | gđ | pgđ | quyền giám đốc | chủ tịch | phó chủ tịch | pct | ct |
    phó ctubnd | phó ct | ctubnd | ct ubnd | phó chủ tịch thường trực | bí thư | phó bí thư |
    phó bí thư thường trực | bt | pbt | ủy viên | tỉnh ủy viên | thành ủy viên | huyện ủy viên | quận ủy viên |
    thị ủy viên | đảng ủy viên | tuv | utv | uvbtv | ubtv | uv btv | uvbch | uv bch | uv | trưởng ban |
    phó trưởng ban | phó ban | phó trưởng | trưởng phòng | phó trưởng phòng | phó phòng | quyền trưởng phòng |
    tp | chánh văn phòng | phó chánh văn phòng | chánh vp | phó chánh vp | chánh thanh tra |
    phó chánh thanh tra | chánh án | phó chánh án | viện trưởng | phó viện trưởng | vụ trưởng | phó vụ trưởng |
    cục trưởng | phó cục trưởng | chi cục trưởng | phó chi cục trưởng | tổng biên tập | phó tổng biên tập |
    quyền tổng biên tập | tổng giám đốc | phó tổng giám đốc | hiệu trưởng | phó hiệu trưởng | bộ trưởng |
    thứ trưởng | thủ tướng | phó thủ tướng | chủ nhiệm | phó chủ nhiệm | chuyên viên | thư ký | tổng thư ký |
    phó tổng thư ký | đại biểu quốc hội | chỉ huy trưởng | phó chỉ huy trưởng | chính ủy | phó chính ủy |
    chính trị viên | trưởng bộ môn | trưởng công an | phó trưởng công an | phó công an | trưởng tiểu ban |
    trưởng khoa | phó trưởng khoa | kế toán trưởng | trưởng đại diện | trưởng đài | phó trưởng đài | phó đài |
    quản đốc | thường trực | thường vụ |
    ủy viên thường vụ | uvtw | uvtv | quyền chủ tịch | bí thư thứ nhất |
    phó trưởng đoàn chuyên trách | trưởng đoàn đại biểu quốc hội |
    phó trưởng đoàn đại biểu quốc hội | trưởng đoàn đbqh | phó trưởng đoàn đbqh | nguyên giám đốc |
    nguyên phó giám đốc | nguyên chủ tịch | nguyên phó chủ tịch | nguyên bí thư | nguyên | quyền | phụ trách |
    phó vp | vp | trưởng | phó | trợ lý | cố vấn | đội trưởng | tổ trưởng | trưởng trạm | trạm trưởng |
    tổng cục trưởng | phó tổng cục trưởng | trưởng thôn | trưởng bản | người phát ngôn | lãnh đạo | phó tổng |
    tổng lãnh sự | đại sứ | tỉnh trưởng | phó tỉnh trưởng | thị trưởng | phó thị trưởng | quận trưởng |
    trưởng ty | huyện trưởng | xã trưởng | châu trưởng | phó huyện trưởng | phó quận trưởng | công sứ | tham tán |
    tham tán thương mại | bí thư thứ hai | lãnh sự | phó tổng lãnh sự | phó đại sứ | thẩm phán | thẩm tra viên |
    kiểm sát viên | tư lệnh | phó tư lệnh | tham mưu trưởng | phó tham mưu trưởng | sư đoàn trưởng | lữ đoàn trưởng |
    trung đoàn trưởng | đồn trưởng | chính trị ủy viên | chánh | phó chánh | thủ trưởng | phó thủ trưởng |
    tổ phó | phó tổ trưởng | đội phó | phó đội trưởng | viện phó | hiệu phó | phó trưởng trạm | giảng viên |
    uvđct | uvbtvtu | uvbtv tu | uvubtv | uvubkt | utv btv | utvbtv | uvtvtu | uvtv tu | uvtw đảng | hàm vụ trưởng |
    thanh tra viên | kế toán | thành viên | tổng thanh tra | phó tổng thanh tra | tổng kiểm toán |
    kiểm toán trưởng | đại biện | trưởng cơ quan | phó trưởng cơ quan | trưởng khu | phó trưởng khu |
    tỉnh đội trưởng | tỉnh đội phó | huyện đội trưởng | thành đội trưởng |
    trưởng nhóm | trưởng xã | người đứng đầu | quyền trưởng ban | quyền trưởng
    """
)
# These begin the name of a body, in capitals too, never that of a person.
BODY_OPENERS = words_of(
    "ban phòng sở trung hội đảng văn ủy khu khối tổ chi cục vụ viện trường đoàn công báo đài bộ nhà kho liên tỉnh "
    "thành quận huyện xã phường thị ngân tập chính cơ quỹ đại"
)
# A post that opens a name only together with more words; alone it is no sign of a person.
BARE_POSTS = frozenset(
    {
        "trưởng",
        "phó",
        "nguyên",
        "quyền",
        "tp",
        "vp",
        "ct",
        "bt",
        "thường trực",
        "phụ trách",
        "thường vụ",
        "uv",
        "phó vp",
        "lãnh đạo",
    }
)

# Where a post stops: what people then do, and the joints of the sentence.
AFTER_POST: Phrases[str] = phrases(
    """
    phát biểu | chủ trì | đồng chủ trì | cho biết | cho rằng | cho hay | nói | khẳng định | nhấn mạnh |
    giới thiệu | trao | tặng | cảm ơn | cám ơn | bày tỏ | mong | mong muốn | đánh giá | chia sẻ | đã | đang |
    sẽ | vừa | còn | cũng | cùng | dẫn đầu | làm | đến | thăm | tiếp | đón | thay mặt | thông tin về |
    thông tin tới | thông tin đến | thông tin cho | thông tin một |
    báo cáo | trình bày | kể | gợi ý | coi | hy vọng | hi vọng | chúc | ghi nhận | vui mừng |
    nêu | đề nghị | đề xuất | kiến nghị | tham dự | dự | có | là | khi | tại | trong | về | với | để |
    trưởng đoàn | phó trưởng đoàn | phó đoàn | tham gia | chỉ đạo | kết luận | ký | thống nhất | đồng tình |
    nhất trí | trả lời | giải đáp | trao đổi | hướng dẫn | thuyết minh | tiếp tục | gửi | chuyển | nhận | mời |
    lưu ý | phân tích | bên cạnh | ngoài ra | đồng thời | theo | do | từ | sau | trước | nhằm | nhân | vui vẻ |
    chân thành | nhiệt liệt | trân trọng | xin | rất | luôn | được | bị | nhất là | như | mà | thì | nên | vì |
    bởi | nếu | này | đó | chụp | chúc mừng | gợi mở | tin tưởng | cam kết | nhìn nhận | tiếp đoàn |
    tham quan | khảo sát | học tập | sang | ra | vào | cung cấp | làm việc | thưởng thức | tri ân |
    thắp hương | dâng hương | tổ chức | mở | khai mạc | bế mạc | điều hành | chào mừng | giao | yêu cầu |
    nghe | xem | thông báo | quán triệt | góp ý | tự hào | hứa | lên | xuống | các | những | đại diện các |
    lãnh đạo các | trưởng các | một số | hơn | gần | khoảng | toàn thể | anh em | tặng quà | khái quát | cho |
    thảo luận | đặt | nắm | quan tâm | nhiệt tình | đại biểu | khách mời | ảnh | trưởng phó | nhắc | tóm tắt |
    nhờ | giúp | đề cao | biểu dương | thể hiện | mong đoàn
    """
)

# … but not where the words go on like this.
IN_A_NAME: Phrases[str] = phrases(
    "chuyển đổi | dự khuyết | dự án | dự toán | làm việc | tham mưu | tổng hợp | các khu | các cơ quan | nhân dân"
)

# Delegations.
DELEGATIONS: Phrases[str] = phrases(
    """
    đoàn công tác | đoàn đại biểu | đoàn cán bộ | đoàn lãnh đạo | đoàn khảo sát | đoàn học tập |
    đoàn tham quan | đoàn nghiên cứu | đoàn nhà báo | đoàn khách | đoàn liên ngành | phái đoàn | đoàn |
    đoàn công tác liên ngành
    """
)
# What may stand between "đoàn" and the body whose delegation it is; other words say what it did with the body.
DELEGATION_WORDS = words_of(
    """
    công tác cán bộ chức lãnh đạo đại biểu người có uy tín trong đồng bào dtts dân tộc thiểu số phóng viên nhà báo
    cao cấp liên ngành của gồm là các cùng sở ban tỉnh huyện xã phường thành phố tp doanh nghiệp già làng trưởng bản
    thôn cựu chiến binh hội nông phụ nữ đến từ văn phòng học giáo chuyên gia thuộc và khảo sát tham quan tập nghiên
    cứu kinh tế quân sự thanh niên chính quyền đơn vị cơ quan đảng ủy thường trực vụ một hai ba tiêu biểu cốt
    diện nhân viên sinh bí thư chi bộ khách quốc ( ) , . - + 1 2 3 4 5 6 7 8 9 0 nước bạn mặt trận trí thức nghệ
    """
)

# Words of what a delegation did, not of who was in it: "đoàn quan tâm cách xã A làm".
DEEDS = words_of(
    """
    quan hỏi nghe xem cảm đánh mong ghi trao tặng dâng đã được cho về bày đề mời chúc đặt muốn thấy biết tiếp vào rời ở
    tại để nhận mang đưa đi qua cách từ không còn cũng rất sẽ với trước
    """
)

EMPTY_LABEL = frozenset(
    [
        "của",
        "do",
        "lãnh",
        "đạo",
        "các",
        "tỉnh",
        "thành",
        "phố",
        "tp",
        ".",
        "huyện",
        "cán",
        "bộ",
        "gồm",
        "có",
        "là",
        "ngành",
        "và",
        ",",
        "đến",
        "từ",
        "sở",
        "ban",
        "đại",
        "biểu",
        "cấp",
        "cao",
        "liên",
        "công",
        "tác",
        "chính",
        "quyền",
    ]
)
# "đoàn" in other senses.
NOT_DELEGATIONS: Phrases[str] = phrases(
    """
    đoàn thanh niên | chi đoàn | liên chi đoàn | đoàn cơ sở | đoàn tncs | đoàn đại biểu quốc hội | đoàn đbqh |
    đoàn kết | đoàn thể | đoàn viên | đoàn kinh tế | đoàn phường | tỉnh đoàn | thành đoàn | huyện đoàn |
    quận đoàn | công đoàn | tập đoàn | liên đoàn | sư đoàn | trung đoàn | lữ đoàn | quân đoàn | binh đoàn |
    trưởng đoàn | phó đoàn | phó trưởng đoàn | đoàn trường | đoàn xã | đoàn khối | văn phòng đoàn | đoàn hội |
    đoàn luật sư | đoàn nghệ thuật | các đoàn thể | đoàn thanh tra | đoàn kiểm tra | đoàn văn công |
    đoàn - đội | đoàn, đội | công tác đoàn | cán bộ đoàn | đoàn phim | đoàn xe | đoàn tàu |
    đoàn giám sát | thị đoàn
    """
)

# Who goes: the subject of these is a guest.
GOES: Phrases[str] = phrases(
    """
    đến | sang | đi | lên đường | thăm | đến thăm | sang thăm | tới thăm | về thăm | ra thăm | vào thăm |
    lên thăm | thăm và làm việc | tham quan | học tập | học hỏi | tìm hiểu | khảo sát | nghiên cứu | tới |
    cử đoàn | tổ chức đoàn | dẫn đầu đoàn | dẫn đoàn | tổ chức cho | thành lập đoàn | có chuyến | đi thực tế |
    nghỉ dưỡng | trải nghiệm | cử cán bộ | đến làm việc | sang làm việc | tới làm việc | đến trao đổi |
    đưa đoàn | du khảo | thực hiện chuyến
    """
)
# What both do: the subject's side depends on the rest of the sentence.
MEETS: Phrases[str] = phrases(
    """
    làm việc | trao đổi | giao lưu | chia sẻ | gặp gỡ | gặp mặt | hội đàm | tọa đàm | họp | ký kết | ký |
    hợp tác | phối hợp | hội nghị | hội thảo | rút kinh nghiệm | tổ chức | kết nghĩa | hội ý | giao ban |
    kết nối | buổi làm việc | thảo luận
    """
)
# Who receives: the subject of these is the host.
RECEIVES: Phrases[str] = phrases(
    """
    tiếp | đón | đón tiếp | tiếp đón | chào đón | đón đoàn | tiếp đoàn | tiếp và làm việc | đón và làm việc |
    tiếp xã giao | chào mừng | tiếp đón và làm việc | đón tiếp và làm việc | đã tiếp | gặp mặt đoàn |
    gặp mặt và làm việc | nghênh tiếp
    """
)
# "tiếp" and "đón" in other words, "đến" and "đi" in others.
NO_VERBS: Phrases[str] = phrases(
    """
    tiếp tục | tiếp theo | trực tiếp | gián tiếp | tiếp cận | tiếp nhận | tiếp sóng | tiếp xúc | tiếp đến |
    tiếp thu | tiếp đó | tiếp nối | tiếp cử tri | tiếp công dân | đón nhận | đón xuân | đón tết | đón bắt |
    đón đầu | liên quan đến | liên quan | đến nay | đến năm | đến ngày | cho đến | tính đến | từ đến | đến từ |
    đến cuối | đến hết | đi đầu | đi vào | đi đôi | đi lên | thời gian tới | trong thời gian tới | sắp tới |
    hướng tới | hướng đến | dẫn đến | quan tâm đến | đề cập đến | tới đây | năm tới | kế tiếp | nối tiếp |
    giao tiếp | đi kèm | đến với nhau | đóng góp | đi lại | đến đâu | mang đến | đem đến | nhắc đến |
    tổ chức bộ máy | tổ chức đảng | tổ chức đoàn thể | các tổ chức | tổ chức chính trị | đơn vị kết nghĩa |
    địa phương kết nghĩa | huyện kết nghĩa | tỉnh kết nghĩa | công tác kết nghĩa | xã kết nghĩa |
    kết nghĩa với | hội nghị truyền hình | tiếp khách | ký tự | đăng ký | chữ ký | ký sự | nhật ký | thư ký |
    tổng thư ký | đi xuống | theo dõi | phản ánh
    """
)
ORGANISES: Phrases[str] = phrases(
    """
    mở hội nghị | tổ chức hội nghị | tổ chức hội thảo | tổ chức tọa đàm | tổ chức buổi làm việc |
    tổ chức buổi | đăng cai | chủ trì tổ chức | tổ chức đón | tổ chức tiếp | mở hội thảo | chủ trì hội nghị |
    tổ chức gặp mặt | tổ chức cuộc họp
    """
)
AT: Phrases[str] = phrases("tại|ở")

# Countries, for units abroad.
COUNTRIES: Phrases[str] = phrases(
    """
    lào | nước chdcnd lào | chdcnd lào | cộng hòa dân chủ nhân dân lào | trung quốc | nước chnd trung hoa |
    campuchia | vương quốc campuchia | hàn quốc | nhật bản | thái lan | singapore | pháp | đức | cuba | nga |
    liên bang nga | ấn độ | đài loan | malaysia | indonesia | philippines | myanmar | úc | hoa kỳ | mỹ |
    anh quốc | israel | hà lan | bỉ | ý
    """
)


@lru_cache(maxsize=1)
def body_words() -> frozenset[str]:
    """Small words that may stand inside the name of a body not in the department table."""
    return words_of(
        """
    và hội đồng văn học nghệ thuật kiểm tra giám mặt trận nhân dân hành chính công trị
    khoa học nghệ thông tin truyền dữ liệu nghiên cứu phát triển ứng dụng tiến
    bộ kỹ thuật chuyển đổi số quản lý kinh tế xã hội văn hóa thể thao du lịch tộc thiểu môi trường tài nguyên
    nông nghiệp thôn mới xây dựng giao vận tải kế hoạch đầu tư y giáo dục đào tạo pháp điều minh giám sát đô
    thị phục vụ điện tử xúc thương mại hỗ trợ doanh các khu chế xuất hợp tác đo lường chất lượng tiêu chuẩn lâm
    thủy sản chăn nuôi thú trồng trọt bảo vệ thực vật kiểm dự phòng bệnh viện đa an toàn sinh phẩm lưu trữ thi
    đua khen thưởng tôn người cao tuổi phụ nữ thanh niên cựu chiến binh lao động hiểm quốc ngoại đại đẳng trung
    kỷ luật hữu nghị khoa ương sản nhi mắt lao phổi dược cổ truyền phục chức tâm thần da liễu huyết
    cấp phổ bán trú nội năng suất sáng khởi phối chương trình báo chí bản bưu viễn tổng tổ chức cán thống kê
    """
    )


# What bodies deal with, in words of two syllables or more: inside a name they go on with it, in small letters too.
FIELDS_OF_WORK: Phrases[str] = phrases(
    """
    cải cách | tiếng nói | tư vấn | tư pháp | khuyến công | khuyến nông | khuyến ngư | khuyến học | bền vững |
    đa dạng | sinh học | bảo tồn | bảo tàng | di sản | di tích | danh thắng | danh lam | thắng cảnh | lịch sử |
    quốc gia đặc biệt | thiên nhiên | biên phòng | cửa khẩu | quản lý rừng | rừng phòng hộ | rừng đặc dụng |
    phòng hộ | đặc dụng | kiểm lâm | lâm nghiệp | lâm sinh | thủy lợi | đê điều | thiên tai | tìm kiếm cứu nạn |
    cứu hộ | phòng cháy | chữa cháy | bảo trợ | từ thiện | mồ côi | khuyết tật | nạn nhân | chất độc | da cam |
    dân số | sức khỏe | gia đình | trẻ em | bình đẳng giới | dinh dưỡng | y học | răng hàm mặt | tai mũi họng |
    nội tiết | truyền nhiễm | ung bướu | tim mạch | nhiệt đới | nghệ nhân | nhà văn | nhà báo | âm nhạc |
    mỹ thuật | nhiếp ảnh | sân khấu | điện ảnh | kiến trúc sư | kỹ sư | luật gia | luật sư | trọng tài |
    hòa giải | công chứng | đấu giá | giám định | thẩm định | kiểm định | kiểm nghiệm | quan trắc | khí tượng |
    thủy văn | cà phê | cao su | hồ tiêu | cây trồng | vật nuôi | sinh vật cảnh | cây cảnh | làm vườn |
    làng nghề | xuất khẩu | nhập khẩu | đường bộ | đường sắt | đường thủy | hàng hải | hàng không | đăng kiểm |
    sát hạch | quy hoạch | nhà ở | hạ tầng | cấp nước | thoát nước | chiếu sáng | công viên | cây xanh |
    năng lượng | hạt nhân | nguyên tử | điện lực | dầu khí | khoáng sản | địa chất | đất đai | quỹ đất |
    mặt bằng | tái định cư | viễn thám | bản đồ | đo đạc | lưu trữ | văn thư | việc làm | dạy nghề |
    nghề nghiệp | dịch vụ | người có công | điều dưỡng | phục hồi | cai nghiện | ma túy | tội phạm |
    thi hành án | quân sự | quốc phòng | an ninh | cảnh sát | hình sự | ngoại vụ | biên giới | lãnh sự |
    hữu nghị | kiều bào | tôn giáo | phật giáo | công giáo | tin lành | trị sự | nội chính | tuyên giáo |
    dân vận | lý luận | bồi dưỡng | đào tạo | thường xuyên | mầm non | phổ thông | nội trú | ngoại ngữ |
    tin học | thể dục | thể thao | huấn luyện | thi đấu | tư liệu | bệnh tật | công tác xã hội | vay vốn |
    tín dụng | bảo lãnh | hợp tác xã | sở hữu trí tuệ | đổi mới | sáng tạo | khởi nghiệp | doanh nhân |
    nhỏ và vừa | người tiêu dùng | người mù | người điếc | nông dân tập thể | văn nghệ | dân gian
    """
)
