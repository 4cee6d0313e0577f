"""Which files are taken in: by ending, by what their first bytes say, by size."""

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import Annotated, Final

from fastapi import File, UploadFile

from api.refusals import BodyMalformed, FileTypeRefused

# Ending → media type and the bytes with which such a file begins. Nothing that a browser would run.
_ACCEPTED: Final[Mapping[str, tuple[str, tuple[bytes, ...]]]] = {
    ".jpg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".jpeg": ("image/jpeg", (b"\xff\xd8\xff",)),
    ".png": ("image/png", (b"\x89PNG\r\n\x1a\n",)),
    ".webp": ("image/webp", (b"RIFF",)),
    ".heic": ("image/heic", (b"\x00\x00\x00",)),
    ".pdf": ("application/pdf", (b"%PDF-",)),
    ".mp4": ("video/mp4", (b"\x00\x00\x00",)),
    ".txt": ("text/plain", (b"",)),
    ".csv": ("text/csv", (b"",)),
    ".docx": ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", (b"PK\x03\x04",)),
    ".xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", (b"PK\x03\x04",)),
}
_MODELS: Final = (".bpmn", ".dmn", ".json")

Attached = Annotated[UploadFile, File(description=f"One file: {', '.join(_ACCEPTED)}; at most 10 MB.")]
ModelFiles = Annotated[
    list[UploadFile],
    File(description=f"Model files ({', '.join(_MODELS)}); their names may hold folders.", max_length=500),
]


def accepted_file(file: UploadFile) -> tuple[str, str, bytes]:
    """Return name, media type and content of an uploaded file.

    The media type follows from the ending, never from what the client claims.

    Raises:
        FileTypeRefused: it is none that we keep, or its content is something else.
    """
    name = _name_of(file)
    kind = _ACCEPTED.get(PurePosixPath(name.lower()).suffix)
    content = file.file.read()
    if kind is None or not content.startswith(kind[1]):
        raise FileTypeRefused(name, tuple(_ACCEPTED))
    return PurePosixPath(name).name, kind[0], content


def model_files(files: Sequence[UploadFile]) -> dict[str, bytes]:
    """Return uploaded model files by name.

    Raises:
        FileTypeRefused: one is no model file.
        BodyMalformed: two have the same name.
    """
    found: dict[str, bytes] = {}
    for file in files:
        name = _name_of(file)
        if PurePosixPath(name).suffix not in _MODELS:
            raise FileTypeRefused(name, _MODELS)
        if name in found:
            raise BodyMalformed(f"two files are named {name!r}")
        found[name] = file.file.read()
    return found


def _name_of(file: UploadFile) -> str:
    name = (file.filename or "").replace("\\", "/").strip("/")
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or len(name) > 300 or not name.isprintable():  # noqa: PLR2004 - as ids
        raise BodyMalformed("a file has no usable name")
    return name
