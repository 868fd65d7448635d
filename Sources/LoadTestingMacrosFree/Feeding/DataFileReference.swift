/// A file that a plan names, and the source file that names it.
package struct DataFileReference: Hashable, Sendable {
    package var path: String
    package var sourceFile: String

    package init(path: String, sourceFile: String) {
        self.path = path
        self.sourceFile = sourceFile
    }
}
