global using NasFuse.Cli.Tests.Processes;
global using NasFuse.TestKit;
global using Xunit;
