/// Public names at the top level of packages that stand beside load tests in one file.
enum PackageNames {
    /// swift-http-types 1.8.0, from its sources.
    static let httpTypes = """
        HTTP2ErrorCode HTTP3ErrorCode HTTPField HTTPFields HTTPRequest HTTPResponse
        """

    /// Hummingbird 2.28.1 with its modules, from their sources.
    static let hummingbird = """
        Application ApplicationConfiguration ApplicationProtocol
        ApplicationRequestContextSource AvailableConnectionsChannelHandler
        AvailableConnectionsDelegate BasicRequestContext BasicRouterRequestContext
        BindAddress ByteBuffer ByteBufferAllocator CORSMiddleware CacheControl
        CallbackResponder ChildRequestContext ContentSecurityMiddleware
        ContentSecurityPolicy ContextTransform Cookie Cookies CoreRequestContext
        CoreRequestContextStorage EditedResponse EndpointPath Environment
        EventLoopGroupProvider FileIO FileMiddleware FileMiddlewareFileAttributes
        FileProvider FlatDictionary HBApplication HBApplicationConfiguration
        HBApplicationProtocol HBBaseRequestContext HBBasicRequestContext
        HBBasicRouterRequestContext HBCORSMiddleware HBCacheControl HBCallbackResponder
        HBCookie HBCookies HBCoreRequestContext HBEditedResponse HBEnvironment HBFileIO
        HBFileMiddleware HBHTTPError HBHTTPResponseError HBLogRequestsMiddleware
        HBMediaType HBMemoryPersistDriver HBMetricsMiddleware HBMiddlewareGroup
        HBMiddlewareProtocol HBPersistDriver HBPersistError HBRequest HBRequestBody
        HBRequestContext HBRequestDecoder HBResponder HBResponderBuilder HBResponse
        HBResponseBody HBResponseBodyWriter HBResponseCodable HBResponseEncodable
        HBResponseEncoder HBResponseGenerator HBRouter HBRouterBuilder
        HBRouterBuilderContext HBRouterGroup HBRouterMethods HBRouterOptions HBRouterPath
        HBRouterRequestContext HBServer HBServerConfiguration HBTracingMiddleware HBURL
        HBXCTClient HBXCTClientProtocol HBXCTResponse HTTP1Channel HTTP2Channel
        HTTP2ChannelConfiguration HTTP2UpgradeChannel HTTPChannelHandler
        HTTPConnectionStateHandler HTTPError HTTPResponder HTTPResponderBuilder
        HTTPResponseError HTTPServerBuilder HTTPUserEventHandler Handle
        InitializableFromSource LocalFileSystem LogRequestsMiddleware
        MaximumAvailableConnections MediaType MemoryPersistDriver MetricsMiddleware
        MiddlewareFixedTypeBuilder MiddlewareGroup MiddlewareProtocol NIOSSLCertificate
        NIOSSLPrivateKey Parameters PersistDriver PersistError RemoteAddressRequestContext
        Request RequestBody RequestContext RequestContextSource RequestDecoder RequestID
        Response ResponseBody ResponseBodyWriter ResponseCodable ResponseEncodable
        ResponseEncoder ResponseGenerator ResponseWriter Route RouteBuilder
        RouteCollection RouteGroup Router RouterBuilder RouterBuilderContext
        RouterBuilderOptions RouterController RouterGroup RouterMethods RouterMiddleware
        RouterOptions RouterPath RouterPathTrieBuilder RouterRequestContext
        RouterResponder RouterTrie RouterValidationError Server ServerChildChannel
        ServerChildChannelValue ServerConfiguration TLSChannel TLSChannelConfiguration
        TLSConfiguration TSTLSOptions TestClient TestClientProtocol TestHTTPScheme
        TestResponse TestingSetup ThrowingContextTransform TracingMiddleware URI
        URLEncodedFormDecoder URLEncodedFormEncoder URLEncodedFormError
        """

    /// Vapor 4 and what it re-exports, from knowledge.
    static let vapor = """
        Abort AbortError AnyAsyncResponse AnyResponse Application ApplicationTester
        AsyncBasicAuthenticator AsyncBasicResponder AsyncBearerAuthenticator
        AsyncBodyStreamWriter AsyncCommand AsyncCommandGroup AsyncCredentialsAuthenticator
        AsyncMiddleware AsyncPasswordHasher AsyncRequestAuthenticator
        AsyncRequestDecodable AsyncResponder AsyncResponseEncodable
        AsyncSessionAuthenticator AsyncSessionDriver AsyncStorageKey Authenticatable
        AuthenticationCache Authenticator BCryptDigest BasicAuthenticator
        BasicAuthorization BasicResponder Bcrypt BcryptError BearerAuthenticator
        BearerAuthorization BodyStreamResult BodyStreamWriter BootCommand ByteBuffer
        ByteCount CORSMiddleware Cache CacheExpirationTime CaseSensitivity Client
        ClientRequest ClientResponse Command CommandConfiguration CommandContext
        CommandGroup Commands Content ContentConfiguration ContentContainer ContentDecoder
        ContentEncoder Cookies CredentialsAuthenticator DebuggableError DefaultResponder
        Digest DirectoryConfiguration DotEnvFile EmptyQuery EndpointCache
        EndpointCacheError Environment ErrorMiddleware ErrorSource Event EventLoop
        EventLoopFuture EventLoopGroup EventLoopPromise Extendable File FileIO
        FileMiddleware GuardMiddleware HOTP HTTPBodyStreamer HTTPCookies
        HTTPHeaderCacheControl HTTPHeaders HTTPMediaType HTTPMediaTypePreference
        HTTPMediaTypeSet HTTPMethod HTTPResponseStatus HTTPServer HTTPStatus HTTPVersion
        HasCodingPath LifecycleHandler Logger LoggingSystem MemoryCache Middleware
        MiddlewareConfiguration Middlewares MultipartPart OTP OTPDigest OptionalType
        Parameters PasswordHasher PathComponent PlaintextHasher PlaintextPassword
        PlaintextVerifier Query QueryParameter RangeResult ReadableStream RedirectType
        Request RequestAuthenticator RequestBody RequestDecodable RequestLogger Responder
        Response ResponseCodable ResponseCompressionMiddleware ResponseEncodable Route
        RouteBuilder RouteCollection RouteLoggingMiddleware RouteNotFound Router Routes
        RoutesBuilder RoutesCommand RunningApplication SHA1 SHA256 SecurityHeadersFactory
        ServeCommand Server Service Session SessionAuthenticatable SessionAuthenticator
        SessionCache SessionData SessionDriver SessionID SessionsConfiguration
        SessionsMiddleware SimpleRequest Storage StorageKey StreamingDatabase
        TLSConfiguration TOTP ThreadSpecificVariable TracingMiddleware URI
        URLEncodedFormDecoder URLEncodedFormEncoder URLEncodedFormError URLQueryContainer
        URLQueryDecoder URLQueryEncoder Unauthorized Validatable ValidationKey
        ValidationResult Validations ValidationsError ValidationsResult Validator
        ValidatorResult ValidatorResults View ViewRenderer WebSocket WebSocketMaxFrameSize
        XCTHTTPRequest XCTHTTPResponse routes
        """
}
