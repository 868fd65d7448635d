// `import LoadTesting` is all that a load test needs.
@_exported public import LoadTestingCore
