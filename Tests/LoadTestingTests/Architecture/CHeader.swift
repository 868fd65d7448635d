import Foundation

/// A public header of a C target.
struct CHeader: Sendable {
    /// The target that has it.
    var target: String
    /// Its name, such as `clt_spawn.h`.
    var name: String
    /// The names in its code: those that it declares, and those of others that these mention.
    var symbols: Set<String>

    init(target: String, name: String, text: String) {
        self.target = target
        self.name = name
        symbols = SourceFile(path: name, text: text).symbolsUsed
    }
}

extension CHeader {
    /// The names that are declared by some headers and in no other.
    static func symbols(of headers: [CHeader], among all: [CHeader]) -> Set<String> {
        let names = Set(headers.map(\.name))
        let others = all.filter { !names.contains($0.name) }
        return Set(headers.flatMap(\.symbols)).subtracting(others.flatMap(\.symbols))
    }

    /// The public headers of all C targets, found from this file.
    static let all: [CHeader] = {
        let root = (0..<4).reduce(URL(filePath: #filePath)) { url, _ in
            url.deletingLastPathComponent()
        }
        let manager = FileManager.default
        return ["CLoadTesting", "CLoadTestingSystem", "CLoadTestingRelay"].flatMap { target in
            let folder = root.appending(path: "Sources/\(target)/include").path
            let names = (try? manager.contentsOfDirectory(atPath: folder)) ?? []
            return names.filter { $0.hasPrefix("clt_") }.sorted().compactMap { name in
                (try? String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8)).map {
                    CHeader(target: target, name: name, text: $0)
                }
            }
        }
    }()
}
