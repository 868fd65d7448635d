/// Linear least squares for a few unknowns.
enum LeastSquares {
    /// An equation: the sum of the unknowns times their factors is the value.
    struct Row {
        var factors: [Double]
        var value: Double
    }

    /// The unknowns for which the squares of all equations' differences are smallest, by the normal
    /// equations with scaled columns; `nil` where they are not determined.
    static func solution(of rows: [Row]) -> [Double]? {
        guard let count = rows.first?.factors.count, count > 0, rows.count >= count else {
            return nil
        }
        let scales = (0..<count).map { column in
            rows.reduce(0) { $0 + $1.factors[column] * $1.factors[column] }.squareRoot()
        }
        guard scales.allSatisfy({ $0 > 0 }) else { return nil }
        var matrix = (0..<count).map { row in
            (0...count).map { column in
                rows.reduce(0.0) { sum, equation in
                    let other =
                        column == count
                        ? equation.value : equation.factors[column] / scales[column]
                    return sum + equation.factors[row] / scales[row] * other
                }
            }
        }
        guard eliminate(&matrix, count) else { return nil }
        return (0..<count).map { matrix[$0][count] / matrix[$0][$0] / scales[$0] }
    }

    /// Gauss and Jordan, with the largest pivot; whether there is a solution.
    private static func eliminate(_ matrix: inout [[Double]], _ count: Int) -> Bool {
        for column in 0..<count {
            let pivot = (column..<count).max {
                abs(matrix[$0][column]) < abs(matrix[$1][column])
            }
            guard let pivot, abs(matrix[pivot][column]) > 1e-14 else { return false }
            matrix.swapAt(column, pivot)
            for row in 0..<count where row != column {
                let factor = matrix[row][column] / matrix[column][column]
                for index in column...count { matrix[row][index] -= factor * matrix[column][index] }
            }
        }
        return true
    }
}
