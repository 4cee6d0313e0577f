"""Demo users and demo cases, so that a newcomer sees a department at work; never with real data."""

from datetime import datetime
from pathlib import Path
from typing import Final

from aftersales import register_in
from aftersales.sample import LastingScenery, cast, fill_register, settle_last_month
from api.access.password import Passwords
from api.home.page import DEMO_PASSWORD
from engine.bootstrap import Engine
from engine.cli import Assembly
from engine.cli.assembly import models_folder
from engine.cli.printing import say
from engine.clock import VirtualClock
from engine.errors import EngineError
from engine.model.account import Account
from engine.model.query import Paging
from engine.settings import Settings
from engine.testing.department import deploy_models, stories
from engine.testing.player import Telling
from engine.testing.season import play_season
from engine.testing.simulation import Calls

# id, name, groups: one for each role, the role has the id's name. Some stand in for several groups.
PEOPLE: Final = (
    ("desk", "服务台 王敏", ("service_desk", "sales")),
    ("dispatcher", "派工员 李强", ("dispatcher",)),
    ("technician", "技师 张伟", ("technician", "workshop", "engineering", "quality", "production")),
    ("warehouse", "仓管 刘洋", ("warehouse", "logistics")),
    ("finance", "财务 陈静", ("finance",)),
    ("supervisor", "主管 赵磊", ("supervisor", "manager", "director", "after_sales")),
    ("auditor", "审计 孙丽", ()),
    ("owner", "流程负责人 周涛", ()),
    ("admin", "管理员 吴昊", ()),
    ("customer", "客户 郑爽", ("customer",)),
)


class DemoRefused(EngineError):
    """The demo would come among other data."""

    zh = "演示需要一个空数据库。"

    def __init__(self) -> None:
        super().__init__(
            "The demo needs an empty database. This one has data already: somebody's own, or those of a demo "
            "whose first start was interrupted. Name another with --database; delete a demo's.",
            zh="演示需要一个空数据库，而此数据库已有数据：可能是正式数据，也可能是首次启动被中断的演示。"
            "请用 --database 指定另一个；如果只是演示数据，可将其删除。",
        )


def prepare_demo(assembly: Assembly, engine: Engine, settings: Settings) -> None:
    """Make the demo users, deploy the models and play the stories, on an empty database; once.

    Raises:
        DemoRefused: there is something else in the database, or half a demo.
    """
    with engine.store.read() as reader:
        # The users come last: without them, the demo never was complete.
        if reader.account(PEOPLE[0][0]) is not None:
            return
        if reader.deployments(Paging(limit=1)).items:
            raise DemoRefused
    _play(assembly, settings, engine.clock.now())
    enrol_people(engine)


def enrol_people(engine: Engine) -> None:
    """Make the demo users."""
    password_hash = Passwords().make(DEMO_PASSWORD)
    with engine.store.begin() as tx:
        for account_id, name, groups in PEOPLE:
            tx.save_account(Account(account_id, name, password_hash, groups, (account_id,)))


def _play(assembly: Assembly, settings: Settings, now: datetime) -> None:
    clock = VirtualClock(now)
    engine = assembly.engine_at(settings.database, clock, Calls(), key=settings.key_bytes())
    try:
        say("Deploying the models …", "正在部署模型……")
        fill_department(engine, clock, models_folder(settings), now)
    finally:
        engine.store.close()


def fill_department(engine: Engine, clock: VirtualClock, root: Path, now: datetime) -> list[Telling]:
    """Deploy the models on an empty database and live through the department's last months up to now."""
    files = deploy_models(engine, root)
    told = {story.name: story for story in stories(engine, root, files)}
    with engine.store.begin() as tx:
        fill_register(register_in(tx), now)
        cases = cast(register_in(tx), told, now)
    say(f"Playing {len(cases)} cases of the last months …", f"正在演出近几个月的 {len(cases)} 个案例……")
    clock.reset(min(case.begins_at for case in cases))
    tellings = play_season(engine, clock, LastingScenery(engine), cases, until=now)
    with engine.store.begin() as tx:
        settle_last_month(register_in(tx), now)
    for telling in tellings:
        if telling.failure is not None:
            say(f"{telling.scenario.name}: {telling.failure}", f"{telling.scenario.name}：{telling.failure}")
    say("The demo data is ready.", "演示数据已就绪。")
    return tellings
