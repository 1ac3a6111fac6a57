"""The graph over HTTP: questions and pages for people, IRIs to follow, SPARQL for programs."""
