"""Demo users and demo cases, so that a newcomer sees a department at work; never with real data."""

from typing import Final

from aftersales import register_in
from aftersales.sample import LastingScenery, fill_register
from api.access.password import Passwords
from api.home.page import DEMO_PASSWORD
from engine.bootstrap import Engine
from engine.cli import Assembly
from engine.cli.assembly import models_folder
from engine.clock import SystemClock, VirtualClock
from engine.model.account import Account
from engine.settings import Settings
from engine.testing.department import deploy_models, fill, stories
from engine.testing.player import Player
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


def prepare_demo(assembly: Assembly, engine: Engine, settings: Settings) -> None:
    """Make the demo users and, on an empty database, deploy the models and play the stories."""
    with engine.store.read() as reader:
        is_empty = reader.account(PEOPLE[0][0]) is None
    if not is_empty:
        return
    _play(assembly, settings)
    password_hash = Passwords().make(DEMO_PASSWORD)
    with engine.store.begin() as tx:
        for account_id, name, groups in PEOPLE:
            tx.save_account(Account(account_id, name, password_hash, groups, (account_id,)))


def _play(assembly: Assembly, settings: Settings) -> None:
    now = SystemClock().now()
    clock, calls = VirtualClock(now), Calls()
    engine = assembly.engine_at(settings.database, clock, calls, key=settings.key_bytes())
    try:
        root = models_folder(settings)
        files = deploy_models(engine, root)
        with engine.store.begin() as tx:
            fill_register(register_in(tx), now)
        told = list(stories(engine, root, files))
        fill(Player(engine, clock, calls, LastingScenery(engine)), told, now=now)
    finally:
        engine.store.close()
