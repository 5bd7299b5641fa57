using NasFuse.Core.Studies;
using NasFuse.Storage;

namespace NasFuse.Cli.Tests.Commands;

public sealed class LogsTests : IDisposable
{
    private const string Log = """
        {"@t":"2031-05-06T07:00:01.5Z","@mt":"Study {Study} begins with {Existing} stored trials, seed {Seed}","Study":"street","Existing":0,"Seed":7}
        {"@t":"2031-05-06T07:00:02.5Z","@mt":"Trial {TrialNumber} started on {Device}, attempt {Attempt}","TrialNumber":1,"Device":"cpu (2 threads)","Attempt":1}
        {"@t":"2031-05-06T07:00:03Z","@mt":"Trial {TrialNumber} started on {Device}, attempt {Attempt}","TrialNumber":2,"Device":"cpu (2 threads)","Attempt":1}
        {"@t":"2031-05-06T07:00:09Z","@mt":"Trial {TrialNumber} epoch {Epoch} loss {Loss:F4} mIoU {MeanIou:F4}","@r":["0.5000","0.4120"],"TrialNumber":1,"Epoch":1,"Loss":0.5,"MeanIou":0.412}
        {"@t":"2031-05-06T07:00:10Z","@mt":"Trial {TrialNumber} failed: {Error}","@l":"Error","@x":"System.Exception: no","TrialNumber":1,"Error":"out of memory"}
        {"@t":"2031-05-06T07:00:11Z","@mt":"Trial {TrialNumber} ended as {State} with {@Metrics}","TrialNumber":1,"State":"Complete","Metrics":{"latencyMs":3.1,"miou":0.412}}
        {"@t":"2031-05-06T07:00:12Z","@mt":"Trial {TrialNumber} has {@Metrics}","TrialNumber":1,"Metrics":[{"Key":"macs","Value":9538176},{"Key":"miou","Value":0.4122222222}]}
        a line that a crash cut o

        """;

    private readonly WorkFolder _folder = new();

    public LogsTests()
    {
        SeededStudy.Store(_folder);
        _folder.Write("results/street/log.jsonl", Log);
    }

    [Fact]
    public void What_is_stored_and_logged_about_a_trial() => Expectation.Meets("logs", _folder.Run("logs", "street", "1").Succeeded());

    [Fact]
    public void A_trial_that_is_not_there_is_named() => Expectation.Meets("logs-no-trial", _folder.Run("logs", "street", "99").EndedWith(2));

    [Fact]
    public void Followed_it_shows_what_another_process_adds_and_ends_with_the_trial()
    {
        var template = Writing(store => store.Trials()[0]);
        var number = Writing(store => store.Trials().Count);
        Writing(store =>
        {
            store.Propose(template with { Number = number, State = TrialState.Proposed, Finished = null, Repeats = [], Artefacts = [] }, []);
            return store.Start(number, "cpu");
        });
        using var logs = NasFuseProcess.Start(["logs", "street", $"{number}", "--follow"], _folder.Path);

        // The first half of a line says nothing yet.
        Append($$"""{"@t":"2031-05-06T08:00:00Z","@mt":"Trial {TrialNumber} epoch {Epoch}","TrialNumber":{{number}},""");
        Assert.False(logs.EndsWithin(TimeSpan.FromSeconds(1)));
        Append("\"Epoch\":1}\n");
        Writing(store => store.Finish(store.Find(number)! with { State = TrialState.Complete }));
        Append($$"""{"@t":"2031-05-06T08:00:01Z","@mt":"Trial {TrialNumber} ended","TrialNumber":{{number}}}""" + "\n");

        var result = logs.WaitForEnd().Succeeded();
        Assert.EndsWith($"08:00:00  Trial {number} epoch 1\n08:00:01  Trial {number} ended\n", result.Output.ReplaceLineEndings("\n"));
    }

    public void Dispose() => _folder.Dispose();

    private void Append(string text) => File.AppendAllText(_folder.In("results/street/log.jsonl"), text);

    private T Writing<T>(Func<LiteDbTrialStore, T> write)
    {
        using var store = LiteDbTrialStore.Open(StudyFolders.Resolve(_folder.In("results"), SeededStudy.Name));
        return write(store);
    }
}
