using NasFuse.Core.Studies;
using NasFuse.TestKit.Studies;

namespace NasFuse.Core.Tests.Studies;

public sealed class InMemoryTrialStoreTests : TrialStoreConformance
{
    private readonly InMemoryTrialStore.Content _content = new();

    protected override ITrialStore Open() => new InMemoryTrialStore(_content);
}
