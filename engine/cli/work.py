"""`anxin worker`: a node that only fires timers and runs jobs."""

import signal
import threading
from typing import Annotated

import typer

from engine.cli.assembly import Assembly
from engine.cli.printing import say
from engine.settings import settings_at


def add_worker(app: typer.Typer, assembly: Assembly) -> None:
    """Add the command."""

    @app.command()
    def worker(
        database: Annotated[str, typer.Option(help="SQLAlchemy URL; default ANXIN_DATABASE.")] = "",
    ) -> None:
        """Fire timers and run jobs beside any number of servers on the same database.

        Stops on SIGTERM or Ctrl-C after what is under way. A worker that dies loses nothing: its leases run
        out and others go on.

        在同一数据库上与服务器并行运行，负责触发定时器与执行作业。
        """
        from engine.worker import Worker  # APScheduler is not needed by the other commands

        engine = assembly.engine(settings_at(database))
        stop = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stop.set())
        background = [Worker(engine), *assembly.companions(engine)]
        for part in background:
            part.start()
        say(f"Worker {engine.node} is at work.", f"工作节点 {engine.node} 已启动。")
        stop.wait()
        for part in background:
            part.stop()
        engine.store.close()
