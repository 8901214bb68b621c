//! The statistics that the tests of this folder share.

/// How surprising a deviation is: -log10 of the two-sided p of Student's t.
///
/// # Source
/// G. W. Hill, "Student's t-distribution" (1970), turns t into a normal deviate; its tail is the
/// complementary error function of "Numerical Recipes", which is right to 1.2e-7.
pub(super) fn surprise(deviation: f64, freedom: f64) -> f64 {
    const TAIL: [f64; 10] = [
        0.170_872_77,
        -0.822_152_23,
        1.488_515_87,
        -1.135_203_98,
        0.278_868_07,
        -0.186_288_06,
        0.096_784_18,
        0.374_091_96,
        1.000_023_68,
        -1.265_512_23,
    ];
    let a = freedom - 0.5;
    let b = 48.0 * a * a;
    let y = a * (deviation * deviation / freedom).ln_1p();
    let root = y.sqrt();
    let correction = (((-0.4 * y - 3.3) * y - 24.0) * y - 85.5) / (0.8 * y * y + 100.0 + b);
    let normal = ((correction + y + 3.0) / b) * root + root;
    let scaled = normal / std::f64::consts::SQRT_2;
    let near = 1.0 / (1.0 + scaled / 2.0);
    let tail = TAIL.iter().fold(0.0, |sum, term| sum * near + term);
    let surprise = -(near.ln() - scaled * scaled + tail) / std::f64::consts::LN_10;
    surprise.max(0.0)
}

/// -log10 of the chance that at least half of `n` trials come out, if one does with this chance.
pub(super) fn surprise_of_half(n: usize, chance: f64) -> f64 {
    /// More trials than this say nothing more, and their binomials are hard to reckon.
    const MAX_TRIALS: usize = 60;
    let n = n.min(MAX_TRIALS);
    let mut sum = 0.0;
    let mut choices = 1.0;
    for k in 0..=n {
        if 2 * k >= n {
            let power = |base: f64, exponent: usize| base.powf(float(exponent as u64));
            sum += choices * power(chance, k) * power(1.0 - chance, n - k);
        }
        choices *= float((n - k) as u64) / float(k as u64 + 1);
    }
    -sum.min(1.0).log10()
}

/// `a ln(a / b)`, which is nothing for nothing.
pub(super) fn xlogx(a: f64, b: f64) -> f64 {
    if a > 0.0 { a * (a / b).ln() } else { 0.0 }
}

/// The median; the order of the values is lost. Nothing of nothing is zero.
pub(super) fn median(values: &mut [f64]) -> f64 {
    let middle = values.len() / 2;
    if values.is_empty() {
        return 0.0;
    }
    let is_even = values.len().is_multiple_of(2);
    let (below, upper, _) = values.select_nth_unstable_by(middle, f64::total_cmp);
    let upper = *upper;
    match below.iter().copied().max_by(f64::total_cmp) {
        Some(lower) if is_even => f64::midpoint(lower, upper),
        _ => upper,
    }
}

/// The median distance from a value, scaled so that it reads like a standard deviation.
pub(super) fn spread(values: &[f64], middle: f64) -> f64 {
    let mut distances: Vec<f64> = values.iter().map(|value| (value - middle).abs()).collect();
    1.4826 * median(&mut distances)
}

/// For each test how likely at least one as surprising as it is an accident, of all that were made.
///
/// # Source
/// Y. Benjamini, Y. Hochberg, "Controlling the false discovery rate" (1995).
pub(super) struct Corrected {
    /// -log10 p of all tests, most surprising first.
    sorted: Vec<f64>,
    /// The p of each, corrected; never falling.
    rates: Vec<f64>,
}

impl Corrected {
    pub(super) fn new(mut surprises: Vec<f64>) -> Self {
        surprises.sort_by(|a, b| b.total_cmp(a));
        let n = float(surprises.len() as u64);
        let mut rates = vec![1.0; surprises.len()];
        let mut lowest = 1.0_f64;
        for (at, surprise) in surprises.iter().enumerate().rev() {
            lowest = lowest.min(10_f64.powf(-surprise) * n / float(at as u64 + 1));
            if let Some(rate) = rates.get_mut(at) {
                *rate = lowest;
            }
        }
        Self { sorted: surprises, rates }
    }

    /// How many tests were made.
    pub(super) fn n_tests(&self) -> u64 {
        self.sorted.len() as u64
    }

    /// The corrected p of a test that was made.
    pub(super) fn rate(&self, surprise: f64) -> f64 {
        let at = self.sorted.partition_point(|known| *known > surprise);
        self.rates.get(at).copied().unwrap_or(1.0)
    }
}

/// How often something is so much more frequent on one side, and at least how much with 95 %
/// confidence; more or less alike.
///
/// # Source
/// D. Katz and others, "Obtaining confidence intervals for the risk ratio" (1978); half an entry is
/// added on both sides, so that what never was has a ratio, too.
pub(super) fn ratio((a, n): (u64, u64), (b, m): (u64, u64)) -> (f64, f64) {
    let [a, n, b, m] = [a, n, b, m].map(|count| float(count) + 0.5);
    let log = (a / n / (b / m)).ln();
    let error = (1.0 / a - 1.0 / n + 1.0 / b - 1.0 / m).max(0.0).sqrt();
    (log.exp(), (log.abs() - 1.96 * error).max(0.0).exp())
}

/// A count, to reckon with.
#[expect(clippy::cast_precision_loss, reason = "no log has so many entries that it matters")]
pub(super) fn float(count: u64) -> f64 {
    count as f64
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(found: f64, expected: f64) {
        assert!((found - expected).abs() < 1e-3 * expected.abs().max(1.0), "{found} {expected}");
    }

    #[test]
    fn surprises_are_those_of_the_tables() {
        // Two-sided p of 0.05 and 0.001 with 30 and 6 degrees of freedom.
        check(surprise(2.0423, 30.0), 1.301);
        check(surprise(3.6460, 30.0), 3.0);
        check(surprise(2.4469, 6.0), 1.301);
        check(surprise(0.0, 30.0), 0.0);
        assert!(surprise(1e9, 30.0).is_finite());
        check(surprise_of_half(2, 0.5), -(0.75_f64).log10());
        check(surprise_of_half(4, 0.1), -(0.0523_f64).log10());
        check(surprise_of_half(0, 0.1), 0.0);
    }

    #[test]
    fn medians_are_in_the_middle() {
        check(median(&mut [3.0, 1.0, 2.0]), 2.0);
        check(median(&mut [4.0, 1.0, 2.0, 3.0]), 2.5);
        check(median(&mut []), 0.0);
        check(spread(&[1.0, 2.0, 3.0], 2.0), 1.4826);
    }

    #[test]
    fn corrected_rates_are_those_of_the_paper() {
        let p = [0.01, 0.02, 0.03, 0.9];
        let corrected = Corrected::new(p.iter().map(|p: &f64| -p.log10()).collect());
        for (p, rate) in p.iter().zip([0.04, 0.04, 0.04, 0.9]) {
            check(corrected.rate(-p.log10()), rate);
        }
        assert_eq!(corrected.n_tests(), 4);
    }

    #[test]
    fn ratios_have_a_bound_in_both_directions() {
        let (more, at_least) = ratio((100, 1000), (100, 10_000));
        check(more, 9.9955);
        assert!((7.0..9.0).contains(&at_least), "{at_least}");
        let (less, at_least) = ratio((10, 1000), (1000, 10_000));
        assert!(less < 0.2 && at_least > 4.0, "{less} {at_least}");
        let (_, nothing) = ratio((3, 100), (30, 1000));
        check(nothing, 1.0);
    }
}
