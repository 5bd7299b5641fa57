global using TorchSharp;
global using Device = TorchSharp.torch.Device;
global using Tensor = TorchSharp.torch.Tensor;
