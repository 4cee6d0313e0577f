"""Papers on the wire."""

from pydantic import Field

from api.wire.scalar import View


class PaperView(View):
    """A paper that can be printed at /process-instances/{id}/papers/{key}."""

    key: str = Field(examples=["service_order"])
    title: str = Field(description="In the reader's language.", examples=["售后服务单"])
