global using NasFuse.Core.Diagnostics;
global using NasFuse.Core.Studies;
global using NasFuse.Data.Tests.Fixtures;
global using Xunit;
global using Size = NasFuse.Core.Graphs.Size;
