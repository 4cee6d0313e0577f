"""`anxin audit`: prove that nobody has changed the record."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from engine import queries
from engine.cli.assembly import Assembly
from engine.cli.printing import is_chinese, print_json, say
from engine.model.query import InstanceQuery, Paging
from engine.ports.engine import Engine
from engine.settings import settings_at


def add_audit(app: typer.Typer, assembly: Assembly) -> None:
    """Add the commands."""
    audit = typer.Typer(help="The record: verify, export. 审计记录：校验与导出。", no_args_is_help=True)
    app.add_typer(audit, name="audit")
    url = Annotated[str, typer.Option("--database", help="SQLAlchemy URL; default ANXIN_DATABASE.")]

    @audit.command()
    def verify(
        instance: Annotated[str, typer.Argument(help="An instance's id; without it all are verified.")] = "",
        database: url = "",
        as_json: Annotated[bool, typer.Option("--json", help="Print the result as JSON.")] = False,
    ) -> None:
        """Verify the hash chain of one instance's record, or of all. Ends with 1 at the first break.

        校验一个或全部流程实例记录的哈希链。
        """
        engine = _open(assembly, database)
        breaks, count = [], 0
        try:
            for instance_id in [instance] if instance else _all(engine):
                count += 1
                broken = queries.verify_history(engine, instance_id)
                if broken is not None:
                    breaks.append({"instance": instance_id, **asdict(broken)})
        finally:
            engine.store.close()
        _tell(count, breaks, as_json=as_json)

    @audit.command()
    def export(
        instance: Annotated[str, typer.Argument(help="An instance's id.")],
        output: Annotated[Path, typer.Option("--output", "-o", help="File to write, one event a line.")],
        database: url = "",
    ) -> None:
        """Write an instance's record as JSON lines, which can be verified without this database.

        将流程实例记录导出为 JSON Lines，可离线校验。
        """
        engine = _open(assembly, database)
        try:
            events = queries.whole_history(engine, instance)
        finally:
            engine.store.close()
        lines = [json.dumps(asdict(event), ensure_ascii=False, default=str) for event in events]
        output.write_text("\n".join(lines) + "\n", encoding="utf-8")
        say(f"{len(events)} events written to {output}.", f"已将 {len(events)} 个事件写入 {output}。")


def _open(assembly: Assembly, database: str) -> Engine:
    return assembly.engine(settings_at(database))


def _all(engine: Engine) -> list[str]:
    found: list[str] = []
    cursor: str | None = None
    while True:
        page = queries.instances(engine, InstanceQuery(), Paging(limit=500, cursor=cursor))
        found += [instance.id for instance in page.items]
        cursor = page.next_cursor
        if cursor is None:
            return found


def _tell(count: int, breaks: list[dict[str, object]], *, as_json: bool) -> None:
    if as_json:
        print_json({"instances": count, "breaks": breaks})
    else:
        for found in breaks:
            reason = found["reason_zh"] if is_chinese() else found["reason"]
            typer.secho(f"{found['instance']} #{found['number']}: {reason}", fg="red")
        say(
            f"{count} records verified, {len(breaks)} broken.",
            f"已校验 {count} 份记录，{len(breaks)} 份被破坏。",
        )
    if breaks:
        raise typer.Exit(1)
