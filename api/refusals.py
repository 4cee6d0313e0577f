"""What the API itself refuses, before or beside the engine; worded like the engine's refusals."""

from collections.abc import Sequence

from engine.errors import EngineError


class NotSignedIn(EngineError):
    """Sign in first."""

    zh = "请先登录。"

    def __init__(self) -> None:
        super().__init__(
            "Sign in first: POST /api/v1/session, or send a bearer token.",
            zh="请先登录：POST /api/v1/session，或发送 Bearer 令牌。",
        )


class SignInRefused(EngineError):
    """The name or the password is wrong."""

    zh = "用户名或密码错误。"

    def __init__(self) -> None:
        super().__init__("The name or the password is wrong.")


class TooManyAttempts(EngineError):
    """Too many wrong passwords in a short time."""

    zh = "密码错误次数过多，请稍后再试。"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            f"Too many wrong passwords: wait {retry_after} seconds.",
            zh=f"密码错误次数过多，请 {retry_after} 秒后再试。",
            retry_after=retry_after,
        )


class TooManyTries(EngineError):
    """Too many wrong tries in a short time."""

    zh = "尝试次数过多，请稍后再试。"

    def __init__(self, retry_after: int) -> None:
        super().__init__(
            f"Too many wrong tries: wait {retry_after} seconds.",
            zh=f"尝试次数过多，请 {retry_after} 秒后再试。",
            retry_after=retry_after,
        )


class NotPermitted(EngineError):
    """Your role does not permit this."""

    zh = "您的角色无权执行此操作。"

    def __init__(self, permission: str) -> None:
        super().__init__(
            f"Your role does not permit this ({permission}).",
            zh=f"您的角色无权执行此操作（{permission}）。",
            permission=permission,
        )


class TaskNotYours(EngineError):
    """The task is not offered to you."""

    zh = "此任务未分配给您。"

    def __init__(self, task_id: str) -> None:
        super().__init__(
            f"Task {task_id} is not offered to you.", zh=f"任务 {task_id} 未分配给您。", task=task_id
        )


class FilterNotYours(EngineError):
    """The saved filter belongs to somebody else."""

    zh = "此筛选是他人保存的。"

    def __init__(self, filter_id: str) -> None:
        super().__init__(
            f"Saved filter {filter_id} belongs to somebody else.",
            zh=f"筛选 {filter_id} 是他人保存的，不能更改。",
            filter=filter_id,
        )


class GroupNotYours(EngineError):
    """You are not in this group."""

    zh = "您不在这个组里。"

    def __init__(self, group: str) -> None:
        super().__init__(f"You are not in the group {group}.", zh=f"您不在 {group} 组里。", group=group)


class PhoneNotProven(EngineError):
    """A link is not enough for this: prove your telephone number."""

    zh = "此操作需用手机号和验证码登录。"

    def __init__(self) -> None:
        super().__init__(
            "A link is not enough for this: sign in with your telephone number and a code.", zh=self.zh
        )


class NothingWaits(EngineError):
    """The case cannot take that any more."""

    zh = "个案当前状态不能进行此操作。"

    def __init__(self, number: str) -> None:
        super().__init__(
            f"Case {number} cannot take that any more.", zh=f"个案 {number} 当前不能进行此操作。", case=number
        )


class NoLongerPossible(EngineError):
    """The policy lets customers do that no more; its own words say why."""

    def __init__(self, number: str, *, zh: str, en: str) -> None:
        super().__init__(en, zh=zh, case=number)


class NoWayToSend(EngineError):
    """This server is not set up to send messages to telephones."""

    zh = "服务器未配置短信发送。"

    def __init__(self) -> None:
        super().__init__("This server is not set up to send messages to telephones.", zh=self.zh)


class CrossSiteRefused(EngineError):
    """A page of another site may not act in your name."""

    zh = "拒绝来自其他网站的请求。"

    def __init__(self) -> None:
        super().__init__(
            "With a session cookie, only this server's own pages may change something.",
            zh="使用会话 Cookie 时，只有本站页面可以修改数据。",
        )


class BodyMalformed(EngineError):
    """The request's body cannot be read."""

    zh = "无法读取请求正文。"

    def __init__(self, reason: str, *, line: int | None = None, column: int | None = None) -> None:
        where = "" if line is None else f" (line {line}, column {column})"
        where_zh = "" if line is None else f"（第 {line} 行第 {column} 列）"
        super().__init__(
            f"The body is not readable: {reason}{where}.", zh=f"请求正文无法读取{where_zh}：{reason}。"
        )


class BodyTooDeep(EngineError):
    """The request's body is nested too deeply."""

    zh = "请求正文嵌套过深。"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The body is nested more than {limit} levels deep.",
            zh=f"请求正文嵌套超过 {limit} 层。",
            limit=limit,
        )


class BodyTooLarge(EngineError):
    """The request's body is too large."""

    zh = "请求正文过大。"

    def __init__(self, limit: int) -> None:
        super().__init__(
            f"The body has more than {limit} bytes.", zh=f"请求正文超过 {limit} 字节。", limit=limit
        )


class MediaTypeRefused(EngineError):
    """The body's media type is not accepted here."""

    zh = "不支持该内容类型。"

    def __init__(self, found: str, accepted: str) -> None:
        super().__init__(
            f"The body's type is {found or 'not said'}; this accepts {accepted}.",
            zh=f"请求内容类型为 {found or '未说明'}，此处仅接受 {accepted}。",
            accepted=accepted,
        )


class FileTypeRefused(EngineError):
    """Files of this kind are not accepted."""

    zh = "不支持该类型的文件。"

    def __init__(self, name: str, accepted: tuple[str, ...]) -> None:
        super().__init__(
            f"The file {name!r} is not accepted: send {', '.join(accepted)}.",
            zh=f"不接受文件“{name}”，可上传：{'、'.join(accepted)}。",
            accepted=list(accepted),
        )


class InputRefused(EngineError):
    """The request does not have the form that this operation needs."""

    zh = "请求内容不符合要求。"

    def __init__(self, errors: Sequence[object]) -> None:
        super().__init__(
            f"{len(errors)} values of the request are wrong; `errors` lists them.",
            zh=f"请求中有 {len(errors)} 处错误，详见 errors。",
        )
        self.errors = list(errors)


class PreconditionMalformed(EngineError):
    """The If-Match header does not hold an ETag of this server."""

    zh = "If-Match 请求头无效。"

    def __init__(self) -> None:
        super().__init__(
            'If-Match takes the ETag that was read before, such as "3".',
            zh='If-Match 应为先前读取到的 ETag，例如 "3"。',
        )


class RouteUnknown(EngineError):
    """Nothing is at this address."""

    zh = "该地址不存在。"

    def __init__(self) -> None:
        super().__init__(
            "Nothing is at this address; /docs lists what there is.", zh="该地址不存在；可用地址见 /docs。"
        )


class MethodRefused(EngineError):
    """This address does not answer to that method."""

    zh = "该地址不支持此请求方法。"

    def __init__(self, method: str) -> None:
        super().__init__(f"This address does not answer to {method}.", zh=f"该地址不支持 {method} 方法。")


class RequestRefused(EngineError):
    """The request was not understood."""

    zh = "无法理解该请求。"

    def __init__(self) -> None:
        super().__init__("The request was not understood.")


class InternalFault(EngineError):
    """The server made a mistake; it is recorded."""

    zh = "服务器内部错误，已记录。"

    def __init__(self, request_id: str) -> None:
        super().__init__(
            f"The server made a mistake; it is recorded under {request_id}.",
            zh=f"服务器内部错误，记录编号 {request_id}。",
            request_id=request_id,
        )


class ServerBusy(EngineError):
    """The server has too much to do right now."""

    zh = "服务器繁忙，请稍后重试。"

    def __init__(self) -> None:
        super().__init__("The server has too much to do right now; try again in a moment.")


class NotReady(EngineError):
    """The server cannot work: its database does not answer or has the wrong tables."""

    zh = "服务尚未就绪：数据库无法连接或表结构不符。"

    def __init__(self) -> None:
        super().__init__("The database does not answer or has the wrong tables.")
