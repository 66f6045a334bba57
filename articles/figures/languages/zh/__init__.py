"""Chinese, in simplified characters. Every character is a word to the scanner; phrases are written without spaces."""

from articles.figures.language import Language
from articles.figures.languages.zh.cues import CUES
from articles.figures.languages.zh.nouns import NOUNS
from articles.figures.languages.zh.numerals import NUMERALS
from articles.figures.languages.zh.periods import PERIODS
from articles.figures.languages.zh.units import UNITS

LANGUAGE = Language(
    code="zh",
    decimal_comma=False,
    last_noun=True,
    refuse_before="""
        № | no. | no | 编号 | 文号 | 邮编 | 传真 | qq | 波音 | 空客 | 长征 | 嫦娥 | 神舟 | 天舟 | 高速g
        | 邮政编码 | 联系电话 | 股票代码 | 证券代码 | 前 (top | 〔 | ﹝ | hs | hs编码 | 税号 | 税则号列
        | 统一社会信用代码 | 附件 | 附表 | 附录 | 番 | 两个 | 东经 | 黄金 | 北纬 | 南纬 | 西经 | 门牌 gb | iso
        | iphone | 拨打 | 人大 | 政协 | tel | fax | 批号 | 学号 | 身份证号 | top | 见图 | 如图 | 见表 | 如表
        | 联系电话 | 排行榜top
    """,
    refuse_after="""
        强 | 号 | 条例 | 条款 | 世纪 | 年代 | 年级 | 位数 | 成立 | 成为 | 成员 | 成果 | 成功 | 成都 | 成本
        | 成交 | 成长 | 成效 | 成熟 | 号线 | 路公交 | 线城市 | 点钟 | 人制 | 项全能 | 国集团 | 带一路 | 期工程
        | 代机 | 维码 | 次元 | 手车 | 手房 | 位一体 | 方会谈 | 日游 | 国峰会 | 级风 | 代人 | 个中国 | 元化
        | 方面的 | 日晚 | 日上午 | 日下午 | 时许 | 方达 | 方合作 | 方协 | 方机制 | 家之言 | 届人大
        | 届一中全会 | 届二中全会 | 届三中全会 | 届四中全会 | 届五中全会 | 届六中全会 | 届中央 | 届全国
        | 届全会 | 大报告 | 元论 | 米之内的 | 项基本 | 项权 | 年级学生 | 人世 | 人工智能 | 方安全 | 方关系
        | 个一百年 | 个自信 | 个维护 | 个意识 | 步走 | 匹狼 | 台山 | 股势力 | 番五次 | 国道 | 列出
        | 年如一日 年一度 | 亚市 | 江市 | 门峡 | 堰市 | 个文明 | 个代表 | 个全面 | 个确立 | 级市场 | 农问题
        | 农工作 | 农发展 | 农领域 | 农干部
    """,
    list_words="和 | 及 | 与 | 以及 | 或 | 、",
    range_words="至 | 到",
    range_before="介于 | 在 | 区间为 | 约",
    change_from="从 | 由 | 自",
    **NUMERALS,
    **UNITS,
    **NOUNS,
    **CUES,
    **PERIODS,
)
