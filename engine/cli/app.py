"""Puts the commands together."""

import typer

from engine.cli.assembly import Assembly
from engine.cli.audit import add_audit
from engine.cli.bench import add_bench
from engine.cli.calendar import add_calendar
from engine.cli.check import add_check, add_convert
from engine.cli.database import add_database
from engine.cli.decide import add_decide, add_kit
from engine.cli.demo import add_demo
from engine.cli.deploy import add_deploy
from engine.cli.refusing import RefusingGroup
from engine.cli.test import add_test
from engine.cli.work import add_worker

HELP = """Anxin 安心售后 runs an after-sales department on BPMN processes.

Exit codes: 0 done; 1 refused, or something was found (a problem, a failed scenario, a broken record);
2 the command was not understood.

用 BPMN 流程运行售后服务。退出码：0 完成；1 被拒绝或发现问题；2 命令有误。
"""


def make_app(assembly: Assembly) -> typer.Typer:
    """Return the command line of an engine with these connectors."""
    app = typer.Typer(
        name="anxin",
        cls=RefusingGroup,
        help=HELP,
        no_args_is_help=True,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
    )
    add_check(app, assembly)
    add_convert(app)
    add_test(app, assembly)
    add_demo(app, assembly)
    add_deploy(app, assembly)
    add_worker(app, assembly)
    add_database(app, assembly)
    add_audit(app, assembly)
    add_calendar(app, assembly)
    add_decide(app, assembly)
    add_kit(app, assembly)
    add_bench(app, assembly)
    return app
