"""Counts what operators watch, in Prometheus' text format."""

from collections.abc import Iterator
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from engine import queries
from engine.bootstrap import Engine
from engine.errors import EngineError
from engine.model.query import TaskQuery

MEDIA_TYPE: Final = "text/plain; version=0.0.4; charset=utf-8"


class Metrics:
    """One node's figures; each application has a registry of its own."""

    def __init__(self, engine: Engine) -> None:
        self._registry = CollectorRegistry()
        labels = ("method", "route", "status")
        self._requests = Counter("anxin_http_requests", "Requests answered.", labels, registry=self._registry)
        self._seconds = Histogram(
            "anxin_http_request_seconds", "Time to answer.", labels[:2], registry=self._registry
        )
        self._registry.register(_Backlog(engine))

    def observe(self, *, method: str, route: str, status: int, seconds: float) -> None:
        """Count one request."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(method, route).observe(seconds)

    def text(self) -> bytes:
        """Return all figures as Prometheus reads them."""
        return generate_latest(self._registry)


class _Backlog(Collector):
    """What waits, asked of the database when somebody looks."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def describe(self) -> Iterator[Metric]:
        """Name the figures without asking the database."""
        return iter(())

    def collect(self) -> Iterator[Metric]:
        """Yield the figures; a database that does not answer shows as `anxin_database_up 0`."""
        try:
            found = queries.count_tasks(self._engine, TaskQuery())
            due_at = queries.next_due(self._engine)
        except EngineError:
            yield GaugeMetricFamily("anxin_database_up", "Whether the database answers.", value=0)
            return
        late = 0.0 if due_at is None else (self._engine.clock.now() - due_at).total_seconds()
        yield GaugeMetricFamily("anxin_database_up", "Whether the database answers.", value=1)
        yield GaugeMetricFamily("anxin_tasks_open", "Human tasks that wait.", value=found)
        yield GaugeMetricFamily(
            "anxin_due_lag_seconds", "How late the earliest timer or job is.", value=max(0.0, late)
        )
