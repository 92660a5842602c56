"""Every code a row can get: what it is called and what the clerk can do. docs/import-codes.md says more of each."""

from typing import NamedTuple

from lianxin.core.sheets import Issue, MappedRow, Severity


class Code(NamedTuple):
    severity: Severity
    label: str
    advice: str


_REJECT, _WARNING = Severity.REJECT, Severity.WARNING
CODES: dict[str, Code] = {
    "NAME_MISSING": Code(_REJECT, "没有姓名", "没有姓名就查不了重，也没法称呼。请补上姓名再传。"),
    "ID_DAMAGED": Code(_REJECT, "身份证号被表格软件改坏", "后几位已丢，系统不猜。请在原表把这一列设为文本后重填。"),
    "ID_CHECKSUM": Code(_REJECT, "身份证号最后一位对不上", "总有一位抄错了。请对照证件重填，不要只改最后一位。"),
    "ID_BIRTH_DATE": Code(_REJECT, "身份证号里的出生日期不存在", "请对照证件重填。"),
    "ID_LENGTH": Code(_REJECT, "证件号认不出", "居民身份证是 18 位(旧证 15 位);护照等请写完整。没有证件号就留空。"),
    "ID_INVENTED": Code(_REJECT, "身份证号是虚构号段", "990101 开头的号码只在演示里能用。请填真实证件号。"),
    "ID_CONFLICT": Code(_REJECT, "同一证件号有两个姓名", "一个号码只能是一个人。请对照证件，改正姓名或号码。"),
    "COMPOUND_UNKNOWN": Code(_REJECT, "小区不在底数里", "请改成底数里的小区名或别名，或先补录小区再传。"),
    "COMPOUND_AMBIGUOUS": Code(_REJECT, "小区名对得上不止一个", "请写全名(含期数),或写明社区。"),
    "COMMUNITY_MISSING": Code(_REJECT, "没有写社区", "请补上所属社区。"),
    "COMMUNITY_UNKNOWN": Code(_REJECT, "社区不在底数里", "请先导入小区底数，或改成已有的社区名。"),
    "TYPE_UNKNOWN": Code(
        _REJECT, "单位类型认不出", "请写学校、幼儿园、银行网点、酒店、民宿、物业公司、商户、企业或居委会。"
    ),
    "ROLE_UNKNOWN": Code(_REJECT, "岗位认不出", "请写所长、队长、内勤、值班室、审核员、社区民警、辅警或大厅民警。"),
    "LOGIN_TAKEN": Code(_REJECT, "账号已有人用", "请换一个账号，或留空由系统编号。"),
    "CELL_ERROR": Code(_REJECT, "单元格里是公式错误", "请在原表改正公式，或直接填上内容。"),
    "DATE_IN_FUTURE": Code(_WARNING, "日期晚于今天", "这一行照收，日期没有存。请核对是否写错年份。"),
    "DATE_UNREAD": Code(_WARNING, "日期读不出", "这一行照收，日期没有存。"),
    "BIRTH_MISMATCH": Code(_WARNING, "出生日期与身份证号不符", "以身份证号为准。"),
    "GENDER_MISMATCH": Code(_WARNING, "性别与身份证号不符", "以身份证号为准。"),
    "GENDER_UNREAD": Code(_WARNING, "性别读不出", "这一行照收，性别没有存。"),
    "EXAM_UNREAD": Code(_WARNING, "看不出家里有没有考生", "这一行照收，考生一项没有存。请写“是”或“否”。"),
    "PHONE_INVALID": Code(_WARNING, "电话号码不对", "这一行照收，电话没有存；原有的电话不动。"),
    "PHONE_EXTRA": Code(_WARNING, "一格里有几个电话", "只存第一个能用的号码。"),
    "AREA_UNKNOWN": Code(_WARNING, "身份证号的地区码没见过", "号码照收。地区码常有变动，抄错的可能也有，请核对。"),
    "ID_15_CONVERTED": Code(_WARNING, "15 位身份证号升为 18 位", "按国家标准换算，不用处理。"),
    "DOOR_UNREAD": Code(_WARNING, "门牌读不懂", "原文照存并标出，不猜。可以在户里改成 楼栋-单元-室。"),
    "DOOR_MISSING": Code(_WARNING, "没有门牌", "先放在小区的“未填门牌”下，补上门牌后才排得进走访。"),
    "DUPLICATE_POSSIBLE": Code(_WARNING, "像是已登记的人", "当新人收下，请核对后合并，或留作两人。"),
    "DUPLICATE_DIFFERS": Code(_WARNING, "重复的行内容不一样", "以文件里靠前的一行为准，请核对。"),
    "COMMUNITY_DIFFERS": Code(_WARNING, "社区与底数不一致", "小区按名称对上了，社区以底数为准。"),
    "COUNT_UNREAD": Code(_WARNING, "数目读不出", "这一行照收，这个数没有存。"),
    "POINT_OUTSIDE": Code(_WARNING, "坐标不对", "不在国内或经纬度写反，坐标没有存。"),
    "POINT_INCOMPLETE": Code(_WARNING, "坐标只有一半", "经度纬度要成对，坐标没有存。"),
    "AREA_OF_DUTY_UNKNOWN": Code(_WARNING, "责任社区不在底数里", "账号照建，这个社区没有分给他。"),
}


def issue(code: str, row: MappedRow, field: str, seen: str = "", sentence: str = "") -> Issue:
    """One thing wrong with one cell of a row."""
    entry = CODES[code]
    return Issue(
        code, entry.severity, row.sheet, row.number, row.column(field), seen, sentence or entry.label, entry.advice
    )
