"""Sets a paper as PDF with typst: one template for all papers, the data beside it as JSON, never as code."""

import json
from collections.abc import Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from tempfile import TemporaryDirectory

import segno
import typst

from aftersales.errors import RegisterRefusal
from aftersales.papers.content import Content

_FONTS = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "PingFang SC",
    "Microsoft YaHei",
    "WenQuanYi Zen Hei",
)
# What the first bytes say; anything else is named on the paper instead of shown.
_KINDS = {b"\x89PNG": "png", b"\xff\xd8\xff": "jpg", b"GIF8": "gif", b"RIFF": "webp"}


class FontMissing(RegisterRefusal):
    """The machine has no font with Chinese characters."""

    zh = "服务器没有中文字体，无法排版。请安装：sudo apt-get install fonts-noto-cjk"

    def __init__(self) -> None:
        super().__init__(
            "The server has no font with Chinese characters. Install one: sudo apt-get install fonts-noto-cjk"
        )


def typeset(content: Content, pictures: Mapping[str, bytes]) -> bytes:
    """Return a paper as PDF.

    `pictures` are the attachments that it shows, by id; those that are missing are named instead.

    Raises:
        FontMissing: no font here has Chinese characters.
    """
    try:
        return _set(content, pictures)
    except typst.TypstError:
        whole = {key: data for key, data in pictures.items() if _is_whole(data)}
        if len(whole) == len(pictures):
            raise
        return _set(content, whole)


def _set(content: Content, pictures: Mapping[str, bytes]) -> bytes:
    font = _font()
    with TemporaryDirectory(prefix="anxin-paper-") as name:
        folder = Path(name)
        files = {key: _put(folder, at, data) for at, (key, data) in enumerate(pictures.items())}
        shown = {key: file for key, file in files.items() if file is not None}
        data = json.dumps(_told(content, shown, font), ensure_ascii=False)
        (folder / "data.json").write_text(data, "utf-8")
        if content.link:
            segno.make(content.link, error="m").save(str(folder / "qr.svg"), border=0)
        source = folder / "paper.typ"
        source.write_bytes(resources.files("aftersales.papers").joinpath("paper.typ").read_bytes())
        return _pdf(source)


def _pdf(source: Path) -> bytes:
    made = typst.compile(str(source), root=str(source.parent), format="pdf")
    assert isinstance(made, bytes)  # noqa: S101 - a PDF is one file
    return made


def _is_whole(data: bytes) -> bool:
    """Say whether a picture can be set: what a phone sent may be cut short."""
    with TemporaryDirectory(prefix="anxin-paper-") as name:
        file = _put(Path(name), 0, data)
        source = Path(name) / "paper.typ"
        source.write_text("" if file is None else f'#image("{file}")', "utf-8")
        try:
            _pdf(source)
        except typst.TypstError:
            return False
    return True


@cache
def _font() -> str:
    known = set(typst.Fonts().families())
    for family in _FONTS:
        if family in known:
            return family
    raise FontMissing


def _put(folder: Path, at: int, data: bytes) -> str | None:
    """Lay a picture beside the paper; None where it is none that can be set."""
    kind = next((kind for begin, kind in _KINDS.items() if data.startswith(begin)), None)
    if kind is None:
        return None
    name = f"picture-{at}.{kind}"
    (folder / name).write_bytes(data)
    return name


def _told(content: Content, shown: Mapping[str, str], font: str) -> Mapping[str, object]:
    return {
        "title": content.title,
        "language": content.language,
        "font": font,
        "case_number": content.case_number,
        "printed_at": content.printed_at,
        "has_link": content.link is not None,
        "words": dict(content.words),
        "signers": list(content.signers),
        "parts": [
            {
                "title": part.title,
                "lines": part.lines,
                "tables": part.tables,
                "pictures": [(title, shown[key]) for title, key in part.pictures if key in shown],
                "files": [(title, key) for title, key in part.pictures if key not in shown],
            }
            for part in content.parts
        ],
    }
