/// The output of a listener: a file, or a backend.
public struct ListenerOutput: Hashable, Sendable {
    package enum Destination: Hashable, Sendable {
        case file(FileOutput)
        case backend(BackendOutput)
    }

    package let destination: Destination

    package init(_ format: FileOutput.Format, _ path: String) {
        destination = .file(FileOutput(format, path))
    }

    package init(_ backend: BackendOutput) { destination = .backend(backend) }

    /// `nil` for a backend.
    package var file: FileOutput? {
        if case .file(let file) = destination { file } else { nil }
    }

    /// `nil` for a file.
    package var backend: BackendOutput? {
        if case .backend(let backend) = destination { backend } else { nil }
    }
}

extension ListenerOutput: CustomStringConvertible {
    /// The line of the listener in the description of a plan: without secrets.
    public var description: String {
        switch destination {
        case .file(let file): "writes \(file.path)"
        case .backend(let backend): backend.description
        }
    }
}
