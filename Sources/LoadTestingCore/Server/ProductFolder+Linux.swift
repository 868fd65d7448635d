#if os(Linux)
    import Foundation

    extension ProductFolder {
        /// The directory of the running program: tests are a program of their own.
        static var folder: URL {
            URL(filePath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        }
    }
#endif
