from lianxin.core.errors import InvalidInput, LianxinError


class NoteTooLong(InvalidInput):
    code = "NOTE_TOO_LONG"
    message = "备注最多 {limit} 个字。"


def test_the_sentence_is_filled_from_the_context():
    problem = NoteTooLong(limit=300, fields={"note": "太长"})

    assert problem.detail == str(problem) == "备注最多 300 个字。"
    assert problem.fields == {"note": "太长"} and problem.status == 422


def test_every_concrete_error_is_caught_by_its_kind():
    assert isinstance(NoteTooLong(limit=1), LianxinError)
