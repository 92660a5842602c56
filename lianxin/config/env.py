"""Typed readings of the environment; a wrong value stops the start with a sentence."""

import os
from collections.abc import Mapping
from pathlib import Path


class WrongSetting(RuntimeError):
    """A value in the environment cannot be used."""


class Environment:
    """Reads `LIANXIN_…` values; `NAME_FILE` names a file that holds a secret value."""

    def __init__(self, values: Mapping[str, str] = os.environ) -> None:
        self._values = values

    def text(self, name: str, default: str = "") -> str:
        held_in = self._values.get(f"{name}_FILE")
        if held_in is None:
            return self._values.get(name, default)
        try:
            return Path(held_in).read_text().strip()
        except (OSError, UnicodeDecodeError) as problem:
            raise WrongSetting(f"{name}_FILE 指向的文件 {held_in} 读不出来({type(problem).__name__})。") from problem

    def switch(self, name: str, default: bool = False) -> bool:
        value = self.text(name, "1" if default else "0").lower()
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"0", "false", "no", "off", ""}:
            return False
        raise WrongSetting(f"{name}={value} 不是开关值。请写 1 或 0。")

    def number(self, name: str, default: int, *, least: int, most: int) -> int:
        value = self.text(name, str(default))
        if not (value.isascii() and value.isdecimal()) or not least <= int(value) <= most:
            raise WrongSetting(f"{name}={value} 不对。请写 {least} 到 {most} 之间的整数。")
        return int(value)

    def choice(self, name: str, default: str, allowed: tuple[str, ...]) -> str:
        value = self.text(name, default)
        if value not in allowed:
            raise WrongSetting(f"{name}={value} 不对。可用的值：{'、'.join(allowed)}。")
        return value

    def folder(self, name: str, default: str) -> Path:
        """An absolute path of a folder that exists after this call."""
        path = Path(self.text(name, default)).expanduser().absolute()
        try:
            path.mkdir(parents=True, exist_ok=True)
        except OSError as problem:
            raise WrongSetting(f"{name}={path} 建不了这个文件夹：{problem.strerror}。") from problem
        return path

    def words(self, name: str, default: str) -> list[str]:
        return [word.strip() for word in self.text(name, default).split(",") if word.strip()]
