"""Find a model file and read it as untrusted: nothing but plain numbers, strings and bytes can come out of it."""

from __future__ import annotations

import hashlib
import io
import pickle
import re
import zlib
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, NoReturn

from action_commitment.errors import ModelError
from action_commitment.judgement.model import Model

DEFAULT_MODEL = "zh-en"
MODEL_FILE = "model.joblib"
CARD_FILE = "CARD.md"
_LARGEST_FILE = 64 * 2**20
_LARGEST_CONTENT = 256 * 2**20
_DIGEST_RE = re.compile(r"^SHA-256 of `model\.joblib`: `([0-9a-f]{64})`", re.MULTILINE)


class _PlainUnpickler(pickle.Unpickler):
    """An unpickler that can name no class and no function, and so can run nothing."""

    def find_class(self, module: str, name: str) -> NoReturn:
        raise ModelError(f"it asks for {module}.{name}, and a model file holds plain data only; do not use it, train one of your own")

    def persistent_load(self, pid: Any) -> NoReturn:
        raise ModelError("it refers to objects outside the file; do not use it, train one of your own")


def load_plain(path: Path) -> Any:
    """What a joblib file of plain data holds; raises `ModelError` for anything else, and runs nothing that is in it."""
    return _unpack(_read(path), path)


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FILE:
            raise ModelError(f"{path}: larger than any model file ({_LARGEST_FILE >> 20} MiB); train it anew")
        return path.read_bytes()
    except OSError as error:
        raise ModelError(f"{path}: cannot be read ({error.strerror}); give the folder of a trained model") from None


def _unpack(raw: bytes, path: Path) -> Any:
    try:
        inflater = zlib.decompressobj()
        content = inflater.decompress(raw, _LARGEST_CONTENT)
        if not inflater.eof:
            raise ModelError("it is cut off, or grows beyond any model")
        return _PlainUnpickler(io.BytesIO(content)).load()
    except ModelError as error:
        raise ModelError(f"{path}: refused: {error}") from None
    except Exception as error:  # a damaged pickle can fail in any way; whatever it is, the file is unusable
        raise ModelError(f"{path}: damaged, or no model file ({type(error).__name__}); install or train it anew") from None


def find_model(model: str | Path | None) -> Path:
    """The folder of a model: a path given, else a name among those packaged, else in the checkout's `models/`."""
    if model is not None and Path(model).is_dir():
        return Path(model)
    name = DEFAULT_MODEL if model is None else str(model)
    if re.fullmatch(r"[A-Za-z0-9][\w-]*", name):
        packaged = Path(str(files("action_commitment"))) / "trained" / name
        checkout = Path(__file__).resolve().parents[2] / "models" / name
        for folder in (packaged, checkout):
            if (folder / MODEL_FILE).is_file():
                return folder
    raise ModelError(f"{name}: no such model; give the folder that `action-commitment train` wrote, or {DEFAULT_MODEL!r}")


@cache
def load_model(folder: Path) -> Model:
    """The model in a folder, its digest checked against its card first; raises `ModelError` where it cannot be trusted."""
    path = folder / MODEL_FILE
    try:
        stated = _DIGEST_RE.search((folder / CARD_FILE).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        stated = None
    if stated is None:
        raise ModelError(f"{folder}: no {CARD_FILE} that states the digest of {MODEL_FILE}; copy both, or train it anew")
    raw = _read(path)
    if hashlib.sha256(raw).hexdigest() != stated[1]:
        raise ModelError(f"{path}: is not the file that its card describes; install or train it anew")
    return Model(_unpack(raw, path))


def digest_line(path: Path) -> str:
    """The line of a card by which a model file is known."""
    return f"SHA-256 of `{MODEL_FILE}`: `{hashlib.sha256(_read(path)).hexdigest()}`"
