"""What lists of units call their columns."""

from lianxin.core.sheets import Field, FieldSet
from lianxin.registry.imports.kinds.resident_fields import looks_like_name, looks_like_phone
from lianxin.registry.rules.places import looks_like_community


def _looks_like_unit(text: str) -> bool:
    """A unit's name has three characters or more: 个, 台 or 2 under 单位 say how things are counted."""
    return len(text) >= 3 and not text.replace(".", "").isdigit()


ORGANIZATION_FIELDS = FieldSet(
    "organization",
    "单位名单",
    (
        Field(
            "community",
            "社区",
            ("所属社区", "所在社区", "社区名称", "居委会", "属地社区"),
            is_group=True,
            looks_like=looks_like_community,
        ),
        Field(
            "name",
            "单位名称",
            (
                *("学校名称", "学校(园)名称", "学校园名称", "园名称", "幼儿园名称", "网点名称", "酒店名称", "机构名称"),
                *("企业名称", "宾馆名称", "名称", "公司名称", "民宿名称", "商户名称", "店名", "单位", "学校", "网点"),
                *(
                    "银行网点",
                    "银行名称",
                    "支行名称",
                    "商家名称",
                    "店铺名称",
                    "酒店",
                    "旅馆名称",
                    "营业网点",
                    "物业公司名称",
                ),
                *("院校名称", "高校名称", "学院名称", "园所名称", "机构全称", "单位全称", "学校全称", "商铺名称"),
            ),
            is_required=True,
            looks_like=_looks_like_unit,
            avoid=(
                "物品",
                "科目",
                "商品",
                "产品",
                "设备",
                "药品",
                "课程",
                "专业",
                "文件",
                "材料",
                "活动",
                "案件",
                "小区",
                "楼盘",
            ),
        ),
        Field("aliases", "别名", ("简称", "又名", "曾用名")),
        Field(
            "type",
            "类型",
            (
                "类别",
                "单位类型",
                "单位类别",
                "办学层次",
                "学段",
                "行业",
                "机构类型",
                "学校类型",
                "性质类别",
                "行业类别",
            ),
        ),
        Field(
            "address",
            "地址",
            ("单位地址", "详细地址", "所在地", "地点", "经营地址", "学校地址", "注册地址", "网点地址"),
        ),
        Field("parent", "所属银行", ("主管部门", "上级单位", "所属行", "隶属单位", "举办者", "所属集团", "银行")),
        Field(
            "staff_total", "人数", ("职工人数", "员工数", "教职工数", "在职人数", "教职工人数", "员工人数", "从业人数")
        ),
        Field(
            "contact",
            "负责人",
            (
                *(
                    "安全负责人",
                    "联系人",
                    "负责人姓名",
                    "校长",
                    "园长",
                    "行长",
                    "经理",
                    "法人",
                    "法定代表人",
                    "法人代表",
                    "安全主任",
                ),
                *("联络员", "责任人", "治安负责人", "安全责任人", "法治副校长", "店长", "网点负责人", "经营者"),
            ),
            looks_like=looks_like_name,
        ),
        Field(
            "phone",
            "电话",
            (
                "手机",
                "固话",
                "联系电话",
                "固定电话",
                "手机号",
                "手机号码",
                "联系方式",
                "电话号码",
                "办公电话",
                "负责人电话",
            ),
            looks_like=looks_like_phone,
            join="、",
        ),
        Field("longitude", "经度", ("lng", "东经", "lon")),
        Field("latitude", "纬度", ("lat", "北纬")),
        Field(
            "point",
            "经纬度",
            ("坐标", "经纬度坐标", "地理坐标", "GPS坐标", "坐标位置", "位置坐标", "地图坐标"),
            join=",",
        ),
        Field("note", "备注", ("说明", "备注说明")),
    ),
    title_words=(
        "学校",
        "网点",
        "酒店",
        "幼儿园",
        "单位名单",
        "企业",
        "银行",
        "商户",
        "民宿",
        "联络表",
        "高校",
        "院校",
    ),
)
