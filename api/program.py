"""`anxin`: the engine's command line with the trade's connectors, and the server."""

from collections.abc import Sequence
from socket import socket
from typing import Annotated, Any

import typer
import uvicorn

from aftersales import Rounds, cancel_listeners, connectors, open_post, register_in
from aftersales.law import LegalAudit
from aftersales.model.group import GROUPS
from aftersales.sample import fill_register, stories_scenery
from aftersales.storage import upgrade
from api.application import create_app
from api.demo import prepare_demo
from api.log import configure_log
from api.people import add_people
from api.port import bound, listen
from engine.bootstrap import Engine
from engine.cli import Assembly, make_app
from engine.cli.assembly import Companion
from engine.cli.printing import say
from engine.clock import VirtualClock
from engine.settings import Settings
from engine.testing.simulation import Calls
from engine.worker import Worker


def _post_office(engine: Engine) -> Sequence[Companion]:
    return (Rounds(open_post(engine.store), engine.clock),)


ASSEMBLY = Assembly(
    connectors=connectors,
    upgrade=upgrade,
    companions=_post_office,
    audits=lambda: (LegalAudit(),),
    cancel_listeners=cancel_listeners,
    groups=frozenset(GROUPS),
    scenery=stories_scenery,
)


def _stage(clock: VirtualClock, calls: Calls) -> Engine:
    """Open an engine for a test case, with an invented register: nobody's data is in it."""
    engine = ASSEMBLY.story_engine(clock, calls)
    with engine.store.begin() as tx:
        fill_register(register_in(tx), clock.now())
    return engine


def main() -> None:
    """Run the command line."""
    app = make_app(ASSEMBLY)
    app.command()(serve)
    add_people(app, ASSEMBLY)
    app()


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.", envvar="ANXIN_HOST")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on.", envvar="ANXIN_PORT")] = 8000,
    database: Annotated[str, typer.Option(help="SQLAlchemy URL.", envvar="ANXIN_DATABASE")] = "",
    clock: Annotated[str, typer.Option(help="real, or virtual for trials: time moves when told to.")] = "",
    demo: Annotated[bool, typer.Option("--demo", help="Demo users (password anxin-demo) and cases.")] = False,
    worker: Annotated[bool, typer.Option(help="Fire timers and run jobs in this process too.")] = True,
) -> None:
    """Serve the REST API and the pages, and let timers fire.

    Any number of servers may run on one PostgreSQL. Stops on SIGTERM or Ctrl-C after what is under way.

    启动 REST 服务与页面，并触发定时器。
    """
    given: dict[str, Any] = {"host": host, "port": port, "database": database, "clock": clock, "demo": demo}
    # What is given here wins over the environment.
    settings = Settings(**{k: v for k, v in given.items() if v})
    with bound(settings.host, settings.port) as taken:
        engine = ASSEMBLY.engine(settings)
        if settings.demo:
            prepare_demo(ASSEMBLY, engine, settings)
        run(engine, settings, taken, with_worker=worker)


def run(engine: Engine, settings: Settings, taken: socket, *, with_worker: bool) -> None:
    """Serve on a port until told to stop."""
    configure_log(settings.log_format, settings.log_level)
    background = [Worker(engine), *ASSEMBLY.companions(engine)] if with_worker else []
    listen(taken)
    for part in background:
        part.start()
    address = f"http://{settings.host}:{taken.getsockname()[1]}"
    say(f"Anxin serves at {address}", f"安心售后已启动：{address}")
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(engine, stage=_stage),
            log_level=settings.log_level,
            log_config=None,
            timeout_graceful_shutdown=10,  # streams of changes stay open until they are told
            server_header=False,
        )
    )
    try:
        server.run(sockets=[taken])
    finally:
        for part in background:
            part.stop()
        engine.store.close()


if __name__ == "__main__":
    main()
