/// A name and a password for libcurl.
package struct ProgramAuthorization: Sendable {
    package enum Scheme: Sendable { case basic, digest }

    package var scheme: Scheme
    package var user: ProgramText
    package var password: ProgramText

    package var isConstant: Bool { user.constant != nil && password.constant != nil }
}
