"""Invents people and addresses: common surnames and given names put together at random; nobody is real."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources
from random import Random

SURNAMES = "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董潘袁蔡蒋余"
_GIVEN = (
    "晓梅 国栋 立新 建华 雅婷 子涵 思远 明辉 丽娟 海燕 志强 春生 文静 佳怡 浩然 雨桐 振宇 秀兰 德胜 慧敏",
    "欣怡 俊杰 玉珍 少华 永康 美玲 伟东 嘉豪 若曦 宏伟 淑芬 天宇 可欣 庆丰 晓东 云飞 诗雨 家明 桂英 一鸣",
)
GIVEN = tuple(name for line in _GIVEN for name in line.split())
STREETS = (
    "文苑",
    "滨河",
    "长青",
    "人民",
    "建设",
    "和平",
    "新华",
    "朝晖",
    "学府",
    "友谊",
    "南湖",
    "安居",
    "丰泽",
)
ESTATES = ("锦绣花园", "阳光家园", "翠湖名苑", "星河湾", "和润府", "碧桂雅居", "金色年华", "书香里")


@dataclass(frozen=True, slots=True)
class Place:
    """An invented address in a real district."""

    province: str
    city: str
    district: str
    street: str


@cache
def divisions() -> Mapping[str, Mapping[str, Sequence[str]]]:
    """Return provinces with their cities and districts."""
    return tomllib.loads(resources.files("aftersales.sample").joinpath("divisions.toml").read_text("utf-8"))


def a_name(dice: Random) -> str:
    """Return an invented name."""
    return dice.choice(SURNAMES) + dice.choice(GIVEN)


def a_phone(number: int) -> str:
    """Return a telephone number that is plainly made up."""
    return f"1390000{number:04d}"


def a_place(dice: Random) -> Place:
    """Return an invented address."""
    province = dice.choice(sorted(divisions()))
    city = dice.choice(sorted(divisions()[province]))
    street = (
        f"{dice.choice(STREETS)}路 {dice.randint(1, 399)} 号{dice.choice(ESTATES)} "
        f"{dice.randint(1, 28)} 幢 {dice.randint(1, 3)} 单元 {dice.randint(1, 33)}{dice.randint(1, 4):02d} 室"
    )
    return Place(province, city, dice.choice(divisions()[province][city]), street)


def chance(dice: Random, percent: int) -> bool:
    """Say whether something happens that happens so often."""
    return dice.randrange(100) < percent
