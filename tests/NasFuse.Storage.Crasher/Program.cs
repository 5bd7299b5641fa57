// Writes trials into a study as fast as it can, from several threads, until it is killed or its input ends.
// The large sampler state makes the log long, so that it is moved into the database often.
// Each line of output says what the store has confirmed: "<trial> <Propose|Start|Report|Finish>".
using System.Text.Json.Nodes;
using NasFuse.Core.Studies;
using NasFuse.Storage;
using NasFuse.TestKit.Studies;

var threads = int.Parse(args[1]);
using var store = LiteDbTrialStore.Open(new StudyFolder(args[0]));
var next = store.Trials() is { Count: > 0 } trials ? trials[^1].Number : -1;
var stop = false;
Console.WriteLine("ready");
var writers = Enumerable.Range(0, threads).Select(_ => new Thread(WriteTrials)).ToList();
writers.ForEach(writer => writer.Start());
while (Console.ReadLine() is not null)
{
}

stop = true;
writers.ForEach(writer => writer.Join());
return 0;

void WriteTrials()
{
    while (!Volatile.Read(ref stop))
    {
        var number = Interlocked.Increment(ref next);
        store.Propose(TrialGenerator.Proposed(number), new JsonObject { ["last"] = number, ["population"] = new string('x', 300_000) });
        Confirm(number, "Propose");
        var running = store.Start(number, "cpu");
        Confirm(number, "Start");
        store.Report(number, new EpochRecord(1, number, 0.1, 0.5, 100, 1));
        Confirm(number, "Report");
        store.Finish(running with { State = TrialState.Complete, Epochs = 1 });
        Confirm(number, "Finish");
    }
}

static void Confirm(int number, string what) => Console.WriteLine($"{number} {what}");
