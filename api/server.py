"""Serve the API and the pages, with the worker beside them."""

from functools import partial
from socket import socket

import uvicorn

from aftersales import register_in
from aftersales.sample import fill_register
from api.application import create_app
from api.log import configure_log
from api.port import listen
from engine.bootstrap import Engine
from engine.cli import Assembly
from engine.cli.printing import say
from engine.clock import VirtualClock
from engine.settings import Settings
from engine.testing.simulation import Calls
from engine.worker import Worker


def run(assembly: Assembly, engine: Engine, settings: Settings, taken: socket, *, with_worker: bool) -> None:
    """Serve on a port until told to stop."""
    configure_log(settings.log_format, settings.log_level)
    background = [Worker(engine), *assembly.companions(engine)] if with_worker else []
    listen(taken)
    for part in background:
        part.start()
    address = f"http://{settings.host}:{taken.getsockname()[1]}"
    say(f"Anxin serves at {address}", f"安心售后已启动：{address}")
    server = uvicorn.Server(
        uvicorn.Config(
            create_app(engine, stage=partial(_stage, assembly)),
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


def _stage(assembly: Assembly, clock: VirtualClock, calls: Calls) -> Engine:
    """Open an engine for a test case, with an invented register: nobody's data is in it."""
    engine = assembly.story_engine(clock, calls)
    with engine.store.begin() as tx:
        fill_register(register_in(tx), clock.now())
    return engine
