"""Old Word and WPS files as .docx, through LibreOffice where it is installed: 关于….doc, 方案.wps. Where it is not, a refusal that says how to get on.

It runs without a window, under a profile of its own in which macros are off and links are not followed, in a folder that goes afterwards, with limits on
memory, size and time. What it writes is read like any .docx.
"""

from __future__ import annotations

import atexit
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from pathlib import Path

from loaders.errors import DamagedFileError, LimitExceededError, MissingProgramError, Words

SECONDS = 120
_MEMORY = 4 << 30
_LARGEST = 256 << 20
_NAMED = "POLICYGRAPH_SOFFICE"
_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.com",
    "C:/Program Files (x86)/LibreOffice/program/soffice.com",
    "/opt/libreoffice/program/soffice",
)
_LIMITED = (
    "import os, resource, sys; "
    f"resource.setrlimit(resource.RLIMIT_AS, ({_MEMORY}, {_MEMORY})); resource.setrlimit(resource.RLIMIT_FSIZE, ({_LARGEST}, {_LARGEST})); "
    f"resource.setrlimit(resource.RLIMIT_CPU, ({SECONDS}, {SECONDS})); resource.setrlimit(resource.RLIMIT_CORE, (0, 0)); os.execv(sys.argv[1], sys.argv[1:])"
)
_SETTINGS = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse"><value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks" oor:op="fuse"><value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Writer/Content/Update"><prop oor:name="Link" oor:op="fuse"><value>2</value></prop></item>
</oor:items>
"""
_LOCK = threading.Lock()
_profiles: dict[int, Path] = {}


def program() -> str | None:
    """Where LibreOffice is: named by POLICYGRAPH_SOFFICE, on the path, or where its installers put it."""
    named = os.environ.get(_NAMED)
    if named:
        return named if Path(named).is_file() else None
    return shutil.which("soffice") or shutil.which("libreoffice") or next((place for place in _PLACES if Path(place).is_file()), None)


def _profile() -> Path:
    """The profile of this process, made once: starting with a new one takes seconds."""
    if os.getpid() not in _profiles:
        folder = Path(tempfile.mkdtemp(prefix="policygraph-office-"))
        (folder / "user").mkdir()
        (folder / "user" / "registrymodifications.xcu").write_text(_SETTINGS, encoding="utf-8")
        _profiles[os.getpid()] = folder
    return _profiles[os.getpid()]


@atexit.register
def _clean_up() -> None:
    if (folder := _profiles.pop(os.getpid(), None)) is not None:
        shutil.rmtree(folder, ignore_errors=True)


def as_docx(data: bytes, path: str) -> bytes:
    """The same document as .docx; raises `LoadError`."""
    found = program()
    if found is None:
        raise MissingProgramError(
            path,
            Words(
                "旧版 Word 或 WPS 文件要靠 LibreOffice 打开，这台机器上没有找到", "old Word and WPS files are opened by LibreOffice, which was not found here"
            ),
            Words(
                f"请安装 LibreOffice（apt install libreoffice-writer-nogui），或用环境变量 {_NAMED} 指明 soffice；也可在 Word 或 WPS 中另存为 .docx",
                f"Install LibreOffice (apt install libreoffice-writer-nogui), or name its soffice in {_NAMED}; or save the file as .docx in Word or WPS",
            ),
        )
    with _LOCK, tempfile.TemporaryDirectory(prefix="policygraph-office-") as name:
        folder = Path(name)
        given = folder / ("given.rtf" if data.startswith(b"{\\rtf") else "given.doc")
        given.write_bytes(data)
        _convert(found, given, folder / "out", path)
        made = folder / "out" / "given.docx"
        if not made.is_file():
            reason = Words(
                "LibreOffice 打不开这份文件（损坏、有密码，或不是 Word、WPS 文档）",
                "LibreOffice cannot open it (damaged, under a password, or no Word or WPS document)",
            )
            raise DamagedFileError(
                path, reason, Words("请在 Word 或 WPS 中打开，另存为 .docx 后再读", "Open it in Word or WPS, save it as .docx and read that")
            )
        return made.read_bytes()


def _convert(found: str, given: Path, out: Path, path: str) -> None:
    order = [found, f"-env:UserInstallation={_profile().as_uri()}", "--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"]
    order += ["--convert-to", "docx:MS Word 2007 XML", "--outdir", str(out), str(given)]
    if os.name == "posix":
        order = [sys.executable, "-I", "-c", _LIMITED, *order]
    with subprocess.Popen(
        order, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=os.name == "posix"
    ) as process:
        try:
            process.wait(timeout=SECONDS)
        except subprocess.TimeoutExpired as error:
            reason = Words(f"LibreOffice 打开它超过 {SECONDS} 秒，已中止", f"LibreOffice took more than {SECONDS} seconds to open it and was stopped")
            raise LimitExceededError(path, reason, Words("请在 Word 或 WPS 中另存为 .docx 后再读", "Save it as .docx in Word or WPS and read that")) from error
        finally:
            if process.poll() is None:  # with all that it started
                if os.name == "posix":
                    os.killpg(process.pid, signal.SIGKILL)
                else:
                    process.kill()
