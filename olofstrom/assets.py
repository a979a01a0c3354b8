"""Static files as in production, hashed and compressed, made only when something in them has changed."""

import hashlib
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from whitenoise.storage import CompressedManifestStaticFilesStorage

from olofstrom.environment import EnvironmentFault


class HashedStaticFiles(CompressedManifestStaticFilesStorage):
    """Compressed files named by their content, where a script that imports another asks for it by that name."""

    support_js_module_import_aggregation = True


@contextmanager
def static_files_ready():
    """Collect, hash and compress the static files beside the work of the block, unless nothing in them has changed.

    A process of its own, since compressing takes as long as filling the database and computers have two cores.
    Raises EnvironmentFault when their folder cannot be filled.
    """
    root = Path(settings.STATIC_ROOT)
    mark = root.with_name(f".{root.name}.fingerprint")
    fingerprint = _fingerprint()
    if root.is_dir() and mark.is_file() and mark.read_text(encoding="ascii") == fingerprint:
        yield
        return
    # Emptied only where the mark shows that we filled it: the setting may point at a folder with other things in it.
    clear = ["--clear"] if mark.is_file() else []
    # Gone until the folder is whole: a start that is broken off fills it anew.
    mark.unlink(missing_ok=True)
    manage = str(settings.BASE_DIR / "manage.py")
    command = [sys.executable, manage, "collectstatic", "--no-input", "--verbosity", "0", *clear]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as collecting:
        try:
            yield
        except BaseException:
            # Or it would go on filling the folder on its own.
            collecting.kill()
            raise
        _, complaint = collecting.communicate()
    if collecting.returncode:
        raise EnvironmentFault(f"Mappen {root} kunde inte fyllas: {complaint.strip().rpartition('\n')[2]}")
    mark.write_text(fingerprint, encoding="ascii")


def _fingerprint():
    digest = hashlib.sha256(repr(settings.STORAGES["staticfiles"]).encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = Path(storage.path(path)).stat()
            digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\n".encode())
    return digest.hexdigest()
