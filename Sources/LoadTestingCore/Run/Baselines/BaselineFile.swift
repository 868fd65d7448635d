import Foundation
import LoadTestingMacrosFree

/// The file in which the baseline of a test is kept: beside its source, one for each kind of
/// machine.
struct BaselineFile {
    let path: String
    private let folder: String
    private let stem: String

    /// The file of a plan's budgets on a baseline; `nil` where it has none.
    ///
    /// - Parameters:
    ///   - plan: the plan; the first of its budgets on a baseline says beside which source.
    ///   - machine: the kind of machine.
    init?(_ plan: LoadTest, machine: String) {
        let source = plan.budgets.first { $0.bound.isBaseline && $0.location != nil }?.location
        guard let source else { return nil }
        let url = URL(filePath: source.filePath)
        let name = url.deletingPathExtension().lastPathComponent
        folder = url.deletingLastPathComponent().appending(path: "__Baselines__/\(name)").path
        stem = ResultDocuments.fileName(of: plan.name)
        path = "\(folder)/\(stem).\(machine).json"
    }

    /// The baseline of this kind of machine.
    func read() throws(BaselineGap) -> Baseline {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw .notRecorded(path: path, others: others)
        }
        do {
            let baseline = try JSONDecoder().decode(Baseline.self, from: data)
            guard baseline.version == Baseline.version else {
                throw BaselineGap.unreadable(
                    path: path, reason: "it is of version \(baseline.version)")
            }
            return baseline
        } catch let gap as BaselineGap {
            throw gap
        } catch {
            throw .unreadable(path: path, reason: "its JSON is not one")
        }
    }

    /// Records the figures of a run for budgets on a baseline.
    ///
    /// - Throws: the reason that the file can't be written.
    func write(
        _ run: RunSnapshot, budgets: [Budget], day: String
    ) throws(OutputFile.Failure) {
        let generator = run.facts.generators.first
        var baseline = Baseline(
            recorded: day, isDebugBuild: generator?.isDebugBuild ?? false,
            loops: generator?.loops ?? 0)
        for budget in budgets where budget.bound.isBaseline {
            if case .success(let estimate) = run.estimate(of: budget.metric) {
                baseline.figures[budget.metric.description] = estimate
            }
        }
        let file = try OutputFile(path)
        do throws(OutputFile.Failure) {
            try file.write(JSONText.pretty(baseline) + Array("\n".utf8))
        } catch {
            file.discard()
            throw error
        }
        try file.complete()
    }

    /// The kinds of machines that the test has a baseline of.
    private var others: [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
        return names.filter { $0.hasPrefix("\(stem).") && $0.hasSuffix(".json") }
            .map { String($0.dropFirst(stem.count + 1).dropLast(5)) }.sorted()
    }
}
