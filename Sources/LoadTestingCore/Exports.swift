// `import LoadTestingCore` brings the vocabulary of plans with it.
@_exported public import LoadTestingMacrosFree
