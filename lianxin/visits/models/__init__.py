from lianxin.visits.models.crews import Crew, CrewMember, ShiftBlock
from lianxin.visits.models.plans import PlanChange, PlanLine, SheetReveal, VisitPlan
from lianxin.visits.models.tasks import VisitTask
from lianxin.visits.models.visits import Visit, VisitPerson

__all__ = [
    "Crew",
    "CrewMember",
    "PlanChange",
    "PlanLine",
    "SheetReveal",
    "ShiftBlock",
    "Visit",
    "VisitPerson",
    "VisitPlan",
    "VisitTask",
]
