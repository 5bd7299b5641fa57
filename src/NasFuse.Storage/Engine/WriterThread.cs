using System.Threading.Channels;

namespace NasFuse.Storage.Engine;

/// <summary>The one thread that uses a study's database: takes what several callers ask for into one transaction.</summary>
/// <remarks>Thread-safe. A disk takes about as long for one small commit as for a large one, so batching is what makes many workers fast.</remarks>
internal sealed class WriterThread : IDisposable
{
    private const int LargestBatch = 256;

    private readonly Channel<WriteRequest> _requests = Channel.CreateUnbounded<WriteRequest>(new() { SingleReader = true });
    private readonly StudyDatabase _database;
    private readonly StudyContent _content;
    private readonly Thread _thread;
    private Exception? _broken;

    /// <summary>Starts the thread, which alone uses the database from now on, and closes it at the end.</summary>
    public WriterThread(StudyDatabase database)
    {
        _database = database;
        _content = new StudyContent(database.Content);
        _thread = new Thread(Work) { Name = "NasFuse store writer", IsBackground = true };
        _thread.Start();
    }

    /// <summary>Has the work done in a transaction; returns its result when the transaction is durable.</summary>
    /// <param name="work">Refuses by an exception before it writes anything, so that refusing is cheap.</param>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public T Run<T>(Func<StudyContent, T> work) =>
        // On this very thread it is part of a group, whose transaction is open.
        Thread.CurrentThread == _thread ? work(_content) : Await(new WriteRequest<T>(work));

    /// <summary>Has work done in a transaction of its own, once; what it asks for by <see cref="Run"/> becomes part of it.</summary>
    /// <exception cref="ObjectDisposedException">The store is closed.</exception>
    public void RunGroup(Action work)
    {
        bool Work(StudyContent content)
        {
            work();
            return true;
        }
        if (Thread.CurrentThread == _thread) work();
        else Await(new WriteRequest<bool>(Work) { IsGroup = true });
    }

    /// <summary>Finishes what was asked for and closes the database.</summary>
    public void Dispose()
    {
        _requests.Writer.TryComplete();
        _thread.Join();
    }

    private T Await<T>(WriteRequest<T> request)
    {
        ObjectDisposedException.ThrowIf(!_requests.Writer.TryWrite(request), typeof(LiteDbTrialStore));
        return request.Wait();
    }

    private void Work()
    {
        var batch = new List<WriteRequest>();
        while (_requests.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult())
        {
            var group = Gather(batch);
            if (batch.Count > 0 && !TryTogether(batch)) batch.ForEach(Alone);
            if (group is not null) Alone(group);
        }

        if (_broken is null) Guarded(_database.EmptyLog);
        Guarded(_database.Dispose);
    }

    /// <summary>Takes what can share a transaction, up to a group that cannot; returns that group.</summary>
    private WriteRequest? Gather(List<WriteRequest> batch)
    {
        batch.Clear();
        while (batch.Count < LargestBatch && _requests.Reader.TryRead(out var request))
        {
            if (request.IsGroup) return request;
            batch.Add(request);
        }
        return null;
    }

    private bool TryTogether(List<WriteRequest> batch)
    {
        if (_broken is not null) return false;
        try
        {
            _database.Begin();
            foreach (var request in batch) request.Apply(_content);
        }
        catch (Exception exception)
        {
            _broken ??= _database.Failure;
            Guarded(_database.Rollback);
            if (batch.Count > 1) return false;
            batch[0].Fail(_broken is null ? exception : Broken());
            return true;
        }

        CommitAndAnswer(batch);
        return true;
    }

    private void Alone(WriteRequest request)
    {
        if (_broken is not null) request.Fail(Broken());
        else TryTogether([request]);
    }

    private void CommitAndAnswer(List<WriteRequest> batch)
    {
        try
        {
            _database.Commit();
        }
        catch (Exception exception)
        {
            // Nobody knows what reached the disk: nothing more is written, and opening the study again finds out.
            _broken = exception;
            batch.ForEach(request => request.Fail(exception));
            return;
        }

        batch.ForEach(request => request.Complete());
        Guarded(_database.ShortenLog);
    }

    private IOException Broken() => new($"The study's database has failed and takes no more work; open the study again. {_broken!.Message}", _broken);

    private void Guarded(Action action)
    {
        try
        {
            action();
        }
        catch (Exception exception)
        {
            _broken ??= exception;
        }
    }
}
