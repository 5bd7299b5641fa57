using Microsoft.AspNetCore.Components;
using NasFuse.Dashboard.Studies;

namespace NasFuse.Dashboard.Components;

/// <summary>A page that is drawn anew when what it shows has changed.</summary>
public abstract class LivePage : ComponentBase, IDisposable
{
    /// <summary>The studies.</summary>
    [Inject] public StudyLibrary Library { get; set; } = null!;

    /// <summary>Whether a change is of interest.</summary>
    protected abstract bool Concerns(StudyChange change);

    /// <summary>Looks anew for what it shows: when its address changes and before it is drawn after a change, because a study may have appeared.</summary>
    protected virtual void Look()
    {
    }

    /// <inheritdoc/>
    protected override void OnParametersSet() => Look();

    /// <inheritdoc/>
    protected override void OnInitialized() => Library.Changed += Hear;

    /// <inheritdoc/>
    public void Dispose()
    {
        Library.Changed -= Hear;
        GC.SuppressFinalize(this);
    }

    private void Hear(StudyChange change)
    {
        if (!Concerns(change)) return;
        _ = InvokeAsync(() =>
        {
            Look();
            StateHasChanged();
        });
    }
}
