"""The API described: the OpenAPI document with its examples, and a page to read it on without any CDN."""
