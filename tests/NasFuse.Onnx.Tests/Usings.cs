global using Xunit;
global using Size = NasFuse.Core.Graphs.Size;
