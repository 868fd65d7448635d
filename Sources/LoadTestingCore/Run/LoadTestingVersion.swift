/// The version of the library.
package enum LoadTestingVersion {
    package static let text = "0.1.0"
}
