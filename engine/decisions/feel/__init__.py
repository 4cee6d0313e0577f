"""The expression language FEEL 1.5: parsed once, compiled to closures, limited in time and size."""
