global using NasFuse.Cluster.Tests.Fixtures;
global using Xunit;
