"""Triage: which work to read next, learnt from what was decided before."""

from pprnet.triage.alike import alike
from pprnet.triage.classifier import LinearModel, fit
from pprnet.triage.explain import Reason, explain
from pprnet.triage.features import Features, vectorise
from pprnet.triage.measures import Measures, measure
from pprnet.triage.order import Ranking, rank
from pprnet.triage.picks import Candidate, Picks, Recent, propose
from pprnet.triage.simulate import simulate

__all__ = [
    "Candidate",
    "Features",
    "LinearModel",
    "Measures",
    "Picks",
    "Ranking",
    "Reason",
    "Recent",
    "alike",
    "explain",
    "fit",
    "measure",
    "propose",
    "rank",
    "simulate",
    "vectorise",
]
