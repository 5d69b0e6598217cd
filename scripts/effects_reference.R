#!/usr/bin/env Rscript
# Makes tests/reference/effects.csv, the reference values for src/pprnet/effect_sizes:
#
#   apt-get install --no-install-recommends r-base-core r-cran-metafor r-cran-effectsize
#   Rscript scripts/effects_reference.R > tests/reference/effects.csv
#
# R is needed to make the table, never to run the tests. Each line: the formula of ours, what it
# is given, what R gives, and who gave it: effectsize, metafor, or R itself where neither has it
# (then not by our formula but by a numerical integral or a symbolic derivative where there is
# one).

suppressMessages({
  library(metafor)
  library(effectsize)
})
options(digits = 17, scipen = 0)

rows <- list()
add <- function(reference, formula, value, x, y = NA, z = NA) {
  stopifnot(length(value) == 1, is.finite(value))
  shown <- sapply(list(x, y, z), function(n) if (is.na(n)) "" else format(n, digits = 15))
  rows[[length(rows) + 1]] <<- paste(
    c(formula, shown, format(as.numeric(value), digits = 17), reference), collapse = ","
  )
}
number <- function(x) as.numeric(x)[1]

ds <- c(-2.5, -0.8, -0.2, 0, 0.1, 0.45, 1.3, 3)
rs <- c(-0.95, -0.5, -0.1, 0, 0.29, 0.62, 0.9)
ors <- c(0.05, 0.4, 1, 1.44, 2.3, 9)
bases <- c(0.05, 0.3, 0.5, 0.8)

# Two-by-two tables whose rates are the ones wanted: a million people a group.
million <- 1e6
two_by_two <- function(measure, treated, base) {
  number(escalc(
    measure = measure, ai = treated * million, n1i = million, ci = base * million, n2i = million,
    add = 0, to = "none"
  )$yi)
}

# ---- d, r, g -----------------------------------------------------------------------------
for (r in rs) {
  add("effectsize", "r_to_d", r_to_d(r), r)
  add("metafor", "r_to_z", number(transf.rtoz(r)), r)
}
for (d in ds) {
  add("effectsize", "d_to_r", d_to_r(d), d)
  # effectsize takes people, and n - 2 of them: with many people the share is what is left.
  for (share in c(0.1, 0.35)) {
    add("effectsize", "d_to_r_share", d_to_r(d, n1 = share * 1e11, n2 = (1 - share) * 1e11), d, share)
  }
  for (df in c(4, 18, 58, 400)) {
    n <- (df + 2) / 2
    g <- escalc(measure = "SMD", m1i = d, sd1i = 1, n1i = n, m2i = 0, sd2i = 1, n2i = n, vtype = "LS2")
    add("metafor", "d_to_g", number(g$yi), d, df)
    add("metafor", "variance_of_g", number(g$vi), d, n, n)
  }
}

# ---- superiority -------------------------------------------------------------------------
for (d in ds) {
  add("effectsize", "d_to_cles", number(d_to_p_superiority(d)), d)
  add("effectsize", "d_to_u3", number(d_to_u3(d)), d)
  # P(X > Y) - P(X < Y) by adding up a normal density, without the closed form.
  win <- function(y) dnorm(y) * pnorm(y, mean = d, lower.tail = FALSE)
  p <- integrate(win, -Inf, Inf, rel.tol = 1e-12)$value
  add("R integrate", "d_to_srd", p - (1 - p), d)
}
for (r in rs) {
  # Of those above the median on one score, who is above it on the other?
  both <- function(x) dnorm(x) * pnorm(r * x / sqrt(1 - r^2))
  add("R integrate", "r_to_concordance", 2 * integrate(both, 0, Inf, rel.tol = 1e-12)$value, r)
}

# ---- odds --------------------------------------------------------------------------------
for (d in ds) {
  add("effectsize", "d_to_log_or", d_to_oddsratio(d, log = TRUE), d)
  add("effectsize", "d_to_or", d_to_oddsratio(d), d)
}
for (r in rs) add("effectsize", "r_to_or", r_to_oddsratio(r), r)
for (or in ors) {
  add("effectsize", "or_to_d", oddsratio_to_d(or), or)
  add("effectsize", "or_to_r", oddsratio_to_r(or), or)
  for (base in bases) {
    rr <- oddsratio_to_riskratio(or, base)
    add("effectsize", "or_to_rr", rr, or, base)
    add("effectsize", "rr_to_or", riskratio_to_oddsratio(rr, base), rr, base)
  }
}

# ---- rates -------------------------------------------------------------------------------
for (base in bases) {
  for (treated in c(0.08, 0.32, 0.5, 0.77)) {
    add("metafor", "risk_to_log_or", two_by_two("OR", treated, base), treated, base)
    add("metafor", "risk_to_log_rr", two_by_two("RR", treated, base), treated, base)
    add("metafor", "risk_to_rd", two_by_two("RD", treated, base), treated, base)
    add("metafor", "risk_to_d", two_by_two("PBIT", treated, base), treated, base)
  }
  for (d in ds) {
    add("R pnorm", "d_to_risk", pnorm(d + qnorm(base)), d, base)
    if (d != 0) add("R pnorm", "d_to_nnt", 1 / (pnorm(d + qnorm(base)) - base), d, base)
  }
}

# ---- variances ---------------------------------------------------------------------------
for (n in c(10, 47, 500)) {
  add("metafor", "variance_of_z", number(escalc(measure = "ZCOR", ri = 0.3, ni = n)$vi), n)
}
slope <- function(expression, name) eval(D(expression, name), parent.frame())
for (r in rs) {
  derivative <- slope(quote(2 * r / sqrt(1 - r^2)), "r")
  add("R D()", "variance_r_to_d", derivative^2 * 0.01, r, 0.01)
}
for (d in ds) {
  for (share in c(0.5, 0.2)) {
    a <- 1 / (share * (1 - share))
    derivative <- slope(quote(d / sqrt(d^2 + a)), "d")
    add("R D()", "variance_d_to_r", derivative^2 * 0.04, d, 0.04, share)
  }
}
logits <- escalc(measure = "OR2DL", ai = 15, bi = 35, ci = 8, di = 42)
log_or <- escalc(measure = "OR", ai = 15, bi = 35, ci = 8, di = 42)
add("metafor", "variance_log_or_to_d", number(logits$vi), number(log_or$vi))
add("metafor", "variance_d_to_log_or", number(log_or$vi), number(logits$vi))
for (level in c(90, 95, 99)) {
  ends <- summary(log_or, level = level, transf = exp)
  add("metafor", "variance_of_interval", number(log_or$vi), ends$ci.lb, ends$ci.ub, level)
}

# ---- the table ---------------------------------------------------------------------------
packages <- sapply(c("metafor", "effectsize"), function(p) as.character(packageVersion(p)))
cat("# Made by scripts/effects_reference.R with ", R.version.string, ", ",
  paste(names(packages), packages, collapse = ", "), ".\n", sep = "")
cat("formula,x,y,z,value,reference\n")
cat(unlist(rows), sep = "\n")
