"""Triage: which work to read next, learned from earlier decisions."""

from pprnet.triage.explain.contributions import TermContribution, explain_score
from pprnet.triage.explain.precedents import Precedent, precedents, strongest_precedent
from pprnet.triage.features.metadata import WorkMetadata, record_metadata
from pprnet.triage.features.metadata_columns import CombinedFeatures, MetadataWeighting
from pprnet.triage.features.tfidf import FeatureMatrix, Tfidf, TfidfFeatures, vectorise
from pprnet.triage.inbox_order import INBOX_POLICY, InboxPolicy, Suggestions, suggest
from pprnet.triage.issue_picks import Candidate, PickSet, RecentCoverage, propose_picks
from pprnet.triage.learner import ELAS_U4, Learner, elas_u3, fit_learner
from pprnet.triage.metrics import ScreeningMetrics, loss, mean_time_to_discovery, screening_metrics
from pprnet.triage.models.balancer import BalancedWeighting, Balancer, UniformWeighting
from pprnet.triage.models.classifier import Classifier, LinearModel, LinearSVM, NaiveBayes
from pprnet.triage.near_duplicates import most_similar_rows
from pprnet.triage.past_decisions import PastDecisionWeighting, TrainingLabels
from pprnet.triage.query.diversity import Diversity
from pprnet.triage.query.exploration import Exploration
from pprnet.triage.query.missing_abstract import MissingAbstractAdjustment
from pprnet.triage.query.querier import (
    HybridQuerier,
    MaxQuerier,
    Querier,
    RandomQuerier,
    TopDownQuerier,
    UncertaintyQuerier,
)
from pprnet.triage.ranking import Ranking, rank
from pprnet.triage.simulation.simulator import simulate
from pprnet.triage.stopping.hypergeometric import HypergeometricStopper
from pprnet.triage.stopping.stopper import StopEstimate, Stopper
from pprnet.triage.stopping.weibull import WeibullStopper

__all__ = [
    "ELAS_U4",
    "INBOX_POLICY",
    "BalancedWeighting",
    "Balancer",
    "Candidate",
    "Classifier",
    "CombinedFeatures",
    "Diversity",
    "Exploration",
    "FeatureMatrix",
    "HybridQuerier",
    "HypergeometricStopper",
    "InboxPolicy",
    "Learner",
    "LinearModel",
    "LinearSVM",
    "MaxQuerier",
    "MetadataWeighting",
    "MissingAbstractAdjustment",
    "NaiveBayes",
    "PastDecisionWeighting",
    "PickSet",
    "Precedent",
    "Querier",
    "RandomQuerier",
    "Ranking",
    "RecentCoverage",
    "ScreeningMetrics",
    "StopEstimate",
    "Stopper",
    "Suggestions",
    "TermContribution",
    "Tfidf",
    "TfidfFeatures",
    "TopDownQuerier",
    "TrainingLabels",
    "UncertaintyQuerier",
    "UniformWeighting",
    "WeibullStopper",
    "WorkMetadata",
    "elas_u3",
    "explain_score",
    "fit_learner",
    "loss",
    "mean_time_to_discovery",
    "most_similar_rows",
    "precedents",
    "propose_picks",
    "rank",
    "record_metadata",
    "screening_metrics",
    "simulate",
    "strongest_precedent",
    "suggest",
    "vectorise",
]
