"""Which pages of the staff are pictured: who looks, at which address, and what they do there first."""

from collections.abc import Sequence
from typing import Final

from tools.picture import (
    Picture,
    board,
    broken_files,
    claimed,
    day_task,
    first_case,
    in_turn,
    keys,
    new_statement,
    off_the_network,
    overrule,
    presses,
    refused_form,
    sees,
    selected,
    tab,
    task_tab,
    trial,
    wrong_table,
)

ROWS: Final = sees(".row, tbody a")
SEASON: Final = "since=2026-01-01"
SETTLEMENTS: Final = "/finance?list=settlements"
MODAL: Final = ".ant-modal"
MESSAGE: Final = ".case-actions button >> nth=0"
FOLLOW_ON: Final = ".case-actions .anticon-branches"
INTEGRITY: Final = ".case-actions .anticon-safety-certificate"
DECIDED: Final = ".event-decision .event-what"
IMPORT: Final = ".page .anticon-upload"
PICTURES: Final[Sequence[Picture]] = (
    Picture("inbox", "desk", "/tasks", ROWS),
    Picture("inbox-grouped", "supervisor", "/tasks?view=all&by=process_key", sees(".group-head")),
    Picture("inbox-empty", "desk", "/tasks?view=all&q=zzzz", sees(".ant-empty")),
    Picture("inbox-selected", "supervisor", "/tasks?view=all", selected),
    Picture("inbox-failure", "desk", "/tasks", sees(".notice"), "**/api/v1/tasks?*"),
    Picture(
        "inbox-filter", "supervisor", "/tasks?view=all&q=WX", presses(".views .anticon-save", "form.filters")
    ),
    Picture("keys", "supervisor", "/tasks", keys),
    Picture("new-case", "desk", "/tasks", presses(".new-case", ".ant-modal")),
    Picture("palette", "supervisor", "/tasks", presses("[aria-keyshortcuts='Control+K']", ".palette li")),
    Picture("task", "supervisor", "/tasks?view=groups", claimed),
    Picture("task-refused", "desk", "/tasks", refused_form),
    Picture("task-case", "supervisor", "/tasks?view=all", task_tab(1, ".task .facts")),
    Picture("task-remarks", "supervisor", "/tasks?view=all", task_tab(2, ".task textarea:visible")),
    Picture("cases", "supervisor", "/cases", ROWS),
    Picture("cases-empty", "supervisor", "/cases?q=zzzz", sees(".ant-empty")),
    Picture("cases-failure", "supervisor", "/cases", sees(".notice"), "**/process-instances?*"),
    Picture("case", "supervisor", "/cases", first_case),
    Picture("case-message", "supervisor", "/cases", in_turn(first_case, presses(MESSAGE, MODAL))),
    Picture("case-follow-on", "supervisor", "/cases", in_turn(first_case, presses(FOLLOW_ON, MODAL))),
    Picture("case-integrity", "auditor", "/cases", in_turn(first_case, presses(INTEGRITY, MODAL))),
    Picture("diagram", "supervisor", "/cases", tab("diagram", ".djs-element")),
    Picture("remarks", "supervisor", "/cases", tab("remarks", "textarea")),
    Picture("record", "auditor", "/cases", tab("record", ".event")),
    Picture(
        "record-chosen",
        "auditor",
        "/cases",
        in_turn(tab("record", ".djs-element"), presses(DECIDED, ".event.is-chosen")),
    ),
    Picture("audit", "auditor", "/audit?process=repair", ROWS),
    Picture("audit-empty", "auditor", "/audit?q=zzzz", sees("form, .filters")),
    Picture("models", "owner", "/models", ROWS),
    Picture("models-decisions", "owner", "/models?kind=decision", ROWS),
    Picture("models-forms", "owner", "/models?kind=form", ROWS),
    Picture("process", "owner", "/models/process/repair", sees(".djs-element")),
    Picture("heat", "owner", "/models/process/visit?measure=p90", sees(".djs-element")),
    Picture(
        "compare", "owner", "/models/compare?old=follow_up:1&new=follow_up:2", sees(".djs-element.is-changed")
    ),
    Picture("decision", "owner", "/models/decision/warranty", sees(".rules")),
    Picture("form", "owner", "/models/form/repair_work/carry_out_repair", sees(".fields")),
    Picture("check", "owner", "/models/check", sees("input[type=file]")),
    Picture("check-problems", "owner", "/models/check", broken_files),
    Picture("trial", "owner", "/models/process/parts_requisition", trial),
    Picture("calendars", "owner", "/calendars?calendar=workshop", sees(".week")),
    Picture("calendars-import", "owner", "/calendars?calendar=workshop", presses(IMPORT, MODAL)),
    Picture("dispatch", "dispatcher", "/dispatch", board),
    Picture("dispatch-overrule", "dispatcher", "/dispatch", overrule),
    Picture("dispatch-empty", "dispatcher", "/dispatch?day=2027-03-01", sees(".page")),
    Picture("day", "technician", "/day", sees(".stops[data-kept=true]")),
    Picture("day-task", "technician", "/day", day_task),
    Picture("day-offline", "technician", "/day", off_the_network),
    Picture("parts", "warehouse", "/parts", ROWS),
    Picture("parts-stock", "warehouse", "/parts?list=stock", sees(".ant-table-row")),
    Picture("parts-moves", "warehouse", "/parts?list=moves", sees(".ant-table-row")),
    Picture("parts-count", "warehouse", "/parts?list=stock", presses("tbody .ant-btn", MODAL)),
    Picture("finance", "finance", "/finance", ROWS),
    Picture("finance-quotes", "finance", "/finance?list=quotes", sees(".ant-table-row")),
    Picture("finance-entries", "finance", "/finance?list=entries", sees(".ant-table-row")),
    Picture("finance-settlements", "finance", SETTLEMENTS, sees(".ant-table-row")),
    Picture("finance-settlement", "supervisor", SETTLEMENTS, presses("tbody .as-link", MODAL)),
    Picture("finance-settlement-new", "finance", SETTLEMENTS, new_statement),
    Picture("reports", "supervisor", f"/reports?{SEASON}", sees(".drawing svg")),
    Picture("report", "supervisor", f"/reports?{SEASON}&show=fault_causes", sees("table")),
    Picture("reports-kpis", "supervisor", f"/reports?{SEASON}&show=kpis", sees("tbody tr")),
    Picture("reports-cases", "supervisor", f"/reports?{SEASON}&show=kpis", presses("tbody .as-link", MODAL)),
    Picture("reports-failure", "supervisor", "/reports", sees(".notice"), "**/reports/dashboard*"),
    Picture("nowhere", "desk", "/nowhere", sees(".notice")),
    Picture("office", "supervisor", "/office", sees(".desk-views")),
    Picture("office-tables", "supervisor", "/office?list=tables", sees(".ant-segmented")),
    Picture("office-wrong", "supervisor", "/office?list=tables", wrong_table),
    Picture("erasures", "supervisor", "/erasures", sees("tbody .as-link")),
    Picture("erasure", "supervisor", "/erasures", presses("tbody .as-link", ".two-columns h2")),
    Picture("erasures-empty", "supervisor", "/erasures?state=refused", sees(".page h1")),
)
