"""Fits the rows of a table so that each text's embedding has the direction of the teacher's."""
import numpy as np
from scipy.optimize import minimize


def fit(start, counts, targets, weights, pull, steps):
    """Returns float32 [v, d], the rows that minimise over n texts, starting from `start` [v, d],

        sum of weights[i] * (1 - cosine(counts[i] @ rows, targets[i])) + pull / 2 * sum of |rows - start|^2 / size,

    `counts` sparse float32 [n, v], `targets` float32 [n, d] of unit rows, `weights` float32 [n], `size` the mean squared
    length of `start`. With `pull` = 1, moving a row by its own length costs as much as half a text with cosine 0; a row
    that no text uses does not move. Source: L-BFGS (Liu and Nocedal 1989), over moves scaled by each row's curvature,
    which is a thousand times larger for a frequent token.
    """
    transposed = counts.T.tocsr()
    weights = weights[:, None]
    stiffness = pull / float(np.mean(np.sum(start ** 2, axis=1)))
    lengths = np.maximum(np.linalg.norm(counts @ start, axis=1, keepdims=True), 1e-12)
    step = (1 / np.sqrt(counts.power(2).T @ (weights / lengths ** 2) + stiffness)).astype(np.float32)

    def loss_and_gradient(scaled):
        move = scaled.reshape(start.shape).astype(np.float32) * step
        sums = counts @ (start + move)
        lengths = np.maximum(np.linalg.norm(sums, axis=1, keepdims=True), 1e-12)
        units = sums / lengths
        cosines = np.sum(units * targets, axis=1, keepdims=True)
        gradient = transposed @ (weights * (cosines * units - targets) / lengths) + stiffness * move
        loss = np.sum(weights * (1 - cosines), dtype=np.float64) + stiffness / 2 * np.sum(np.square(move, dtype=np.float64))
        return loss, (gradient * step).astype(np.float64).ravel()

    found = minimize(loss_and_gradient, np.zeros(start.size), jac=True, method="L-BFGS-B",
                     options={"maxiter": steps, "maxcor": 8, "ftol": 0, "gtol": 0})
    return start + found.x.reshape(start.shape).astype(np.float32) * step
