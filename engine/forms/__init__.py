"""Forms: JSON Schema with texts in both languages, checked at deploy and applied to what people send."""
