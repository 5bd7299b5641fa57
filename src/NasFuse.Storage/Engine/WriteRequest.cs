namespace NasFuse.Storage.Engine;

/// <summary>A piece of work for the writer thread.</summary>
internal abstract class WriteRequest
{
    /// <summary>True for work that must not be done again: it has a transaction to itself.</summary>
    public bool IsGroup { get; init; }

    /// <summary>Does the work inside the transaction that is open; may be done again after a rollback unless <see cref="IsGroup"/>.</summary>
    public abstract void Apply(StudyContent content);

    /// <summary>The work is durable: lets the caller go on.</summary>
    public abstract void Complete();

    /// <summary>The work was not done: the caller gets the exception.</summary>
    public abstract void Fail(Exception exception);
}

/// <summary>A piece of work that returns something.</summary>
internal sealed class WriteRequest<T>(Func<StudyContent, T> work) : WriteRequest
{
    private readonly TaskCompletionSource<T> _completion = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private T? _result;

    public override void Apply(StudyContent content) => _result = work(content);

    public override void Complete() => _completion.SetResult(_result!);

    public override void Fail(Exception exception) => _completion.SetException(exception);

    /// <summary>Blocks until the work is durable or has failed.</summary>
    public T Wait() => _completion.Task.GetAwaiter().GetResult();
}
