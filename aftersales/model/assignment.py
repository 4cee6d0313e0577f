"""Who may be sent to a customer: what excludes a technician, and what a dispatcher may overrule."""

from aftersales.errors import RegisterInputRefused, RegisterRefusal
from aftersales.model.workforce import Fitness

# A dispatcher may overrule these with a reason; everything else excludes.
OVERRULABLE = frozenset({"other_outlet", "full"})
_ZH = {
    "inactive": "已停用",
    "other_outlet": "不属于负责该地区的网点",
    "skill": "不具备该品类的技能",
    "absent": "当天不上班",
    "full": "当天已排满",
}
_EN = {
    "inactive": "no longer works",
    "other_outlet": "belongs to another outlet than the area's",
    "skill": "is not trained for this kind of appliance",
    "absent": "is away that day",
    "full": "has a full day",
}
_CERTIFICATES_ZH = {"electrician": "电工证", "refrigeration": "制冷证", "gas": "燃气证"}
_CERTIFICATES_EN = {"electrician": "electrician's", "refrigeration": "refrigeration", "gas": "gas"}


def told(obstacle: str) -> tuple[str, str]:
    """Return what stands in the way, in Chinese and in English."""
    kind, _, name = obstacle.partition(":")
    if kind != "certificate":
        return _ZH[kind], _EN[kind]
    zh, en = _CERTIFICATES_ZH.get(name, name), _CERTIFICATES_EN.get(name, name)
    return f"没有有效的{zh}", f"has no valid {en} licence"


class TechnicianUnknown(RegisterInputRefused):
    """Nobody of this name is among the technicians."""

    def __init__(self, account: str) -> None:
        super().__init__(
            f"{account!r} is no technician of the register.",
            zh=f"登记簿中没有技师“{account}”。",
            technician=account,
        )


class TechnicianUnfit(RegisterRefusal):
    """This technician may not make this visit."""

    def __init__(self, fit: Fitness, obstacles: tuple[str, ...]) -> None:
        reasons = [told(obstacle) for obstacle in obstacles]
        may_overrule = OVERRULABLE.issuperset(obstacles)
        name, account = fit.technician.name, fit.technician.id
        super().__init__(
            f"{name} ({account}) cannot be sent: {'; '.join(en for _, en in reasons)}."
            + (" Give a reason to send this technician all the same." if may_overrule else ""),
            zh=f"不能派 {name}（{account}）：{'；'.join(zh for zh, _ in reasons)}。"
            + ("如仍要派，请填写理由。" if may_overrule else ""),
            technician=account,
            obstacles=list(obstacles),
        )


def admitted(fit: Fitness, *, override_reason: str | None) -> Fitness:
    """Return a technician who may be sent.

    Raises:
        TechnicianUnfit: something stands in the way that no reason overrules, or that lacks one.
    """
    excluding = tuple(name for name in fit.obstacles if name not in OVERRULABLE)
    if excluding or (fit.obstacles and override_reason is None):
        raise TechnicianUnfit(fit, excluding or fit.obstacles)
    return fit
