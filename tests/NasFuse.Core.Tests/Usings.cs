global using NasFuse.TestKit;
global using Xunit;
