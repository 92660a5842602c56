"""What can be wrong with a whole file or sheet, as one typed exception with a sentence a clerk can act on."""

from enum import StrEnum


class ProblemCode(StrEnum):
    """This will name every reason for which a file is refused as a whole."""

    NOT_A_SPREADSHEET = "NOT_A_SPREADSHEET"
    EMPTY_FILE = "EMPTY_FILE"
    PASSWORD_PROTECTED = "PASSWORD_PROTECTED"
    TOO_LARGE = "TOO_LARGE"
    FORMULA_WITHOUT_VALUE = "FORMULA_WITHOUT_VALUE"
    NO_HEADER = "NO_HEADER"
    NOT_A_ROSTER = "NOT_A_ROSTER"
    WRONG_KIND = "WRONG_KIND"
    MIXED_KINDS = "MIXED_KINDS"

    @property
    def label(self) -> str:
        return PROBLEM_LABELS[self]


PROBLEM_LABELS: dict[ProblemCode, str] = {
    ProblemCode.NOT_A_SPREADSHEET: "不是表格文件",
    ProblemCode.EMPTY_FILE: "文件是空的",
    ProblemCode.PASSWORD_PROTECTED: "文件有密码",
    ProblemCode.TOO_LARGE: "文件太大",
    ProblemCode.FORMULA_WITHOUT_VALUE: "公式没有存下结果",
    ProblemCode.NO_HEADER: "找不到表头",
    ProblemCode.NOT_A_ROSTER: "不是名单",
    ProblemCode.WRONG_KIND: "名单种类不对",
    ProblemCode.MIXED_KINDS: "一个文件里混了两种名单",
}


class SheetProblem(Exception):
    """This will stop an import before anything is written: `message` says what is wrong, `advice` what to do."""

    def __init__(
        self,
        code: ProblemCode,
        message: str,
        advice: str,
        *,
        sheet: str = "",
        cell: str = "",
        looks_like: str = "",
    ) -> None:
        super().__init__(f"{message}{advice}")
        self.code = code
        self.message = message
        self.advice = advice
        self.sheet = sheet
        self.cell = cell
        self.looks_like = looks_like
