/// A field or file of a multipart form.
public struct FormPart: Sendable {
    package enum Content: Sendable {
        case text(Template)
        case bytes([UInt8])
        case file(DataFileReference)
    }

    package var name: String
    package var fileName: String?
    package var contentType: String?
    package var content: Content

    /// A field with text.
    public static func field(_ name: String, _ value: Template) -> FormPart {
        FormPart(name: name, content: .text(value))
    }

    /// A field with text of the program.
    @_disfavoredOverload
    public static func field(_ name: String, _ value: some StringProtocol) -> FormPart {
        field(name, Template(value))
    }

    /// A file whose bytes are given.
    ///
    /// - Parameters:
    ///   - name: the field's name.
    ///   - bytes: the content of the file.
    ///   - fileName: the file name sent to the server.
    ///   - contentType: its media type. Default `application/octet-stream`.
    public static func file(
        _ name: String, bytes: some Sequence<UInt8>, fileName: String,
        contentType: String = "application/octet-stream"
    ) -> FormPart {
        FormPart(
            name: name, fileName: fileName, contentType: contentType,
            content: .bytes(Array(bytes)))
    }

    /// A file that is read once before the run.
    ///
    /// - Parameters:
    ///   - name: the field's name.
    ///   - path: absolute, relative to the current directory, or beside the source file.
    ///   - contentType: its media type. Default `application/octet-stream`.
    ///   - sourceFile: leave it out.
    public static func file(
        _ name: String, path: String, contentType: String = "application/octet-stream",
        sourceFile: StaticString = #filePath
    ) -> FormPart {
        let lastPart = path.split(separator: "/").last.map(String.init)
        return FormPart(
            name: name, fileName: lastPart ?? path, contentType: contentType,
            content: .file(DataFileReference(path: path, sourceFile: sourceFile.description)))
    }
}
