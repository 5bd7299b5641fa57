using System.Runtime.CompilerServices;

[assembly: InternalsVisibleTo("NasFuse.Onnx.Tests")]
