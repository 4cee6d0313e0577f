"""REST on the public faces of engine and aftersales."""
