"""What can be said: the records, the vocabulary and the reference data. Imports nothing of the other folders."""
