/// Public names at the top level of modules that come with the toolchain, from the symbol graphs of
/// Swift 6.3.1 on Linux.
enum ToolchainNames {
    /// Swift, _Concurrency and _StringProcessing: types, functions and values.
    static let swift = """
        Actor AdditiveArithmetic AnyActor AnyBidirectionalCollection AnyClass
        AnyCollection AnyHashable AnyIndex AnyIterator AnyKeyPath AnyObject
        AnyRandomAccessCollection AnyRegexOutput AnySequence Array ArrayLiteralConvertible
        ArraySlice AsyncCompactMapSequence AsyncDropFirstSequence AsyncDropWhileSequence
        AsyncFilterSequence AsyncFlatMapSequence AsyncIteratorProtocol AsyncMapSequence
        AsyncPrefixSequence AsyncPrefixWhileSequence AsyncSequence AsyncStream
        AsyncThrowingCompactMapSequence AsyncThrowingDropWhileSequence
        AsyncThrowingFilterSequence AsyncThrowingFlatMapSequence AsyncThrowingMapSequence
        AsyncThrowingPrefixWhileSequence AsyncThrowingStream BidirectionalCollection
        BidirectionalIndexable BidirectionalSlice BinaryFloatingPoint BinaryInteger
        BitwiseCopyable Bool BooleanLiteralConvertible BooleanLiteralType CBool CChar
        CChar16 CChar32 CChar8 CDouble CFloat CFloat16 CInt CLong CLongDouble CLongLong
        CShort CSignedChar CUnsignedChar CUnsignedInt CUnsignedLong CUnsignedLongLong
        CUnsignedShort CVaListPointer CVarArg CWideChar CancellationError CaseIterable
        Character CheckedContinuation Clock ClosedRange ClosedRangeIndex Codable CodingKey
        CodingKeyRepresentable CodingUserInfoKey Collection CollectionDifference
        CollectionOfOne CommandLine Comparable ConcurrentValue ContiguousArray
        ContinuousClock Copyable CountableClosedRange CountablePartialRangeFrom
        CountableRange CustomConsumingRegexComponent CustomDebugStringConvertible
        CustomLeafReflectable CustomPlaygroundDisplayConvertible
        CustomPlaygroundQuickLookable CustomReflectable CustomStringConvertible Decodable
        Decoder DecodingError DefaultBidirectionalIndices DefaultIndices
        DefaultRandomAccessIndices DefaultStringInterpolation Dictionary DictionaryIndex
        DictionaryIterator DictionaryLiteral DictionaryLiteralConvertible
        DiscardingTaskGroup DiscontiguousSlice Double DropFirstSequence DropWhileSequence
        Duration DurationProtocol EmptyCollection EmptyIterator Encodable Encoder
        EncodingError EnumeratedIterator EnumeratedSequence Equatable Error Escapable
        Executor ExecutorJob ExpressibleByArrayLiteral ExpressibleByBooleanLiteral
        ExpressibleByDictionaryLiteral ExpressibleByExtendedGraphemeClusterLiteral
        ExpressibleByFloatLiteral ExpressibleByIntegerLiteral ExpressibleByNilLiteral
        ExpressibleByStringInterpolation ExpressibleByStringLiteral
        ExpressibleByUnicodeScalarLiteral ExtendedGraphemeClusterLiteralConvertible
        ExtendedGraphemeClusterType FixedWidthInteger FlattenBidirectionalCollection
        FlattenBidirectionalCollectionIndex FlattenCollection FlattenCollectionIndex
        FlattenSequence Float Float16 Float32 Float64 Float80 FloatLiteralConvertible
        FloatLiteralType FloatingPoint FloatingPointClassification
        FloatingPointRoundingRule FloatingPointSign GlobalActor Hashable Hasher
        Identifiable Indexable IndexableBase IndexingIterator InlineArray InstantProtocol
        Int Int128 Int16 Int32 Int64 Int8 IntegerLiteralConvertible IntegerLiteralType
        IteratorOverOne IteratorProtocol IteratorSequence Job JobPriority JoinedIterator
        JoinedSequence KeyPath KeyValuePairs KeyedDecodingContainer
        KeyedDecodingContainerProtocol KeyedEncodingContainer
        KeyedEncodingContainerProtocol LazyBidirectionalCollection LazyCollection
        LazyCollectionProtocol LazyDropWhileBidirectionalCollection
        LazyDropWhileCollection LazyDropWhileIndex LazyDropWhileIterator
        LazyDropWhileSequence LazyFilterBidirectionalCollection LazyFilterCollection
        LazyFilterIndex LazyFilterIterator LazyFilterSequence
        LazyMapBidirectionalCollection LazyMapCollection LazyMapIterator
        LazyMapRandomAccessCollection LazyMapSequence
        LazyPrefixWhileBidirectionalCollection LazyPrefixWhileCollection
        LazyPrefixWhileIndex LazyPrefixWhileIterator LazyPrefixWhileSequence
        LazyRandomAccessCollection LazySequence LazySequenceProtocol
        LosslessStringConvertible MainActor ManagedBuffer ManagedBufferPointer
        MemoryLayout Mirror MirrorPath MutableBidirectionalSlice MutableCollection
        MutableIndexable MutableRandomAccessSlice
        MutableRangeReplaceableBidirectionalSlice MutableRangeReplaceableRandomAccessSlice
        MutableRangeReplaceableSlice MutableRawSpan MutableSlice MutableSpan Never
        NilLiteralConvertible Numeric ObjectIdentifier OpaquePointer OptionSet Optional
        OutputRawSpan OutputSpan PartialAsyncTask PartialKeyPath PartialRangeFrom
        PartialRangeThrough PartialRangeUpTo PlaygroundQuickLook PrefixSequence
        RandomAccessCollection RandomAccessIndexable RandomAccessSlice
        RandomNumberGenerator Range RangeExpression RangeReplaceableBidirectionalSlice
        RangeReplaceableCollection RangeReplaceableIndexable
        RangeReplaceableRandomAccessSlice RangeReplaceableSlice RangeSet RawRepresentable
        RawSpan ReferenceWritableKeyPath Regex RegexComponent RegexRepetitionBehavior
        RegexSemanticLevel RegexWordBoundaryKind Repeated Result ReversedCollection
        ReversedIndex ReversedRandomAccessCollection SIMD SIMD16 SIMD2 SIMD3 SIMD32 SIMD4
        SIMD64 SIMD8 SIMDMask SIMDScalar SIMDStorage Sendable SendableMetatype Sequence
        SerialExecutor Set SetAlgebra SetIndex SetIterator SignedInteger SignedNumeric
        SingleValueDecodingContainer SingleValueEncodingContainer Slice Span StaticBigInt
        StaticString StrideThrough StrideThroughIterator StrideTo StrideToIterator
        Strideable String StringInterpolationConvertible StringInterpolationProtocol
        StringLiteralConvertible StringLiteralType StringProtocol Substring
        SuspendingClock SystemRandomNumberGenerator Task TaskExecutor TaskGroup TaskLocal
        TaskPriority TextOutputStream TextOutputStreamable ThrowingDiscardingTaskGroup
        ThrowingTaskGroup UInt UInt128 UInt16 UInt32 UInt64 UInt8 UTF16 UTF32 UTF8
        UTF8Span UnboundedRange UnboundedRange_ UnfoldFirstSequence UnfoldSequence Unicode
        UnicodeCodec UnicodeDecodingResult UnicodeScalar UnicodeScalarLiteralConvertible
        UnicodeScalarType UnkeyedDecodingContainer UnkeyedEncodingContainer Unmanaged
        UnownedJob UnownedSerialExecutor UnownedTaskExecutor UnsafeBufferPointer
        UnsafeBufferPointerIterator UnsafeConcurrentValue UnsafeContinuation
        UnsafeCurrentTask UnsafeMutableBufferPointer UnsafeMutablePointer
        UnsafeMutableRawBufferPointer UnsafeMutableRawBufferPointerIterator
        UnsafeMutableRawPointer UnsafePointer UnsafeRawBufferPointer
        UnsafeRawBufferPointerIterator UnsafeRawPointer UnsafeSendable
        UnsafeThrowingContinuation UnsignedInteger Void WritableKeyPath Zip2Iterator
        Zip2Sequence abs all any assert assertionFailure async asyncDetached debugPrint
        detach dump exchange extendLifetime extractIsolation fatalError
        globalConcurrentExecutor isKnownUniquelyReferenced max min numericCast
        pointwiseMax pointwiseMin precondition preconditionFailure print readLine
        repeatElement sequence stride swap swift_unboxFromSwiftValueWithType transcode
        type unsafeBitCast unsafeDowncast withCheckedContinuation
        withCheckedThrowingContinuation withDiscardingTaskGroup withExtendedLifetime
        withTaskCancellationHandler withTaskExecutorPreference withTaskGroup
        withTaskPriorityEscalationHandler withThrowingDiscardingTaskGroup
        withThrowingTaskGroup withUnsafeBytes withUnsafeContinuation withUnsafeCurrentTask
        withUnsafeMutableBytes withUnsafeMutablePointer withUnsafePointer
        withUnsafeTemporaryAllocation withUnsafeThrowingContinuation withVaList
        withoutActuallyEscaping zip
        """

    /// Foundation with its parts, Networking and XML; what only macOS has, from knowledge.
    static let foundation = """
        AffineTransform AlignmentOptions AttributeContainer AttributeDynamicLookup
        AttributeScope AttributeScopeCodableConfiguration AttributeScopes AttributedString
        AttributedStringAttributeMutation AttributedStringKey AttributedStringProtocol
        AttributedSubstring BlockOperation Bundle ByteCountFormatStyle ByteCountFormatter
        CGFloat CGPoint CGRect CGRectEdge CGSize CachedURLResponse Calendar CharacterSet
        CocoaError CodableAttributedStringKey CodableConfiguration
        CodableWithConfiguration ComparableComparator Comparator ComparisonResult
        ContiguousBytes CurrencyFormatStyleConfiguration CustomNSError Data DataProtocol
        Date DateComponents DateFormatter DateInterval DateIntervalFormatter Decimal
        DecodableAttributedStringKey DecodableWithConfiguration
        DecodingConfigurationProviding DescriptiveNumberFormatConfiguration Dimension
        DiscontiguousAttributedSubstring DiscreteFormatStyle DistributedNotificationCenter
        EncodableAttributedStringKey EncodableWithConfiguration
        EncodingConfigurationProviding EnergyFormatter Expression FileAttributeKey
        FileAttributeType FileHandle FileManager FileManagerDelegate FileProtectionType
        FloatingPointFormatStyle FloatingPointParseStrategy FormatStyle
        FormatStyleCapitalizationContext Formatter HTTPCookie HTTPCookiePropertyKey
        HTTPCookieStorage HTTPURLResponse Host ISO8601DateFormatter IndexPath IndexSet
        InflectionRule InputStream IntegerFormatStyle IntegerParseStrategy JSONDecoder
        JSONEncoder JSONSerialization KeyPathComparator LengthFormatter ListFormatStyle
        Locale LocalizedError LocalizedStringResource MarkdownDecodableAttributedStringKey
        MassFormatter Measurement Morphology MutableDataProtocol NSAffineTransform
        NSAffineTransformStruct NSArray NSAttributedString NSBinarySearchingOptions
        NSCache NSCacheDelegate NSCalendar NSCharacterSet NSCoder NSCoding
        NSComparisonPredicate NSCompoundPredicate NSCondition NSConditionLock NSCopying
        NSCountedSet NSData NSDate NSDateComponents NSDateInterval NSDecimalNumber
        NSDecimalNumberBehaviors NSDecimalNumberHandler NSDictionary NSEdgeInsets
        NSEnumerationOptions NSEnumerator NSError NSErrorDomain NSExceptionName
        NSExpression NSIndexPath NSIndexSet NSIndexSetIterator NSKeyedArchiver
        NSKeyedArchiverDelegate NSKeyedUnarchiver NSKeyedUnarchiverDelegate NSLocale
        NSLock NSLocking NSMeasurement NSMutableArray NSMutableAttributedString
        NSMutableCharacterSet NSMutableCopying NSMutableData NSMutableDictionary
        NSMutableIndexSet NSMutableOrderedSet NSMutableSet NSMutableString
        NSMutableURLRequest NSNotification NSNull NSNumber NSObject NSObjectProtocol
        NSOrderedSet NSOrthography NSPersonNameComponents NSPoint NSPointArray
        NSPointPointer NSPredicate NSRange NSRangePointer NSRect NSRectArray NSRectEdge
        NSRectPointer NSRecursiveLock NSRegularExpression NSSecureCoding NSSet NSSize
        NSSizeArray NSSizePointer NSSortDescriptor NSSortOptions NSString
        NSTextCheckingKey NSTextCheckingResult NSTimeZone NSURL NSURLComponents
        NSURLQueryItem NSURLRequest NSUUID NSValue NSZone Notification NotificationCenter
        NotificationQueue NumberFormatStyleConfiguration NumberFormatter ObjCBool
        OperatingSystemVersion Operation OperationQueue OutputStream POSIXError
        ParseStrategy ParseableFormatStyle PersonNameComponents
        PersonNameComponentsFormatter Pipe Port PortDelegate PortMessage Predicate
        PredicateBindings PredicateError PredicateExpression PredicateExpressions Process
        ProcessInfo Progress ProgressKind ProgressReporting ProgressUserInfoKey
        PropertyListDecoder PropertyListEncoder PropertyListSerialization QualityOfService
        RecoverableError ReferenceConvertible RunLoop Scanner ScopedAttributeContainer
        Selector SocketNativeHandle SocketPort SortComparator SortDescriptor SortOrder
        StandardPredicateExpression Stream StreamDelegate StreamNetworkServiceTypeValue
        StreamSOCKSProxyConfiguration StreamSOCKSProxyVersion StreamSocketSecurityLevel
        StringStyle StringTransform Thread TimeInterval TimeZone Timer URL
        URLAuthenticationChallenge URLAuthenticationChallengeSender URLCache URLComponents
        URLCredential URLCredentialStorage URLError URLFileResourceType URLProtectionSpace
        URLProtocol URLProtocolClient URLQueryItem URLRequest URLResourceKey
        URLResourceValues URLResponse URLSession URLSessionConfiguration
        URLSessionDataDelegate URLSessionDataTask URLSessionDelegate
        URLSessionDownloadDelegate URLSessionDownloadTask URLSessionStreamDelegate
        URLSessionStreamTask URLSessionTask URLSessionTaskDelegate URLSessionTaskMetrics
        URLSessionTaskTransactionMetrics URLSessionUploadTask URLSessionWebSocketDelegate
        URLSessionWebSocketTask UUID Unit UnitAcceleration UnitAngle UnitArea
        UnitConcentrationMass UnitConverter UnitConverterLinear UnitDispersion
        UnitDuration UnitElectricCharge UnitElectricCurrent
        UnitElectricPotentialDifference UnitElectricResistance UnitEnergy UnitFrequency
        UnitFuelEfficiency UnitIlluminance UnitInformationStorage UnitLength UnitMass
        UnitPower UnitPressure UnitSpeed UnitTemperature UnitVolume UserDefaults XMLDTD
        XMLDTDNode XMLDocument XMLElement XMLNode XMLParser XMLParserDelegate
        tls_ciphersuite_t tls_protocol_version_t unichar uuid_string_t uuid_t acos acosh
        asin asinh atan atan2 atanh cbrt copysign cos cosh erf erfc exp exp2 expm1 fdim
        fmax fmin frexp hypot ilogb j0 j1 jn ldexp lgamma log log10 log1p log2 logb modf
        nan nearbyint nextafter pow remquo rint scalbn sin sinh tan tanh tgamma y0 y1 yn
        """

    /// Swift Testing.
    static let testing = """
        Attachable AttachableWrapper Attachment Bug Comment ConditionTrait Confirmation
        CustomTestArgumentEncodable CustomTestStringConvertible ExitStatus ExitTest
        Expectation ExpectationFailedError Issue IssueHandlingTrait KnownIssueMatcher
        ParallelizationTrait SourceLocation SuiteTrait Tag Test TestScoping TestTrait
        TimeLimitTrait Trait confirmation withKnownIssue
        """

    /// XCTest; what only macOS has, from knowledge.
    static let xctest = """
        PerformanceMeter XCNotificationExpectationHandler XCPredicateExpectationHandler
        XCTActivity XCTApplicationLaunchMetric XCTAttachment XCTCPUMetric XCTClockMetric
        XCTContext XCTIssue XCTMeasureOptions XCTMeasurement XCTMemoryMetric XCTMetric
        XCTNSNotificationExpectation XCTNSPredicateExpectation XCTOSSignpostMetric
        XCTPerformanceMeasurementTimestamp XCTPerformanceMetric XCTSkip
        XCTSourceCodeContext XCTSourceCodeLocation XCTSourceCodeSymbolInfo
        XCTStorageMetric XCTWaiter XCTWaiterDelegate XCTest XCTestCase XCTestCaseClosure
        XCTestCaseEntry XCTestCaseRun XCTestConfiguration XCTestError XCTestExpectation
        XCTestObservation XCTestObservationCenter XCTestRun XCTestSuite XCTestSuiteRun
        XCUIApplication XCUIDevice XCUIElement XCUIElementQuery XCWaitCompletionHandler
        XCTAssert XCTAssertEqual XCTAssertEqualWithAccuracy XCTAssertFalse
        XCTAssertGreaterThan XCTAssertGreaterThanOrEqual XCTAssertIdentical
        XCTAssertLessThan XCTAssertLessThanOrEqual XCTAssertNil XCTAssertNoThrow
        XCTAssertNotEqual XCTAssertNotEqualWithAccuracy XCTAssertNotIdentical
        XCTAssertNotNil XCTAssertThrowsError XCTAssertTrue XCTFail XCTMain XCTSkipIf
        XCTSkipUnless XCTUnwrap XCTestErrorDomain asyncTest testCase
        """
}
