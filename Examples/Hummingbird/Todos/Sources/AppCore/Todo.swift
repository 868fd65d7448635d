import Hummingbird

/// Something to do.
struct Todo: ResponseEncodable, Sendable {
    var id: Int
    var title: String
}
