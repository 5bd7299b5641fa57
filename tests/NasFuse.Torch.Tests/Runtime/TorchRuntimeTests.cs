using NasFuse.Core.Diagnostics;
using NasFuse.Torch.Runtime;

namespace NasFuse.Torch.Tests.Runtime;

public sealed class TorchRuntimeTests
{
    private static readonly SourcePlace s_place = new("study.json", 7, 12);

    [Fact]
    public void The_library_loads_and_says_its_version()
    {
        Assert.Null(TorchRuntime.Complaint);
        Assert.Matches(@"^\d+\.\d+$", TorchRuntime.Version);
    }

    [Fact]
    public void A_device_that_is_not_there_is_a_user_error_with_its_place()
    {
        var error = Assert.Throws<UserErrorException>(() => TorchRuntime.Resolve("cuda:63", s_place));
        Assert.Equal(ErrorCodes.NoDevice, error.Diagnostics.Single().Code);
        Assert.Equal(s_place, error.Diagnostics.Single().Place);
    }

    [Theory]
    [InlineData("gpu")]
    [InlineData("cuda:x")]
    [InlineData("cuda:-1")]
    [InlineData("")]
    public void A_name_that_is_no_device_is_a_user_error(string name) =>
        Assert.Equal(ErrorCodes.UnknownName, Assert.Throws<UserErrorException>(() => TorchRuntime.Resolve(name, s_place)).Diagnostics.Single().Code);

    [Fact]
    public void Auto_takes_what_is_there() =>
        Assert.Equal(TorchRuntime.CudaDevices > 0 ? DeviceType.CUDA : DeviceType.CPU, TorchRuntime.Resolve("auto", s_place).type);

    [Fact]
    public void Devices_are_described_with_their_threads()
    {
        Assert.Equal("cpu (2 threads)", TorchRuntime.Describe(torch.CPU, 2));
        Assert.Equal("cpu (1 thread)", TorchRuntime.Describe(torch.CPU, 1));
    }
}
