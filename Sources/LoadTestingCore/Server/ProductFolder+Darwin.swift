#if canImport(Darwin)
    import Darwin
    import Foundation

    extension ProductFolder {
        /// The directory of the running program; for tests, which another program loads, that of
        /// their bundle `…/NAME.xctest/Contents/MacOS/NAME`.
        static var folder: URL {
            var image = Dl_info()
            dladdr(#dsohandle, &image)
            let file = URL(filePath: image.dli_fname.map { String(cString: $0) } ?? "")
            var folder = file.deletingLastPathComponent()
            while folder.pathComponents.contains(where: { $0.hasSuffix(".xctest") }) {
                folder.deleteLastPathComponent()
            }
            return folder
        }
    }
#endif
