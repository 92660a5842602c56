import json
import stat

import pytest

from lianxin.core.keys import KeyFileUnreadable, load


def test_the_first_start_makes_keys_only_the_owner_can_read(tmp_path):
    path = tmp_path / "deep" / "keys.json"

    ring = load(path)

    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert ring == load.__wrapped__(path)
    assert [file.name for file in path.parent.iterdir()] == ["keys.json"]


def test_two_deployments_never_share_a_key(tmp_path):
    one, other = load(tmp_path / "a.json"), load(tmp_path / "b.json")

    assert one.index != other.index and one.fields["k1"] != other.fields["k1"] and one.secret_key != other.secret_key


@pytest.mark.parametrize("cipher,digest", [("aes", "sha256"), ("sm4", "sm3")])
def test_the_first_start_settles_the_hash_of_the_indexes(tmp_path, cipher, digest):
    path = tmp_path / "keys.json"

    assert load(path, cipher).digest == digest
    assert load(path, "sm4").digest == load(path, "aes").digest == digest


def test_a_printed_keyring_shows_no_key(tmp_path):
    ring = load(tmp_path / "keys.json")

    assert ring.secret_key not in repr(ring) and repr(ring.index) not in repr(ring)


@pytest.mark.parametrize(
    "change",
    [
        {"current": "k2"},
        {"index": "not base64!"},
        {"index": "c2hvcnQ="},
        {"audit": None},
        {"secret_key": "short"},
        {"fields": {"k1": "c2hvcnQ="}},
        {"fields": {"k.1": "QUFBQUFBQUFBQUFBQUFBQQ=="}, "current": "k.1"},
        {"digest": "md5"},
    ],
)
def test_a_damaged_key_file_stops_with_a_sentence(tmp_path, change):
    path = tmp_path / "keys.json"
    load(path)
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))

    with pytest.raises(KeyFileUnreadable, match="无法解密"):
        load.__wrapped__(path)


@pytest.mark.parametrize("content", ["", "[]", "{", "\x00\x01"])
def test_a_file_that_is_no_key_file_is_never_overwritten(tmp_path, content):
    path = tmp_path / "keys.json"
    path.write_text(content)

    with pytest.raises(KeyFileUnreadable):
        load(path)

    assert path.read_text() == content
