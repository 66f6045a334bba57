"""Chinese: sentences of our own with the figures in them, and with what only looks like one."""

import pytest

from tests.articles.figures.notation import found

TRAPS = [
    ("联系电话：010-65123456，传真：010-65129568。", []),
    ("该论文发表于第45卷第3期，第112-118页。", []),
    ("进一步扩大开放，统一市场规则，万一出现风险要及时处置。", []),
    ("三农问题是重中之重，第三产业发展迅速。", []),
    ("一些国家提出了新的倡议，这是一个重要机遇。", []),
    ("他从第一财经辞职后创办了一家公司。", []),
    ("G20峰会和金砖国家会议期间，两国元首举行了会晤。", []),
    ("他在接受采访时说，第一时间赶到了现场。", []),
    ("二〇二四年十月，代表团访问了阿斯塔纳。", []),
    ("两岸企业、三方合作和四川、九江等地的项目受到关注。", []),
    ("中国女排3:0战胜对手，全场得分75分。", []),
    ("至今已有上百家企业入驻，年产值数十亿元。", []),
    ("《民法典》第五百七十七条规定了违约责任。", []),
    ("邮编100731，地址为东长安街2号。", []),
    ("第十四届全国人大二次会议听取了工作报告。", []),
    ("中共二十届三中全会在北京举行。", []),
    ("会场外聚集了五六十人，他们等了三四个小时。", []),
    ("我们增强四个自信，实现两个一百年奋斗目标。", []),
    ("数十家企业、上百名代表和几千名观众到场。", []),
]
PERIODS = [
    (
        "前三季度，全省货物进出口总值2.46万亿元人民币，同比增长4.7%。",
        [
            "前三季度 = date",
            "2.46万亿元人民币 = money 2460000000000 CNY",
            "4.7% = percent_change 4.7 %, up, same period a year earlier",
        ],
    ),
    (
        "今年前9个月，中哈双边贸易额达330亿美元，较去年同期增长13%。",
        [
            "今年前9个月 = date",
            "330亿美元 = money 33000000000 USD",
            "13% = percent_change 13 %, up, same period a year earlier",
        ],
    ),
    (
        "2023年，两国贸易额首次突破400亿美元大关。",
        ["2023年 = date, 2023", "400亿美元 = money 40000000000 USD, more_than, 2023"],
    ),
    (
        "上半年对东盟、欧盟、美国出口分别增长8.3%、3.6%和2.2%。",
        [
            "上半年 = date",
            "8.3% = percent_change 8.3 %, up",
            "3.6% = percent_change 3.6 %, up",
            "2.2% = percent_change 2.2 %, up",
        ],
    ),
    (
        "预计到2030年，双边贸易额将达到800亿美元。",
        ["2030年 = date, 2030", "800亿美元 = money 80000000000 USD, up_to, 2030"],
    ),
    ("会议于11月5日9:30开始，10时30分结束。", ["11月5日9:30 = date"]),
    (
        "2024年1—10月，跨境电商进出口1.43万亿元。",
        ["2024年1—10月 = date, 2024-01-01/P10M", "1.43万亿元 = money 1430000000000 CNY, 2024-01-01/P10M"],
    ),
    (
        "2021年至2025年，累计投资将超过500亿美元。",
        ["2021年至2025年 = date, 2021-01-01/P60M", "500亿美元 = money 50000000000 USD, more_than, 2021-01-01/P60M"],
    ),
    (
        "1至8月，规模以上工业增加值同比增长5.8%。",
        ["1至8月 = date", "5.8% = percent_change 5.8 %, up, same period a year earlier"],
    ),
    ("双方在2013年9月签署了合作协议。", ["2013年9月 = date, 2013-09"]),
    ("与2019年相比，客流量增长23%。", ["2019年 = date, 2019", "23% = percent_change 23 %, up, previous year"]),
    ("较2023年增长11.6%，创历史新高。", ["2023年 = date, 2023", "11.6% = percent_change 11.6 %, up, previous year"]),
    (
        "农产品贸易额从2019年的24亿美元增至2023年的36亿美元。",
        [
            "2019年 = date, 2019",
            "24亿美元 = money 2400000000 USD, 2019",
            "2023年 = date, 2023",
            "36亿美元 = money 3600000000 USD, 2023",
        ],
    ),
    ("他出生于1978年，今年46岁。", ["1978年 = date, 1978", "46岁 = duration 46 y, 1978"]),
    ("订单已排到2026年，产能利用率超过95%。", ["2026年 = date, 2026", "95% = percent_share 95 %, more_than, 2026"]),
    (
        "图3显示，2020—2024年年均增长率为7.3%。",
        ["2020—2024年 = date, 2020-01-01/P60M", "7.3% = percent_change 7.3 %, up, 2020-01-01/P60M"],
    ),
    (
        "游客数量恢复到2019年同期的112%。",
        ["2019年 = date, 2019", "112% = percent_share 112 %, same period a year earlier, 2019"],
    ),
    (
        "截至2024年底，累计建成充电桩3.6万台，增长52%。",
        ["2024年 = date, 2024", "3.6万台 = count 36000 products, 2024", "52% = percent_change 52 %, up, 2024"],
    ),
    (
        "央行将2025年GDP增长预期从2.6%上调至2.8%。",
        ["2025年 = date, 2025", "2.6% = percent_change 2.6 %, up, 2025", "2.8% = percent_change 2.8 %, up, 2025"],
    ),
    ("3月1日起，新版税则共计8957个税目。", ["3月1日 = date", "8957个 = count 8957 products"]),
    (
        "今年1—9月，中吉乌铁路相关国家贸易额达1200亿元，其中中吉165亿元、中乌98亿元。",
        [
            "1—9月 = date",
            "1200亿元 = money 120000000000 CNY",
            "165亿元 = money 16500000000 CNY",
            "98亿元 = money 9800000000 CNY",
        ],
    ),
    (
        "增速分别比一季度、上半年加快0.3和0.5个百分点。",
        [
            "一季度 = date",
            "上半年 = date",
            "0.3 = percent_change 0.3 pp, up, previous quarter",
            "0.5个百分点 = percent_change 0.5 pp, up, previous quarter",
        ],
    ),
    ("三方签署了《2025—2030年合作规划》。", ["2025—2030年 = date, 2025-01-01/P72M"]),
    (
        "公司2024年营收7.3亿元，净利0.9亿元，毛利率21.5%，同比提升1.2pct。",
        [
            "2024年 = date, 2024",
            "7.3亿元 = money 730000000 CNY, 2024",
            "0.9亿元 = money 90000000 CNY, 2024",
            "21.5% = percent_share 21.5 %, 2024",
            "1.2pct = percent_change 1.2 pp, up, same period a year earlier, 2024",
        ],
    ),
    (
        "该公司第三季度亏损2.4亿卢布，上年同期盈利1.1亿卢布。",
        ["第三季度 = date", "2.4亿卢布 = money 240000000 RUB", "1.1亿卢布 = money 110000000 RUB"],
    ),
    (
        "仅上半年就接待游客1.5亿人次，旅游收入1100多亿元。",
        ["上半年 = date", "1.5亿人次 = count 150000000 people", "1100多亿元 = money 110000000000 CNY, more_than"],
    ),
    ("截至2023年底，对哈直接投资存量达到8.4亿美元。", ["2023年 = date, 2023", "8.4亿美元 = money 840000000 USD, 2023"]),
    (
        "截至10月31日，累计销售1523.6万辆，完成年度目标的87%。",
        ["10月31日 = date", "1523.6万辆 = count 15236000 products", "87% = percent_share 87 %, plan"],
    ),
    (
        "农业占比由2015年的12%下降到2023年的9%。",
        [
            "2015年 = date, 2015",
            "12% = percent_share 12 %, 2015",
            "2023年 = date, 2023",
            "9% = percent_share 9 %, 2023",
        ],
    ),
    (
        "截至2025年3月31日，公司在职员工12.6万人，其中研发人员占45%。",
        [
            "2025年3月31日 = date, 2025-03-31",
            "12.6万人 = count 126000 people, 2025-03-31",
            "45% = percent_share 45 %, 2025-03-31",
        ],
    ),
    (
        "二季度GDP同比增长4.7%，增速比一季度回落0.6个百分点。",
        [
            "二季度 = date",
            "4.7% = percent_change 4.7 %, up, same period a year earlier",
            "一季度 = date",
            "0.6个百分点 = percent_change 0.6 pp, down, previous quarter",
        ],
    ),
    (
        "2024年全年进出口、2023年度利润和2022财年收入分别为5亿、4亿和3亿元。",
        [
            "2024年 = date, 2024",
            "2023年度 = date, 2023",
            "2022财年 = date, 2022",
            "5亿 = money 500000000 CNY, 2022",
            "4亿 = money 400000000 CNY, 2022",
            "3亿元 = money 300000000 CNY, 2022",
        ],
    ),
    (
        "2023年四季度至2024年一季度，订单增加三成。",
        ["2023年四季度 = date, 2023-Q4", "2024年一季度 = date, 2024-Q1", "三成 = percent_change 30 %, up, 2024-Q1"],
    ),
    ("2024年7月至9月，出口增长3%。", ["2024年7月至9月 = date, 2024-Q3", "3% = percent_change 3 %, up, 2024-Q3"]),
    ("7-9月，进口下降２．５％。", ["7-9月 = date", "２．５％ = percent_change 2.5 %, down"]),
    ("截至2024年6月末，余额为5000亿元。", ["2024年6月 = date, 2024-06", "5000亿元 = money 500000000000 CNY, 2024-06"]),
    ("2024年第三季度GDP增长4.6%。", ["2024年第三季度 = date, 2024-Q3", "4.6% = percent_change 4.6 %, up, 2024-Q3"]),
    ("2023年12月31日24时起下调油价。", ["2023年12月31日24时 = date, 2023-12-31"]),
    ("10月1日—7日，接待游客18.5万人次。", ["10月1日—7日 = date", "18.5万人次 = count 185000 people"]),
    (
        "2025年1-2月份，用电量15564亿千瓦时。",
        ["2025年1-2月份 = date, 2025-01-01/P2M", "15564亿千瓦时 = quantity 1556400000000 kWh, 2025-01-01/P2M"],
    ),
    (
        "2022—2024年，年均增长6%。",
        ["2022—2024年 = date, 2022-01-01/P36M", "6% = percent_change 6 %, up, 2022-01-01/P36M"],
    ),
    (
        "自2013年提出倡议以来，已签署200多份合作文件。",
        ["2013年 = date, 2013", "200多份 = count 200 agreements, more_than"],
    ),
    (
        "2024年上半年，进出口1.87万亿元，同比增长6.4%。",
        [
            "2024年上半年 = date, 2024-S1",
            "1.87万亿元 = money 1870000000000 CNY, 2024-S1",
            "6.4% = percent_change 6.4 %, up, same period a year earlier, 2024-S1",
        ],
    ),
    ("去年四季度以来，已有3批货物抵达。", ["四季度 = date", "3批 = count 3 products"]),
    (
        "2024年前三个季度营收12亿元，2023年同期为10亿元。",
        [
            "2024年前三个季度 = date, 2024-01-01/P9M",
            "12亿元 = money 1200000000 CNY, 2024-01-01/P9M",
            "2023年 = date, 2023",
            "10亿元 = money 1000000000 CNY, 2023",
        ],
    ),
    (
        "从2024年11月到2025年3月，工期为5个月。",
        ["2024年11月到2025年3月 = date, 2024-11-01/P5M", "5个月 = duration 5 mo, 2024-11-01/P5M"],
    ),
    ("1978年以来，累计脱贫7.7亿人。", ["1978年 = date, 1978", "7.7亿人 = count 770000000 people, 1978"]),
]
RATIOS_AND_RANKS = [
    (
        "2024年一季度，口岸进出口货运量同比增长10.9倍。",
        ["2024年一季度 = date, 2024-Q1", "10.9倍 = ratio 10.9 x, up, same period a year earlier, 2024-Q1"],
    ),
    ("铁路全长523公里，其中桥梁隧道占三分之一。", ["523公里 = quantity 523 km", "三分之一 = ratio 0.333333 x"]),
    ("班列开行数量翻了一番，达到5000列。", ["翻了一番 = ratio 2 x, up", "5000列 = count 5000 trains"]),
    ("第136届广交会吸引了25.3万名境外采购商。", ["第136届 = ordinal 136", "25.3万名 = count 253000 people"]),
    ("中国是该国第二大贸易伙伴、第一大出口目的地。", ["第二大 = rank 2 rank", "第一大 = rank 1 rank"]),
    ("该公司在世界500强中排名第32位。", ["第32位 = rank 32 rank"]),
    ("中国连续14年保持全球第二大进口市场地位。", ["14年 = duration 14 y", "第二大 = rank 2 rank"]),
    ("这是该馆第三次举办此类展览。", ["第三次 = ordinal 3"]),
    (
        "2024年11月5日至10日，第七届进博会在上海举行。",
        ["2024年11月5日至10日 = date, 2024-11-05/P6D", "第七届 = ordinal 7"],
    ),
    ("两个月内，游客人数增长了1.5倍。", ["两个月 = duration 2 mo", "1.5倍 = ratio 1.5 x, up"]),
    ("该国出口额是十年前的3倍。", ["十年 = duration 10 y", "3倍 = ratio 3 x"]),
    (
        "该行净利润为1253.6亿卢布，同比翻番。",
        ["1253.6亿卢布 = money 125360000000 RUB", "翻番 = ratio 2 x, up, same period a year earlier"],
    ),
    ("哈萨克斯坦小麦出口量位居世界第六位。", ["第六位 = rank 6 rank"]),
    ("全国60周岁及以上人口约占总人口的五分之一。", ["60周岁 = duration 60 y, more_than", "五分之一 = ratio 0.2 x"]),
    (
        "两国建交32年来，贸易额由2.5亿美元增长到210亿美元，增长80多倍。",
        [
            "32年 = duration 32 y",
            "2.5亿美元 = money 250000000 USD",
            "210亿美元 = money 21000000000 USD",
            "80多倍 = ratio 80 x, more_than, up",
        ],
    ),
    ("第五届“丝路”合作论坛形成了126项成果。", ["第五届 = ordinal 5", "126项 = count 126 agreements"]),
    (
        "新疆口岸进出境班列数量达16400列，同比增长10%，占全国的一半以上。",
        [
            "16400列 = count 16400 trains",
            "10% = percent_change 10 %, up, same period a year earlier",
            "一半 = ratio 0.5 x, more_than, same period a year earlier",
        ],
    ),
    (
        "首届中国—中亚峰会于2023年5月18日至19日在西安举行。",
        ["首届 = ordinal 1", "2023年5月18日至19日 = date, 2023-05-18/P2D"],
    ),
    (
        "运输时间缩短近三分之一，成本降低10%至15%。",
        ["三分之一 = ratio 0.333333 x, nearly", "10%至15% = percent_change 10..15 %, range, down"],
    ),
    ("这是两国元首年内第二次会晤。", ["第二次 = ordinal 2"]),
    ("全球最大的20个经济体中，中国排名第二。", ["20个 = count 20 countries", "第二 = rank 2 rank"]),
    ("成交额连续第五个交易日突破万亿元。", ["第五个 = ordinal 5", "万亿元 = money 1000000000000 CNY, more_than"]),
    ("粮价涨了一倍，汽油价格也涨了两成。", ["一倍 = ratio 1 x, up", "两成 = percent_change 20 %, up"]),
    ("奥运会上，中国代表团获得40金27银24铜，位列奖牌榜第二。", ["第二 = rank 2 rank"]),
    ("第一阶段工程将于2026年6月30日前完工。", ["第一 = ordinal 1", "2026年6月30日 = date, 2026-06-30"]),
    (
        "双方将在未来5年内把贸易额翻一番，达到700亿美元。",
        ["5年 = duration 5 y", "翻一番 = ratio 2 x, up", "700亿美元 = money 70000000000 USD"],
    ),
    ("这一数字不到去年的一半。", ["一半 = ratio 0.5 x"]),
    ("约有四分之三的家庭拥有汽车。", ["四分之三 = ratio 0.75 x, about"]),
    (
        "全年完成固定资产投资2600亿元，同比增长11.4%，增速居全国第三。",
        [
            "2600亿元 = money 260000000000 CNY",
            "11.4% = percent_change 11.4 %, up, same period a year earlier",
            "第三 = rank 3 rank",
        ],
    ),
    ("水果类、肉类出口分别增长1.3倍和45%。", ["1.3倍 = ratio 1.3 x, up", "45% = percent_change 45 %, up"]),
    (
        "今年前10个月，二手车出口突破40万辆，同比翻一番。",
        [
            "今年前10个月 = date",
            "40万辆 = count 400000 products, more_than",
            "翻一番 = ratio 2 x, up, same period a year earlier",
        ],
    ),
    ("土地面积272.49万平方公里，居世界第9位。", ["272.49万平方公里 = quantity 2724900 km2", "第9位 = rank 9 rank"]),
    ("近10年来，两国贸易额增长了近4倍。", ["10年 = duration 10 y", "4倍 = ratio 4 x, nearly, up"]),
]
PERCENTAGES = [
    (
        "其中出口1.52万亿元，增长6.8%；进口9400亿元，下降1.3%。",
        [
            "1.52万亿元 = money 1520000000000 CNY",
            "6.8% = percent_change 6.8 %, up",
            "9400亿元 = money 940000000000 CNY",
            "1.3% = percent_change 1.3 %, down",
        ],
    ),
    (
        "民营企业进出口占外贸总值的55.5%，比重提升2.1个百分点。",
        ["55.5% = percent_share 55.5 %", "2.1个百分点 = percent_change 2.1 pp, up"],
    ),
    (
        "该港集装箱吞吐量突破100万标箱，增长18.4%。",
        ["100万标箱 = quantity 1000000 TEU, more_than", "18.4% = percent_change 18.4 %, up"],
    ),
    ("百分之八十的受访者表示愿意回购。", ["百分之八十 = percent_share 80 %"]),
    ("超六成企业认为订单有所增加。", ["六成 = percent_share 60 %, more_than"]),
    (
        "粮食产量比上年增加800万斤，其中小麦占四成。",
        ["800万斤 = quantity 4000000 kg, up, previous year", "四成 = percent_share 40 %, previous year"],
    ),
    (
        "央行宣布下调存款准备金率0.5个百分点，并下调利率25个基点。",
        ["0.5个百分点 = percent_change 0.5 pp, down", "25个基点 = percent_change 25 bp, down"],
    ),
    (
        "10月末，人民币贷款余额8.6万亿元，同比增长7.4%。",
        ["8.6万亿元 = money 8600000000000 CNY", "7.4% = percent_change 7.4 %, up, same period a year earlier"],
    ),
    (
        "失业率降至5.1%，比上月下降0.2个百分点。",
        ["5.1% = percent_share 5.1 %", "0.2个百分点 = percent_change 0.2 pp, down, previous month"],
    ),
    ("原油价格上涨3.2%，报每桶82.5美元。", ["3.2% = percent_change 3.2 %, up", "82.5美元 = money 82.5 USD"]),
    ("共建“一带一路”国家进出口增长6.3%。", ["6.3% = percent_change 6.3 %, up"]),
    ("经济增速预计为5%至5.5%。", ["5%至5.5% = percent_change 5..5.5 %, range, up"]),
    (
        "工期缩短了20%，由原来的18个月减至14个月。",
        ["20% = percent_change 20 %, down", "18个月 = duration 18 mo", "14个月 = duration 14 mo"],
    ),
    (
        "该国对外出口天然气280亿立方米，同比增长近30%。",
        ["280亿立方米 = quantity 28000000000 m3", "30% = percent_change 30 %, nearly, up, same period a year earlier"],
    ),
    (
        "酒店入住率为78.3%，同比提高5个百分点。",
        ["78.3% = percent_share 78.3 %", "5个百分点 = percent_change 5 pp, up, same period a year earlier"],
    ),
    ("老年人口占总人口的18.4%，达到320万人。", ["18.4% = percent_share 18.4 %", "320万人 = count 3200000 people"]),
    (
        "汽车出口3.6万辆，同比增长21.4%，其中新能源汽车1.2万辆。",
        [
            "3.6万辆 = count 36000 products",
            "21.4% = percent_change 21.4 %, up, same period a year earlier",
            "1.2万辆 = count 12000 products",
        ],
    ),
    (
        "今年以来新增就业岗位10万个，完成全年目标的85%。",
        ["10万个 = count 100000 other", "85% = percent_share 85 %, plan"],
    ),
    ("机场旅客吞吐量恢复至疫情前的九成。", ["九成 = percent_share 90 %"]),
    (
        "该指数为49.8%，比上月上升0.4个百分点。",
        ["49.8% = percent_share 49.8 %", "0.4个百分点 = percent_change 0.4 pp, up, previous month"],
    ),
    (
        "水果价格跌超5%，蔬菜价格涨近一成。",
        ["5% = percent_change 5 %, more_than, down", "一成 = percent_change 10 %, nearly, up"],
    ),
    (
        "出口同比增5.2%，进口同比降3.1%。",
        [
            "5.2% = percent_change 5.2 %, up, same period a year earlier",
            "3.1% = percent_change 3.1 %, down, same period a year earlier",
        ],
    ),
    ("外资企业持有该公司51%的股份。", ["51% = percent_share 51 %"]),
    ("关税由15%降至5%。", ["15% = percent_share 15 %", "5% = percent_share 5 %"]),
    (
        "企业利润同比下降4.2%，降幅较上半年收窄0.5个百分点。",
        [
            "4.2% = percent_change 4.2 %, down, same period a year earlier",
            "上半年 = date",
            "0.5个百分点 = percent_change 0.5 pp, down, same period a year earlier",
        ],
    ),
    ("当月肉类价格同比上涨1.7%，环比持平。", ["1.7% = percent_change 1.7 %, up, same period a year earlier"]),
    ("每吨价格为3500元，较年初上涨12%。", ["3500元 = money 3500 CNY", "12% = percent_change 12 %, up"]),
    (
        "该国外汇资产规模为875亿美元，较8月末下降12亿美元，降幅为1.35%。",
        [
            "875亿美元 = money 87500000000 USD",
            "12亿美元 = money 1200000000 USD, down",
            "1.35% = percent_change 1.35 %, down",
        ],
    ),
    ("服务业增加值占GDP比重为53.8%。", ["53.8% = percent_share 53.8 %"]),
    (
        "全年地区生产总值48230亿元，按可比价格计算，比上年增长5.4%。",
        ["48230亿元 = money 4823000000000 CNY", "5.4% = percent_change 5.4 %, up, previous year"],
    ),
    (
        "第一产业增加值3120亿元，比上年增长3.5%。",
        ["3120亿元 = money 312000000000 CNY", "3.5% = percent_change 3.5 %, up, previous year"],
    ),
    (
        "全市常住人口846.25万人，城镇化率为72.6%。",
        ["846.25万人 = count 8462500 people", "72.6% = percent_share 72.6 %"],
    ),
    ("研发投入强度达到2.68%。", ["2.68% = percent_share 2.68 %"]),
    (
        "进口铜矿砂320万吨，增加6.1%，进口均价每吨9860元，上涨3%。",
        [
            "320万吨 = quantity 3200000 t",
            "6.1% = percent_change 6.1 %, up",
            "9860元 = money 9860 CNY",
            "3% = percent_change 3 %, up",
        ],
    ),
    ("欧元区通胀率升至2.3%。", ["2.3% = percent_change 2.3 %, up"]),
    (
        "成交率不足三成，库存量却高达5万余台。",
        ["三成 = percent_share 30 %, less_than", "5万余台 = count 50000 products, more_than"],
    ),
    (
        "7月份，生产者价格指数同比下降1.3%，环比下降0.4%。",
        [
            "1.3% = percent_change 1.3 %, down, same period a year earlier",
            "0.4% = percent_change 0.4 %, down, previous month",
        ],
    ),
    (
        "公司注册资本为5000万美元，中方持股60%，哈方持股40%。",
        ["5000万美元 = money 50000000 USD", "60% = percent_share 60 %", "40% = percent_share 40 %"],
    ),
    (
        "出口商品中，机电产品占六成以上，农产品不到一成。",
        ["六成 = percent_share 60 %, more_than", "一成 = percent_share 10 %, less_than"],
    ),
    (
        "广交会出口成交249.5亿美元，比上届增长1%。",
        ["249.5亿美元 = money 24950000000 USD", "1% = percent_change 1 %, up, previous edition"],
    ),
    (
        "伦敦布伦特原油期货价格下跌1.5美元，收于73.2美元/桶，跌幅为2.01%。",
        ["1.5美元 = money 1.5 USD, down", "73.2美元 = money 73.2 USD", "2.01% = percent_change 2.01 %, down"],
    ),
    ("道琼斯指数上涨120.5点，涨幅0.3%，收于42500点。", ["0.3% = percent_change 0.3 %, up"]),
    (
        "二手车交易量为180万辆，一二线城市占比超七成。",
        ["180万辆 = count 1800000 products", "七成 = percent_share 70 %, more_than"],
    ),
    (
        "新建住宅价格环比上涨0.5%的城市有12个。",
        ["0.5% = percent_change 0.5 %, up, previous month", "12个 = count 12 other"],
    ),
    ("世界银行预测该国经济今年将增长4.7%。", ["4.7% = percent_change 4.7 %, up"]),
    ("该产品含糖量低于5%，售价不超过20元。", ["5% = percent_share 5 %, less_than", "20元 = money 20 CNY, less_than"]),
    (
        "经过6年努力，贫困发生率由11.5%下降到0.8%，累计减贫35万人。",
        [
            "6年 = duration 6 y",
            "11.5% = percent_share 11.5 %",
            "0.8% = percent_share 0.8 %",
            "35万人 = count 350000 people",
        ],
    ),
    ("国债收益率上升3个基点至4.25%。", ["3个基点 = percent_change 3 bp, up", "4.25% = percent_share 4.25 %"]),
    ("预算赤字占GDP的2.8%，公共债务占31.4%。", ["2.8% = percent_share 2.8 %", "31.4% = percent_share 31.4 %"]),
    (
        "农业贷款同比多增1200亿元，余额同比增长15.1%，增速高于各项贷款平均增速4.6个百分点。",
        [
            "1200亿元 = money 120000000000 CNY, up, same period a year earlier",
            "15.1% = percent_change 15.1 %, up, same period a year earlier",
            "4.6个百分点 = percent_change 4.6 pp, up, same period a year earlier",
        ],
    ),
    ("占比分别为45%、30%和25%。", ["45% = percent_share 45 %", "30% = percent_share 30 %", "25% = percent_share 25 %"]),
    (
        "A股三大指数集体收涨，沪指涨1.2%，深成指涨0.8%，创业板指跌0.15%。",
        ["1.2% = percent_change 1.2 %, up", "0.8% = percent_change 0.8 %, up", "0.15% = percent_change 0.15 %, down"],
    ),
    (
        "猪肉价格为每公斤24.8元，环比下跌2.3%，同比上涨15.6%。",
        [
            "24.8元 = money 24.8 CNY",
            "2.3% = percent_change 2.3 %, down, previous month",
            "15.6% = percent_change 15.6 %, up, same period a year earlier",
        ],
    ),
    (
        "股价收报15.32元，上涨0.85%，总市值328亿元。",
        ["15.32元 = money 15.32 CNY", "0.85% = percent_change 0.85 %, up", "328亿元 = money 32800000000 CNY"],
    ),
    ("全球人口约为81亿，其中亚洲占59%。", ["81亿 = count 8100000000 people, about", "59% = percent_share 59 %"]),
    ("学校招收新生2500名，录取率为35.2%。", ["2500名 = count 2500 people", "35.2% = percent_share 35.2 %"]),
    (
        "贷款期限为10年，年利率2.5%，宽限期3年。",
        ["10年 = duration 10 y", "2.5% = percent_share 2.5 %", "3年 = duration 3 y"],
    ),
    (
        "货运量同比增加120万吨，达到870万吨，增幅为16%。",
        [
            "120万吨 = quantity 1200000 t, up, same period a year earlier",
            "870万吨 = quantity 8700000 t",
            "16% = percent_change 16 %, up, same period a year earlier",
        ],
    ),
    (
        "进口煤炭占比由去年的32%上升至38%，提高了6个百分点。",
        ["32% = percent_share 32 %", "38% = percent_share 38 %", "6个百分点 = percent_change 6 pp, up"],
    ),
    (
        "班列全程运行时间压缩至12天以内，成本下降三成以上。",
        ["12天 = duration 12 d, less_than", "三成 = percent_change 30 %, more_than, down"],
    ),
    ("全年空气质量优良天数比例为87.2%。", ["87.2% = percent_share 87.2 %"]),
    (
        "海关共监管进出口货运量1.2亿吨，增长6.7%，货值4500亿元，增长8.1%，两项指标均创历史新高。",
        [
            "1.2亿吨 = quantity 120000000 t",
            "6.7% = percent_change 6.7 %, up",
            "4500亿元 = money 450000000000 CNY",
            "8.1% = percent_change 8.1 %, up",
            "两项 = count 2 other, record",
        ],
    ),
    (
        "汛期平均降水量为410.5毫米，较常年同期偏多9.6%。",
        ["410.5毫米 = quantity 0.4105 m", "9.6% = percent_change 9.6 %, up"],
    ),
    ("失业人口降至45.2万，失业率4.6%。", ["45.2万 = count 452000 people", "4.6% = percent_share 4.6 %"]),
    (
        "新能源汽车渗透率首次超过50%，达到51.1%。",
        ["50% = percent_share 50 %, more_than", "51.1% = percent_share 51.1 %"],
    ),
    (
        "10月份制造业PMI为50.1%，比上月上升0.3个百分点。",
        ["50.1% = percent_share 50.1 %", "0.3个百分点 = percent_change 0.3 pp, up, previous month"],
    ),
    (
        "超五成受访企业、近七成消费者看好前景。",
        ["五成 = percent_share 50 %, more_than", "七成 = percent_share 70 %, nearly"],
    ),
    (
        "年均增长率保持在7%左右，到2027年规模达到2万亿元。",
        [
            "7% = percent_change 7 %, about, up",
            "2027年 = date, 2027",
            "2万亿元 = money 2000000000000 CNY, up_to, 2027",
        ],
    ),
    ("该市出口在全国出口总增量中占三成多。", ["三成 = percent_share 30 %, more_than"]),
    (
        "貿易額達到500億美元，較上年增長8.5%，參展企業超過300家。",
        [
            "500億美元 = money 50000000000 USD",
            "8.5% = percent_change 8.5 %, up, previous year",
            "300家 = count 300 companies, more_than",
        ],
    ),
    (
        "全省粮食总产量860亿斤，比上年增加13.5亿斤，增长1.6%。",
        [
            "860亿斤 = quantity 43000000000 kg",
            "13.5亿斤 = quantity 675000000 kg, up, previous year",
            "1.6% = percent_change 1.6 %, up, previous year",
        ],
    ),
    ("全年造林面积445万公顷，完成目标任务的112%。", ["445万公顷 = quantity 4450000 ha", "112% = percent_share 112 %"]),
    ("由于成本上升，最高涨幅达12%，最低仅3%。", ["12% = percent_change 12 %, up", "3% = percent_change 3 %, up"]),
    ("上个月，该指数下降0.5%。", ["0.5% = percent_change 0.5 %, down"]),
]
MONEY = [
    (
        "对越南、泰国和波兰的出口分别为1.18亿、0.93亿和0.72亿元。",
        ["1.18亿 = money 118000000 CNY", "0.93亿 = money 93000000 CNY", "0.72亿元 = money 72000000 CNY"],
    ),
    ("项目总投资约25亿元，年产能达到50万吨。", ["25亿元 = money 2500000000 CNY, about", "50万吨 = quantity 500000 t"]),
    ("美元兑坚戈汇率为1美元兑498坚戈。", ["1美元 = money 1 USD", "498坚戈 = money 498 KZT"]),
    (
        "两国签署了17项合作文件，合同金额逾20亿美元。",
        ["17项 = count 17 agreements", "20亿美元 = money 2000000000 USD, more_than"],
    ),
    (
        "根据第15条规定，违者处以5000元以上2万元以下罚款。",
        ["5000元 = money 5000 CNY, more_than", "2万元 = money 20000 CNY, less_than"],
    ),
    ("票价为35元至120元，学生可享受五折优惠。", ["35元至120元 = money 35..120 CNY, range"]),
    ("工程历时三年，投资十二亿元。", ["三年 = duration 3 y", "十二亿元 = money 1200000000 CNY"]),
    ("平均票房收入达到1亿8000万元。", ["1亿8000万元 = money 180000000 CNY"]),
    (
        "这家企业拥有员工2000多名，年销售额10亿多元。",
        ["2000多名 = count 2000 people, more_than", "10亿多元 = money 1000000000 CNY, more_than"],
    ),
    ("贸易顺差64.5亿美元，逆差国减少到12个。", ["64.5亿美元 = money 6450000000 USD", "12个 = count 12 other"]),
    ("约合人民币3.6亿元的设备已经交付。", ["人民币3.6亿元 = money 360000000 CNY, about"]),
    ("投资额达US$5亿，折合HK$39亿。", ["US$5亿 = money 500000000 USD", "HK$39亿 = money 3900000000 HKD"]),
    ("项目耗资￥3000万，政府补贴¥500万。", ["￥3000万 = money 30000000 CNY", "¥500万 = money 5000000 CNY"]),
    ("该基金规模为2000亿₸。", ["2000亿₸ = money 200000000000 KZT"]),
    ("大豆到岸价为每蒲式耳10.5美元。", ["10.5美元 = money 10.5 USD"]),
    (
        "近百家企业参加了对接会，意向成交额超千亿元。",
        ["百家 = count 100 companies, nearly", "千亿元 = money 100000000000 CNY, more_than"],
    ),
    ("双方同意设立20亿元人民币的产能合作基金。", ["20亿元人民币 = money 2000000000 CNY"]),
    ("新增贷款1.2万亿，多增3000亿元。", ["1.2万亿 = money 1200000000000 CNY", "3000亿元 = money 300000000000 CNY, up"]),
    (
        "全长2833公里，总造价73亿美元，年输油能力2000万吨。",
        ["2833公里 = quantity 2833 km", "73亿美元 = money 7300000000 USD", "2000万吨 = quantity 20000000 t"],
    ),
    (
        "该省11个市州的32个县区受灾，直接经济损失4.6亿元。",
        ["11个 = count 11 regions", "32个 = count 32 regions", "4.6亿元 = money 460000000 CNY"],
    ),
    ("每公斤苹果卖到12块钱，一斤鸡蛋6元。", ["12块钱 = money 12 CNY", "一斤 = quantity 0.5 kg", "6元 = money 6 CNY"]),
    (
        "在建项目共计37个，总金额超过96亿美元。",
        ["37个 = count 37 projects", "96亿美元 = money 9600000000 USD, more_than"],
    ),
    ("全年进口大豆120万吨，价值6.3亿美元。", ["120万吨 = quantity 1200000 t", "6.3亿美元 = money 630000000 USD"]),
    (
        "人均GDP超过1.1万美元，居民人均可支配收入38560元。",
        ["1.1万美元 = money 11000 USD, more_than", "38560元 = money 38560 CNY"],
    ),
    ("苏姆汇率跌至12800苏姆兑1美元。", ["12800苏姆 = money 12800 UZS", "1美元 = money 1 USD"]),
    ("国际金价突破2700美元/盎司，创历史新高。", ["2700美元 = money 2700 USD, more_than"]),
    (
        "村里有300多户人家，种植枸杞5000亩，户均增收1.2万元。",
        ["300多户 = count 300 people, more_than", "5000亩 = quantity 5000 mu", "1.2万元 = money 12000 CNY, up"],
    ),
    (
        "设计年吞吐量300万标准箱，总投资约35亿美元，工期5年。",
        ["300万标准箱 = quantity 3000000 TEU", "35亿美元 = money 3500000000 USD, about", "5年 = duration 5 y"],
    ),
    ("该航线每周执飞3班，往返票价1800元起。", ["3班 = count 3 other", "1800元 = money 1800 CNY"]),
    ("法院判处被告有期徒刑10年，并处罚金50万元。", ["10年 = duration 10 y", "50万元 = money 500000 CNY"]),
    (
        "每人每年补贴1.2万—1.5万元，期限3~5年。",
        ["1.2万—1.5万元 = money 12000..15000 CNY, range", "3~5年 = duration 3..5 y, range"],
    ),
    (
        "油价每升上调0.17元，加满50升油箱多花8.5元。",
        ["0.17元 = money 0.17 CNY, up", "50升 = quantity 50 l", "8.5元 = money 8.5 CNY"],
    ),
    (
        "这笔价值1.5亿美元的订单包括200台挖掘机和150辆卡车。",
        ["1.5亿美元 = money 150000000 USD", "200台 = count 200 products", "150辆 = count 150 products"],
    ),
    (
        "全长37.5公里的地铁3号线设站28座，投资额为258亿元。",
        ["37.5公里 = quantity 37.5 km", "28座 = count 28 other", "258亿元 = money 25800000000 CNY"],
    ),
    (
        "预计全年旅游人数将突破3000万人次，旅游收入达600亿元。",
        ["3000万人次 = count 30000000 people, more_than", "600亿元 = money 60000000000 CNY, up_to"],
    ),
    (
        "去年全省GDP达8.57万亿元，人均12.6万元。",
        ["8.57万亿元 = money 8570000000000 CNY", "12.6万元 = money 126000 CNY"],
    ),
    ("市民张先生花3980元买了一部手机，比平时便宜了600元。", ["3980元 = money 3980 CNY", "600元 = money 600 CNY"]),
    ("该书定价58元，首印2万册。", ["58元 = money 58 CNY", "2万册 = count 20000 other"]),
    (
        "贸易总额为1200万美元（约合8600万元人民币）。",
        ["1200万美元 = money 12000000 USD", "8600万元人民币 = money 86000000 CNY, about"],
    ),
    ("每位参会者可获得2张门票，每张售价80元。", ["2张 = count 2 other", "80元 = money 80 CNY"]),
    ("这款手机售价4999元起，电池容量5000毫安时。", ["4999元 = money 4999 CNY"]),
    (
        "每三年举办一次，这两家企业每百户投入五千元。",
        ["三年 = duration 3 y", "两家 = count 2 companies", "五千元 = money 5000 CNY"],
    ),
]
MEASURES = [
    (
        "展览面积扩大到36.6万平方米，较上届增加2万平方米。",
        ["36.6万平方米 = quantity 366000 m2", "2万平方米 = quantity 20000 m2, up, previous edition"],
    ),
    ("三千五百万吨煤炭通过该口岸进口。", ["三千五百万吨 = quantity 35000000 t"]),
    (
        "仓库面积两千三百平方米，可存放货物八百余吨。",
        ["两千三百平方米 = quantity 2300 m2", "八百余吨 = quantity 800 t, more_than"],
    ),
    (
        "电站装机容量为120万千瓦，年发电量35亿千瓦时。",
        ["120万千瓦 = quantity 1200000 kW", "35亿千瓦时 = quantity 3500000000 kWh"],
    ),
    ("光伏项目总装机500兆瓦，占地1.2万亩。", ["500兆瓦 = quantity 500 MW", "1.2万亩 = quantity 12000 mu"]),
    ("“十四五”期间，全国新建铁路2.1万公里。", ["2.1万公里 = quantity 21000 km"]),
    ("气温将下降8~10℃，局地降雨量达50毫米。", ["8~10℃ = quantity 8..10 °C, range, down", "50毫米 = quantity 0.05 m"]),
    (
        "这条公路长达1.5万公里，连接8个省区市的60多个县。",
        ["1.5万公里 = quantity 15000 km", "8个 = count 8 regions", "60多个 = count 60 regions, more_than"],
    ),
    ("全国夏粮播种面积4亿亩，单产提高3.6公斤/亩。", ["4亿亩 = quantity 400000000 mu", "3.6公斤 = quantity 3.6 kg, up"]),
    ("60岁以上的居民可免费乘车。", ["60岁 = duration 60 y, more_than"]),
    ("首批三百吨冻肉运抵口岸。", ["三百吨 = quantity 300 t"]),
    ("小麦库存达到1000万至1200万吨。", ["1000万至1200万吨 = quantity 10000000..12000000 t, range"]),
    ("矿山储量达1.5亿吨，可开采30年以上。", ["1.5亿吨 = quantity 150000000 t", "30年 = duration 30 y, more_than"]),
    ("该线路全程运行时间由12天缩短至8天。", ["12天 = duration 12 d", "8天 = duration 8 d"]),
    (
        "这座水库的库容为3.2亿立方米，灌溉面积20万公顷。",
        ["3.2亿立方米 = quantity 320000000 m3", "20万公顷 = quantity 200000 ha"],
    ),
    ("每年可减少二氧化碳排放约35.8万吨。", ["35.8万吨 = quantity 358000 t, about"]),
    ("这趟满载50个集装箱的列车经过15天抵达杜伊斯堡。", ["50个 = count 50 other", "15天 = duration 15 d"]),
    ("海水淡化能力达每日180万立方米。", ["180万立方米 = quantity 1800000 m3"]),
    (
        "高铁时速350公里，全程仅需2小时15分钟。",
        ["350公里 = quantity 350 km", "2小时 = duration 2 h", "15分钟 = duration 15 min"],
    ),
    ("习近平主席在过去10年中三次访问哈萨克斯坦。", ["10年 = duration 10 y", "三次 = count 3 events"]),
    (
        "该铁路设计时速为每小时160公里，双线全长约2000公里。",
        ["160公里 = quantity 160 km", "2000公里 = quantity 2000 km, about"],
    ),
    (
        "学校占地120亩，开设36个班级，配备教师98名。",
        ["120亩 = quantity 120 mu", "36个 = count 36 other", "98名 = count 98 people"],
    ),
    (
        "管道直径1219毫米，壁厚18.4毫米，设计压力10兆帕。",
        ["1219毫米 = quantity 1.219 m", "18.4毫米 = quantity 0.0184 m"],
    ),
    (
        "本次论坛为期三天，设1场主论坛、8场分论坛。",
        ["三天 = duration 3 d", "1场 = count 1 events", "8场 = count 8 events"],
    ),
    ("去年12月，两国签署了互免签证协定，允许单次停留不超过30日。", ["30日 = duration 30 d, less_than"]),
    ("持普通护照人员每180日累计停留不超过90日。", ["180日 = duration 180 d", "90日 = duration 90 d, less_than"]),
    ("他今年38岁，从事物流行业15年。", ["38岁 = duration 38 y", "15年 = duration 15 y"]),
    ("仓储能力从2万标箱增至32.4万标箱。", ["2万标箱 = quantity 20000 TEU", "32.4万标箱 = quantity 324000 TEU"]),
    ("年内计划新增光伏装机2亿千瓦左右。", ["2亿千瓦 = quantity 200000000 kW, about"]),
    ("水位比昨日上涨0.35米，超警戒水位1.2米。", ["0.35米 = quantity 0.35 m, up", "1.2米 = quantity 1.2 m"]),
    (
        "航程近9000公里，飞行时间约11个小时。",
        ["9000公里 = quantity 9000 km, nearly", "11个小时 = duration 11 h, about"],
    ),
    ("据介绍，新厂占地面积15公顷，将创造就业岗位1200个。", ["15公顷 = quantity 15 ha", "1200个 = count 1200 other"]),
    ("根据第1234号决议，双方应在60天内答复。", ["60天 = duration 60 d"]),
    ("中哈（连云港）物流基地10年来完成货运量500万吨。", ["10年 = duration 10 y", "500万吨 = quantity 5000000 t"]),
    (
        "小麦亩产突破500公斤，总产量达到2800亿斤。",
        ["500公斤 = quantity 500 kg, more_than", "2800亿斤 = quantity 140000000000 kg"],
    ),
    ("保税区面积5.73平方公里，注册企业650户。", ["5.73平方公里 = quantity 5.73 km2", "650户 = count 650 companies"]),
    (
        "中亚五国总人口约8000万，面积400万平方公里。",
        ["8000万 = count 80000000 people, about", "400万平方公里 = quantity 4000000 km2"],
    ),
    ("该矿已探明储量为1200万盎司黄金。", ["1200万盎司 = quantity 12000000 oz"]),
    ("每架飞机可载客186人，航程5500海里。", ["186人 = count 186 people", "5500海里 = quantity 5500 nmi"]),
    (
        "火灾过火面积约300公顷，出动消防员400余名、消防车80辆。",
        ["300公顷 = quantity 300 ha, about", "400余名 = count 400 people, more_than", "80辆 = count 80 products"],
    ),
    (
        "水电站年均发电量为26.9亿千瓦时，总库容11.9亿立方米。",
        ["26.9亿千瓦时 = quantity 2690000000 kWh", "11.9亿立方米 = quantity 1190000000 m3"],
    ),
    (
        "他跑完42.195公里用时2小时6分钟。",
        ["42.195公里 = quantity 42.195 km", "2小时 = duration 2 h", "6分钟 = duration 6 min"],
    ),
    ("列车时速由120公里提高到160公里。", ["120公里 = quantity 120 km", "160公里 = quantity 160 km"]),
    ("哈方将向中方出口5000吨羊肉，首批200吨已于9月运抵。", ["5000吨 = quantity 5000 t", "200吨 = quantity 200 t"]),
    ("中国已连续两年成为哈最大贸易伙伴。", ["两年 = duration 2 y"]),
    (
        "哈方代表团一行30人将于下周抵达，为期5天的访问将签署10份文件。",
        ["30人 = count 30 people", "5天 = duration 5 d", "10份 = count 10 agreements"],
    ),
    ("天然气日输送量达到1.2亿立方米，创历史新高。", ["1.2亿立方米 = quantity 120000000 m3, record"]),
    ("企业需在15个工作日内提交3份材料。", ["15个工作日 = duration 15 d", "3份 = count 3 other"]),
    ("当天最高气温38度，最低气温零下5摄氏度。", ["38度 = quantity 38 °", "5摄氏度 = quantity 5 °C"]),
]
COUNTS = [
    (
        "截至9月末，全市共有中资企业1200余家，从业人员超过3万人。",
        ["1200余家 = count 1200 companies, more_than", "3万人 = count 30000 people, more_than"],
    ),
    (
        "来自30多个国家和地区的1500名采购商参加了本届展会。",
        ["30多个 = count 30 countries, more_than", "1500名 = count 1500 people"],
    ),
    (
        "一辆载有45人的客车发生侧翻，造成3人死亡、12人受伤。",
        ["45人 = count 45 people", "3人 = count 3 people", "12人 = count 12 people"],
    ),
    ("该大学在校学生3.2万人，其中留学生1500人。", ["3.2万人 = count 32000 people", "1500人 = count 1500 people"]),
    ("5G基站总数达到6.4万个。", ["6.4万个 = count 64000 other"]),
    ("国发〔2024〕12号文件提出了15条措施。", ["15条 = count 15 other"]),
    ("当天共有27趟列车通过，其中货运列车19趟。", ["27趟 = count 27 trains", "19趟 = count 19 trains"]),
    (
        "日均处理包裹20多万件，最高峰超过50万件。",
        ["20多万件 = count 200000 products, more_than", "50万件 = count 500000 products, more_than"],
    ),
    ("中国队以3比1战胜对手，夺得12枚金牌。", ["12枚 = count 12 other"]),
    (
        "地震造成200余间房屋受损，转移群众1.3万人次。",
        ["200余间 = count 200 other, more_than", "1.3万人次 = count 13000 people"],
    ),
    ("全国共有二十五个自由贸易试验区。", ["二十五个 = count 25 other"]),
    ("上世纪90年代，这里只有3家工厂。", ["3家 = count 3 companies"]),
    (
        "参赛选手来自50个国家，共设8个大项、120个小项。",
        ["50个 = count 50 countries", "8个 = count 8 other", "120个 = count 120 other"],
    ),
    ("十几个国家的代表出席，数百名观众到场，上万件展品亮相。", ["十几个 = count 10 countries, more_than"]),
    ("C919飞机已交付10架，航线增至12条。", ["10架 = count 10 products", "12条 = count 12 other"]),
    ("30余名记者和4位专家随团采访。", ["30余名 = count 30 people, more_than", "4位 = count 4 people"]),
    (
        "该组织现有9个成员国、3个观察员国和12个对话伙伴。",
        ["9个 = count 9 countries", "3个 = count 3 countries", "12个 = count 12 countries"],
    ),
    ("据不完全统计，全球有超过20亿人缺乏安全饮用水。", ["20亿人 = count 2000000000 people, more_than"]),
    ("班列通达欧洲21个国家130个城市。", ["21个 = count 21 countries", "130个 = count 130 other"]),
    (
        "其中15个项目已竣工，8个正在建设中，其余10个处于前期阶段。",
        ["15个 = count 15 projects", "8个 = count 8 projects", "10个 = count 10 projects"],
    ),
    ("该病毒COVID-19已造成700余万人死亡。", ["700余万人 = count 7000000 people, more_than"]),
    ("专家组由来自12家机构的26名专家组成。", ["12家 = count 12 companies", "26名 = count 26 people"]),
    (
        "该路局发送旅客1.6亿人次，日均40多万人次。",
        ["1.6亿人次 = count 160000000 people", "40多万人次 = count 400000 people, more_than"],
    ),
    ("每100名员工中就有8名外籍员工。", ["100名 = count 100 people", "8名 = count 8 people"]),
    ("参展企业中，世界500强企业达183家，创历史新高。", ["183家 = count 183 companies, record"]),
    ("这个拥有1.4亿人口的国家是最大买家。", ["1.4亿 = count 140000000 people"]),
    (
        "哈萨克斯坦有17个州、3个直辖市和89个城市。",
        ["17个 = count 17 regions", "3个 = count 3 regions", "89个 = count 89 other"],
    ),
    ("机场年旅客吞吐量首次突破1000万人次大关。", ["1000万人次 = count 10000000 people, more_than"]),
    ("与会的有20至30家企业，两三年内可见成效。", ["20至30家 = count 20..30 companies, range"]),
    (
        "全市新增确诊病例23例，治愈出院15例，密切接触者1200余人。",
        ["23例 = count 23 people", "15例 = count 15 people", "1200余人 = count 1200 people, more_than"],
    ),
    ("他表示，目前已有超过4700家中资企业在哈注册。", ["4700家 = count 4700 companies, more_than"]),
    ("平均每3个人中有1人使用该应用。", ["3个 = count 3 people", "1人 = count 1 people"]),
    ("出席会议的有张某等12人。", ["12人 = count 12 people"]),
    ("会议宣布了8项行动、100项具体举措。", ["8项 = count 8 other", "100项 = count 100 other"]),
    ("3家企业入围全球最具价值品牌500强。", ["3家 = count 3 companies"]),
    ("共有15国代表团与会，其中6国首次参展。", ["15国 = count 15 countries", "6国 = count 6 countries"]),
    ("来自40个最不发达国家的产品享受零关税。", ["40个 = count 40 countries"]),
    ("来自全球150个国家和地区的客商参会。", ["150个 = count 150 countries"]),
    ("他代表30名同事发言，并发表3篇论文。", ["30名 = count 30 people", "3篇 = count 3 other"]),
    ("出口手机3.2亿部，酒店客房间数达200间。", ["3.2亿部 = count 320000000 products", "200间 = count 200 other"]),
    ("每周3班航班往返于两地之间。", ["3班 = count 3 other"]),
    ("全世界3000万人口面临粮食短缺。", ["3000万 = count 30000000 people"]),
    ("例如30家企业已在园区落户。", ["30家 = count 30 companies"]),
]


@pytest.mark.parametrize(
    ("text", "expected"), TRAPS + PERIODS + RATIOS_AND_RANKS + PERCENTAGES + MONEY + MEASURES + COUNTS
)
def test_figures(text, expected):
    assert found(text, "zh") == expected


@pytest.mark.parametrize(
    ("text", "expected"), TRAPS + PERIODS + RATIOS_AND_RANKS + PERCENTAGES + MONEY + MEASURES + COUNTS
)
@pytest.mark.parametrize("space", ["\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}", "\N{THIN SPACE}"])
def test_any_space_is_a_space(text, expected, space):
    surfaces = [figure.partition(" = ")[2] for figure in found(text.replace(" ", space), "zh")]
    assert surfaces == [figure.partition(" = ")[2] for figure in expected]
