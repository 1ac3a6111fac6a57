"""What is too much to be seen is put together, said, and still all in the table."""

from __future__ import annotations

from graph.pictures.agency import agency_net
from graph.pictures.document import PicturedDocument, document_net
from graph.pictures.gathering import gathered
from graph.pictures.net import Net
from graph.pictures.tasks import Row, tasks_of
from tests.graph.pictures.made import IP, row


def rows(tasks: int, documents: int) -> list[Row]:
    """So many tasks in so many documents, each with the finance bureau of a city of its own."""
    made: list[Row] = []
    for number in range(tasks):
        document = f"计划{number % documents}"
        stands: dict[str, str] = {"document": document, "source": f"iri:{document}"}
        other = f"重庆市{number}街道财政局" if number % 2 else "广州市财政局"
        made += [row(number, IP, "lead", f"任务{number}", **stands), row(number, other, "support", f"任务{number}", **stands)]
    return made


def names(net: Net) -> list[str]:
    return [node.name for node in net.nodes]


def test_a_net_that_can_be_seen_stays_as_it_is() -> None:
    net = agency_net([IP], tasks_of(rows(10, 2)))
    assert gathered(net, most=100) is net


def test_tasks_are_put_together_by_document_and_the_page_says_so() -> None:
    net = agency_net([IP], tasks_of(rows(40, 2)))
    fewer = gathered(net, most=30)
    assert "《计划0》的20项内容" in names(fewer)
    assert "《计划1》的20项内容" in names(fewer)
    assert len(fewer.facts) == 40
    assert "按文件归并" in fewer.remarks[-1].zh
    assert str(len(net.nodes)) in fewer.remarks[-1].zh
    assert all(link.source < len(fewer.nodes) and link.target < len(fewer.nodes) for link in fewer.links)
    assert sorted({fact for link in fewer.links if link.role == "support" for fact in link.facts}) == list(range(40))


def test_agencies_are_put_together_by_what_they_do_where_that_is_not_enough() -> None:
    cities = ("广州市", "重庆市", "昆明市", "西宁市")
    documents = [
        PicturedDocument(f"iri:{city}", f"{city}计划", "", (), tuple(tasks_of([row(number, f"{city}财政局", "lead")])), (), {})
        for number, city in enumerate(cities)
    ]
    fewer = gathered(document_net(documents, asked="计划"), most=10)
    assert any(name.startswith("财政局（4个机关）") for name in names(fewer))
    assert len(fewer.nodes) <= 10


def test_what_is_still_too_much_is_left_out_by_weight_and_said() -> None:
    net = agency_net([IP], tasks_of(rows(60, 30)))
    fewer = gathered(net, most=8)
    assert len(fewer.nodes) == 8
    assert IP in names(fewer)
    assert "只画出联系最多的 8 个" in fewer.remarks[-1].zh
    assert len(fewer.facts) == 60
