extension [Double] {
    /// The arithmetic mean; 0 without values.
    var mean: Double { isEmpty ? 0 : reduce(0, +) / Double(count) }

    /// The middle value, or the mean of the two in the middle; 0 without values.
    var median: Double {
        guard !isEmpty else { return 0 }
        let sorted = sorted()
        return (sorted[(count - 1) / 2] + sorted[count / 2]) / 2
    }

    /// The sum of squared distances from the mean.
    var squares: Double {
        let mean = mean
        return reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    }

    /// The standard deviation of a sample, with n − 1; 0 for fewer than two values.
    var standardDeviation: Double {
        count > 1 ? (squares / Double(count - 1)).squareRoot() : 0
    }

    /// The lag-1 autocorrelation, −1 … 1: Σ(yᵢ − ȳ)(yᵢ₊₁ − ȳ) / Σ(yᵢ − ȳ)²; 0 when
    /// all values are the same.
    var autocorrelation: Double {
        let (mean, squares) = (mean, squares)
        guard squares > 0 else { return 0 }
        return zip(self, dropFirst()).reduce(0) { $0 + ($1.0 - mean) * ($1.1 - mean) } / squares
    }
}
