"""The one table that says which HTTP status each refusal has.

By class name: the API knows the engine's public faces, not the packages in which its refusals are defined.
A test holds that every subclass of `EngineError` stands here.
"""

from collections.abc import Mapping
from typing import Final

from engine.errors import EngineError

STATUS: Final[Mapping[str, int]] = {
    # The request itself
    "BodyMalformed": 400,
    "PreconditionMalformed": 400,
    "RequestRefused": 400,
    "CursorRefused": 400,
    "PageLost": 400,
    "NotSignedIn": 401,
    "SignInRefused": 401,
    "CodeRefused": 401,
    "LinkRefused": 401,
    "NotPermitted": 403,
    "TaskNotYours": 403,
    "FilterNotYours": 403,
    "GroupNotYours": 403,
    "PhoneNotProven": 403,
    "CrossSiteRefused": 403,
    "NotFound": 404,
    "RouteUnknown": 404,
    "UnknownDecision": 404,
    "MethodRefused": 405,
    "BodyTooLarge": 413,
    "MediaTypeRefused": 415,
    "FileTypeRefused": 415,
    "BodyTooDeep": 422,
    "InputRefused": 422,
    "PeriodRefused": 422,
    "SortRefused": 422,
    "FormRefused": 422,
    "DeploymentRefused": 422,
    "ReasonMissing": 422,
    "YearRefused": 422,
    "DaysUnreadable": 422,
    "NoBlankStart": 422,
    "ExpressionRefused": 422,
    "ElementUnknown": 422,
    "NoBeginning": 422,
    "NoConnector": 422,
    "NothingThere": 422,
    "RegisterInputRefused": 422,
    "ScenarioUnreadable": 422,
    "TimerUnreadable": 422,
    "FeelError": 422,
    "FeelSyntaxError": 422,
    "FeelLimitExceeded": 422,
    "NotStorable": 422,
    "DmnError": 422,
    "ValueRefused": 422,
    "KeyReused": 422,
    "TooManyAttempts": 429,
    "TooManyTrials": 429,
    "TooManyCodes": 429,
    "TooManyTries": 429,
    # The state of things
    "EngineError": 409,
    "VersionConflict": 409,
    "AlreadyThere": 409,
    "InstanceEnded": 409,
    "InstanceSuspended": 409,
    "InstanceNotSuspended": 409,
    "TaskAlreadyCompleted": 409,
    "TaskNoLongerOpen": 409,
    "TaskAlreadyClaimed": 409,
    "MessageAmbiguous": 409,
    "IncidentResolved": 409,
    "ClockNotVirtual": 409,
    "DemoRefused": 409,
    "ConnectorError": 409,
    "RegisterRefusal": 409,
    "StepRefused": 409,
    "TokenGone": 409,
    "TrialExhausted": 409,
    "NothingWaits": 409,
    # The server
    "InternalFault": 500,
    "ConnectorMisplaced": 500,
    "KitNotFound": 500,
    "StateUnreadable": 500,
    "DatabaseUrlRefused": 500,
    "MasterKeyRefused": 500,
    "FontMissing": 503,
    "DatabaseRefusal": 503,
    "DatabaseBusy": 503,
    "DatabaseUnreachable": 503,
    "DatabaseReadOnly": 503,
    "DatabaseDamaged": 503,
    "DatabaseFull": 507,
    "SchemaTooOld": 503,
    "SchemaTooNew": 503,
    "ServerBusy": 503,
    "NoWayToSend": 503,
    "NotReady": 503,
}


def status_of(kind: type[EngineError]) -> int:
    """Return the status of a refusal, by its own name or that of its nearest base."""
    return next(STATUS[base.__name__] for base in kind.__mro__ if base.__name__ in STATUS)
