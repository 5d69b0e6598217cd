"""Triage: which work to read next, learnt from what was decided before."""

from pprnet.triage.balancer import Balanced, Balancer, Unweighted
from pprnet.triage.classifier import Classifier, LinearModel, NaiveBayes, SquaredHinge
from pprnet.triage.explain import Reason, explain
from pprnet.triage.fading import Fading
from pprnet.triage.features import Features, Table, Tfidf, vectorise
from pprnet.triage.hypergeometric import Hypergeometric
from pprnet.triage.learner import ELAS_U4, Learner, elas_u3, fit
from pprnet.triage.measures import Measures, measure
from pprnet.triage.near import nearest
from pprnet.triage.order import Ranking, rank
from pprnet.triage.picks import Candidate, Picks, Recent, propose
from pprnet.triage.querier import AtRandom, Highest, Mixed, Querier, TopDown, Uncertain
from pprnet.triage.simulate import simulate
from pprnet.triage.stopper import StopEstimate, Stopper

__all__ = [
    "ELAS_U4",
    "AtRandom",
    "Balanced",
    "Balancer",
    "Candidate",
    "Classifier",
    "Fading",
    "Features",
    "Highest",
    "Hypergeometric",
    "Learner",
    "LinearModel",
    "Measures",
    "Mixed",
    "NaiveBayes",
    "Picks",
    "Querier",
    "Ranking",
    "Reason",
    "Recent",
    "SquaredHinge",
    "StopEstimate",
    "Stopper",
    "Table",
    "Tfidf",
    "TopDown",
    "Uncertain",
    "Unweighted",
    "elas_u3",
    "explain",
    "fit",
    "measure",
    "nearest",
    "propose",
    "rank",
    "simulate",
    "vectorise",
]
