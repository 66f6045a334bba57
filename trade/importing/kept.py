"""The copy of an uploaded file between preview and confirmation, and the signed word that leads to it.

Files lie in ``var/imports/`` under names of our own and for a day at most. The word holds the SHA-256 of what was
previewed and who uploaded it, so that exactly that is imported, and by them alone.
"""

import hashlib
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.core import signing
from django.core.files.uploadedfile import UploadedFile

LARGEST = 20 * 2**20
HALF = ".half"
DAY = 24 * 60 * 60
_SALT = "trade.importing.kept"


class Lost(Exception):
    """There is no such file any more, or it is not what was previewed, or it is somebody else's."""


@dataclass(frozen=True, slots=True)
class Kept:
    """``file`` is its name in the folder, ``name`` the one that it was uploaded under."""

    file: str
    name: str
    sha256: str
    user: int

    @property
    def path(self) -> Path:
        return folder() / self.file

    @property
    def word(self) -> str:
        return signing.dumps(asdict(self), salt=_SALT)

    def drop(self) -> None:
        self.path.unlink(missing_ok=True)


def folder() -> Path:
    return Path(settings.VAR_DIR) / "imports"


def keep(upload: UploadedFile, user: Any) -> Kept:
    """Keeps a copy, and forgets those of yesterday."""
    folder().mkdir(parents=True, exist_ok=True)
    _forget_old()
    kept = Kept(uuid4().hex, str(upload.name)[-255:], "", user.pk)
    half = kept.path.with_suffix(HALF)
    try:
        with half.open("wb") as copy:
            for chunk in upload.chunks():
                copy.write(chunk)
        digest = sha256_of(half)
        # Under its name there is the whole file or none, whoever looks and whenever the process dies.
        half.replace(kept.path)
    finally:
        half.unlink(missing_ok=True)
    return Kept(kept.file, kept.name, digest, user.pk)


def find(word: str, user: Any) -> Kept:
    """The file that *word* leads to; raises :class:`Lost`."""
    try:
        kept = Kept(**signing.loads(word, salt=_SALT, max_age=DAY))
    except (signing.BadSignature, TypeError) as error:
        raise Lost from error
    try:
        is_whole = sha256_of(kept.path) == kept.sha256
    except OSError as error:
        raise Lost from error
    if kept.user != user.pk or not is_whole:
        raise Lost
    return kept


def _forget_old() -> None:
    """Other processes, also of other hosts that share the folder, forget the same files at the same time."""
    for path in folder().iterdir():
        with suppress(OSError):
            if path.stat().st_mtime < time.time() - DAY:
                path.unlink()


def sha256_of(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
