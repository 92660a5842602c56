"""Why an import cannot go on as asked."""

from lianxin.core.errors import StateConflict


class NothingToWrite(StateConflict):
    code = "NOTHING_TO_WRITE"
    title = "没有可写入的"
    message = "没有可写入的：文件里的每一行，底数里都有了，或者要退回。"


class PreviewOutdated(StateConflict):
    code = "PREVIEW_OUTDATED"
    title = "底数刚变过"
    message = "您确认之后，底数又有了变化。已按现在的底数重新核对，还没有写入；请再看一遍，再确认。"


class BatchNotReady(StateConflict):
    code = "BATCH_NOT_READY"
    message = "这一批现在的状态是“{state}”，不能这样做。"


class FileGone(StateConflict):
    code = "STAGED_FILE_GONE"
    title = "暂存的文件已清除"
    message = "暂存的文件满 24 小时已清除。请重新上传。"


class ImportInUse(StateConflict):
    code = "IMPORT_IN_USE"
    title = "不能撤销了"
    message = "这一批写入的内容已有后来的记录用到，不能整批撤销：{blockers}。"
