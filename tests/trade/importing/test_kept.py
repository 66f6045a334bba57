"""Copies of uploads between preview and confirmation: whole or not there, and forgotten after a day, by whomever."""

import os
import time
from pathlib import Path
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from trade.importing import kept

USER = SimpleNamespace(pk=7)


@pytest.fixture(autouse=True)
def _var(settings, tmp_path):
    settings.VAR_DIR = tmp_path


def upload(content: bytes = b"a,b") -> SimpleUploadedFile:
    return SimpleUploadedFile("trade.csv", content)


def names() -> set[str]:
    return {path.name for path in kept.folder().iterdir()}


def grown_old() -> Path:
    path = kept.keep(upload(), USER).path
    os.utime(path, (0, time.time() - kept.DAY - 1))
    return path


def test_a_copy_is_found_by_its_word_and_by_its_owner_alone():
    copy = kept.keep(upload(), USER)
    assert kept.find(copy.word, USER) == copy
    with pytest.raises(kept.Lost):
        kept.find(copy.word, SimpleNamespace(pk=8))


def test_those_of_yesterday_are_forgotten_and_those_of_today_stay():
    old, young = grown_old(), kept.keep(upload(), USER)
    new = kept.keep(upload(), USER)
    assert names() == {young.file, new.file}
    assert not old.exists()


@pytest.mark.parametrize("moment", ["stat", "unlink"])
def test_a_file_that_another_process_forgets_at_the_same_time_is_no_fault(moment, monkeypatch):
    old, real = grown_old(), getattr(Path, moment)

    def too_late(path, **how):
        if path == old:
            os.remove(path)
        return real(path, **how)

    monkeypatch.setattr(Path, moment, too_late)
    new = kept.keep(upload(), USER)
    assert names() == {new.file}


def test_a_copy_that_goes_while_it_is_looked_for_is_lost_and_no_fault(monkeypatch):
    copy = kept.keep(upload(), USER)
    word = copy.word
    copy.drop()
    copy.drop()
    monkeypatch.setattr(Path, "is_file", lambda path: True)
    with pytest.raises(kept.Lost):
        kept.find(word, USER)


def test_an_upload_that_breaks_off_leaves_nothing():
    class Broken(SimpleUploadedFile):
        def chunks(self, chunk_size=None):
            yield b"half"
            raise ConnectionError

    with pytest.raises(ConnectionError):
        kept.keep(Broken("trade.csv", b"whole"), USER)
    assert names() == set()


def test_nobody_sees_a_copy_before_it_is_whole():
    seen = []

    class Watched(SimpleUploadedFile):
        def chunks(self, chunk_size=None):
            for byte in b"abc":
                seen.append({Path(name).suffix for name in names()})
                yield bytes([byte])

    kept.keep(Watched("trade.csv", b"abc"), USER)
    assert seen == [{kept.HALF}] * 3
