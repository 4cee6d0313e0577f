"""Decision models: reading, evaluating and verifying DMN 1.3–1.5."""
