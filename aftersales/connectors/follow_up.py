"""The connector of the follow-up: what the customer said on the telephone, with scores."""

from aftersales.connectors.local import Local
from aftersales.connectors.reading import deed_of, needed, number, number_of, optional
from aftersales.model.handling import FollowUp
from engine.ports.connector import Call, Outcome


class FollowUpNote(Local):
    """`follow_up.note`: enters a call to the customer, reached or not.

    Reads `follow_up_result`, `works_normally`, `score_quality`, `score_attitude`, `score_speed`, `score_fee`,
    `customer_opinion`, and the unanswered calls before (`follow_up_attempts`).
    """

    type = "follow_up.note"

    def call(self, call: Call) -> Outcome:
        """Enter it once for each job."""
        register = self.register(call)
        if register.look(FollowUp, call.job_id) is None:
            register.add(_follow_up(call), deed_of(call))
        return Outcome({})


def _follow_up(call: Call) -> FollowUp:
    result, attempt = needed(call, "follow_up_result"), (number(call, "follow_up_attempts") or 0) + 1
    plain = FollowUp(call.job_id, number_of(call), call.at, result, attempt)
    # What was said in an earlier call is still among the variables: who is not reached says nothing.
    return plain if result == "not_reached" else _with_answers(plain, call)


def _with_answers(plain: FollowUp, call: Call) -> FollowUp:
    works = call.variables.get("works_normally")
    return FollowUp(
        plain.id,
        plain.case_number,
        plain.at,
        plain.result,
        plain.attempt,
        works_normally=works if isinstance(works, bool) else None,
        score_quality=number(call, "score_quality"),
        score_attitude=number(call, "score_attitude"),
        opinion=optional(call, "customer_opinion"),
        score_speed=number(call, "score_speed"),
        score_fee=number(call, "score_fee"),
    )
