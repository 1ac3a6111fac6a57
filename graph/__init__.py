"""records -> one graph, and where it is kept: the workspace, its generations, the dataset (RDF), the snapshot (Cypher) and the server.

Imports grammar, loaders and ontology, never queries or the door. The engines are imported where they are first needed, so that
asking one question does not pay for all of them.
"""
