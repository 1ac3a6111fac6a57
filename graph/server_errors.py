"""What can go wrong between us and a Neo4j server, told as what, where and what to do next.

    ServerError
    ├── AddressError        the URI is none that the driver can use (http://…, no scheme, no port)
    ├── UnreachableError    nothing answers there, or what answers is no Neo4j
    ├── EncryptionError     one side speaks TLS and the other does not, or the certificate is not trusted
    ├── PasswordError       user or password are wrong
    ├── DatabaseError       the server has no such database
    ├── VersionError        the server is older than we can write to
    ├── AccessError         the user may not write, or may not make constraints
    ├── BusyError           somebody else publishes there at this moment
    ├── ClashError          somebody's own node bears the IRI of one of ours, or breaks a constraint of ours
    ├── TooLargeError       one document is more than the server allows a transaction
    ├── DiskError           the server can write no more, most often because its disk is full
    └── BrokenOffError      the connection or the server failed half way; publishing again completes the graph

The driver's own words stand behind ours as the cause: `Neo.ClientError.Security.Unauthorized` alone helps nobody.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from neo4j.exceptions import DriverError, Neo4jError

SCHEMES = ("bolt", "bolt+s", "bolt+ssc", "neo4j", "neo4j+s", "neo4j+ssc")


class ServerError(Exception):
    """The server cannot be used as asked; `zh` and `en` say where, why, and what to do."""

    def __init__(self, where: str, zh: str, en: str) -> None:
        self.zh, self.en = f"{where}：{zh}", f"{where}: {en}"
        super().__init__(f"{where}: {zh} ({en})")


class AddressError(ServerError):
    """No address that the driver can use."""


class UnreachableError(ServerError):
    """Nothing answers there, or what answers is no Neo4j."""


class EncryptionError(ServerError):
    """TLS on one side only, or a certificate that is not trusted."""


class PasswordError(ServerError):
    """User or password are wrong."""


class DatabaseError(ServerError):
    """No such database on that server."""


class VersionError(ServerError):
    """A server older than Neo4j 5."""


class AccessError(ServerError):
    """The user may not do what publishing needs."""


class BusyError(ServerError):
    """Somebody else is publishing there."""


class ClashError(ServerError):
    """A node that is not ours stands where one of ours must go."""


class TooLargeError(ServerError):
    """A transaction takes more memory than the server allows."""


class DiskError(ServerError):
    """The server cannot write to its disk."""


class BrokenOffError(ServerError):
    """Failed half way; every document is there whole or not at all."""


def check_address(uri: str) -> None:
    """Refuses what the driver would answer with something that helps nobody."""
    try:
        parts = urlsplit(uri)
        known = parts.scheme in SCHEMES and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port that is no number
        known = False
    if not known:
        raise AddressError(
            uri,
            "不是 Bolt 地址；应如 bolt://localhost:7687，加密用 bolt+s:// 或 neo4j+s://；浏览器用的 http:// 端口不是它",
            "not a Bolt URI: write bolt://localhost:7687, with TLS bolt+s:// or neo4j+s://; the http:// port of the browser is another",
        )


def check_version(uri: str, agent: str) -> None:
    """`agent` is what the server calls itself: Neo4j/5.26.30."""
    number = agent.rpartition("/")[2].lstrip("v").partition(".")[0]
    if number.isdigit() and int(number) < 5:
        raise VersionError(
            uri,
            f"服务器是 {agent}，需要 Neo4j 5 或更新；请升级或换一台",
            f"the server is {agent}, Neo4j 5 or newer is needed: upgrade it, or publish to another",
        )


@contextmanager
def told(uri: str, database: str | None = None) -> Iterator[None]:
    """Whatever the driver raises within is raised as one of ours."""
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        yield
    except Neo4jError as error:
        raise _of_server(error, uri, database) from error
    except DriverError as error:
        raise _of_driver(error, uri) from error


def is_too_large(error: Neo4jError) -> bool:
    """Whether a transaction would take more memory than the server allows; trying it again as it is would not help."""
    return "OutOfMemory" in (error.code or "")


def _of_server(error: Neo4jError, uri: str, database: str | None) -> ServerError:
    """The server answered, and refused."""
    code, words = error.code or "", error.message or str(error)
    where = f"{uri} ({database})" if database else uri
    if ".Security.AuthenticationRateLimit" in code:
        return PasswordError(
            where, "口令错误次数过多，服务器暂时拒绝登录；稍后再试", "too many wrong passwords, the server refuses for a while: wait, then try again"
        )
    if ".Security.CredentialsExpired" in code:
        return PasswordError(
            where, "初始口令须先更改（ALTER CURRENT USER SET PASSWORD …）", "the initial password has to be changed first (ALTER CURRENT USER SET PASSWORD …)"
        )
    if ".Security.Unauthorized" in code or ".Security.TokenExpired" in code:
        return PasswordError(
            where, "用户名或口令不对；请检查 NEO4J_USERNAME 与 NEO4J_PASSWORD", "user or password are wrong: check NEO4J_USERNAME and NEO4J_PASSWORD"
        )
    if ".Security.Forbidden" in code or "ReadOnly" in code or ".Statement.AccessMode" in code:
        return AccessError(
            where, f"该用户权限不足（{words}）；请换用可写、可建约束的用户", f"the user lacks a right ({words}): use one who may write and make constraints"
        )
    if ".Database.DatabaseNotFound" in code:
        return DatabaseError(
            where,
            "没有这个数据库；SHOW DATABASES 可列出，不写 --database 则用默认库",
            "no such database: SHOW DATABASES lists them, without --database it is the default one",
        )
    if "DatabaseUnavailable" in code:
        return UnreachableError(
            where,
            "数据库未启动或不可用；请启动它（START DATABASE），起不来时看服务器的 logs/debug.log",
            "the database is not running: start it (START DATABASE); where it does not come up, the server's logs/debug.log says why",
        )
    if is_too_large(error):
        return TooLargeError(
            where,
            f"一份文件超过了服务器给一个事务的内存（{words}）；请调大 db.memory.transaction.max（或 dbms.memory.transaction.total.max），再发布一次",
            f"one document takes more memory than the server allows a transaction ({words}): raise db.memory.transaction.max"
            " (or dbms.memory.transaction.total.max), then publish again",
        )
    if ".DatabaseError.Transaction." in code or "No space left" in words:
        return DiskError(
            where,
            f"服务器写不进磁盘（{words}）；多半是磁盘满了：腾出空间，重启 Neo4j，再发布一次。每份文件或全在或全不在",
            f"the server cannot write to its disk ({words}), most often because it is full: make room, restart Neo4j, publish again."
            " Every document is there whole or not at all",
        )
    if ".Schema.Constraint" in code:
        return ClashError(
            where,
            f"别人的节点占用了我们的标签和 uri（{words}）；请改名或删除它，再发布",
            f"a node that is not ours bears a label and uri of ours ({words}): rename or remove it, then publish again",
        )
    return BrokenOffError(
        where,
        f"服务器报错 {code}（{words}）；每份文件或全在或全不在，再发布一次即补全",
        f"the server says {code} ({words}); every document is there whole or not at all: publish again",
    )


def _of_driver(error: DriverError, uri: str) -> ServerError:
    """No answer that the driver understands."""
    from neo4j.exceptions import ConfigurationError, UnsupportedServerProduct

    causes = list(_causes(error))
    words = str(causes[-1]).strip() or type(causes[-1]).__name__
    if isinstance(error, UnsupportedServerProduct) or "otification filtering" in words:  # which Neo4j has since 5.7
        return VersionError(uri, f"太旧或不是 Neo4j（{words}）；需要 Neo4j 5.7 或更新", f"too old, or no Neo4j ({words}): version 5.7 or newer is needed")
    if any("SSL" in type(cause).__name__ or "BoltSecurityError" in type(cause).__name__ for cause in causes):
        return EncryptionError(
            uri,
            f"加密连接未成（{words}）；服务器不加密用 bolt://，自签证书用 bolt+ssc://",
            f"no encrypted connection ({words}): use bolt:// where the server has no TLS, bolt+ssc:// where it signs its own certificate",
        )
    if isinstance(error, ConfigurationError):
        return AddressError(
            uri, f"驱动不接受此地址或设置（{words}）；应如 bolt://localhost:7687", f"the driver refuses this ({words}): write bolt://localhost:7687"
        )
    return UnreachableError(
        uri,
        f"连接不上（{words}）；服务器启动了吗，地址和端口（Bolt 默认 7687）对吗？只收加密连接的用 bolt+s://",
        f"no Neo4j answers ({words}): is it running, are host and port right (7687 by default)? One that takes TLS only wants bolt+s://",
    )


def _causes(error: BaseException) -> Iterator[BaseException]:
    """The error, what it came from, and what that came from; of a group the first."""
    cause: BaseException | None = error
    while cause is not None:
        yield cause
        cause = cause.exceptions[0] if isinstance(cause, BaseExceptionGroup) else cause.__cause__ or cause.__context__
