"""`anxin`: the engine's command line with the trade's connectors, and the server."""

from collections.abc import Sequence
from typing import Annotated, Any

import typer

from aftersales import Rounds, cancel_listeners, connectors, open_post
from aftersales.law import LegalAudit
from aftersales.model.group import GROUPS
from aftersales.sample import stories_scenery
from aftersales.storage import upgrade
from api.people import add_people
from api.port import bound
from engine.bootstrap import Engine
from engine.cli import Assembly, make_app
from engine.cli.assembly import Companion
from engine.settings import Settings


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


def main() -> None:
    """Run the command line."""
    app = make_app(ASSEMBLY)
    app.command()(serve)
    add_people(app, ASSEMBLY)
    app()


def serve(
    host: Annotated[str, typer.Option(help="Address to listen on.", envvar="ANXIN_HOST")] = "127.0.0.1",
    port: Annotated[int, typer.Option(help="Port to listen on; 0: a free one.", envvar="ANXIN_PORT")] = 8000,
    database: Annotated[str, typer.Option(help="SQLAlchemy URL.", envvar="ANXIN_DATABASE")] = "",
    clock: Annotated[str, typer.Option(help="real, or virtual for trials: time moves when told to.")] = "",
    demo: Annotated[bool, typer.Option("--demo", help="Demo users (password anxin-demo) and cases.")] = False,
    worker: Annotated[bool, typer.Option(help="Fire timers and run jobs in this process too.")] = True,
) -> None:
    """Serve the REST API and the pages, and let timers fire.

    Any number of servers may run on one PostgreSQL. Stops on SIGTERM or Ctrl-C after what is under way.

    启动 REST 服务与页面，并触发定时器。
    """
    # The server's libraries take a second to load, for which no other command should wait.
    from api.demo import prepare_demo
    from api.server import run

    given: dict[str, Any] = {"host": host, "port": port, "database": database, "clock": clock, "demo": demo}
    # What is given here wins over the environment.
    settings = Settings(**{name: value for name, value in given.items() if value or name == "port"})
    with bound(settings.host, settings.port) as taken:
        engine = ASSEMBLY.engine(settings)
        if settings.demo:
            prepare_demo(ASSEMBLY, engine, settings)
        run(ASSEMBLY, engine, settings, taken, with_worker=worker)


if __name__ == "__main__":
    main()
