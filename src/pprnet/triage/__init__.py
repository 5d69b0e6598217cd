"""Triage: which work to read next, learnt from what was decided before."""

from pprnet.triage.alike import Precedent, like_included, precedents
from pprnet.triage.balancer import Balanced, Balancer, Unweighted
from pprnet.triage.bare import Lift
from pprnet.triage.beside import Beside, Sides
from pprnet.triage.classifier import Classifier, LinearModel, NaiveBayes, SquaredHinge
from pprnet.triage.diversity import Diversity
from pprnet.triage.explain import Reason, explain
from pprnet.triage.exploration import Exploration
from pprnet.triage.fading import Fading
from pprnet.triage.features import Features, Table, Tfidf, vectorise
from pprnet.triage.history import History, Taught
from pprnet.triage.hypergeometric import Hypergeometric
from pprnet.triage.learner import ELAS_U4, Learner, elas_u3, fit
from pprnet.triage.measures import Measures, loss, mean_time_to_discovery, measure
from pprnet.triage.order import Ranking, rank
from pprnet.triage.querier import AtRandom, Highest, Mixed, Querier, TopDown, Uncertain
from pprnet.triage.simulate import simulate
from pprnet.triage.stopper import StopEstimate, Stopper
from pprnet.triage.suggest import DESK, Desk, Suggestions, suggest
from pprnet.triage.traits import Traits, traits_of

__all__ = [
    "DESK",
    "ELAS_U4",
    "AtRandom",
    "Balanced",
    "Balancer",
    "Beside",
    "Classifier",
    "Desk",
    "Diversity",
    "Exploration",
    "Fading",
    "Features",
    "Highest",
    "History",
    "Hypergeometric",
    "Learner",
    "Lift",
    "LinearModel",
    "Measures",
    "Mixed",
    "NaiveBayes",
    "Precedent",
    "Querier",
    "Ranking",
    "Reason",
    "Sides",
    "SquaredHinge",
    "StopEstimate",
    "Stopper",
    "Suggestions",
    "Table",
    "Taught",
    "Tfidf",
    "TopDown",
    "Traits",
    "Uncertain",
    "Unweighted",
    "elas_u3",
    "explain",
    "fit",
    "like_included",
    "loss",
    "mean_time_to_discovery",
    "measure",
    "precedents",
    "rank",
    "simulate",
    "suggest",
    "traits_of",
    "vectorise",
]
