global using CsCheck;
global using TorchSharp;
global using Tensor = TorchSharp.torch.Tensor;
global using Xunit;
global using Size = NasFuse.Core.Graphs.Size;
