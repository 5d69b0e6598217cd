"""The exact solution of a linear support-vector machine with squared hinge loss.

Minimises, over weights w (the intercept is a weight like any other, as in LIBLINEAR),

    |w - w0|^2 / 2  +  C * sum over i of s_i * max(0, 1 - y_i x_i.w)^2

with y_i = 1 or -1, s_i the weight of a record and w0 the prior model (0 unless
stated). At the solution w = w0 + sum of b_i x_i. With D = diag(1 / (2 C s)) and A the records
inside the margin (y_i x_i.w < 1), b_A solves (K_AA + D_A) b_A = y_A - (X w0)_A, and b is 0
elsewhere. Newton's method repeats that until A stays the same.

Keerthi and DeCoste (2005), "A modified finite Newton method for fast solution of large scale linear
SVMs", JMLR 6; Chapelle (2007), "Training a support vector machine in the primal", Neural
Computation 19(5).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from pprnet.errors import TriageError
from pprnet.triage.models.gram_matrix import Gram

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from pprnet.triage.array_types import Vector


MAX_NEWTON_STEPS = 100
"""Most Newton steps; about five are needed."""
MAX_HALVINGS = 40
TOLERANCE = 1e-10
"""Residual of each linear system, as a share of its right-hand side."""


@dataclass(frozen=True, slots=True, eq=False)
class SVMProblem:
    """The problem to minimise, over b."""

    gram: Gram
    signs: Vector
    """y: 1 for included, -1 for excluded."""
    costs: Vector
    """2 C s for each record."""
    offset: Vector
    """X w0: the score of each record in the prior model."""

    def slack(self, scores: Vector) -> Vector:
        """Return y - score for records inside the margin and 0 for others, of shape (n,).

        Args:
            scores: X w of the records, of shape (n,).
        """
        import numpy as np

        missing = self.signs - scores
        return np.where(self.signs * missing > 0, missing, 0.0)

    def value(self, dual: Vector, product: Vector) -> float:
        """Return the value of the objective.

        Args:
            dual: b, of shape (n,).
            product: K b, of shape (n,).
        """
        slack = self.slack(product + self.offset)
        return float(dual @ product + self.costs @ slack**2) / 2


def solve_svm(problem: SVMProblem, start: Vector) -> Vector:
    """Return the solution b, of shape (n,).

    Args:
        problem: the problem.
        start: a first estimate of b, of shape (n,).

    Raises:
        TriageError: The solution is not reached within `MAX_NEWTON_STEPS` steps.
    """
    import numpy as np

    dual, product = start, problem.gram.multiply(start)
    for _ in range(MAX_NEWTON_STEPS):
        active = problem.signs * (product + problem.offset) < 1
        target = _newton_step(problem, active, dual)
        target_product = problem.gram.multiply(target)
        if np.array_equal(problem.signs * (target_product + problem.offset) < 1, active):
            return target
        dual, product = _line_search(problem, (dual, product), (target, target_product))
    raise TriageError(f"the learner did not converge within {MAX_NEWTON_STEPS} steps")


def _line_search(
    problem: SVMProblem, current: tuple[Vector, Vector], target: tuple[Vector, Vector]
) -> tuple[Vector, Vector]:
    """Return the full step if it decreases the objective, otherwise half of it, and so on."""
    before, share = problem.value(*current), 1.0
    for _ in range(MAX_HALVINGS):
        dual, product = (a + share * (b - a) for a, b in zip(current, target, strict=True))
        if problem.value(dual, product) < before:
            return dual, product
        share /= 2
    return target


def _newton_step(problem: SVMProblem, active: npt.NDArray[np.bool_], start: Vector) -> Vector:
    """Solve (K_AA + D_A) b_A = y_A - offset_A by conjugate gradients.

    Scaled by the root of D the system is (S K S + 1) z = S (y - offset), b = S z: most of its
    eigenvalues lie close to 1, so a few dozen products are exact to many digits.
    """
    import numpy as np

    scale = np.where(active, np.sqrt(problem.costs), 0.0)
    right = scale * (problem.signs - problem.offset)
    begin = np.divide(start, scale, out=np.zeros_like(start), where=scale > 0)
    return scale * _conjugate_gradients(problem.gram, scale, right, begin)


def _conjugate_gradients(gram: Gram, scale: Vector, right: Vector, start: Vector) -> Vector:
    """Solve (S K S + 1) z = right (Hestenes and Stiefel 1952)."""
    import numpy as np

    found = start.copy()
    residual = right - scale * gram.multiply(scale * found) - found
    direction, residual_square = residual, float(residual @ residual)
    enough = TOLERANCE**2 * float(right @ right)
    for _ in range(10 * len(right)):
        if residual_square <= enough:
            break
        product = scale * gram.multiply(scale * direction) + direction
        step_size = residual_square / float(direction @ product)
        found += step_size * direction
        residual = residual - step_size * product
        residual_square, last = float(residual @ residual), residual_square
        direction = residual + (residual_square / last) * direction
    return np.asarray(found, dtype=np.float64)
