"""The groups of people to whom processes offer tasks: known here, in Chinese and English."""

from collections.abc import Mapping
from typing import Final

GROUPS: Final[Mapping[str, tuple[str, str]]] = {
    "service_desk": ("服务台", "Service desk"),
    "dispatcher": ("派工", "Dispatch"),
    "technician": ("技师", "Technicians"),
    "workshop": ("维修车间", "Workshop"),
    "warehouse": ("仓库", "Warehouse"),
    "finance": ("财务", "Finance"),
    "supervisor": ("主管", "Supervisors"),
    "manager": ("经理", "Managers"),
    "director": ("中心负责人", "Head of the centre"),
    "quality": ("品控", "Quality control"),
    "engineering": ("技术部", "Engineering"),
    "production": ("生产部", "Production"),
    "logistics": ("物流", "Logistics"),
    "after_sales": ("售后部", "After-sales department"),
    "sales": ("业务部", "Sales"),
    "customer": ("客户", "Customer"),
}
