"""What all tests share: the fixtures that start a real Neo4j and a real browser."""

pytest_plugins = ["tests.neo4j_server.fixtures", "tests.browser"]
