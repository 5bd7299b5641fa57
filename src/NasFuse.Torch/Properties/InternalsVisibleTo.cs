using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("NasFuse.Torch.Tests")]
