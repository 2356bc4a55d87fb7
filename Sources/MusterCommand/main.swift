SystemCalls.end(with: CommandLineRun(CommandLine.arguments.dropFirst()).run().rawValue)
