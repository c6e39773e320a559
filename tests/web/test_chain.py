"""Who rests on whom, where everybody rests on everybody."""

from itertools import combinations

from stories.web.register.chain import Edge, _depths, _ways


def all_of(count: int) -> list[Edge]:
    """Outlets of which each reprints all before it."""
    return [Edge(f"outlet {one}", f"outlet {other}", "reprinted") for one, other in combinations(range(count), 2)]


def test_a_name_is_as_deep_as_its_longest_way() -> None:
    edges = [Edge("source", "b", "cited"), Edge("source", "a", "cited"), Edge("a", "b", "cited"), Edge("b", "c", "")]
    assert _depths(edges) == {"source": 0, "a": 1, "b": 2, "c": 3}
    deep = _depths(all_of(200))
    assert (deep["outlet 0"], deep["outlet 199"]) == (0, 199)


def test_ways_that_are_too_many_are_the_shortest_and_that_is_said() -> None:
    few, more = _ways([Edge("source", "a", "cited"), Edge("source", "b", "cited"), Edge("a", "b", "cited")])
    assert (few, more) == ([("source", "b"), ("source", "a", "b")], False)
    ways, more = _ways(all_of(60))
    assert (len(ways), more) == (24, True)
    assert ways[0] == ("outlet 0", "outlet 59")
    assert [len(way) for way in ways] == sorted(len(way) for way in ways)
