/// A yardstick for scanners of text: a pass that looks each byte up, as they do.
///
/// In this module, since the optimizer works at it in every release build.
package enum ByteClasses {
    private static let classes = (0..<256).map { UInt8(truncatingIfNeeded: $0 &* 37 ^ 11) }

    /// Looks up each byte of a text, four at a time: what shares the core slows both alike.
    package static func count(in text: String) -> Int {
        var text = text
        return text.withUTF8 { bytes in
            classes.withUnsafeBufferPointer { classes in
                var counts = (0, 0, 0, 0)
                for index in stride(from: 0, to: bytes.count - 3, by: 4) {
                    if classes[Int(bytes[index])] & 1 == 1 { counts.0 &+= 1 }
                    if classes[Int(bytes[index + 1])] & 2 == 2 { counts.1 &+= 3 }
                    if classes[Int(bytes[index + 2])] & 4 == 4 { counts.2 &+= 5 }
                    if classes[Int(bytes[index + 3])] & 8 == 8 { counts.3 &+= 7 }
                }
                return counts.0 &+ counts.1 &+ counts.2 &+ counts.3
            }
        }
    }
}
