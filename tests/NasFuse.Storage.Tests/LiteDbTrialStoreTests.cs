using NasFuse.Core.Studies;
using NasFuse.TestKit.Studies;

namespace NasFuse.Storage.Tests;

public sealed class LiteDbTrialStoreTests : TrialStoreConformance, IDisposable
{
    private readonly TemporaryStudy _study = new();

    protected override ITrialStore Open() => LiteDbTrialStore.Open(_study.Folder);

    public void Dispose() => _study.Dispose();
}
