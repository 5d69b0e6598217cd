"""Invented sentences with effects and without, for `test_reported_effects.py`.

An effect is written "measure value", with its interval and p behind it where they are stated.
"""

from __future__ import annotations

REPORTED = {
    "r": [
        ("Alliance was related to outcome (r = .29).", "r 0.29"),
        ("Empathy and outcome: r=−0.31, p<.01.", "r -0.31 p<.01"),
        ("Dose and gain were related, r(98) = .24, p = .02.", "r 0.24 p=.02"),
        ("Spearman's rho was .41 between the scales.", "r 0.41"),
        ("We found a correlation of 0.35 (95% CI 0.20 to 0.48).", "r 0.35 [0.2, 0.48] 95"),
        ("Ratings agreed with outcome (r s = .27, p = .011).", "r 0.27 p=.011"),
        ("A pooled effect of r = .278, 95% CI [.256, .299].", "r 0.278 [0.256, 0.299] 95"),
        ("Correlations ranged from .21 to .44.", "r 0.21; r 0.44"),
    ],
    "d": [
        ("A medium effect (Cohen's d between 0.4 and 0.6).", "d 0.4; d 0.6"),
        ("Large effects were seen (ds = 1.2 and 0.9).", "d 1.2; d 0.9"),
        ("Clients improved by a d of 0.8 in example therapy.", "d 0.8"),
        ("The effect was small (Cohen's d: −0.16, 95% CI −0.32 to 0.00).", "d -0.16 [-0.32, 0] 95"),
        ("Worry fell (d=0.91; P=.023).", "d 0.91 p=.023"),
        ("Cohen’s ds were 0.42, 0.51, and 0.60.", "d 0.42; d 0.51; d 0.6"),
        ("Within-group effects were large (d = 0.63–0.76).", "d 0.63; d 0.76"),
        ("Cohen's d (0.55) favoured example therapy.", "d 0.55"),
        ("Worry (A d = 0.48; B d = 0.39) fell.", "d 0.48; d 0.39"),
        ("Mood lifted, d = 0·85 (0·44–1·26).", "d 0.85 [0.44, 1.26]"),
    ],
    "g": [
        (
            "Effect sizes (Hedges' g) ranged from 0.35 (95% CI 0.1–0.6) to 0.82 (95% CI 0.5–1.1).",
            "g 0.35 [0.1, 0.6] 95; g 0.82 [0.5, 1.1] 95",
        ),
        ("It beat waiting (Hedges' g=−0.46 (95% CI −0.71 to −0.21)).", "g -0.46 [-0.71, -0.21] 95"),
        ("Hedges’ g was 0.72 at post-test.", "g 0.72"),
        ("Hedge's g: 0.97, 0.13 respectively.", "g 0.97; g 0.13"),
        ("Effects held (g = 0.40, 95% CrI: 0.11, 0.70).", "g 0.4 [0.11, 0.7] 95"),
    ],
    "SMD": [
        ("The SMD was -0.30 (95% CI -0.52; -0.08).", "SMD -0.3 [-0.52, -0.08] 95"),
        ("ES = 0.45 for worry.", "SMD 0.45"),
        ("Effect sizes of 0.4, 0.7 and 1.1 were found.", "SMD 0.4; SMD 0.7; SMD 1.1"),
        ("Pre- to post-treatment effect sizes of 0.68–1.26 were seen.", "SMD 0.68; SMD 1.26"),
        ("Effect sizes of 0.53 (worry) and 0.71 (sleep) were found.", "SMD 0.53; SMD 0.71"),
        ("Effects differed in size (ES: worry: 1.2; sleep: 0.9).", "SMD 1.2; SMD 0.9"),
        (
            "A standardised mean difference of 0.34 [0.10, 0.58] was found.",
            "SMD 0.34 [0.1, 0.58]",
        ),
    ],
    "MD": [
        ("CAPS: −12.6 [95% CI −18.2, −7.0] favouring A over waiting.", "MD -12.6 [-18.2, -7] 95"),
        ("Worry fell by 2.3 points (95% CI 1.0 to 3.6).", "MD 2.3 [1, 3.6] 95"),
        (
            "The mean change was −5.2 at 12-month follow-up (95% CI −7 to −3).",
            "MD -5.2 [-7, -3] 95",
        ),
        ("Mean incremental costs were €1,234 (95% CI €-200 to €2,500).", "MD 1234 [-200, 2500] 95"),
        ("The mean difference was 3.2 points (95% CI 1.1 to 5.3).", "MD 3.2 [1.1, 5.3] 95"),
        ("MD −2.10, 95% CI −3.90 to −0.30, p = 0.02.", "MD -2.1 [-3.9, -0.3] 95 p=0.02"),
        ("WMD = 1.5 (0.2 to 2.8).", "MD 1.5 [0.2, 2.8]"),
        ("Costs differed (difference £427, 95% CI £56 - £787).", "MD 427 [56, 787] 95"),
        ("Costs fell (mean difference −£448; 95% CI −934 to 37).", "MD -448 [-934, 37] 95"),
        (
            "An average decrease of 3.6 points in worry (95% CI, 2.4 – 4.8) was seen.",
            "MD 3.6 [2.4, 4.8] 95",
        ),
        (
            "Clients had 57.1 more good days [95% confidence interval (CI) 31-83].",
            "MD 57.1 [31, 83] 95",
        ),
        (
            "The groups differed (difference –5.97, 95% CI –8.49 to –3.44, P<.001 for A and "
            "–6.35, 95% CI –8.82 to –3.87, P<.001 for B).",
            "MD -5.97 [-8.49, -3.44] 95 p<.001; MD -6.35 [-8.82, -3.87] 95 p<.001",
        ),
        (
            "No significant difference was found (EXAMPLE-9 − 1.14, 95% CI − 2.75 to 0.47).",
            "MD -1.14 [-2.75, 0.47] 95",
        ),
        ("There was a 6.71 units difference in worry.", "MD 6.71"),
        ("Worry was 4.2 points lower with example therapy than with waiting.", "MD 4.2"),
    ],
    "OR": [
        ("It mattered (adjusted OR [aOR] 0.63; 95% CI 0.41, 0.97).", "OR 0.63 [0.41, 0.97] 95"),
        ("OR 2.5 (CI95% 1.2–5.1).", "OR 2.5 [1.2, 5.1] 95"),
        ("OR=1.75, 95% CI=1.03~2.98.", "OR 1.75 [1.03, 2.98] 95"),
        (
            "ORs (95% CIs) were 1.5 (1.1–2.0) for A and 2.2 (1.6–3.0) for B.",
            "OR 1.5 [1.1, 2] 95; OR 2.2 [1.6, 3] 95",
        ),
        ("The odds of remission were 1.8 times higher in A.", "OR 1.8"),
        (
            "Dropout rose (odds ratio, 2.3; 95% confidence interval [CI], 1.1-4.9; P<.05).",
            "OR 2.3 [1.1, 4.9] 95 p<.05",
        ),
        ("ORs were 1.2, 1.4 and 2.0 respectively.", "OR 1.2; OR 1.4; OR 2"),
        (
            "An OR of 7.85 (95% CI 5.31 to 11.6, Z = 10.2, P < .001).",
            "OR 7.85 [5.31, 11.6] 95 p<.001",
        ),
        ("Remission was likelier (OR = 9.2, 95%CI = 1.5-54.7).", "OR 9.2 [1.5, 54.7] 95"),
        ("The adjusted odds ratio (aOR) for dropout was 1.6 [1.0; 2.7].", "OR 1.6 [1, 2.7]"),
        ("OR (95% CI) 0.71 (0.59, 0.84) for dropout.", "OR 0.71 [0.59, 0.84] 95"),
        (
            "Age (OR 1.5, 95% CI 1.1–2.2) and sex (2.1, 95% CI 1.2–3.4) mattered.",
            "OR 1.5 [1.1, 2.2] 95; OR 2.1 [1.2, 3.4] 95",
        ),
        (
            "Clients had 2.3 times the odds (95% CI 1.4 to 3.8) of remission.",
            "OR 2.3 [1.4, 3.8] 95",
        ),
    ],
    "RR": [
        ("relative risk 1·01, 95% CI 0·86–1·19; p=0·95", "RR 1.01 [0.86, 1.19] 95 p=0.95"),
        ("The risk ratio for dropout was 0.82 (0.70-0.96).", "RR 0.82 [0.7, 0.96]"),
        ("They recovered more often (RR: 1.4; CI 95% 1.1-1.8).", "RR 1.4 [1.1, 1.8] 95"),
    ],
    "HR": [
        ("Relapse came later (HR 0.66; 95% CI 0.45-0.98).", "HR 0.66 [0.45, 0.98] 95"),
        ("The hazard ratio was 1.3 (95% CI: 1.0, 1.7).", "HR 1.3 [1, 1.7] 95"),
    ],
    "IRR": [
        ("Visits fell (adjusted IRR 0.98; 95% CI 0.69 to 1.38).", "IRR 0.98 [0.69, 1.38] 95"),
        ("The incidence rate ratio of crises was 0.48.", "IRR 0.48"),
    ],
    "RD": [
        ("The risk difference was 0.12 (95% CI 0.03 to 0.21).", "RD 0.12 [0.03, 0.21] 95"),
        ("Relapse: risk difference [RD], 90% CI: 7.3%, 1.2–13.4.", "RD 7.3 [1.2, 13.4] 90"),
    ],
    "NNT": [
        ("The number needed to treat (NNT) was 6.0 (95% CI 7.5 to 4.6).", "NNT 6 [4.6, 7.5] 95"),
        ("That is an NNT of 4.", "NNT 4"),
        ("The number needed to treat was four.", "NNT 4"),
        ("This is a number needed to treat of about seven (95% CI 4 to 12).", "NNT 7 [4, 12] 95"),
        ("NNTs were three and five.", "NNT 3; NNT 5"),
    ],
    "beta": [
        ("Alliance predicted change (β = − 0.82; p = 0.01).", "beta -0.82 p=0.01"),
        ("Fatigue was predicted (β = 0.58–0.86, p < 0.05).", "beta 0.58 p<0.05; beta 0.86 p<0.05"),
        ("A standardized beta of .21 was found.", "beta 0.21"),
    ],
    "b": [
        (
            "b = 0.42, SE = 0.10, t = 4.2, p < .001, 95% CI [0.22, 0.62].",
            "b 0.42 [0.22, 0.62] 95 p<.001",
        ),
        ("Education mattered (B=–0.32, SE 0.16, P=.049).", "b -0.32 p=.049"),
        (
            "The interaction coefficient = -1.40; 95% CI -3.91 to 1.10.",
            "b -1.4 [-3.91, 1.1] 95",
        ),
    ],
    "eta2": [
        ("An interaction was found (η²partial = .39).", "eta2 0.39"),
        ("The effect size (partial η 2) ranged from .25 to .57.", "eta2 0.25; eta2 0.57"),
        ("F(1, 54) = 3.09, p = .05, ηp2 = .06.", "eta2 0.06"),
        ("Partial eta-squared was .12.", "eta2 0.12"),
    ],
    "R2": [
        ("Alliance explained outcome (R² = .14).", "R2 0.14"),
        ("The model fitted (R-squared = 0.31).", "R2 0.31"),
        ("Alliance explained 7.5% of the variance in outcome.", "R2 7.5"),
        ("Both accounted for 5% to 8% of outcome variance.", "R2 5; R2 8"),
        ("The variance explained was 31 per cent.", "R2 31"),
    ],
    "AUC": [
        ("The scale told them apart (aROC = 0.92).", "AUC 0.92"),
        ("AUC was 0.75 (95% CI 0.70-0.80).", "AUC 0.75 [0.7, 0.8] 95"),
    ],
    "kappa": [
        ("Kappas ranged from 0.61 to 0.80.", "kappa 0.61; kappa 0.8"),
        ("Raters agreed (kappa = 0.71).", "kappa 0.71"),
        ("Cohen's κ was .66.", "kappa 0.66"),
    ],
    "percent-difference": [
        (
            "A 5.6% increase went with it (95% CI −4.7% to 16.9%; p = .30).",
            "percent-difference 5.6 [-4.7, 16.9] 95 p=.30",
        ),
        (
            "No change in trend was seen (-20.0%, 99% CI: -70.0% to 30.0%, p=0.34).",
            "percent-difference -20 [-70, 30] 99 p=0.34",
        ),
        (
            "The differences between groups were -.07% for A and +.36% for B.",
            "percent-difference -0.07; percent-difference 0.36",
        ),
        ("Dropout fell by 34.5%.", "percent-difference 34.5"),
        ("Symptoms were significantly reduced by 32 %.", "percent-difference 32"),
        ("It reduced relapse by 32% compared with waiting.", "percent-difference 32"),
        ("Relapse was 24% lower than in waiting.", "percent-difference 24"),
        ("Clients had 72 percent fewer bad days (p = .04).", "percent-difference 72 p=.04"),
        ("Recovery rates differed by 12 percentage points.", "percent-difference 12"),
    ],
}

NOT_EFFECTS = [
    "Remission was 45% in example therapy and 32% in waiting.",
    "Mean worry was 36.4 (95% CI 35.4 – 37.3) at entry.",
    "We needed 80 clients to detect d = 0.5 with 80% power.",
    "The groups did not differ (P = .92).",
    "Internal consistency was good (Cronbach's alpha = .89).",
    "Raters agreed well (ICC = 0.89).",
    "Test-retest reliability was high (r = .91).",
    "Only effects with d > 0.5 were kept.",
    "The effect was trivial (eta2 < .001).",
    "Proportions differed (Cohen's h = 0.55).",
    "The respiratory rate (RR) was 17.55 ± 3.6.",
    "Heart rate (HR) was 72.5 in both groups.",
    "Clients took 120 mg/d for 12 weeks or 5 g of placebo.",
    "The change held in week 12: 90% of clients stayed.",
    "Response was defined as a 50% reduction in worry.",
    "Response rates (≥50% reduction in worry) were 64.7% and 53.5% (p = .06).",
    "A third of clients had at least a 20% reduction compared with entry.",
    "Worry can be expected to fall by about 10-15% on average.",
    "Each 1% increase in attendance was related to mood (p = .03).",
    "Admissions rose to 320, a 63% increase.",
    "Therapist effects accounted for 5% of outcome variance.",
    "Differences between therapists explained 6.6% of the variance.",
    "Two factors explained 54% of the variance of the items.",
    "Costs were 37 826 and 46 795 (95% uncertainty interval for difference -21 775 to 3546).",
    "Numbers needed to treat were not computed for the two outcomes.",
    "Worry fell from 30.1 to 20.4 (t = −2.31, p = .02).",
    "",
]
