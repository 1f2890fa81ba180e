# Reads {"wilson": …, "tQuantile": …, …} from standard input, and writes what the reference packages say of each: see references.hosts.test.ts.
import json
import sys

import numpy
import pandas
import krippendorff
from irrCAC.raw import CAC
from ppi_py import ppi_mean_ci, ppi_mean_pointestimate
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint
import statsmodels.api as sm

Z = stats.norm.ppf(0.975)


def powered(human, both, alone):
    human, both, alone = (numpy.array(values, dtype=float) for values in (human, both, alone))
    low, high = (float(end[0]) for end in ppi_mean_ci(human, both, alone, alpha=0.05))
    mean = float(numpy.ravel(ppi_mean_pointestimate(human, both, alone))[0])
    return {"mean": mean, "standardError": (high - low) / 2 / Z}


def clustered(differences, clusters):
    """Mean with clustered standard errors: a regression on nothing but a constant."""
    fit = sm.OLS(differences, numpy.ones(len(differences))).fit(
        cov_type="cluster", cov_kwds={"groups": numpy.array(clusters), "use_correction": True, "df_correction": True}, use_t=True
    )
    low, high = (float(end) for end in fit.conf_int(alpha=0.05)[0])
    return {"mean": float(fit.params[0]), "standardError": float(fit.bse[0]), "p": float(fit.pvalues[0]), "interval": [low, high]}


REFERENCES = {
    "wilson": lambda count, total: list(map(float, proportion_confint(count, total, method="wilson"))),
    "upperTail": lambda t, df: float(stats.t.sf(t, df)),
    "tQuantile": lambda tail, df: float(stats.t.isf(tail, df)),
    "atLeast": lambda k, n, p: float(stats.binom.sf(k - 1, n, p)),
    "incompleteBeta": lambda x, a, b: float(stats.beta.cdf(x, a, b)),
    "mcnemar": lambda worse, better: float(mcnemar([[0, worse], [better, 0]], exact=True).pvalue),
    "holm": lambda *p: list(map(float, multipletests(p, method="holm")[1])),
    "kappa": lambda a, b: float(cohen_kappa_score(a, b, weights="quadratic", labels=[0, 1, 2])),
    "alpha": lambda counts: float(krippendorff.alpha(value_counts=numpy.array(counts), level_of_measurement="ordinal")),
    "ac2": lambda raters: float(
        CAC(pandas.DataFrame(raters), weights="quadratic", categories=[0, 1, 2], digits=9).gwet()["est"]["coefficient_value"]
    ),
    "powered": powered,
    "clustered": clustered,
}

asked = json.load(sys.stdin)
print(json.dumps({name: [REFERENCES[name](*each) for each in calls] for name, calls in asked.items()}))
