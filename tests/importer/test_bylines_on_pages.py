"""Bylines where pages print them: under the headline, at the report's start and end, under photographs.

Each form stands on a page between two other reports, set in long lines or, every other one, in a narrow column:
printed -> who is credited as what (R reporter, C correspondent, P photographer, E editor). All is invented.
"""

from __future__ import annotations

from django.test import SimpleTestCase

from newsarchive.importer.pipeline import read_page
from newsarchive.importer.types import SourcePage
from people.extraction.types import Role

HEADLINE = "老街集市重新开张迎客来"
FIRST = "连日来，青石县白塔镇组织干部走进田间地头，帮助群众抢收晚稻、播种油菜，村民的脸上露出了笑容。"
SECOND = "据了解，该镇今年新建蔬菜大棚一批，带动周边农户就近务工，村集体的收入比往年多了不少。"
CAPTION = "7月3日，青石县白塔镇的村民在大棚里采摘西红柿，准备运往县城的超市。"
ABOVE = (
    "山村修通水泥路",
    "本报讯（记者 钱立言）日前，河西乡的水泥路全线修通，村里的山货一车一车运到了城里，村民不再肩挑背扛。",
    "“以前下雨出不了门，现在出门就上车。”村民说，乡里还准备修一座小桥，把两岸的村子连起来。",
)
BELOW = (
    "河边新建小公园",
    "本报讯（记者 孙维佳）日前，城南河边的小公园建成，市民早晚散步有了好去处，公园里还安了健身器材。",
    "公园占地不大，种了桂花和香樟，附近居民说，夏天来这里乘凉再合适不过了。",
)
OTHERS = {"钱立言", "孙维佳"}
COLUMN = 18  # characters of a narrow column's line

LINES = [
    ("本报记者陆文远 摄影记者魏小荷", "R 陆文远 P 魏小荷"),
    ("文 陆文远 图 魏小荷", "R 陆文远 P 魏小荷"),
    ("供稿：县委宣传部 陆文远", "C 陆文远"),
    ("供稿单位：青石县水利局", ""),
    ("来源：青石发布", ""),
    ("本报记者 陆文远 供图 魏小荷", "R 陆文远 P 魏小荷"),
    ("记者 陆文远 供图/魏小荷", "R 陆文远 P 魏小荷"),
    ("综合/陆文远", "R 陆文远"),
    ("青石县融媒体中心 记者 陆文远 通讯员 魏小荷", "R 陆文远 C 魏小荷"),
    ("青石县融媒体中心 陆文远 魏小荷", "C 陆文远 C 魏小荷"),
    ("青石融媒 陆文远", "C 陆文远"),
    ("县委报道组 陆文远 魏小荷", "C 陆文远 C 魏小荷"),
    ("市委报道组 陆文远 本报记者 魏小荷", "C 陆文远 R 魏小荷"),
    ("县委宣传部 陆文远 记者 魏小荷", "C 陆文远 R 魏小荷"),
    ("县新闻办 陆文远", "C 陆文远"),
    ("本组文/图 本报记者 陆文远", "R 陆文远"),
    ("总策划：陆文远 统筹：魏小荷 采写：本报记者 张勇 通讯员 陈松", "E 陆文远 E 魏小荷 R 张勇 C 陈松"),
    ("策划/陆文远 统筹/魏小荷 撰文/张勇", "E 陆文远 E 魏小荷 R 张勇"),
    ("▍记者 陆文远", "R 陆文远"),
    ("※记者 陆文远", "R 陆文远"),
    ("/本报记者 陆文远", "R 陆文远"),
    ("-本报记者 陆文远-", "R 陆文远"),
    ("本报记者\n陆文远\n魏小荷", "R 陆文远 R 魏小荷"),
    ("记者\n陆文远\n通讯员\n魏小荷", "R 陆文远 C 魏小荷"),
    ("驻县记者 陆文远", "R 陆文远"),
    ("□ 陆文远 口述 魏小荷 整理", "R 魏小荷"),
    ("讲述：陆文远 采写：魏小荷", "R 魏小荷"),
    ("（青石县第一中学 陆文远）", "C 陆文远"),
    ("记者 陆文远 编辑 魏小荷 校对 张勇", "R 陆文远 E 魏小荷"),
    ("本报记者 陆文远 通讯员\n\n魏小荷", "R 陆文远 C 魏小荷"),
    ("全媒体记者 陆文远 通讯\n\n员 魏小荷", "R 陆文远 C 魏小荷"),
    ("本报记者 陆文远 通讯员 魏小\n\n荷 张勇", "R 陆文远 C 魏小荷 C 张勇"),
    ("本报记者 陆文远 通讯员 魏小荷\n张勇", "R 陆文远 C 魏小荷 C 张勇"),
    ("本报记者 陆文远 本报通讯员 张\n勇 李 健", "R 陆文远 C 张勇 C 李健"),
    ("本报记者 陆文远 本报通讯员 魏小\n荷 李 健", "R 陆文远 C 魏小荷 C 李健"),
    ("新华社记者陆文远、魏小荷、\n张勇", "R 陆文远 R 魏小荷 R 张勇"),
    ("青石农村日报全媒体\n记者 陆文远 魏小荷", "R 陆文远 R 魏小荷"),
    ("文/记者 陆文远 图/记者\n魏小荷", "R 陆文远 P 魏小荷"),
    ("本报“走基层”采访组", ""),
    ("本报联合采访组", ""),
    ("白塔日报 陆文远", "C 陆文远"),
    ("青石晚报·青石壹点记者 陆文远", "R 陆文远"),
    ("本报记者 陆文远 通讯员 魏小\n荷 文/图", "R 陆文远 C 魏小荷"),
    ("文 | 记者 陆文远 图 | 记者 魏小荷", "R 陆文远 P 魏小荷"),
    ("N青都记者 陆文远 魏小荷", "R 陆文远 R 魏小荷"),
    ("青都记者 陆文远/文 网友供图", "R 陆文远"),
    ("■青都首席记者 陆文远", "R 陆文远"),
    ("O 本报记者 陆文远", "R 陆文远"),
    ("n记者 陆文远 通讯员 魏小荷", "R 陆文远 C 魏小荷"),
    ("记者 山村小调 摄影报道", "P 山村小调"),
    ("□ 本报记者　勒干　木果", "R 勒干木果"),
    ("口陆文远 魏小荷 报道", "R 陆文远 C 魏小荷"),
    ("本 报 记 者 　陆文远", "R 陆文远"),
    ("本 报 记 者 陆 文 远 通 讯 员 魏 小 荷", "R 陆文远 C 魏小荷"),
    ("陆　桐　魏　兰", "C 陆桐 C 魏兰"),
    ("县委报道组 陆文远", "C 陆文远"),
    ("市委宣传部 陆文远", "C 陆文远"),
    ("策划/陆文远 执行/魏小荷", "E 陆文远 R 魏小荷"),
    ("策划：陆文远 执行：魏小荷", "E 陆文远 R 魏小荷"),
    ("总策划 陆文远 统筹 魏小荷 撰文 张勇", "E 陆文远 E 魏小荷 R 张勇"),
    ("撰文/本报记者 陆文远 摄影/魏小荷", "R 陆文远 P 魏小荷"),
    ("本报记者 陆文远 摄影 魏小荷", "R 陆文远 P 魏小荷"),
    ("本报记者 陆文远 共享联盟·青石 魏小荷", "R 陆文远 C 魏小荷"),
    ("共享联盟·魏小荷", "C 魏小荷"),
    ("共享联盟·青石 魏小荷", "C 魏小荷"),
    ("记者 陆文远 通讯员 魏小荷\n摄影报道", "P 陆文远 P 魏小荷"),
    ("记者 陆文远 文\n魏小荷 摄", "R 陆文远 P 魏小荷"),
    ("记者 陆文远 通讯员 魏小\n荷 报道", "R 陆文远 C 魏小荷"),
    ("本报首席记者 陆文远 见习记者\n魏小荷", "R 陆文远 R 魏小荷"),
    ("全媒体记者 陆文远 通讯\n员 魏小荷", "R 陆文远 C 魏小荷"),
    ("本报记者 陆\n文远 通讯员 魏小荷", "R 陆文远 C 魏小荷"),
    ("本报记者 陆文远", "R 陆文远"),
    ("本报记者　陆文远", "R 陆文远"),
    ("本报记者 黎 敏", "R 黎敏"),
    ("本报记者　黎　敏　魏小荷", "R 黎敏 R 魏小荷"),
    ("本报记者 陆文远 通讯员 魏小荷", "R 陆文远 C 魏小荷"),
    ("本报记者　陆文远　通讯员　黎　敏　陈　松", "R 陆文远 C 黎敏 C 陈松"),
    ("□ 本报记者 陆文远 本报通讯员 魏小荷", "R 陆文远 C 魏小荷"),
    ("□本报记者 陆文远 魏小荷", "R 陆文远 R 魏小荷"),
    ("■本报记者 陆文远", "R 陆文远"),
    ("■ 记者 陆文远 魏小荷 文/图", "R 陆文远 R 魏小荷"),
    ("◎本报记者 陆文远", "R 陆文远"),
    ("●本报记者 陆文远 黎 敏", "R 陆文远 R 黎敏"),
    ("○本报记者 陆文远", "R 陆文远"),
    ("◆记者 陆文远", "R 陆文远"),
    ("▲本报记者 陆文远", "R 陆文远"),
    ("★本报记者 陆文远", "R 陆文远"),
    ("※ 本报记者 陆文远", "R 陆文远"),
    ("☆本报记者 陆文远", "R 陆文远"),
    ("口本报记者 陆文远", "R 陆文远"),
    ("本报全媒体记者 陆文远 通讯员 魏小荷", "R 陆文远 C 魏小荷"),
    ("全媒体记者 陆文远 实习生 魏小荷", "R 陆文远 R 魏小荷"),
    ("融媒体记者 陆文远", "R 陆文远"),
    ("青石融媒记者 陆文远", "R 陆文远"),
    ("青石县融媒体中心记者 陆文远 通讯员 魏小荷", "R 陆文远 C 魏小荷"),
    ("青石市广播电视台记者 陆文远 魏小荷", "R 陆文远 R 魏小荷"),
    ("白塔日报记者 陆文远 特约记者 魏小荷", "R 陆文远 R 魏小荷"),
    ("白塔日报社全媒体首席记者 陆文远", "R 陆文远"),
    ("白塔日报·青石客户端记者 陆文远", "R 陆文远"),
    ("首席记者 陆文远 见习记者 魏小荷", "R 陆文远 R 魏小荷"),
    ("本报特派记者 陆文远", "R 陆文远"),
    ("本报驻青石记者 陆文远", "R 陆文远"),
    ("白塔日报驻青石记者 陆文远", "R 陆文远"),
    ("新华社记者 陆文远 魏小荷", "R 陆文远 R 魏小荷"),
    ("本报记者陆文远 通讯员魏小荷", "R 陆文远 C 魏小荷"),
    ("本报记者陆文远通讯员魏小荷", "R 陆文远 C 魏小荷"),
    ("本报记者　陆文远/文　魏小荷/图", "R 陆文远 P 魏小荷"),
    ("本报记者 陆文远 文 魏小荷 摄", "R 陆文远 P 魏小荷"),
    ("文/图 本报记者 陆文远", "R 陆文远"),
    ("文/图　陆文远", "R 陆文远"),
    ("文/陆文远 图/魏小荷", "R 陆文远 P 魏小荷"),
    ("文/本报记者 陆文远 图/本报记者 魏小荷", "R 陆文远 P 魏小荷"),
    ("图/文 记者 陆文远", "R 陆文远"),
    ("文图/记者 陆文远", "R 陆文远"),
    ("陆文远 文/图", "R 陆文远"),
    ("陆文远/文 魏小荷/图", "R 陆文远 P 魏小荷"),
    ("记者 陆文远 摄影报道", "P 陆文远"),
    ("本报记者 陆文远 实习生 黎 敏 文/图", "R 陆文远 R 黎敏"),
    ("记者 陆文远 通讯员 县委宣传部 魏小荷", "R 陆文远 C 魏小荷"),
    ("本报记者 陆文远 通讯员 青法宣", "R 陆文远 C 青法宣"),
    ("通讯员 魏小荷 本报记者 陆文远", "C 魏小荷 R 陆文远"),
    ("通讯员 陈松 魏小荷", "C 陈松 C 魏小荷"),
    ("（本报记者 陆文远）", "R 陆文远"),
    ("（记者 陆文远 通讯员 魏小荷）", "R 陆文远 C 魏小荷"),
    ("【本报记者 陆文远】", "R 陆文远"),
    ("记者：陆文远", "R 陆文远"),
    ("记者｜陆文远", "R 陆文远"),
    ("记者 | 陆文远 通讯员 | 魏小荷", "R 陆文远 C 魏小荷"),
    ("文｜记者 陆文远 图｜魏小荷", "R 陆文远 P 魏小荷"),
    ("采写/记者 陆文远 摄影/记者 魏小荷", "R 陆文远 P 魏小荷"),
    ("采写：本报记者 陆文远", "R 陆文远"),
    ("撰文/陆文远 摄影/魏小荷", "R 陆文远 P 魏小荷"),
    ("陆文远 整理", "R 陆文远"),
    ("本报记者 陆文远 整理", "R 陆文远"),
    ("本报记者 陆文远 综合报道", "R 陆文远"),
    ("本报综合报道", ""),
    ("本报评论员 陆文远", "R 陆文远"),
    ("本报评论员", ""),
    ("口述：魏小荷 整理：本报记者 陆文远", "R 陆文远"),
    ("本报见习记者 陆文远 通讯员 欧阳文 司徒小梅", "R 陆文远 C 欧阳文 C 司徒小梅"),
    ("本报记者 古丽娜尔·依明", "R 古丽娜尔·依明"),
    ("本报记者 扎西卓玛 陆文远", "R 扎西卓玛 R 陆文远"),
    ("本报记者 阿依努尔 通讯员 陆文远", "R 阿依努尔 C 陆文远"),
    ("本报记者 其其格", "R 其其格"),
    ("本报记者 闪 亮", "R 闪亮"),
    ("本报记者 侯 知秋 实习生 闪 亮", "R 侯知秋 R 闪亮"),
    ("白塔融媒体中心记者 侯 知秋 实习生 闪 亮", "R 侯知秋 R 闪亮"),
    ("**白塔融媒记者 黎 敏 文/图**", "R 黎敏"),
    ("本报记 者 陆文远", "R 陆文远"),
    ("本报记者 陆文 远 通讯员 魏 小荷", "R 陆文远 C 魏小荷"),
    ("本报记者 赵玉兰李文博", "R 赵玉兰 R 李文博"),
    ("本报记者 赵玉兰李文博张军", "R 赵玉兰 R 李文博 R 张军"),
    ("本报记者 陆文远 青石报道", "R 陆文远"),
    ("本报记者 陆文远 发自青石", "R 陆文远"),
    ("本报记者 陆文远 青石摄影报道", "P 陆文远"),
    ("本报记者 陆文远\n通讯员 魏小荷", "R 陆文远 C 魏小荷"),
    ("本报记者　陆文远　魏小荷\n　　　　　陈　松　黎　敏", "R 陆文远 R 魏小荷 R 陈松 R 黎敏"),
    ("陆文远", "C 陆文远"),
    ("黎　敏", "C 黎敏"),
    ("作者：陆文远", "C 陆文远"),
    ("作者　陆文远", "C 陆文远"),
    ("通讯员 青石县公安局 魏小荷 记者 陆文远", "C 魏小荷 R 陆文远"),
    ("通讯员 魏小荷（青石县教育局）", "C 魏小荷"),
    ("本报记者 陆文远 通讯员 魏小荷 图片由县文旅局提供", "R 陆文远 C 魏小荷"),
    ("记者陆文远 魏小荷 通讯员陈松 报道/摄影", "R 陆文远 R 魏小荷 C 陈松"),
    ("本报记者 陆文远 摄/文", "R 陆文远"),
    ("本报记者 陆文远 图文报道", "R 陆文远"),
    ("本报记者 陆文远 图/文", "R 陆文远"),
    ("本报记者 陆文远 通讯员 魏小荷 陈松 文 黎敏 图", "R 陆文远 C 魏小荷 C 陈松 P 黎敏"),
    ("记者 陆文远 编辑 魏小荷", "R 陆文远 E 魏小荷"),
    ("本报首席评论员 陆文远", "R 陆文远"),
    ("特约撰稿人 陆文远", "C 陆文远"),
    ("本报特约记者 陆文远 特约通讯员 魏小荷", "R 陆文远 C 魏小荷"),
    ("白塔日报青石融媒体分中心记者 陆文远", "R 陆文远"),
    ("青石观察·新石新闻记者 陆文远 通讯员 魏小荷", "R 陆文远 C 魏小荷"),
    ("农村报记者 陆文远", "R 陆文远"),
    ("经济导报记者 陆文远", "R 陆文远"),
    ("白塔晚报全媒体记者陆文远", "R 陆文远"),
    ("白塔网记者 陆文远", "R 陆文远"),
]
STARTS = [
    ("（陆文远）本报讯 ", "C 陆文远"),
    ("（记者 陆文远）本报讯 ", "R 陆文远"),
    ("（陆文远 魏小荷）", "C 陆文远 C 魏小荷"),
    ("本报讯（青石县融媒体中心 陆文远）", "C 陆文远"),
    ("本报讯（青石融媒 陆文远 魏小荷）", "C 陆文远 C 魏小荷"),
    ("本报讯（青石县委宣传部 陆文远）", "C 陆文远"),
    ("本报讯（记者陆文远、魏小荷，通讯员张勇）", "R 陆文远 R 魏小荷 C 张勇"),
    ("新华社青石7月3日电 题：小城变大（记者陆文远）", "R 陆文远"),
    ("中新网青石7月3日电 （陆文远 魏小荷）", "C 陆文远 C 魏小荷"),
    ("青石7月3日讯（白塔日报记者 陆文远）", "R 陆文远"),
    ("本台消息（记者陆文远）", "R 陆文远"),
    ("本报(记者陆文远实习生魏小荷)", "R 陆文远 R 魏小荷"),
    ("青都讯 记者陆文远报道：", "R 陆文远"),
    ("晚报讯 记者满天星报道：", "R 满天星"),
    ("本报讯（记者 陆文远 魏小荷/图）", "R 陆文远 P 魏小荷"),
    ("本报讯（记者 陆文远 石桥报道）", "R 陆文远"),
    ("□记者 陆文远 本报讯 ", "R 陆文远"),
    ("本报讯（陆文远 记者 魏小荷）", "C 陆文远 R 魏小荷"),
    ("本报讯（记者 陆文远 通讯员 魏小荷）", "R 陆文远 C 魏小荷"),
    ("本报讯　（记者　陆文远）", "R 陆文远"),
    ("本报讯(记者陆文远 通讯员魏小荷 陈松)", "R 陆文远 C 魏小荷 C 陈松"),
    ("本报讯（通讯员 魏小荷）", "C 魏小荷"),
    ("本报讯（魏小荷）", "C 魏小荷"),
    ("本报讯（魏小荷 陈松）", "C 魏小荷 C 陈松"),
    ("本报讯 （记者 黎 敏 通讯员 陈 松）", "R 黎敏 C 陈松"),
    ("本报讯 记者陆文远报道：", "R 陆文远"),
    ("本报讯 记者陆文远、通讯员魏小荷报道：", "R 陆文远 C 魏小荷"),
    ("本报讯　魏小荷、黎　敏报道：", "C 魏小荷 C 黎敏"),
    ("本报讯 通讯员魏小荷报道：", "C 魏小荷"),
    ("通讯员魏小荷、黎　敏报道：", "C 魏小荷 C 黎敏"),
    ("记者陆文远报道：", "R 陆文远"),
    ("记者陆文远报道　", "R 陆文远"),
    ("本报记者陆文远报道：", "R 陆文远"),
    ("（记者 陆文远）", "R 陆文远"),
    ("【本报讯】（记者 陆文远）", "R 陆文远"),
    ("【本报记者陆文远报道】", "R 陆文远"),
    ("【青石讯】记者陆文远 报道", "R 陆文远"),
    ("本报青石讯（记者 陆文远 特约记者 魏小荷）", "R 陆文远 R 魏小荷"),
    ("本报青石7月3日讯（记者 陆文远）", "R 陆文远"),
    ("本报7月3日讯 记者陆文远报道 ", "R 陆文远"),
    ("青石讯（记者 陆文远）", "R 陆文远"),
    ("晚报讯（记者　龙　林　通讯员 魏小荷）", "R 龙林 C 魏小荷"),
    ("商报讯（记者　李　丽　发自青石）", "R 李丽"),
    ("白塔日报讯（记者 陆文远 摄影报道）", "P 陆文远"),
    ("本报讯（记者 陆文远 文/图）", "R 陆文远"),
    ("本报讯（记者 陆文远 通讯员 魏小荷 文/图）", "R 陆文远 C 魏小荷"),
    ("本报讯（记者 陆文远 青石报道）", "R 陆文远"),
    ("本报讯（实习生 魏小荷 记者 陆文远）", "R 魏小荷 R 陆文远"),
    ("本报讯（全媒体记者 陆文远 通讯员 县教育局 魏小荷）", "R 陆文远 C 魏小荷"),
    ("本报讯（记者 陆文远 通讯员魏小荷 陈松）", "R 陆文远 C 魏小荷 C 陈松"),
    ("本报讯（记\n者 陆文远 通讯\n员 魏小荷）", "R 陆文远 C 魏小荷"),
    ("本报讯（记者 陆文\n远 通讯员 魏小荷）", "R 陆文远 C 魏小荷"),
    ("本报讯（记者　陆文远　通讯员\n魏小荷　陈松）", "R 陆文远 C 魏小荷 C 陈松"),
    ("本报讯 （记 者 陆 文 远 通 讯 员 魏 小 荷）", "R 陆文远 C 魏小荷"),
    ("新华社青石7月3日电（记者陆文远、魏小荷）", "R 陆文远 R 魏小荷"),
    ("据新华社青石7月3日电（记者陆文远 魏小荷）", "R 陆文远 R 魏小荷"),
    ("新华社青石7月3日电 （记者陆文远）", "R 陆文远"),
    ("本报讯［记者 陆文远］", "R 陆文远"),
    ("本报讯〔记者 陆文远〕", "R 陆文远"),
    ("本报讯（见习记者 陆文远 通讯员 欧阳小文）", "R 陆文远 C 欧阳小文"),
    ("本报讯（记者 陆文远 实习生 魏小荷 通讯员 陈松）", "R 陆文远 R 魏小荷 C 陈松"),
    ("本报讯（首席记者陆文远）", "R 陆文远"),
    ("本报讯 （通讯员 青宣）", "C 青宣"),
    ("本报讯 陆文远 魏小荷 ", "C 陆文远 C 魏小荷"),
    ("本报讯（记者 陆文远 通讯员 魏小荷 报道）", "R 陆文远 C 魏小荷"),
    ("（上接第1版）", ""),
    ("本报讯 （本报记者 陆文远）", "R 陆文远"),
    ("本报讯（融媒记者 陆文远 黎敏 魏小荷）", "R 陆文远 R 黎敏 R 魏小荷"),
    ("本报记者 陆文远 报道 ", "R 陆文远"),
    ("本报讯（通讯员  王 军  记者  陆文远）", "C 王军 R 陆文远"),
]
ENDS = [
    ("（青石县水利局陆文远）", "C 陆文远"),
    ("（青石融媒 陆文远）", "C 陆文远"),
    ("（新闻办 陆文远）", "C 陆文远"),
    ("（县委办 陆文远）", "C 陆文远"),
    ("（陆文远 综合整理）", "R 陆文远"),
    ("（本报记者陆文远综合整理）", "R 陆文远"),
    ("（陆文远 综合）", "R 陆文远"),
    ("（陆文远 摘编）", "R 陆文远"),
    ("（编译 陆文远）", "R 陆文远"),
    ("（作者 陆文远）", "C 陆文远"),
    ("（陆文远 作者单位：青石县水利局）", "C 陆文远"),
    ("（编辑：陆文远 校对：魏小荷）", "E 陆文远"),
    ("（示意图）", ""),
    ("（青石县水利局供稿）", ""),
    ("（来源：《白塔晚报》）", ""),
    ("　　通讯员　陆文远　魏小荷", "C 陆文远 C 魏小荷"),
    ("　　文/图　陆文远", "R 陆文远"),
    ("（记者 陆文远）图片由魏小荷提供", "R 陆文远 P 魏小荷"),
    ("（本组稿件由本报记者 陆文远 魏小荷 采写）", "R 陆文远 R 魏小荷"),
    ("（向 前）", "C 向前"),
    ("（见 图）", ""),
    ("（本报记\n者 陆文远 特约记者 黎 敏）", "R 陆文远 R 黎敏"),
    ("本报记者\n陆文远 摄", "P 陆文远"),
    ("线索提供 张勇", ""),
    ("陆文远  魏小荷", "C 陆文远 C 魏小荷"),
    ("（本报7月3日曾作报道）", ""),
    ("（但 愿）", "C 但愿"),
    ("（荔供电）", "C 荔供电"),
    ("（青宣）", "C 青宣"),
    ("（采写：陆文远 魏小荷 摄影：张勇）", "R 陆文远 R 魏小荷 P 张勇"),
    ("（采写/陆文远 摄影/魏小荷）", "R 陆文远 P 魏小荷"),
    ("（综 合）", ""),
    ("　　　　陆文远", "C 陆文远"),
    ("（记者 陆文远）", "R 陆文远"),
    ("（本报记者 陆文远 通讯员 魏小荷）", "R 陆文远 C 魏小荷"),
    ("（陆文远）", "C 陆文远"),
    ("（黎　敏）", "C 黎敏"),
    ("（成　长）", "C 成长"),
    ("（陆文远 魏小荷）", "C 陆文远 C 魏小荷"),
    ("（陆文远、魏小荷）", "C 陆文远 C 魏小荷"),
    ("（陆文远/文 魏小荷/图）", "R 陆文远 P 魏小荷"),
    ("（陆文远 文/图）", "R 陆文远"),
    ("（记者 陆文远 文/图）", "R 陆文远"),
    ("（记者 陆文远 摄影报道）", "P 陆文远"),
    ("（通讯员 魏小荷）", "C 魏小荷"),
    ("（县财政局 陆文远）", "C 陆文远"),
    ("（青石县委报道组 魏小荷 记者 陆文远）", "C 魏小荷 R 陆文远"),
    ("（作者系青石县委党校教师）", ""),
    ("（作者单位：青石县委党校）", ""),
    ("（据《白塔晚报》）", ""),
    ("（据新华社）", ""),
    ("（综合）", ""),
    ("（完）", ""),
    ("（本版文字由记者 陆文远 采写）", "R 陆文远"),
    ("（本文照片由 黎　敏 摄）", "P 黎敏"),
    ("（本版图片均由记者 陆文远 摄）", "P 陆文远"),
    ("（本报记者　靳　波　车　胤\n王　琪　整理）", "R 靳波 R 车胤 R 王琪"),
    ("（记者 陆文远 整理）", "R 陆文远"),
    ("（青 宣）", "C 青宣"),
    ("（砚 宣 李 刚）", "C 砚宣 C 李刚"),
    ("（陆文\n远）", "C 陆文远"),
    ("（本报综合）", ""),
    (" 本报记者 陆文远", "R 陆文远"),
    ("　　　　（记者　陆文远）", "R 陆文远"),
    ("(记者 陆文远)", "R 陆文远"),
    ("（编辑 陆文远）", "E 陆文远"),
    ("（王海 编译）", "R 王海"),
]
# What stands before a text | what closes it.
BOTH = [
    ("本报讯（记者 陆文远）|（张勇）", "R 陆文远 C 张勇"),
    ("本报讯（通讯员 张勇）|（魏小荷 图/文）", "C 张勇 R 魏小荷"),
    ("本报讯（记者 陆文远）|（通讯员 魏小荷）", "R 陆文远 C 魏小荷"),
    ("本报讯|（记者 陆文远 魏小荷 摄影报道）", "P 陆文远 P 魏小荷"),
]
LAST_LINES = [
    ("青石日报、青报全媒体记者陆文远通讯员魏小荷", "R 陆文远 C 魏小荷"),
    ("记者 | 陆文远 魏小荷\n通讯员 | 张勇\n编辑 | 王芳", "R 陆文远 R 魏小荷 C 张勇 E 王芳"),
    ("图/文 本报记者 陆文远", "R 陆文远"),
    ("采写/本报记者 陆文远 摄影/魏小荷", "R 陆文远 P 魏小荷"),
    ("（记者 陆文远）", "R 陆文远"),
    ("（陆文远）", "C 陆文远"),
    ("（陆文远 魏小荷）", "C 陆文远 C 魏小荷"),
    ("　　　　　　（县委报道组　苗　青　\n记者　路　萍）", "C 苗青 R 路萍"),
    ("记者 陆文远", "R 陆文远"),
    ("本报记者 陆文远", "R 陆文远"),
    ("□记者 陆文远 报道", "R 陆文远"),
    ("□陆文远 魏小荷", "C 陆文远 C 魏小荷"),
    ("陆文远", "C 陆文远"),
    ("据《白塔晚报》", ""),
    ("（通讯员 魏小荷 陈松）", "C 魏小荷 C 陈松"),
]
CAPTIONS = [
    ("　本报记者　司徒亮　摄", "P 司徒亮"),
    ("记者 陆文远 摄", "P 陆文远"),
    ("（记者 陆文远 摄）", "P 陆文远"),
    ("陆文远 摄", "P 陆文远"),
    ("陆文远/摄", "P 陆文远"),
    ("（陆文远 摄）", "P 陆文远"),
    ("陆文远摄", "P 陆文远"),
    ("本报记者陆文远 摄", "P 陆文远"),
    ("（记者 陆文远 通讯员 魏小荷 摄影报道）", "P 陆文远 P 魏小荷"),
    ("（通讯员 陆文远 摄）", "P 陆文远"),
    ("通讯员 黎 敏 摄", "P 黎敏"),
    ("**通讯员 黎 敏 摄**", "P 黎敏"),
    ("新华社发（陆文远 摄）", "P 陆文远"),
    ("新华社记者 陆文远 摄", "P 陆文远"),
    ("（新华社发）", ""),
    ("（资料图片）", ""),
    ("资料图", ""),
    ("（受访者供图）", ""),
    ("县文旅局供图", ""),
    ("陆文远 供图", "P 陆文远"),
    ("图/陆文远", "P 陆文远"),
    ("摄影：陆文远", "P 陆文远"),
    ("本报记者 陆文远 魏小荷 摄", "P 陆文远 P 魏小荷"),
    ("本报通讯员 陆文远 摄影报道", "P 陆文远"),
    ("记者陆文远/摄", "P 陆文远"),
    ("（图/陆文远）", "P 陆文远"),
    ("\n本报记者 陆文远 摄", "P 陆文远"),
    ("\n陆文远 摄", "P 陆文远"),
    ("\n（陆文远 摄）", "P 陆文远"),
    ("\n记者 陆文远 通讯员 魏小荷 摄影报道", "P 陆文远 P 魏小荷"),
]


def set_paragraph(text: str, narrow: bool) -> str:
    """The paragraph set in by two characters; in a narrow column where it does not break its lines itself."""
    text = "　　" + text
    if not narrow or "\n" in text:
        return text
    return "\n".join(text[at : at + COLUMN] for at in range(0, len(text), COLUMN))


def set_page(report: str, narrow: bool) -> str:
    above, below = (
        "\n".join([head, *(set_paragraph(text, narrow) for text in texts)]) for head, *texts in (ABOVE, BELOW)
    )
    return f"白塔日报 2021年7月5日 星期一 第2版\n\n{above}\n\n{report}\n\n{below}\n"


def read_credits(page: str) -> str:
    """Everyone credited but those of the other two reports, as `R 陆文远 C 魏小荷`, sorted."""
    reading = read_page(SourcePage("page.txt", page, "", "utf-8"))
    credited = [
        f"{mention.role.value[0].upper()} {mention.name}"
        for article in reading.articles
        for mention in article.mentions
        if mention.role is not Role.SUBJECT and mention.name not in OTHERS
    ]
    return " ".join(sorted(credited))


def sort_credits(expected: str) -> str:
    words = expected.split()
    return " ".join(sorted(" ".join(pair) for pair in zip(words[::2], words[1::2], strict=True)))


class BylinesOnPages(SimpleTestCase):
    def assert_credits(self, table, make):
        for number, (printed, expected) in enumerate(table):
            narrow = number % 2 == 1
            with self.subTest(printed, narrow=narrow):
                page = set_page(make(printed, lambda text, narrow=narrow: set_paragraph(text, narrow)), narrow)
                self.assertEqual(read_credits(page), sort_credits(expected))

    def test_a_byline_stands_on_lines_of_its_own_under_the_headline(self):
        self.assert_credits(LINES, lambda form, lay: f"{HEADLINE}\n{form}\n{lay(FIRST)}\n{lay(SECOND)}")

    def test_a_byline_opens_the_report_before_or_after_a_dateline(self):
        self.assert_credits(STARTS, lambda form, lay: f"{HEADLINE}\n{lay(form + FIRST)}\n{lay(SECOND)}")

    def test_what_stands_before_a_text_and_what_closes_it_are_read_each_by_itself(self):
        def make(form, lay):
            before, after = form.split("|")
            return f"{HEADLINE}\n{lay(before + FIRST)}\n{lay(SECOND + after)}"

        self.assert_credits(BOTH, make)

    def test_a_byline_closes_the_report_on_its_last_line(self):
        self.assert_credits(ENDS, lambda form, lay: f"{HEADLINE}\n{lay(FIRST)}\n{lay(SECOND + form)}")

    def test_a_byline_closes_the_report_on_a_line_of_its_own(self):
        self.assert_credits(LAST_LINES, lambda form, lay: f"{HEADLINE}\n{lay(FIRST)}\n{lay(SECOND)}\n{form}")

    def test_a_photographer_is_credited_under_the_caption(self):
        self.assert_credits(CAPTIONS, lambda form, lay: CAPTION + form)

    def test_a_byline_under_a_headline_as_wide_as_its_column_is_no_line_of_the_text(self):
        headline = "石桥：向旱地宣战 为丰年护航"
        for byline in (
            "青岭日报记者 陆文远 通讯员 魏小荷",
            "青岭晚报全媒体记者 陆文远 通讯员 魏小荷",
            "本报记者 陆文远 通讯员 魏小荷",
        ):
            for width in range(11, 17):
                with self.subTest(byline, width=width):
                    column = [FIRST[at : at + width] for at in range(0, len(FIRST), width)]
                    page = "\n".join([*column * 2, "", headline, byline, "", *column * 2, ""])
                    self.assertEqual(read_credits(page), "C 魏小荷 R 陆文远")
                    reading = read_page(SourcePage("page.txt", page, "", "utf-8"))
                    self.assertEqual([a.draft.headline.text for a in reading.articles if a.draft.headline], [headline])

    def test_a_credit_at_a_reports_end_is_whole_wherever_the_column_tears_it(self):
        for ending, expected in (
            ("（本报记者 陆文远 通讯员 魏小荷）", "C 魏小荷 R 陆文远"),
            ("（陆文远）", "C 陆文远"),
            ("（编辑 陆文远）", "E 陆文远"),
            ("记者陆文远 摄", "P 陆文远"),
            ("（陆文远 魏小荷 摄）", "P 陆文远 P 魏小荷"),
        ):
            text = "　　" + FIRST + SECOND + ending
            for width in (13, 15, 18, 22):
                report = [HEADLINE, *(text[at : at + width] for at in range(0, len(text), width))]
                with self.subTest(ending, width=width):
                    self.assertEqual(read_credits(set_page("\n".join(report), True)), expected)

    def test_names_at_the_end_of_a_report_are_not_those_of_the_report_before_it(self):
        for ending in ("（陆文远）", "（向 前）", "（陆文远 魏小荷）", "　　　陆文远"):
            reports = [
                [ABOVE[0], *ABOVE[1:]],
                [HEADLINE, FIRST, SECOND + ending],
                [BELOW[0], *BELOW[1:]],
            ]
            page = "\n\n".join(text for report in reports for text in report)
            with self.subTest(ending):
                reading = read_page(SourcePage("page.txt", page, "", "utf-8"))
                heads = [article.draft.headline.text for article in reading.articles if article.draft.headline]
                self.assertEqual(heads, [ABOVE[0], HEADLINE, BELOW[0]])

    def test_a_byline_of_any_form_under_a_headline_as_wide_as_its_column_is_read(self):
        headline = "老街集市重新开张迎客来"
        for byline, expected in (
            ("记者｜陆文远", "R 陆文远"),
            ("文/陆文远 图/魏小荷", "P 魏小荷 R 陆文远"),
            ("陆文远/文 魏小荷/图", "P 魏小荷 R 陆文远"),
            ("陆文远 整理", "R 陆文远"),
            ("策划：陆文远 执行：魏小荷", "E 陆文远 R 魏小荷"),
            ("本报评论员 陆文远", "R 陆文远"),
            ("县委报道组 陆文远", "C 陆文远"),
        ):
            column = [FIRST[at : at + 12] for at in range(0, len(FIRST), 12)]
            page = "\n".join([*column * 2, "", headline, byline, *column * 2, ""])
            with self.subTest(byline):
                self.assertEqual(read_credits(page), expected)

    def test_a_bracket_that_closes_on_the_next_line_is_no_part_of_the_text(self):
        report = "\n".join((HEADLINE, "　　本报讯（记者 陆文远", f"）{FIRST}"))
        reading = read_page(SourcePage("page.txt", set_page(report, False), "", "utf-8"))
        self.assertEqual(reading.articles[1].draft.body.text, FIRST)

    def test_where_a_report_was_sent_from_is_its_dateline(self):
        report = f"{HEADLINE}\n　　商报讯（记者　李　丽　发自临\n江）{FIRST}\n{set_paragraph(SECOND, False)}"
        reading = read_page(SourcePage("page.txt", set_page(report, False), "", "utf-8"))
        self.assertEqual([article.draft.dateline_place for article in reading.articles], [None, "临江", None])
