global using NasFuse.Cluster.Tests.Fixtures;
global using NasFuse.TestKit.Engines;
global using Xunit;
